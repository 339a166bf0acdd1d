"""What holds for the sources of any text."""

from collections.abc import Sequence

from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.model import Authority, Cite, Source, Span
from glmbot.core.sources import describe, find_sources, supporting


def check_sources(body: str) -> tuple[Source, ...]:
    """Find and check all sources of a body; an AssertionError names what is broken."""
    sources = find_sources(body)
    _check_places(body, sources)
    _check_references(sources)
    _check_support(body, sources)
    return sources


def _check_places(body: str, sources: Sequence[Source]) -> None:
    paragraphs = split_paragraphs(body)
    end = 0
    for source in sources:
        assert end <= source.span.start < source.span.end <= len(body), "sources overlap or leave the body"
        end = source.span.end
        assert source.text == body[source.span.start : source.span.end]
        is_mark = not source.text.startswith("(")
        assert source.span in paragraphs[source.paragraph - 1].span, "a source leaves its paragraph"
        assert source.cites, "a source without a cite"
        inside = source.span.start
        for cite in source.cites:
            assert cite.text == body[cite.span.start : cite.span.end]
            if is_mark:  # its cites stand in the note
                assert source.span.end < cite.span.start < cite.span.end <= len(body)
                continue
            assert inside < cite.span.start < cite.span.end <= source.span.end, "cites overlap or leave their source"
            inside = cite.span.end - 1


def _check_references(sources: Sequence[Source]) -> None:
    earlier: list[Authority] = []
    texts: set[str] = set()
    for cite in (cite for source in sources for cite in source.cites):
        authority = cite.resolves_to
        if cite.form == "full":
            assert authority is not None, "a full cite without its authority"
            assert authority.text in cite.text
            earlier.append(authority)
            texts.add(authority.text)
        elif authority is not None:
            assert authority.text in texts, "resolved to a later source"
        _check_doubt(cite)
        assert authority is None or "\n" not in describe(authority)


def _check_doubt(cite: Cite) -> None:
    assert (cite.resolves_to is None) == bool({"unresolved", "ambiguous"} & set(cite.flags))
    assert cite.resolves_to is None or not cite.candidates
    assert "ambiguous" not in cite.flags or cite.candidates


def _check_support(body: str, sources: tuple[Source, ...]) -> None:
    whole = supporting(sources, Span(0, len(body)), body)
    assert set(map(id, whole)) <= set(map(id, sources))
    half = supporting(sources, Span(0, len(body) // 2), body)
    assert set(map(id, half)) <= set(map(id, whole)), "a part rests on what the whole does not"
