from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.text.frequencies import Frequencies
from glmbot.core.text.lexicon import Lexicon
from glmbot.core.text.lexicon_arrays import Words, pack, unpack
from glmbot.core.text.strings import Lookup, Strings
from support.words import ANALYZER, GENERAL, LEXICON, lexicon_of

FREQUENCIES = Frequencies({"the": 7.12, "harbour": 4.5, "été": 3.1, "ferry": 3.1})


def words_of(lexicon: Lexicon, frequencies: Frequencies = FREQUENCIES) -> Words:
    ranks = {word: place for place, word in enumerate(frequencies.zipf)}
    return Words(ANALYZER.irregular, {"national": "nation"}, lexicon, frequencies, ranks, GENERAL)


@pytest.mark.parametrize("lexicon", [LEXICON, lexicon_of()], ids=["a lexicon", "an empty one"])
def test_words_come_back_from_their_arrays(lexicon: Lexicon) -> None:
    words = words_of(lexicon)
    back = unpack(pack(words))
    assert [getattr(back, one.name) for one in fields(Words)] == [getattr(words, one.name) for one in fields(Words)]


def test_alternatives_keep_their_order() -> None:
    packed = unpack(pack(words_of(LEXICON))).lexicon.alternatives
    assert {key: packed[key] for key in LEXICON.alternatives} == LEXICON.alternatives


@pytest.mark.parametrize("key", ["vessels", "bo", "boat ", "", "ley", "zzz", "\ud800"])
def test_what_is_no_key_has_nothing(key: str) -> None:
    packed = unpack(pack(words_of(LEXICON))).lexicon.alternatives
    assert key not in packed
    assert packed.get(key, ()) == ()


def test_a_word_without_a_frequency_has_none() -> None:
    packed = unpack(pack(words_of(LEXICON)))
    assert "boat" not in packed.frequencies
    assert packed.frequencies.of("boat") == FREQUENCIES.of("boat")
    assert packed.ranks.get("boat", -1) == -1


@given(st.dictionaries(st.text(), st.integers() | st.none()))
def test_a_lookup_is_a_mapping_of_the_strings_that_stand_for_something(values: dict[str, int | None]) -> None:
    strings = Strings.of(values)
    lookup = Lookup(strings, lambda place: values[strings[place]])
    expected = {text: value for text, value in values.items() if value is not None}
    assert lookup == expected
    assert len(lookup) == len(expected)
    assert all(lookup.get(text) == value for text, value in values.items())
