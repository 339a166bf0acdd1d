"""Words are read as phrases spell them: what is drawn out, and what chat writes short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.intents.spelling import Spelling
from glmbot.core.text.tokens import split_words
from glmbot.storage.resources import read_intents

SPELLING = Spelling.of({"you": "u", "please": "pls plz", "don't": "dont"})
KNOWN = frozenset("hi hey good so what thanks please you see all haha don t".split())


def read(text: str) -> str:
    return " ".join(word.form for word in SPELLING.read(split_words(text), KNOWN.__contains__))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hiii", "hi"),
        ("heyy", "hey"),
        ("Goooood", "good"),
        ("whaaaat", "what"),
        ("thanksss sooo", "thanks so"),
        ("plssss", "please"),
        ("u dont see", "you don t see"),
        ("hahahahah", "haha"),
        ("see all", "see all"),  # as they are spelt
        ("Guterres' MOUuu", "guterres mouuu"),  # no phrase has it: nobody knows what was meant
        ("aaabbbcccddd", "aaabbbcccddd"),
        ("", ""),
    ],
)
def test_a_word_is_read_as_phrases_spell_it(text: str, expected: str) -> None:
    assert read(text) == expected


@given(st.sampled_from(["hi", "hey", "good", "so", "what", "thanks", "please", "you"]), st.data())
def test_a_known_word_is_known_with_any_letter_drawn_out(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    drawn = word[:place] + word[place] * data.draw(st.integers(3, 9)) + word[place + 1 :]
    assert read(drawn) == word


def test_phrases_have_no_short_spelling() -> None:
    intents = read_intents()
    assert not [short for short in intents.spelling.short if intents.has_token(short)]
