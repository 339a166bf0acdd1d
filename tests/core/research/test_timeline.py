"""A subject through the years, and its picture."""

import datetime as dt
import struct
import zlib
from xml.etree import ElementTree as ET

import pytest

from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.filters import FilterError
from glmbot.core.corpus.jurisdictions import UnknownJurisdictionError
from glmbot.core.objects.research import timeline_object
from glmbot.core.research.periods import ALWAYS, Period, read_period
from glmbot.core.research.plot import HEIGHT, WIDTH, bars, svg
from glmbot.core.research.png import png
from glmbot.core.research.timeline import TimelineError, lead_of, per_year, timeline
from glmbot.core.research.wording import no_articles_lines
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
        ("pesca", None, [2008, 2011, 2012, 2022, 2025]),
        ("pêche", "Brenland", [2008, 2011]),
        ("fisheries since 2012", None, [2012, 2022, 2025]),
        ("Fisheries 2008-2011", None, [2008, 2011]),
        ("pesca hasta 2012", None, [2008, 2011, 2012]),
        (None, "caldora", [2008, 2011, 2014, 2021, 2023, 2025]),
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
    with pytest.raises(UnknownJurisdictionError, match="nearest: Caldora"):
        timeline(answerer, None, "Caldorra")
    with pytest.raises(FilterError, match="no day is both"):
        timeline(answerer, "Fisheries since 2012", None, Period(before=dt.date(2010, 1, 1)))


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("topic", "rest", "after", "before"),
    [
        ("elections since 2015", "elections", "2015-01-01", ""),
        ("elections after 2015", "elections", "2016-01-01", ""),
        ("until 2015: elections", "elections", "", "2015-12-31"),
        ("elections before 2015", "elections", "", "2014-12-31"),
        ("data protection 2017", "data protection", "2017-01-01", "2017-12-31"),
        ("data protection in 2017", "data protection", "2017-01-01", "2017-12-31"),
        ("elections between 2015 and 2017", "elections", "2015-01-01", "2017-12-31"),
        ("elections 2017–2015", "elections", "2015-01-01", "2017-12-31"),
        ("elecciones desde 2015", "elecciones", "2015-01-01", ""),
        ("elecciones de 2015 a 2017", "elecciones", "2015-01-01", "2017-12-31"),
        ("élections avant 2015", "élections", "", "2014-12-31"),
        ("Agenda 2030", "Agenda 2030", "", ""),
        ("Regulation 2016/679", "Regulation 2016/679", "", ""),
        ("2017", "2017", "", ""),
        ("elections", "elections", "", ""),
    ],
)
def test_years_in_a_topic_are_its_period(topic: str, rest: str, after: str, before: str) -> None:
    assert read_period(topic, {2015, 2016, 2017}) == (rest, Period(day(after), day(before)))


def test_two_periods_are_the_days_of_both(answerer: Answerer) -> None:
    found = timeline(answerer, "Fisheries since 2010", None, Period(before=dt.date(2012, 12, 31)))
    assert [one.date.year for one in found.articles] == [2011, 2012]
    assert found.subject == "Fisheries · from 2010-01-01 on · up to 2012-12-31"
    assert timeline(answerer, "Fisheries", None).period == ALWAYS


def test_what_was_looked_at_in_vain_is_told_with_the_nearest_topics(answerer: Answerer) -> None:
    found = timeline(answerer, "fishing permits for foreigners", None)
    assert found.articles == ()
    assert [str(line) for line in no_articles_lines(found)] == [
        "No title, jurisdiction or topic of an article here has: fishing permits for foreigners.",
        "Nearest topics: Fisheries, Immigration.",
    ]
    none = timeline(answerer, None, "Chile")
    assert [str(line) for line in no_articles_lines(none)] == ["No article here is on Chile."]


def test_a_corrected_topic_is_told(answerer: Answerer) -> None:
    found = timeline(answerer, "brenlandia", None)
    assert [str(note) for note in found.notes] == ["Read “brenlandia” as “brenland”."]
    assert len(found.articles) == 8
    assert timeline_object(found)["notes"] == list(found.notes)


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
