import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from glmbot.core.model import Article
from glmbot.ingest.lint import Alike, Examined, Remark, SourceCounts, compare, examine
from glmbot.ingest.remarks import badness
from support.articles import FERRY, given_article, make_article

TODAY = dt.date(2026, 1, 1)
MOU = "Wendy Zeldin, United Nations: Agreement to Combat Trafficking in Persons, GLOBAL LEGAL MONITOR (Dec. 6, 2011)"


FRENCH = "Le ministre des ports oblige chaque traversier a porter une chaloupe pour quarante passagers. " * 3


def look(article: Article) -> Examined:
    return examine(article, TODAY)


def texts(remarks: Sequence[Remark]) -> list[str]:
    return [remark.text for remark in remarks if remark.kind != "missing"]


def test_cites_are_counted_as_resolved_unresolved_and_damaged() -> None:
    assert look(given_article()).sources == SourceCounts(resolved=6, unresolved=0, damaged=2)
    assert look(make_article()).sources == SourceCounts(resolved=3, unresolved=0, damaged=0)
    lost = look(make_article("The Act was passed. (Id.)\n\nIt is in force. (Brekk, supra.)"))
    assert lost.sources == SourceCounts(resolved=0, unresolved=2, damaged=0)
    assert lost.remarks[:1] == (Remark("sources", "2 sources unresolved", ("¶ 1: Id.", "¶ 2: Brekk, supra")),)


@pytest.mark.parametrize(
    ("article", "says"),
    [
        (make_article(), []),
        (make_article("## Only\n\n## Headings"), ["headings only"]),
        (make_article(f"{'of the word ' * 1333}\n\n{'x' * 20_000}"), []),
        (make_article(f"A text.\n\n{'of the word ' * 1700}"), ["1 very long paragraph"]),
        (make_article(date="2026-01-01", body="A text."), []),
        (make_article(date="2026-01-02", body="A text."), ["date in the future"]),
        (make_article(date="1990-01-01", body="A text."), []),
        (make_article(date="1989-12-31", body="A text."), ["date before 1990"]),
        (make_article(date="2014-03-04"), ["another date in its text"]),
        (make_article("(Mar. 2014) A text."), []),
        (make_article("(Mar 03, 2014) A text."), []),
        (make_article("(Apr. 2014) A text."), ["another date in its text"]),
        (make_article("A text of (Apr. 5, 2013) another day."), []),
        (make_article(article_id="2014-03-04-norland"), ["another date in its file name"]),
        (make_article(article_id="norland"), []),
        (dataclasses.replace(make_article(), retrieved=dt.date(2014, 3, 3)), []),
        (dataclasses.replace(make_article(), retrieved=dt.date(2014, 3, 2)), ["retrieved before its date"]),
        (dataclasses.replace(make_article(), retrieved=dt.date(2026, 1, 2)), ["retrieved in the future"]),
    ],
)
def test_what_disagrees_in_an_article_is_remarked(article: Article, says: list[str]) -> None:
    assert texts(look(article).remarks) == says


def test_another_language_is_remarked() -> None:
    assert texts(look(make_article(FRENCH)).remarks) == ["not in English"]


def test_the_language_is_judged_without_the_sources() -> None:
    cited = f"({FRENCH.strip('. ')}, NORLAND COURIER (Mar. 1, 2014).)"
    assert "not in English" not in texts(look(make_article(f"{FERRY}\n\nThe Act is in force. {cited}")).remarks)


def references(*articles: Article) -> list[str]:
    found = compare([look(one) for one in articles], ())
    return [
        detail for remarks in found.values() for one in remarks if one.kind == "reference" for detail in one.details
    ]


CITING = make_article(f"It was signed. ({MOU}.)", title="Norland: Citing", date="2012-04-23")
OF_2011 = make_article(title="Norland: Another", date="2011-05-05", body="A text.")
LINK = "loc.gov/item/global-legal-monitor/2011-12-06/united-nations-agreement-to-combat-trafficking-in-persons"


@pytest.mark.parametrize(
    ("articles", "missing"),
    [
        ([CITING], []),  # nothing of that year is here: the corpus may not go back so far
        ([CITING, OF_2011], [MOU]),
        ([CITING, OF_2011, given_article()], []),
        ([dataclasses.replace(CITING, date=dt.date(2011, 12, 30))], []),  # the only one of its year
        ([dataclasses.replace(CITING, body=CITING.body.replace("Agreement to Combat", "Agreement on Combating")),
          OF_2011, given_article()], []),
        ([dataclasses.replace(CITING, body=CITING.body.replace("United Nations: A", "United Nations/Norland: A")),
          OF_2011, given_article()], []),
        ([dataclasses.replace(CITING, body=f"See https://www.{LINK}/?loclr=eanw.")], [LINK]),
        ([dataclasses.replace(CITING, body=f"See https://www.{LINK}/?loclr=eanw."), given_article()], []),
        ([dataclasses.replace(CITING, body=f"See http://www.loc.gov/law/foreign-news/article/{given_article().slug}/."),
          given_article()], []),
        ([make_article(f"This is https://www.{LINK}/.", title="X", url=f"https://www.{LINK}/")], []),
        ([make_article("It sank. (A Ship Sank, LEGAL MONITOR OF NORLAND (Dec. 6, 2011).)"), OF_2011], []),
    ],
    ids=["other years only", "missing", "here", "alone in its year", "title reworded", "title with a slash",
         "address missing", "address here", "old address here", "own address", "another periodical"],
)  # fmt: skip
def test_a_reference_is_missing_only_where_that_is_sure(articles: list[Article], missing: list[str]) -> None:
    assert references(*articles) == missing


def test_one_reference_is_named_once_however_often_it_is_cited() -> None:
    body = f"It was signed. ({MOU}.)\n\nIt was. (Id.)\n\nIt was, again. ({MOU}.)"
    assert references(dataclasses.replace(CITING, body=body), OF_2011) == [MOU]


def test_articles_of_one_address_are_remarked_at_the_later_one() -> None:
    one = make_article(title="Norland: A", url=f"https://www.{LINK}/?loclr=a")
    other = make_article(title="Norland: B", url=f"http://{LINK}")
    found = compare([look(one), look(other)], ())
    assert found == {other.article_id: [Remark("duplicate", "same address as another", (one.article_id,))]}


def test_a_near_duplicate_is_remarked_with_the_share_that_is_the_same() -> None:
    found = compare([look(make_article(FERRY))], [Alike("later", "earlier", 0.934)])
    assert found == {"later": [Remark("duplicate", "near-duplicate", ("93% the same as earlier",))]}


WHOLE = dataclasses.replace(
    make_article(url="https://www.loc.gov/item/global-legal-monitor/2014-03-03/norland/"), retrieved=dt.date(2025, 1, 1)
)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, []),
        ({"authors": ()}, ["no author"]),
        ({"url": None}, ["no address"]),
        ({"retrieved": None}, ["no date of retrieval"]),
        ({"authors": (), "url": None, "retrieved": None}, ["no author, no address, no date of retrieval"]),
    ],
)
def test_what_an_article_lacks_is_remarked(changes: dict[str, Any], says: list[str]) -> None:
    assert [one.text for one in look(dataclasses.replace(WHOLE, **changes)).remarks] == says


@pytest.mark.parametrize(
    ("body", "title", "details"),
    [
        ("The traf\u00adfick\u00ading act.", "Norland: Act", ("¶ 1: 2 soft hyphen",)),
        ("The act.\n\nA zero\u200bwidth one\u2060.", "Norland: Act",
         ("¶ 2: 1 zero-width space", "¶ 2: 1 word joiner")),
        ("The act.", "Nor\u200bland: Act", ("title: 1 zero-width space",)),
        ("می\u200cخواهم and 👩\u200d⚖️ stay.", "Norland: Act", ()),
        ("The a\u200dct.", "Norland: Act", ("¶ 1: 1 zero-width joiner",)),
    ],
)  # fmt: skip
def test_characters_that_nobody_sees_are_named(body: str, title: str, details: tuple[str, ...]) -> None:
    found = [one.details for one in look(make_article(body, title=title)).remarks if one.kind == "characters"]
    assert found == ([details] if details else [])


@pytest.mark.parametrize(
    ("body", "details"),
    [
        ("The act on fer- ry safety, and the par-\nliament.", ("¶ 1: fer- ry", "¶ 1: par- liament")),
        ("The govern-ment met. The government left.", ("¶ 1: govern-ment",)),
        ("A customs co-operation treaty, an anti-smuggling unit, e-mail.", ()),
        ("A pre- and post-war law, in one- to two-year terms.", ()),
        ("Cooperation and co-operation; antismuggling and anti-smuggling.", ()),
    ],
)
def test_words_cut_as_by_a_lines_end_are_named(body: str, details: tuple[str, ...]) -> None:
    found = [one.details for one in look(make_article(body)).remarks if one.kind == "words"]
    assert found == ([details] if details else [])


def test_the_worst_weighs_most() -> None:
    orders = [
        (Remark("missing", "no author"),),
        (Remark("sources", "1 source unresolved", ("¶ 1: Id.",)),),
        (Remark("sources", "2 sources unresolved", ("¶ 1: Id.", "¶ 2: Id.")),),
        (Remark("date", "date in the future", ("x",)), Remark("missing", "no author")),
        (Remark("headings", "headings only"),),
    ]
    assert sorted(orders, key=badness) == orders


def test_characters_of_a_wrong_encoding_are_remarked_and_addresses_are_not() -> None:
    damaged = make_article("The â€œFerryâ€� Act obliges skippers.")
    assert texts(look(damaged).remarks) == ["damaged characters: â€ �"]
    assert (
        texts(look(make_article("The Act is at https://example.org/laws?id=2 and www.example.org/a?b=c.")).remarks)
        == []
    )
