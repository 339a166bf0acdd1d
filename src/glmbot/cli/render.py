"""A reply, and an article's sources, as terminal text (pure)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from glmbot.core.answering.explanation import Explanation, figure_lines, reason_lines
from glmbot.core.answering.wording import footer_lines, newer_line, no_answer_lines, place_parts, related_lead
from glmbot.core.citation import bluebook_date
from glmbot.core.model import (
    Article,
    Found,
    Listing,
    NoAnswer,
    Passage,
    Related,
    Remark,
    Reply,
    Several,
    Span,
)
from glmbot.core.sources.listing import ListedSource, detail_lines, select
from glmbot.core.text.invisible import shown

LISTED: Final = 40
"""Articles of a list that are shown in a terminal; --json has all of them."""


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


def render_explanation(explanation: Explanation) -> RenderableType:
    """Why, for a person at a terminal."""
    plain = (Text(f"  {_visible(line)}") for line in reason_lines(explanation))
    figures = (Text(f"  {_visible(line)}", style="dim") for line in figure_lines(explanation))
    return Group(Text(), Text("Why this?", style="bold"), *plain, Text("In figures", style="dim"), *figures)


def _list(listing: Listing) -> Iterator[RenderableType]:
    yield Text(_visible(listing.title), style="bold")
    table = Table.grid(padding=(0, 2, 0, 0))
    for article in listing.articles[:LISTED]:
        table.add_row(Text(bluebook_date(article.date), style="dim"), Text(_visible(article.headline)))
    yield table
    if (left := len(listing.articles) - LISTED) > 0:
        yield Text(f"… and {left} more; ask for a country or a year, or use glmbot corpus list", style="dim")
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
