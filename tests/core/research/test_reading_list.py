import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.corpus.passages import split_passages
from glmbot.core.research.reading_list import Entry, Way, moved, pack, unpack
from support.articles import given_article, make_article

DAY = dt.date(2026, 3, 1)
PASSAGE = split_passages(given_article())[1]
SOURCES = ("Max Slater, UN Agencies Sign Agreement (Nov. 1, 2011)", "Ferry Safety Act § 12")
ENTRY = Entry.of(PASSAGE, DAY, SOURCES)


def test_an_entry_holds_the_passage_word_for_word_and_the_record_without_the_body() -> None:
    assert (ENTRY.quotation, ENTRY.paragraphs, ENTRY.key) == (PASSAGE.text, (2,), given_article().key)
    assert ENTRY.article == replace(given_article(), body="")
    assert ENTRY.rests_on == SOURCES


@given(st.text(), st.text(min_size=1), st.lists(st.integers(1, 9), min_size=1), st.none() | st.dates())
def test_what_was_packed_is_unpacked(note: str, quotation: str, paragraphs: list[int], retrieved: dt.date) -> None:
    record = replace(make_article(body=""), retrieved=retrieved, url=None)
    for sources in (None, (), SOURCES):
        entry = Entry("0" * 16, record, tuple(paragraphs), quotation, DAY, note, sources)
        assert unpack(pack(entry)) == entry


def test_an_entry_that_was_packed_before_sources_were_kept_opens_and_says_so() -> None:
    fields = json.loads(pack(ENTRY))
    del fields["rests_on"]
    assert unpack(json.dumps(fields).encode()) == replace(ENTRY, rests_on=None)


def test_a_passage_saved_again_keeps_the_note_and_takes_the_later_day() -> None:
    noted, later = replace(ENTRY, note="compare Norland"), replace(ENTRY, saved=DAY + dt.timedelta(days=1))
    assert noted.saved_again(later) == replace(later, note="compare Norland")


def test_paragraphs_and_versions_of_an_article_are_passages_of_their_own() -> None:
    other = Entry.of(split_passages(given_article())[2], DAY)
    newer = Entry.of(split_passages(replace(given_article(), body=given_article().body + "!"))[1], DAY)
    assert len({one.passage_key for one in (ENTRY, other, newer)}) == 3


@pytest.mark.parametrize(
    ("entry", "way", "order"),
    [
        ("b", "up", "bacd"),
        ("b", "down", "acbd"),
        ("c", "top", "cabd"),
        ("b", "bottom", "acdb"),
        ("a", "up", "abcd"),
        ("a", "top", "abcd"),
        ("d", "down", "abcd"),
        ("d", "bottom", "abcd"),
        ("x", "top", "abcd"),
    ],
)
def test_an_entry_moves_by_one_place_or_to_an_end_and_the_others_keep_their_order(
    entry: str, way: Way, order: str
) -> None:
    assert "".join(moved("abcd", entry, way)) == order
