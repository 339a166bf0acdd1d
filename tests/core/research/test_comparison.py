"""A topic in several jurisdictions: what is found in each, and what is told where nothing is."""

import csv
import io

import pytest

from glmbot.core.answering.answerer import Answerer
from glmbot.core.research.comparison import Comparison, ComparisonError, compare, known_jurisdiction
from glmbot.core.research.tables import as_csv, as_markdown, not_found
from glmbot.storage.load import build_answerer, demo_corpus, read_corpus


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return build_answerer(read_corpus(demo_corpus()))


def slugs(comparison: Comparison) -> list[str | None]:
    return [one.passage.passage_id[11:] if one.passage else None for one in comparison.columns]


@pytest.mark.parametrize(
    ("topic", "jurisdictions", "found"),
    [
        (
            "electric scooters",
            ["Brenland", "velluno federation", "Chile"],
            [
                "brenland-rules-for-electric-scooters#p1",
                "velluno-federation-electric-scooters-admitted-to-the-road#p1",
                None,
            ],
        ),
        (
            "protección de datos",
            ["Tamberwe", "Quenara"],
            ["tamberwe-data-protection-act#p1", "quenara-personal-information-act#p1"],
        ),
        (
            "smoking",
            ["Caldora", "Tamberwe"],
            ["caldora-smoking-banned-in-restaurants#p1", "tamberwe-tobacco-and-vaping-act#p1"],
        ),
        (
            "fisheries",
            ["Tamberwe", "Marisol Islands"],
            [None, "marisol-islands-licenses-for-foreign-fishing-vessels#p1"],
        ),
    ],
)
def test_each_jurisdiction_has_its_best_passage_or_none(
    answerer: Answerer, topic: str, jurisdictions: list[str], found: list[str | None]
) -> None:
    comparison = compare(answerer, topic, jurisdictions)
    assert slugs(comparison) == found
    for column in comparison.columns:
        assert column.passage is None or column.jurisdiction in column.passage.article.jurisdictions


def test_older_articles_on_the_topic_are_named(answerer: Answerer) -> None:
    column = compare(answerer, "fisheries", ["Marisol Islands", "Brenland"]).columns[0]
    assert [one.date.year for one in column.others] == [2012]


def test_nothing_found_and_no_article_at_all_are_two_things(answerer: Answerer) -> None:
    smoking = compare(answerer, "smoking", ["Quenara", "Chile"])
    assert smoking.is_empty
    assert [str(not_found(column)) for column in smoking.columns] == [
        "Nothing found for Quenara.",
        "No article here is on Chile.",
    ]


@pytest.mark.parametrize(
    ("topic", "jurisdictions", "message"),
    [
        ("fishing", ["Brenlnd", "Caldora"], "no article is on “Brenlnd”; nearest: Brenland"),
        ("fishing", ["Brenland"], "two to four different"),
        ("fishing", ["Brenland", "brenland ", "BRENLAND", "Brenland"], "two to four different"),
        ("fishing", ["Brenland", "Caldora", "Quenara", "Tamberwe", "Ostrevia"], "two to four different"),
        ("fishing", ["", " "], "two to four different"),
        ("", ["Brenland", "Caldora"], "no topic"),
        ("the of and", ["Brenland", "Caldora"], "no topic"),
        ("2+2", ["Brenland", "Caldora"], "no topic"),
    ],
)
def test_what_can_not_be_compared_is_told_in_one_sentence(
    answerer: Answerer, topic: str, jurisdictions: list[str], message: str
) -> None:
    with pytest.raises(ComparisonError, match=message):
        compare(answerer, topic, jurisdictions)


def test_the_tables_hold_the_passages_verbatim(answerer: Answerer) -> None:
    comparison = compare(answerer, "data protection", ["Brenland", "Quenara", "Chile"])
    lines = list(csv.DictReader(io.StringIO(as_csv(comparison))))
    assert [line["found"] for line in lines] == ["answer", "answer", "none"]
    for line, column in zip(lines, comparison.columns, strict=True):
        assert line["quote"] == (column.passage.text if column.passage else "")
    table = as_markdown(comparison).split("\n\n")[1].split("\n")
    assert table[0] == "|  | Brenland | Quenara | Chile |"
    assert all(row.count(" | ") == 3 for row in table[2:6])


@pytest.mark.parametrize("written", ["Velluno\u200b Federation", "Velluno Federation", " velluno  federation"])
@pytest.mark.parametrize("known", ["Velluno\u200b Federation", "Velluno Federation"])
def test_a_jurisdiction_is_known_by_what_can_be_seen_of_its_name(known: str, written: str) -> None:
    assert known_jurisdiction(written, [known]) == (known, True)
