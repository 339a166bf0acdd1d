"""The sources of an article or of a paragraph, each once, with where they are cited."""

import pytest

from glmbot.core.sources import find_sources
from glmbot.core.sources.cited import choose_sources, cited_sources, places_line
from support.articles import given_article, make_article

BARNS = "Ada Quill, Red Barns, THE COURIER (Mar. 4, 2011)"
SHEDS = "Bo Brekk, Blue Sheds, OBF website (Apr. 5, 2011)"
BODY = (
    f"Barns are red. ({BARNS}.) Sheds are blue. (Id.; {SHEDS}.)\n\nHuts are old.\n\n"
    "Silos are grey. (Quill, supra.) Mills too. (Id.)\n\nCribs are gone. (Nobody, supra.)"
)


def shown(body: str, *paragraphs: int) -> tuple[str, list[tuple[str, str]]]:
    article = make_article(body)
    summary, cited = choose_sources(find_sources(body), article, paragraphs, "Here")
    return summary, [(one.text, places_line(one, 8)) for one in cited]


def test_each_source_comes_once_with_all_places_where_it_is_cited() -> None:
    summary, cited = shown(BODY)
    assert summary == "2 sources, cited 5 times, 1 uncertain cite"
    assert cited == [
        (BARNS, "¶ 1 (in full, Id.), ¶ 3 (supra, Id.)"),
        (SHEDS, "¶ 1 (in full)"),
        ("Nobody, supra", "¶ 4 (supra)"),
    ]


@pytest.mark.parametrize(
    ("paragraph", "summary", "count"),
    [
        (1, "Here: 2 sources", 2),
        (3, "Here: 1 source", 1),
        (2, "Here cites no source, and none of another paragraph supports it.", 0),
    ],
)
def test_a_paragraph_has_the_sources_that_it_cites(paragraph: int, summary: str, count: int) -> None:
    told, cited = shown(BODY, paragraph)
    assert (told, len(cited)) == (summary, count)


def test_a_paragraph_that_is_supported_from_elsewhere_says_so() -> None:
    article = given_article()
    told, cited = choose_sources(find_sources(article.body), article, (4,), "¶ 4")
    assert told == "¶ 4 cites no source itself; it rests on:"
    assert [one.text.split(",")[0] for one in cited] == [
        "UNODC and UNHCR Sign Memorandum of Understanding to Combat Human Trafficking and Migrant Smuggling"
    ]


def test_what_can_not_be_told_for_certain_says_why() -> None:
    (unresolved,) = [one for one in cited_sources(find_sources(BODY)) if one.doubt]
    assert unresolved.text == "Nobody, supra"
    assert str(unresolved.doubt).startswith("unresolved: ")


def test_an_article_without_sources_says_so() -> None:
    assert shown("Barns are red.") == ("This article cites no source.", [])


def test_of_many_places_some_are_named() -> None:
    (one,) = cited_sources(find_sources("\n\n".join([f"Barns are red. ({BARNS}.)", *["Red. (Quill, supra.)"] * 9])))
    assert places_line(one, 2) == "¶ 1 (in full), ¶ 2 (supra) and 8 more"
