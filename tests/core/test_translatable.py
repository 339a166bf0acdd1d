"""Sentences that can be put into another language, and what must never be translated."""

import copy
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.translatable import ENGLISH, Translatable, gettext_lazy, lazy_join, ngettext_lazy, translate

WORDS = {
    "": "Content-Type: text/plain",
    "yes": "sí",
    "{count} boat": "{count} barca",
    "{count} boats": "{count} barcas",
    "{name} has {boats}.": "Con {boats}, {name}.",
    "Found: {boats}": "Hay {boats}",
}


@dataclass(frozen=True)
class Spanish:
    """A small catalogue, with a header as gettext's have."""

    def gettext(self, message: str, /) -> str:
        return WORDS.get(message, message)

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        return self.gettext(singular if n == 1 else plural)


SPANISH = Spanish()


def boats(count: int) -> str:
    return ngettext_lazy("{count} boat", "{count} boats", count)


def test_a_sentence_is_its_english_text() -> None:
    sentence = gettext_lazy("{name} has {boats}.", name="Odda", boats=boats(2))
    assert sentence == "Odda has 2 boats."
    assert isinstance(sentence, str)
    assert hash(sentence) == hash("Odda has 2 boats.")
    assert translate(sentence, ENGLISH) == sentence


@pytest.mark.parametrize(
    ("sentence", "spanish"),
    [
        (gettext_lazy("yes"), "sí"),
        (gettext_lazy("no"), "no"),
        (boats(1), "1 barca"),
        (boats(0), "0 barcas"),
        (gettext_lazy("{name} has {boats}.", name="Odda", boats=boats(1)), "Con 1 barca, Odda."),
        (gettext_lazy("{name} has {boats}.", name="yes", boats=gettext_lazy("yes")), "Con sí, yes."),
        (gettext_lazy("Found: {boats}", boats=lazy_join(", ", [boats(1), "yes", gettext_lazy("yes")])),
         "Hay 1 barca, yes, sí"),
        (lazy_join("\n", [gettext_lazy("yes"), "", gettext_lazy("yes")]), "sí\n\nsí"),
    ],
)  # fmt: skip
def test_a_sentence_is_translated_with_the_sentences_in_it_and_no_other_text(sentence: str, spanish: str) -> None:
    assert translate(sentence, SPANISH) == spanish


def test_a_text_that_is_no_sentence_of_ours_stays() -> None:
    assert translate("yes", SPANISH) == "yes"
    assert translate("", SPANISH) == ""
    assert translate(str(gettext_lazy("yes")), SPANISH) == "yes"


def test_nothing_joined_is_nothing_in_every_language() -> None:
    assert lazy_join(", ", []) == ""
    assert translate(lazy_join(", ", []), SPANISH) == ""


def test_a_number_that_is_a_value_keeps_its_kind() -> None:
    assert gettext_lazy("{weight:.2f} of {count:,}", weight=0.5, count=1200) == "0.50 of 1,200"


def test_a_sentence_without_values_may_hold_braces() -> None:
    assert gettext_lazy("write {name}") == "write {name}"


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_a_copy_can_still_be_translated(duplicate: object) -> None:
    assert callable(duplicate)
    assert translate(duplicate(boats(1)), SPANISH) == "1 barca"


@given(st.text("{}%s!:0[]. abc"), st.lists(st.text("{}%s!:0[]. abc"), max_size=4))
def test_braces_in_values_are_harmless(name: str, parts: list[str]) -> None:
    assert gettext_lazy("{name} has {boats}.", name=name, boats=name) == f"{name} has {name}."
    joined = lazy_join(" ", [*parts, gettext_lazy("Found: {boats}", boats=name)])
    assert joined == " ".join([*parts, f"Found: {name}"])
    assert translate(joined, SPANISH) == " ".join([*parts, f"Hay {name}"])


def test_what_is_made_of_a_sentence_by_str_is_no_sentence_any_more() -> None:
    assert not isinstance(gettext_lazy("yes").upper(), Translatable)
