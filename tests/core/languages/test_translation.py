import pytest

from glmbot.core.languages.translation import TranslatedTerm, cognates, language_of, translate
from glmbot.storage.resources import read_resources
from support.words import LEXICON, STEMMERS, STOPWORDS, lexicon_of

SPANISH = LEXICON.translations["es"]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("que es la ley de barco", "es"),
        ("qui est le bateau", "fr"),
        ("who signed the law", "en"),
        ("ley", "en"),
        ("ley multa barco", "en"),
        ("que ley", "es"),
        ("que", "en"),
        ("", "en"),
        ("what is the name of la ley", "en"),
        ("what does the article of the law say of el barco", "en"),
    ],
)
def test_a_language_is_told_by_its_function_words_against_those_of_english(question: str, language: str) -> None:
    assert language_of(question.split(), LEXICON.translations, STOPWORDS) == language


def test_without_translations_every_question_is_english() -> None:
    assert language_of(["que", "es", "la", "ley"], {}, STOPWORDS) == "en"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("quien firmar la ley", [TranslatedTerm("firmar", ("sign",)), TranslatedTerm("ley", ("law", "act"))]),
        ("firmaron", [TranslatedTerm("firmaron", ("sign",))]),
        ("barcos", [TranslatedTerm("barcos", ("boat",))]),
        ("puesta en marcha", [TranslatedTerm("puesta en marcha", ("start",))]),
        (
            "la puesta en marcha de barco",
            [TranslatedTerm("puesta en marcha", ("start",)), TranslatedTerm("barco", ("boat",))],
        ),
        ("puesta", [TranslatedTerm("puesta", ())]),
        ("fedrok", [TranslatedTerm("fedrok", ())]),
        ("que es la", []),
        ("", []),
    ],
)
def test_words_are_translated_the_longest_phrase_first_then_the_word_then_its_stem(
    question: str, expected: list[TranslatedTerm]
) -> None:
    assert list(translate(question.split(), SPANISH, STEMMERS["es"])) == expected


def test_of_two_phrases_that_begin_alike_the_longer_is_taken() -> None:
    spanish = lexicon_of(es={"puesta en": ["put in"], "puesta en marcha": ["start"]}).translations["es"]
    found = list(translate("puesta en marcha".split(), spanish, STEMMERS["es"]))
    assert found == [TranslatedTerm("puesta en marcha", ("start",))]


@pytest.mark.parametrize(
    "question",
    ["dangerous car accident", "solo travel in europe", "plus size clothing", "con artist in madrid", "van life"],
)
def test_an_english_question_stays_english_though_spanish_or_french_has_its_words(question: str) -> None:
    words = read_resources()
    assert language_of(question.split(), words.lexicon.translations, words.analyzer.stopwords) == "en"


@pytest.mark.parametrize(
    ("language", "form", "english"),
    [
        ("es", "legislacion", "legislation"),
        ("es", "decibelios", "decibel"),
        ("es", "apartamentos", "apartment"),
        ("es", "electricidad", "electricity"),
        ("es", "organizar", "organize"),
        ("fr", "lituanienne", "lituanian"),
        ("fr", "democratie", "democracy"),
        ("fr", "liste", "list"),
        ("fr", "sanitaires", "sanitary"),
        ("fr", "plan", "plan"),
    ],
)
def test_a_foreign_word_leads_to_the_english_word_of_another_ending(language: str, form: str, english: str) -> None:
    assert english in cognates(form, language)


def test_a_short_word_resembles_nothing() -> None:
    assert list(cognates("que", "fr")) == []
