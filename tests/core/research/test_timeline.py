"""A subject through the years, and its picture."""

import struct
import zlib
from xml.etree import ElementTree as ET

import pytest

from glmbot.core.answering.answerer import Answerer
from glmbot.core.research.comparison import ComparisonError
from glmbot.core.research.plot import HEIGHT, WIDTH, bars, svg
from glmbot.core.research.png import png
from glmbot.core.research.timeline import TimelineError, lead_of, per_year, timeline
from glmbot.storage.load import build_answerer, demo_corpus, read_corpus
from support.articles import given_article, make_article


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return build_answerer(read_corpus(demo_corpus()))


@pytest.mark.parametrize(
    ("topic", "jurisdiction", "years"),
    [
        ("Fisheries", None, [2008, 2011, 2012, 2022, 2025]),
        ("fisheries", "brenland", [2008, 2011]),
        (None, "Caldora", [2008, 2011, 2014, 2021, 2023, 2025]),
        ("electric scooters", None, [2019, 2021]),
        ("protección de datos", "Ostrevia", [2012, 2023]),
        ("wolves", None, []),
        ("Fisheries", "Chile", []),
    ],
)
def test_the_articles_on_a_subject_come_oldest_first(
    answerer: Answerer, topic: str | None, jurisdiction: str | None, years: list[int]
) -> None:
    assert [one.date.year for one in timeline(answerer, topic, jurisdiction).articles] == years


def test_a_subject_that_is_none_or_misspelt_is_told(answerer: Answerer) -> None:
    for nothing in ((None, None), ("", " ")):
        with pytest.raises(TimelineError, match="name a topic"):
            timeline(answerer, *nothing)
    with pytest.raises(ComparisonError, match="nearest: Caldora"):
        timeline(answerer, None, "Caldorra")


def test_a_lead_is_the_first_sentence_verbatim_without_its_date(answerer: Answerer) -> None:
    assert lead_of(given_article()).startswith("On October 31, 2011, the heads of two United Nations agencies")
    assert lead_of(given_article()).endswith("smuggling of migrants.")
    assert lead_of(make_article("One line without an end")) == "One line without an end"
    assert all(lead_of(one) in one.body and not lead_of(one).startswith("(") for one in answerer.corpus.articles)


def test_years_without_articles_count_none(answerer: Answerer) -> None:
    counts = per_year(timeline(answerer, "Fisheries", None).articles)
    assert (counts[0], counts[1], counts[-1], len(counts)) == ((2008, 1), (2009, 0), (2025, 1), 18)
    assert per_year(()) == []


COUNTS = [
    [(2008, 1)],
    [(2008 + number, number % 5) for number in range(18)],
    [(1900 + number, number * 1000) for number in range(126)],
    [(1, 3), *((year, 0) for year in range(2, 2025)), (2025, 1)],
]


@pytest.mark.parametrize("counts", COUNTS, ids=len)
def test_every_bar_lies_in_the_picture(counts: list[tuple[int, int]]) -> None:
    drawn = bars(counts)
    assert len(drawn) == len(counts)
    assert all(bar.left >= 0 and bar.left + bar.width <= WIDTH and 0 < bar.top <= HEIGHT for bar in drawn)
    assert drawn[0].year == str(counts[0][0])


@pytest.mark.parametrize("counts", COUNTS, ids=len)
def test_the_svg_is_well_formed_and_says_what_it_shows(counts: list[tuple[int, int]]) -> None:
    root = ET.fromstring(svg("A & <B>", counts))  # noqa: S314 - our own picture
    assert root[0].text == "A & <B>"


@pytest.mark.parametrize("counts", COUNTS, ids=len)
def test_the_png_is_whole(counts: list[tuple[int, int]]) -> None:
    raw = png(counts)
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, place = {}, 8
    while place < len(raw):
        (size,) = struct.unpack(">I", raw[place : place + 4])
        kind, content = raw[place + 4 : place + 8], raw[place + 8 : place + 8 + size]
        assert raw[place + 8 + size : place + 12 + size] == struct.pack(">I", zlib.crc32(kind + content))
        chunks[kind], place = content, place + 12 + size
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    pixels = zlib.decompress(chunks[b"IDAT"])
    assert len(pixels) == height * (width + 1)
    assert 1 in pixels
    assert 2 in pixels
