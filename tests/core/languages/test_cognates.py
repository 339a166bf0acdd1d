import pytest

from glmbot.core.languages.cognates import cognates


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
