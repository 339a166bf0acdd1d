import numpy as np
import pytest

from glmbot.core.index.passage_block import PassageBlock
from glmbot.core.query.query import QueryWord
from glmbot.core.ranking.candidates import KeyMatches, QueryKeys, titled
from glmbot.core.text.lexicon import Alternative
from support.words import kit_of

KIT = kit_of(
    "The ferry sank. A ferry needs boats.\n\nOf the.\n\nThe keeper closed the ferry.", title="Norland: Toll Act"
)
INDEX = KIT.corpus_index
ALL = INDEX.block(np.arange(3))


def word(*keys: tuple[str, float]) -> QueryWord:
    return QueryWord("x", "x", tuple(Alternative(key, weight, "word") for key, weight in keys), 5.0)


def query_keys(*words: QueryWord) -> QueryKeys:
    return QueryKeys(words, INDEX.bm25.vocabulary)


def sentences_with(key: str, block: PassageBlock = ALL) -> list[int]:
    return np.flatnonzero(KeyMatches(query_keys(word((key, 1.0))), block).keys[1]).tolist()


@pytest.mark.parametrize(
    ("key", "places"),
    [
        ("ferri", [0, 1, 2]),
        ("boat", [1]),
        ("wolf", []),
        ("ferri sank", [0]),
        ("keeper close ferri", [2]),
        ("keeper ferri", []),
        ("sank ferri", []),  # they stand side by side in no sentence
        ("ferri need boat", [1]),
        ("ferri wolf", []),
    ],
)
def test_a_key_is_there_where_its_terms_stand_side_by_side(key: str, places: list[int]) -> None:
    assert sentences_with(key) == [
        place for place, one in enumerate(s for n in range(3) for s in INDEX.read(n).sentences) if one.has(key)
    ]
    assert sentences_with(key) == places


def test_of_the_keys_of_a_word_the_best_is_told_and_of_equal_ones_the_first() -> None:
    keys = query_keys(word(("boat", 0.7), ("need", 0.7), ("ferri", 0.5)), word(("wolf", 1.0)))
    best = keys.best(KeyMatches(keys, ALL).keys)
    told = [[one.key if (one := keys.alternatives[number]) else None for number in row] for row in best.tolist()]
    assert told == [["ferri", "boat", "ferri"], [None, None, None]]


def test_occurrences_are_counted_by_passage() -> None:
    keys = query_keys(word(("ferri", 1.0)))
    assert KeyMatches(keys, ALL).counts[keys.single[1]].tolist() == [2, 0, 1]


def test_a_title_has_a_key_where_it_has_all_its_terms() -> None:
    keys = query_keys(word(("toll", 1.0), ("act toll", 0.5), ("toll ferri", 0.5)))
    found = titled(keys, INDEX.title_terms, ALL.articles)
    has = {one.key: row.tolist() for one, row in zip(keys.alternatives[1:], found[1:], strict=True) if one}
    assert has == {"toll": [True] * 3, "act toll": [True] * 3, "toll ferri": [False] * 3}


def test_no_key_stands_in_a_passage_without_sentences() -> None:
    assert sentences_with("ferri", INDEX.block(np.array([1]))) == []
