import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.text.lexicon import GROUP_WEIGHT, NAME_WEIGHT, REACH_WEIGHT, needles_of
from support.words import LEXICON, lexicon_of


def meant_by(key: str) -> dict[str, float]:
    return {one.key: one.weight for one in LEXICON.alternatives.get(key, ())}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("boat", {"vessel": GROUP_WEIGHT, "water craft": GROUP_WEIGHT}),
        ("vessel", {"boat": GROUP_WEIGHT, "water craft": GROUP_WEIGHT}),
        ("water craft", {"boat": GROUP_WEIGHT, "vessel": GROUP_WEIGHT}),
        ("anim", {"wolf": REACH_WEIGHT}),
        ("wolf", {}),
        ("nsd", {"norland shore depart": NAME_WEIGHT}),
        ("norland shore depart", {"nsd": NAME_WEIGHT}),
        ("min", {"minist": NAME_WEIGHT, "minut": NAME_WEIGHT}),
        ("sudmark", {"sudl": NAME_WEIGHT}),
        ("nordish", {"norland": NAME_WEIGHT, "nordland": NAME_WEIGHT, "kingdom norland": NAME_WEIGHT}),
        ("bridg", {}),
    ],
)
def test_a_key_has_what_may_stand_for_it(key: str, expected: dict[str, float]) -> None:
    assert meant_by(key) == expected


def test_the_people_of_a_place_are_not_the_place() -> None:
    lexicon = lexicon_of(places={"sudmark": {"aliases": ["the marches"], "demonyms": ["marcher"]}})
    assert lexicon.places == {"sudmark", "march"}
    assert "marcher" not in lexicon.places


def test_the_greater_weight_of_two_ways_holds() -> None:
    lexicon = lexicon_of(
        synonyms={"groups": [["dues", "fee"]], "reach": [{"from": ["dues"], "to": ["fee"]}]}, abbreviations={}
    )
    assert [one.weight for one in lexicon.alternatives["due"]] == [GROUP_WEIGHT]


def test_contraries_hold_both_ways() -> None:
    assert LEXICON.antonyms["allow"] == {"forbid"}
    assert LEXICON.antonyms["forbid"] == {"allow"}


def test_one_word_may_have_several_contraries() -> None:
    assert lexicon_of(antonyms=[["allow", "ban"], ["allow", "forbid"]]).antonyms["allow"] == {"ban", "forbid"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("who put pen to paper", ("sign", "write")),
        ("who puts pen to paper", ("sign", "write")),
        ("who compared pen to paper", None),
    ],
)
def test_an_idiom_means_plain_keys(text: str, keys: Sequence[str] | None) -> None:
    phrase = LEXICON.phrases[0]
    assert (phrase.keys if phrase.pattern.search(text) else None) == keys


def test_an_idiom_is_found_between_the_bounds_of_words_only() -> None:
    (phrase,) = lexicon_of(phrases=[{"say": "at sea", "mean": ["confused"]}]).phrases
    assert phrase.pattern.search("all at sea")
    assert not phrase.pattern.search("a flat season")


@pytest.mark.parametrize(
    ("say", "needles"),
    [
        ("at risk", ("at risk",)),
        ("tax havens?", ("tax haven",)),
        ("(put|puts) pen to paper", (" pen to paper",)),
        ("(keep|kept) (quiet|silent)", ("quiet", "silent")),
        ("(get|got) (it |them )?back", ("back",)),
        ("(better|new) (life|lives)|dream", ("life", "lives", "dream")),
        ("(time|days) off( work)?", ("time", "days")),
        ("(license(d)?|permit)", ("license", "permit")),
        ("(it )?", ()),
        ("(a (b|c)|d) e", ()),
        ("a\\.k\\.a", ()),
        ("[ab]cd", ()),
        ("ab*|cd", ()),
        ("Who", ()),
        ("", ()),
    ],
)
def test_an_idiom_is_looked_for_only_where_a_piece_of_it_stands(say: str, needles: Sequence[str]) -> None:
    assert needles_of(say) == needles


@given(st.data())
def test_what_an_idiom_matches_has_one_of_its_needles(data: st.DataObject) -> None:
    piece = st.sampled_from(
        ["a", "bc", "d e", "(a|bc)", "(a |b )?", "c?", "(d|(e|f)|g)", "(h( i)?|j)", "|", "(k|)", " "]
    )
    say = "".join(data.draw(st.lists(piece, min_size=1, max_size=5)))
    text = data.draw(st.from_regex(say, fullmatch=True))
    needles = needles_of(say)
    assert re.fullmatch(say, text)
    assert not needles or any(needle in text for needle in needles)


def test_words_without_meaning_tell_the_language_only() -> None:
    spanish = LEXICON.translations["es"]
    assert "que" in spanish.function_words
    assert "que" not in spanish.words
    assert spanish.words["ley"] == ("law", "act")
    assert spanish.longest == 3


def test_places_are_translated_by_the_file_of_places() -> None:
    assert LEXICON.translations["es"].words["norlandia"] == ("norland",)
    assert LEXICON.translations["fr"].words["norlande"] == ("norland",)
    assert "norlandia" not in LEXICON.translations["fr"].words


def test_inflected_words_share_the_meanings_of_their_stem() -> None:
    spanish = lexicon_of(es={"firmar": ["sign"], "firma": ["signature"]}).translations["es"]
    assert spanish.stems["firm"] == ("sign", "signature")


def test_the_longest_entries_are_known() -> None:
    assert LEXICON.longest_key == 3
    assert LEXICON.longest_slang == 2


def test_no_files_are_an_empty_lexicon() -> None:
    empty = lexicon_of()
    assert not empty.alternatives
    assert not empty.phrases
    assert empty.longest_key == empty.longest_slang == 1
    assert set(empty.translations) == {"es", "fr"}
