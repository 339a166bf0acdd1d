"""A reply, and an article's sources, as terminal text and as JSON objects (pure)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from glmbot.core.answering.explanation import Explanation, figure_lines, reason_lines
from glmbot.core.answering.wording import footer_lines, newer_line, no_answer_lines, place_parts, related_lead
from glmbot.core.citation import bluebook_date
from glmbot.core.model import (
    Article,
    Authority,
    Cite,
    Found,
    Listing,
    NoAnswer,
    Passage,
    Related,
    Remark,
    Reply,
    Several,
    SingleReply,
    Source,
    Span,
    parts_of,
)
from glmbot.core.sources.listing import ListedSource, detail_lines, select
from glmbot.core.text.invisible import shown


def reply_object(reply: Reply, question: str | None = None, gists: Sequence[str] = ()) -> dict[str, Any]:
    """The reply object of the command line: every field always present; of several parts, the first and `parts`.

    `question` is None where it could not be read; `gists` are the questions of the parts.
    """
    first = parts_of(reply)[0]
    found = first if isinstance(first, Found) else None
    none = first if isinstance(first, NoAnswer) else None
    passage = found.passage if found else None
    parts = reply.parts if isinstance(reply, Several) else ()
    return {
        "question": question,
        "kind": _KINDS.get(first.kind, first.kind),
        "article_id": found.article.article_id if found else None,
        "passage_id": passage.passage_id if passage else None,
        "paragraphs": list(passage.paragraphs) if passage else [],
        "quote": passage.text if passage else None,
        "evidence": list(found.evidence_texts) if found else [],
        "evidence_span": _text_of(found.article, found.answer_span) if found and found.answer_span else None,
        "citation": found.citation if found else None,
        "url": found.article.url if found else None,
        "sources": list(found.sources) if found else [],
        "fact": {"field": found.fact.field, "text": found.fact.text} if found and found.fact else None,
        "reason": none.reason if none else _reason(first),
        "remark": "\n".join((first.text, *first.lines)) if isinstance(first, Remark) else None,
        "articles": [_article_object(one) for one in first.articles] if isinstance(first, Listing) else [],
        "unmatched_words": list(first.unmatched_words) if isinstance(first, Found | NoAnswer) else [],
        "suggestions": [{"article_id": one.article_id, "title": one.title} for one in none.suggestions] if none else [],
        "doubts": list(first.doubts) if isinstance(first, Related) else [],
        "notes": list(first.notes),
        "newer": [_article_object(one) for one in found.newer] if found else [],
        "parts": [reply_object(part, *gists[place : place + 1]) for place, part in enumerate(parts)],
    }


_KINDS: Final = {"remark": "none"}
"""What programs read as the kind: small talk is `none` with a reason to them, as before there were remarks."""


def _reason(reply: SingleReply) -> str | None:
    if not isinstance(reply, Remark):
        return None
    return "distress" if reply.lines else "smalltalk"


def _text_of(article: Article, span: Span) -> str:
    return article.body[span.start : span.end]


def _article_object(article: Article) -> dict[str, str]:
    return {"article_id": article.article_id, "title": article.headline, "date": article.date.isoformat()}


def render_reply(reply: Reply, today: dt.date) -> RenderableType:
    """A reply for a person at a terminal: the passage, its place and citation, or why there is none."""
    if isinstance(reply, NoAnswer):
        return Group(*(Text(_visible(line)) for line in (*no_answer_lines(reply), *reply.notes)))
    if isinstance(reply, Remark):
        return Group(*(Text(_visible(line)) for line in (reply.text, *reply.lines)))
    if isinstance(reply, Listing):
        return Group(*_list(reply))
    if isinstance(reply, Several):
        return Group(*(item for part in reply.parts for item in (render_reply(part, today), Text())))
    return Group(*_card(reply, today))


def explanation_object(explanation: Explanation | None) -> dict[str, Any] | None:
    """Why, for machines."""
    if explanation is None:
        return None
    return {
        "kind": explanation.question_type,
        "words": [
            {
                "word": one.written,
                "met_by": one.met,
                "weight": round(one.weight, 3),
                "origin": one.origin,
                "in_title": one.in_title,
                "mass": round(one.mass, 2),
            }
            for one in explanation.reasons
        ],
        "doubts": list(explanation.doubts),
        "reader": _reading_object(explanation),
        "likely_right": round(explanation.likely_right, 3),
    }


def _reading_object(explanation: Explanation) -> dict[str, Any] | None:
    if (reading := explanation.reading) is None:
        return None
    return {
        "relevance": round(reading.relevance, 3),
        "span_score": round(reading.span_score, 3),
        "words": explanation.answering,
    }


def render_explanation(explanation: Explanation) -> RenderableType:
    """Why, for a person at a terminal."""
    plain = (Text(f"  {_visible(line)}") for line in reason_lines(explanation))
    figures = (Text(f"  {_visible(line)}", style="dim") for line in figure_lines(explanation))
    return Group(Text(), Text("Why this?", style="bold"), *plain, Text("In figures", style="dim"), *figures)


def _list(listing: Listing) -> Iterator[RenderableType]:
    yield Text(_visible(listing.title), style="bold")
    table = Table.grid(padding=(0, 2, 0, 0))
    for article in listing.articles:
        table.add_row(Text(bluebook_date(article.date), style="dim"), Text(_visible(article.headline)))
    yield table
    for note in listing.notes:
        yield Text(_visible(note), style="dim")


def _card(found: Found, today: dt.date) -> Iterator[RenderableType]:
    if found.fact and found.fact.field == "citation":
        yield Text(_visible(found.fact.text), style="bold")
        yield Text(_visible(found.citation), no_wrap=True, overflow="ignore")
        return
    if isinstance(found, Related):
        yield Text(_visible(related_lead(found)), style="yellow")
        yield Text()
    yield Text(_visible(found.article.headline), style="bold")
    yield Text(" · ".join(place_parts(found.article, found.passage)), style="dim")
    yield Text()
    if found.fact:
        is_link = found.fact.field == "url"
        yield Text(_visible(found.fact.text), style="bold", no_wrap=is_link, overflow="ignore" if is_link else None)
        yield Text()
    if found.passage:
        yield Padding(_quotation(found.passage, found.emphasised), (0, 2, 0, 2), expand=False)
        yield Text()
    if found.sources:
        yield Text.assemble(("Rests on  ", "dim"), _visible("; ".join(found.sources)))
    # The terminal wraps the citation itself, so that its address stays whole for copying and clicking.
    yield Text.assemble(("Cite      ", "dim"), _visible(found.citation), no_wrap=True, overflow="ignore")
    for note in found.notes:
        yield Text(_visible(note), style="dim")
    if newer := newer_line(found.newer):
        yield Text(_visible(newer), style="dim")
    yield Text(" ".join(footer_lines(found.article, today)), style="dim")


def _quotation(passage: Passage, evidence: Iterable[Span]) -> Text:
    """The whole passage, the evidence emphasised."""
    text = Text(_visible(passage.text))
    for span in evidence:
        text.stylize("bold green", span.start - passage.span.start, span.end - passage.span.start)
    return text


def _visible(text: str) -> str:
    """The text with each control and format character shown as a replacement: a terminal would obey it."""
    return shown(text)


def on_one_line(text: str) -> str:
    """The text as `_visible` shows it, its line breaks replaced as well."""
    return _visible(text).replace("\n", "\ufffd")


def tab_separated(cells: Iterable[str]) -> str:
    """A line of a table for other programs: its cells hold no tab and no line break."""
    return "\t".join(map(on_one_line, cells))


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


def render_sources(article: Article, listed: Sequence[ListedSource], paragraph: int | None) -> RenderableType:
    """An article's sources, or a paragraph's, for a person at a terminal; `listed` are all of the article's."""
    summary, entries = select(listed, article, paragraph)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", style="bold")
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for entry in entries:
        lines = [Text(_visible(" ".join(entry.source.text.split())))]
        for tone, line in detail_lines(entry):
            lines.append(Text(_visible(line), style="yellow" if tone == "doubt" else "green"))
        table.add_row(str(entry.number), f"¶ {entry.source.paragraph}", Group(*lines))
    place = " · ".join((bluebook_date(article.date), summary))
    return Group(Text(_visible(article.headline), style="bold"), Text(place, style="dim"), Text(), table)
