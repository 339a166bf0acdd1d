"""A topic in several jurisdictions: what is found in each, and what is told where nothing is."""

import csv
import datetime as dt
import io
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.jurisdictions import UnknownJurisdictionError
from glmbot.core.corpus.passages import split_passages
from glmbot.core.objects.research import comparison_object
from glmbot.core.research.comparison import Column, Comparison, ComparisonError, compare, kind_of
from glmbot.core.research.tables import as_csv, as_markdown
from glmbot.core.research.topics import read_topic
from glmbot.core.research.wording import not_found
from glmbot.storage.load import build_answerer, demo_corpus, read_corpus
from support.articles import make_article

TODAY = dt.date(2026, 3, 2)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return build_answerer(read_corpus(demo_corpus()))


def slugs(comparison: Comparison) -> list[str | None]:
    return [one.passage.passage_id[11:] if one.passage else None for one in comparison.columns]


@pytest.mark.parametrize("topic", ["court fishing sea", "court dispute sea", "the gray zone"])
def test_an_article_on_two_jurisdictions_is_found_for_both_or_for_none(answerer: Answerer, topic: str) -> None:
    found = slugs(compare(answerer, topic, ["Brenland", "Ostrevia", "Caldora"]))[:2]
    joint = [slug for slug in found if slug and slug.startswith("brenland-ostrevia")]
    assert len(joint) != 1 or None not in found


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
        ("fishing", ["Brenlnd", "Caldora"], "no article is on “Brenlnd”; nearest: Brenland$"),
        (
            "fishing",
            ["Brenlnd", "Caldorra"],
            "“Brenlnd”; nearest: Brenland · no article is on “Caldorra”; nearest: Caldora",
        ),
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
    with pytest.raises((ComparisonError, UnknownJurisdictionError), match=message):
        compare(answerer, topic, jurisdictions)


def test_the_tables_hold_the_passages_verbatim(answerer: Answerer) -> None:
    comparison = compare(answerer, "data protection", ["Brenland", "Quenara", "Chile"])
    lines = list(csv.DictReader(io.StringIO(as_csv(comparison, TODAY))))
    assert [line["found"] for line in lines] == ["answer", "answer", "no_article"]
    for line, column in zip(lines, comparison.columns, strict=True):
        assert line["quote"] == (column.passage.text if column.passage else "")
    table = as_markdown(comparison, TODAY).split("\n\n")[1].split("\n")
    assert table[0] == "|  | Brenland | Quenara | Chile |"
    assert all(row.count(" | ") == 3 for row in table[2:6])


def test_other_programs_are_told_what_people_are(answerer: Answerer) -> None:
    found = compare(answerer, "multas por protección de datos", ["Quenara", "Ostrevia", "Chile"])
    assert [kind_of(one) for one in found.columns] == ["none", "related", "none"]
    older = compare(answerer, "fisheries", ["Marisol Islands", "Union of Northern Seas"])
    html = MarkdownIt().enable("table").render(as_markdown(found, TODAY) + as_markdown(older, TODAY))
    for words in (
        "la pregunta se tradujo palabra por palabra",
        "Not sure that this answers it",
        "No article here is on Chile.",
        "Older on this: Marisol Islands",
        "Invented for demonstration",
    ):
        assert words in html, words
    lines = list(csv.DictReader(io.StringIO(as_csv(found, TODAY))))
    assert [line["found"] for line in lines] == ["none", "related", "no_article"]
    assert lines[1]["warnings"] == "Invented for demonstration: no real article, no real law."


def test_each_column_names_the_sources_that_an_id_stands_for(answerer: Answerer) -> None:
    found = compare(answerer, "electric scooters", ["Velluno Federation", "Brenland"])
    column = found.columns[0]
    assert column.passage is not None
    assert column.rests_on == answerer.corpus_index.rests_on(column.passage) != ()
    assert "FEDERAL LAW GAZETTE" in column.rests_on[0]
    assert "| Rests on | " in as_markdown(found, TODAY)
    assert column.rests_on[0] in as_csv(found, TODAY)
    assert comparison_object(found, TODAY)["columns"][0]["rests_on"] == list(column.rests_on)


@pytest.mark.parametrize(
    "text",
    ["`__all__` is [Act 5](http://a.example)", "~~no~~ &amp; $5", "a | b\\|c <b>*x*</b>", "1. one\n- two\n\nthree"],
)
def test_a_cell_shows_its_text_as_it_stands(text: str) -> None:
    column = Column("Norland", split_passages(make_article(text))[0], is_sure=True)
    tokens = MarkdownIt().enable("table").parse(as_markdown(Comparison(text, (column,)), TODAY))
    cells = [one for one in tokens if one.type == "inline" and one.level > 2]
    shown = next(after for before, after in pairwise(cells) if before.content == "Passage")
    parts = shown.children or []
    assert {one.type for one in parts} <= {"text", "html_inline", "text_special"}
    assert "".join("\n" if one.content == "<br>" else one.content for one in parts) == column.passage.text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("topic", "spoken"),
    [
        ("trottinettes électriques", "fr"),
        ("trottinettes électriques", None),
        ("patinetes eléctricos", "es"),
        ("patinetes eléctricos", "en"),
        ("electric scooters", "es"),
        ("What are the rules on electric scooters in Brenland and Velluno?", None),
        ("Electric scooters, Brenland", None),
    ],
)
def test_a_topic_is_found_in_each_language_and_whatever_jurisdictions_it_names(
    answerer: Answerer, topic: str, spoken: str | None
) -> None:
    found = compare(answerer, topic, ["Brenland", "Velluno Federation"], spoken)
    assert slugs(found) == [
        "brenland-rules-for-electric-scooters#p1",
        "velluno-federation-electric-scooters-admitted-to-the-road#p1",
    ]
    assert all(one.is_sure for one in found.columns)


@pytest.mark.parametrize(("spoken", "language"), [(None, "en"), ("es", "en"), ("fr", "fr")])
def test_a_word_of_two_languages_is_of_the_one_that_is_spoken(
    answerer: Answerer, spoken: str | None, language: str
) -> None:
    assert read_topic(answerer, "barrage", spoken).language == language


def test_misspelt_english_stays_english(answerer: Answerer) -> None:
    query = read_topic(answerer, "electoral treshold", "fr")
    assert (query.language, [str(note) for note in query.notes]) == ("en", ["Read “treshold” as “threshold”."])


def test_a_hyphen_after_e_is_no_misspelling(answerer: Answerer) -> None:
    found = compare(answerer, "minimum age for e-cigarettes", ["Tamberwe", "Caldora"])
    assert slugs(found) == ["tamberwe-tobacco-and-vaping-act#p5", None]
    assert found.notes == ()


def test_the_one_that_is_no_jurisdiction_is_the_topic(answerer: Answerer) -> None:
    found = compare(answerer, "Brenland", ["Ostrevia", "elections"])
    assert (found.topic, [one.jurisdiction for one in found.columns]) == ("elections", ["Brenland", "Ostrevia"])
    assert [str(note) for note in found.notes] == ["The topic comes first: took “elections” for it."]
    kept = compare(answerer, "Brenland elections", ["Ostrevia", "Nirgendwo"])
    assert (kept.topic, kept.notes) == ("Brenland elections", ())
    with pytest.raises(ComparisonError, match="the topic comes first"):
        compare(answerer, "Brenland", ["electric", "scooters", "Ostrevia"])


@pytest.mark.parametrize("title", ["=1+1", "+1 for Norland", "-2+3", "@SUM(A1)"])
def test_no_cell_of_csv_is_a_formula(title: str) -> None:
    passage = split_passages(make_article(title=title, article_id="2014-03-03-a"))[0]
    text = as_csv(Comparison("ferries", (Column(title, passage), Column("=1+1", has_articles=False))), TODAY)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["title"] == rows[0]["jurisdiction"] == f"'{title}"
    assert rows[1]["jurisdiction"] == "'=1+1"
