"""A source parenthesis as a JSON object."""

from typing import Any

from glmbot.core.model import Authority, Cite, Source


def source_object(source: Source) -> dict[str, Any]:
    """The object of a source parenthesis, for machines; offsets count code points in the article's body.

    The top level tells of the first cite. `cites` is empty where that is the only one.
    """
    first = source.cites[0]
    return {
        "paragraph": source.paragraph,
        "start": source.span.start,
        "end": source.span.end,
        "text": source.text,
        "form": first.form,
        "resolves_to": _authority_object(first.resolves_to),
        "candidates": [_authority_object(one) for one in first.candidates],
        "flags": list(source.flags),
        "cites": [_cite_object(cite) for cite in source.cites] if len(source.cites) > 1 else [],
    }


def _cite_object(cite: Cite) -> dict[str, Any]:
    return {
        "start": cite.span.start,
        "end": cite.span.end,
        "form": cite.form,
        "resolves_to": _authority_object(cite.resolves_to),
        "candidates": [_authority_object(one) for one in cite.candidates],
    }


def _authority_object(authority: Authority | None) -> dict[str, str | None] | None:
    if authority is None:
        return None
    return {
        "author": authority.author,
        "title": authority.title,
        "container": authority.container,
        "date": authority.date,
        "text": authority.text,
    }
