"""What holds for the sources of any text whatever."""

import gc
import sys
import time
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.grammar import ATOMS, random_body
from fuzz.invariants import check_sources
from glmbot.core.sources import find_sources

HOSTILE = [
    "(", ")", "[", "]", ";", ".(", "(;", "(Id.", "(Id.)", ". (Id.)", "(See ", "(a, supra", "(A;", "[hereinafter ",
    "(Id.; ", "available at ", "art. 5 x ", "1,", ", ", "(2011)", "Nov. 1, 2011, ", "Foo; Bar: ",
    ". (Foo Act, supra.)", "A:\n\n", "- (Id.)\n", ". (Foo Act (2010).) x. (Foo Act, supra.)", ". (Art. 1.)",
    ". (A (Nov. 1, 2011). The law was made by them. ", "No. ", "and ", ". (Quill, supra; Id.)", "“", " ", "\n",
    "\n\n",
]  # fmt: skip


@settings(deadline=None)
@given(st.text())
def test_any_text_keeps_the_invariants(body: str) -> None:
    check_sources(body)


@settings(deadline=None)
@given(st.lists(st.sampled_from(ATOMS), max_size=60).map("".join))
def test_any_jumble_of_a_cite_s_parts_keeps_the_invariants(body: str) -> None:
    check_sources(body)


@settings(deadline=None)
@given(st.integers(min_value=0), st.integers(min_value=1, max_value=60))
def test_articles_by_the_grammar_with_damages_keep_the_invariants(seed: int, pieces: int) -> None:
    check_sources(random_body(Random(seed), pieces))  # noqa: S311 - a body that a seed brings back


@settings(deadline=None)
@given(st.integers(min_value=0))
def test_what_follows_changes_no_source_of_the_paragraphs_before(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - as above
    body = random_body(random, 20).strip("\n")
    sources = find_sources(body)
    longer = find_sources(f"{body}\n\n{random_body(random, 20)}")
    assert longer[: len(sources)] == sources


@pytest.mark.parametrize("opening", ["", "Red. (Ada Quill, "], ids=["bare", "inside a source"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_the_number_of_calls_grows_with_the_length_and_not_faster(opening: str, piece: str) -> None:
    small, large = (_count_calls(opening + piece * (length // len(piece))) for length in (2_000, 8_000))
    assert large <= 5 * small + 500


@pytest.mark.parametrize("piece", HOSTILE)
def test_eight_times_the_text_takes_nowhere_near_sixty_four_times_as_long(piece: str) -> None:
    small, large = (_measure("Red. (Ada Quill, " + piece * (length // len(piece))) for length in (8_000, 64_000))
    assert large <= 40 * max(small, 0.002)


def test_a_megabyte_of_opening_parentheses_is_read() -> None:
    assert find_sources("(" * 1_000_000) == ()


def _count_calls(body: str) -> int:
    count = 0

    def note(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        find_sources(body)
    finally:
        sys.setprofile(before)
    return count


def _measure(body: str) -> float:
    """Processor seconds, the best of three runs, without the garbage of other tests."""
    times = []
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            find_sources(body)
            times.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(times)
