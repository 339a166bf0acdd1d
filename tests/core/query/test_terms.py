import pytest

from glmbot.core.query.terms import ContentTerm
from glmbot.core.text.tokens import split_words
from support.words import kit_of

BODY = (
    "The Norland Ferry Agency (NFA) and Odda Fedrok signed a memorandum on the exchange of tolls.\n\n"
    "Law breaking skippers pay a fine."
)
TERMS = kit_of(BODY).terms


def english(text: str) -> list[ContentTerm]:
    return TERMS.english(text, split_words(text))[0]


def forms(text: str) -> list[str]:
    return [one.form for one in english(text)]


def notes(text: str) -> list[str]:
    return TERMS.english(text, split_words(text))[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is the fine for the ferry?", ["fine", "ferry"]),
        ("please tell me the fine", ["fine"]),
        ("pls the fine lol", ["fine"]),
        ("who u gonna fine", ["you", "going", "fine"]),
        ("kinda sorta the fine", ["fine"]),
        ("the LOL of ferries", ["lol", "ferries"]),
        ("WHO signed", ["who", "signed"]),
        ("who signed", ["signed"]),
        ("", []),
        ("the of and", []),
    ],
)
def test_function_words_words_of_asking_and_chat_words_are_left_out_or_put_plainly(
    text: str, expected: list[str]
) -> None:
    assert forms(text) == expected


def test_an_idiom_is_one_word_that_means_several() -> None:
    (idiom,) = english("who put pen to paper")
    assert idiom.written == "put pen to paper"
    assert {"sign", "write"} <= {key for key, _ in idiom.keys}
    assert idiom.origin == "phrase"


def test_an_idiom_keeps_its_own_words_in_case_they_are_meant() -> None:
    (idiom,) = english("who put pen to paper")
    assert {"pen", "paper"} <= {key for key, _ in idiom.keys}


def test_an_idiom_is_told_as_the_reader_wrote_it() -> None:
    (idiom,) = english("who Put Pen to Paper")
    assert idiom.written == "Put Pen to Paper"


def test_of_idioms_that_overlap_the_first_of_the_lexicon_counts() -> None:
    assert len(english("who put pen to paper, pen to paper")) == 3


def test_an_idiom_keeps_its_place_among_the_words() -> None:
    assert forms("ministers put pen to paper ferries") == ["ministers", "put_pen_to_paper", "ferries"]


def test_letters_that_change_their_number_when_folded_hide_no_word() -> None:
    assert forms("ﬀ put pen to paper")[-2:] == ["pen", "paper"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UN FA", ["un", "fa"]),  # no article has UNFA
        ("NF A rules", ["nfa", "rules"]),
        ("N FA", ["nfa"]),
        ("boats NFA", ["boats", "nfa"]),
    ],
)
def test_an_acronym_written_in_two_is_joined_where_an_article_explains_it(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fedork", "fedrok"),
        ("memorandm", "memorandum"),
        ("exch", "exchange"),
    ],
)
def test_a_misspelt_word_is_mended_and_the_reader_told(text: str, expected: str) -> None:
    (content,) = english(f"the {text}")
    assert content.form == expected
    assert content.origin == "spelling"
    assert content.keys[0][1] < 1
    assert notes(f"the {text}") == [f"Read “{text}” as “{expected}”."]
    assert notes(f"the {text.title()}") == [f"Read “{text.title()}” as “{expected.title()}”."]


@pytest.mark.parametrize(
    "word", ["fedrok", "nfa", "wolf", "boat", "skipper", "glossary", "norland", "nordish", "xq", "2014"]
)
def test_a_word_that_is_known_anywhere_is_read_as_written(word: str) -> None:
    assert forms(word) == [word]
    assert notes(word) == []


def test_a_misspelt_function_word_is_dropped_without_a_note() -> None:
    assert forms("befroe the fine") == ["fine"]
    assert notes("befroe the fine") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the lawbreaking", ["law", "breaking"]),
        ("the Lawbreaking", ["lawbreaking"]),  # a name
        ("Lawbreaking of skippers", ["law", "breaking", "skippers"]),  # the question's first word is always capitalised
    ],
)
def test_an_unknown_compound_is_split_where_it_is_no_name(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_a_capital_letter_inside_a_question_marks_a_name() -> None:
    assert [one.capital for one in english("Ferries of Fedrok")] == [False, True]


def foreign(text: str, language: str) -> list[ContentTerm]:
    return TERMS.foreign(split_words(text), language)[0]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("¿Quién firmó la ley?", "es", ["sign", "law"]),
        ("¿Cuál es la multa de barcos?", "es", ["fine", "boat"]),
        ("Quand est l'amende de la loi ?", "fr", ["fine", "law"]),
        ("¿Qué es la NFA?", "es", ["nfa"]),
        ("¿Quién es Fedrok?", "es", ["fedrok"]),
        ("¿Qué es?", "es", []),
    ],
)
def test_a_foreign_question_is_read_by_the_english_meanings_of_its_words(
    text: str, language: str, expected: list[str]
) -> None:
    assert [one.form for one in foreign(text, language)] == expected


def test_a_foreign_word_has_all_its_meanings_and_keeps_how_it_was_written() -> None:
    (law,) = foreign("la Ley", "es")
    assert law.written == "Ley"
    assert [key for key, _ in law.keys] == ["law", "act"]
    assert law.origin == "translation"


def test_the_words_of_a_foreign_question_keep_their_capitals_and_accents() -> None:
    assert [one.written for one in foreign("¿Quién es Fédrok de la Puesta en Marcha?", "es")] == [
        "Fédrok",
        "Puesta en Marcha",
    ]
    assert [one.form for one in foreign("Zapatíllas", "es")] == ["zapatillas"]


def test_names_in_a_foreign_question_are_known_by_their_capitals() -> None:
    words = foreign("¿Quién es Fedrok de la NFA?", "es")
    assert [(one.form, one.capital, one.acronym) for one in words] == [("fedrok", True, False), ("nfa", True, True)]
