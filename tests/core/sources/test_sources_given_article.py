"""The sources of the given article equal the truth made by hand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from glmbot.core.model import Source, Span
from glmbot.core.sources import describe, find_sources, supporting

_TESTS = Path(__file__).parents[2]
TRUTH: dict[str, Any] = yaml.safe_load((_TESTS / "core" / "given_article_truth.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Given:
    body: str
    sources: tuple[Source, ...]


@pytest.fixture(scope="module")
def given() -> Given:
    text = (_TESTS.parent / "corpus" / TRUTH["article"]).read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2]
    return Given(body, find_sources(body))


def test_there_are_as_many_sources_as_in_the_truth(given: Given) -> None:
    assert len(given.sources) == len(TRUTH["sources"])


def test_each_parenthesis_holds_one_cite(given: Given) -> None:
    assert [len(source.cites) for source in given.sources] == [1] * len(TRUTH["sources"])


@pytest.mark.parametrize("number", range(len(TRUTH["sources"])))
def test_each_source_equals_the_truth(given: Given, number: int) -> None:
    source, truth = given.sources[number], TRUTH["sources"][number]
    authority = source.cites[0].resolves_to
    assert authority is not None
    assert {
        "paragraph": source.paragraph,
        "start": source.span.start + TRUTH["body_start"],
        "end": source.span.end + TRUTH["body_start"],
        "form": source.cites[0].form,
        "flags": list(source.flags),
    } == {key: value for key, value in truth.items() if key != "resolves_to"}
    expected = TRUTH["authorities"][truth["resolves_to"]]
    assert {key: getattr(authority, key) for key in expected} == expected


@pytest.mark.parametrize("case", TRUTH["rests_on"], ids=lambda case: case["text"][:30])
def test_each_sentence_rests_on_its_sources(given: Given, case: dict[str, Any]) -> None:
    start = given.body.index(case["text"])
    found = supporting(given.sources, Span(start, start + len(case["text"])), given.body)
    lines = [describe(cite.resolves_to) for source in found for cite in source.cites if cite.resolves_to]
    assert lines == case["sources"]
