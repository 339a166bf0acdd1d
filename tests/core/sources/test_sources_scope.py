"""Which sources support which sentences (rule R6). All names and works are invented."""

import pytest

from glmbot.core.model import Span
from glmbot.core.sources import find_sources, supporting

BODY = """\
(Dec. 6, 2011) Barns are red. They stay red. (Red, THE COURIER (2011).) Sheds are blue. (Blue, THE HUT (2012).) Huts?

The minister of barns stated:

Painted barns last longer. Nobody doubts it. (Talk, OBF website (2013).)

Two papers agree. (One, THE COURIER (2014).) (Two, THE COURIER (2015).)

The law says:

- barns need paint

Old wood rots fast.

(Three, THE COURIER (2016).)

## Reactions

The owners asked:

Who pays? (Four, THE COURIER (2017).) We do not.
"""
SOURCES = find_sources(BODY)


def _titles(span: Span) -> list[str | None]:
    found = supporting(SOURCES, span, BODY)
    return [cite.resolves_to.title if cite.resolves_to else None for source in found for cite in source.cites]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Barns are red.", ["Red"]),
        ("They stay red.", ["Red"]),
        ("They stay red. (Red, THE COURIER (2011).)", ["Red"]),
        ("Sheds are blue.", ["Blue"]),
        ("(Red, THE COURIER (2011).) Sheds are blue.", ["Blue"]),
        ("They stay red. (Red, THE COURIER (2011).) Sheds are blue.", ["Red", "Blue"]),
        ("(Red, THE COURIER (2011).)", ["Red"]),
        ("Red, THE COURIER", ["Red"]),
        ("Huts?", []),
        ("The minister of barns stated:", ["Talk"]),
        ("Painted barns last longer.", ["Talk"]),
        ("Nobody doubts it.", ["Talk"]),
        ("Two papers agree.", ["One", "Two"]),
        ("The law says:", []),
        ("Old wood rots fast.", ["Three"]),
        ("The owners asked:", ["Four"]),
        ("Who pays?", ["Four"]),
        ("We do not.", []),
    ],
)
def test_a_sentence_rests_on_the_next_source_in_its_paragraph(text: str, titles: list[str]) -> None:
    start = BODY.index(text)
    assert _titles(Span(start, start + len(text))) == titles


def test_a_quotation_with_its_lead_in_has_the_quotation_s_source() -> None:
    start = BODY.index("The minister")
    assert _titles(Span(start, BODY.index("Two papers"))) == ["Talk"]


def test_a_whole_body_rests_on_all_its_sources() -> None:
    assert supporting(SOURCES, Span(0, len(BODY)), BODY) == SOURCES


def test_a_passage_that_is_a_source_alone_has_that_source() -> None:
    body = "(Red, THE COURIER (2011).)\n\nBarns are red."
    sources = find_sources(body)
    assert supporting(sources, Span(0, 26), body) == sources


def test_an_empty_span_rests_on_nothing() -> None:
    assert _titles(Span(3, 3)) == []


def test_a_lead_in_under_another_heading_is_not_reached() -> None:
    body = "The law says:\n\n## Next\n\nBarns are red. (Red, THE COURIER (2011).)"
    assert supporting(find_sources(body), Span(0, 13), body) == ()


def test_prose_inside_an_open_source_rests_on_it() -> None:
    body = "Red. (Red, OBF website (Oct. 13, 2009), sheds and barns of all these many people in one small town"
    sources = find_sources(body)
    start = body.index("many people")
    assert supporting(sources, Span(start, len(body)), body) == sources
