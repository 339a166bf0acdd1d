"""A reply as a Discord message: inside the limits, mentions inert (pure)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import discord

from glmbot import limits
from glmbot.bot.i18n import Say
from glmbot.bot.ui.answer_buttons import answer_rows
from glmbot.bot.ui.components import Row
from glmbot.bot.ui.markdown import cut, escape, quote
from glmbot.core.answering.wording import RELATED_LEAD, footer_lines, newer_line, no_answer_lines, place_parts
from glmbot.core.citation import CHECK_LABEL, Markup, Paragraphs, Style, cite, in_text
from glmbot.core.corpus.filters import Filters, filter_lines
from glmbot.core.model import Article, Found, NoAnswer, Passage, Related, Reply, Span, parts_of
from glmbot.core.translatable import gettext_lazy, lazy_join, ngettext_lazy

CHANGED: Final = gettext_lazy("That article has changed or is gone since this answer. Ask again.")
ACCENT: Final = 0x4F86D9
QUIET: Final = 0x8A8F98
_SOURCES_LIMIT: Final = 1000
_TITLE_LIMIT: Final = 200
_NOTES_LIMIT: Final = 400
_QUOTE_FLOOR: Final = 120
_SOURCES_FLOOR: Final = 60


@dataclass(frozen=True)
class RenderTarget:
    """What a message is rendered for: the reader's language, the day in UTC, and whether embeds may be sent."""

    say: Say
    today: dt.date
    embeds: bool = True


@dataclass(frozen=True)
class Asked:
    """Who asked what, under which filters, and whether an answer may be voted on and moved to a thread."""

    questions: tuple[str, ...] = ()
    """What led to each part of the reply, as short as it may be."""
    asker: int = 0
    filters: Filters | None = None
    may_thread: bool = False


@dataclass(frozen=True)
class Rendered:
    """What to send: text, or an embed with text above it, a file where something must come whole, and controls."""

    content: str = ""
    embed: discord.Embed | None = None
    file: tuple[str, str] | None = None
    """Name and content of a text file."""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Card:
    """A passage, or an article's record, with all that is said around it."""

    article: Article
    passage: Passage | None
    evidence: Sequence[Span] = ()
    sources: Sequence[str] = ()
    fact: str | None = None
    notes: Sequence[str] = ()
    newer: Sequence[Article] = ()
    neighbours: Sequence[str] = ()
    """A line for the passage before and one for the passage after."""
    lead: str = ""
    is_certain: bool = True
    rows: tuple[Row, ...] = ()


def render(reply: Reply, target: RenderTarget, asked: Asked) -> list[Rendered]:
    """The messages of a reply, one for each part of the question."""
    return [
        render_card(found_card(part, target, replace(asked, questions=asked.questions[index : index + 1])), target)
        if isinstance(part, Found)
        else _render_none(part, target, asked)
        for index, part in enumerate(parts_of(reply))
    ]


def found_card(found: Found, target: RenderTarget, asked: Asked) -> Card:
    """The card of an answer, with its controls."""
    is_related = isinstance(found, Related)
    return Card(
        article=found.article,
        passage=found.passage,
        evidence=found.emphasised,
        sources=found.sources,
        fact=found.fact.text if found.fact else None,
        notes=(*found.notes, *_filter_note(asked.filters)),
        newer=found.newer,
        lead=RELATED_LEAD if is_related else "",
        is_certain=not is_related,
        rows=answer_rows(
            found,
            target.say,
            question="" if found.fact else next(iter(asked.questions), ""),
            asker=asked.asker,
            may_thread=asked.may_thread,
        ),
    )


def _filter_note(filters: Filters | None) -> tuple[str, ...]:
    if not filters:
        return ()
    return (gettext_lazy("Searched only: {filters}.", filters=lazy_join(", ", filter_lines(filters))),)


def render_card(card: Card, target: RenderTarget, *, limit: int | None = None) -> Rendered:
    """One card, as an embed or, where embeds may not be sent, as text; in at most `limit` characters."""
    say = target.say
    footer = " ".join(say(line) for line in footer_lines(card.article, target.today))
    if not target.embeds:
        return Rendered(_as_text(card, say, footer, limit or limits.CONTENT), rows=card.rows)
    embed = discord.Embed(
        title=cut(card.article.title, limits.EMBED_TITLE),
        url=link_of(card.article),
        description=_body(card, say, limit or limits.EMBED_DESCRIPTION, heading=""),
        colour=ACCENT if card.is_certain else QUIET,
    )
    embed.set_footer(text=cut(footer, limits.EMBED_FOOTER))
    return Rendered(say(card.lead), embed, rows=card.rows)


def link_of(article: Article) -> str | None:
    """The article's address, where an embed may carry it."""
    return article.url if article.url and len(article.url) <= limits.BUTTON_URL else None


def render_citation(article: Article, style: Style, paragraphs: Paragraphs, say: Say) -> Rendered:
    """A citation to copy: as text, or as a file where it is too long for a message or read by programs."""
    text = cite(article, style, paragraphs=paragraphs, markup=Markup.MARKDOWN)
    if paragraphs and (aside := in_text(article, style, paragraphs=paragraphs, markup=Markup.MARKDOWN)):
        text += f"\n{aside}"
    head = f"**{style.label}** · {say(CHECK_LABEL)}"
    if not style.is_for_programs and len(head) + len(text) + 1 <= limits.CONTENT:
        return Rendered(f"{head}\n{text}")
    whole = cite(article, style, paragraphs=paragraphs)
    return Rendered(head, file=(style.file_name(article), whole.removesuffix("\n") + "\n"))


def said(text: str, target: RenderTarget, *rows: Row) -> Rendered:
    """A message of the bot's own words alone."""
    return Rendered(cut(target.say(text), limits.CONTENT), rows=rows)


def _render_none(reply: NoAnswer, target: RenderTarget, asked: Asked) -> Rendered:
    lines = (*no_answer_lines(reply), *reply.notes, *_filter_note(asked.filters))
    return Rendered(cut("\n".join(escape(target.say(line)) for line in lines), limits.CONTENT))


def _as_text(card: Card, say: Say, footer: str, limit: int) -> str:
    title = f"**{escape(cut(card.article.title, _TITLE_LIMIT))}**"
    heading = f"{say(card.lead)}\n{title}" if card.lead else title
    foot = f"\n-# {escape(footer)}"
    return _body(card, say, limit - len(foot), heading=heading + "\n") + foot


def _body(card: Card, say: Say, limit: int, *, heading: str) -> str:
    """All of a card below its title in at most `limit` characters; the quotation gives way first."""
    origin = " · ".join(say(part) for part in place_parts(card.article, card.passage))
    above = heading + escape(cut(origin, _TITLE_LIMIT))
    if card.fact:
        above += f"\n**{escape(cut(card.fact, _TITLE_LIMIT))}**"
    below = _citation(card, say, limit - len(above) - _QUOTE_FLOOR)
    newer = newer_line(card.newer)
    for line in (*card.notes, *((newer,) if newer else ()), *card.neighbours):
        small = f"\n-# {escape(cut(say(line), _NOTES_LIMIT))}"
        if len(above) + len(below) + len(small) + _QUOTE_FLOOR + _SOURCES_FLOOR <= limit:
            below += small
    sources = _sources(card, say, min(_SOURCES_LIMIT, limit - len(above) - len(below) - _QUOTE_FLOOR))
    room = limit - len(above) - len(sources) - len(below) - 2
    quotation = f"\n{quote(card.passage, card.evidence, room)}\n" if card.passage else "\n"
    return above + quotation + sources + below.removeprefix("\n")


def _citation(card: Card, say: Say, limit: int) -> str:
    """The citation whole, or where to get it: half a citation is worse than none."""
    paragraphs = card.passage.paragraphs if card.passage else ()
    text = cite(card.article, paragraphs=paragraphs, markup=Markup.MARKDOWN)
    line = "\n" + say(gettext_lazy("Cite: {citation}", citation=text))
    if len(line) <= limit:
        return line
    return "\n" + say(gettext_lazy("Cite: too long for a message; /cite gives it as a file."))


def _sources(card: Card, say: Say, limit: int) -> str:
    if not card.sources:
        return ""
    shown: list[str] = []
    for source in card.sources:
        shown.append(escape(source))
        if len(_resting(card, say, shown)) > limit:
            shown.pop()
            break
    return _resting(card, say, shown)


def _resting(card: Card, say: Say, shown: Sequence[str]) -> str:
    left = len(card.sources) - len(shown)
    if not shown:
        line = ngettext_lazy(
            "Rests on: {count} source; see /sources.", "Rests on: {count} sources; see /sources.", left
        )
    else:
        listed = "; ".join(shown)
        line = gettext_lazy("Rests on: {sources}", sources=listed)
        if left:
            line = gettext_lazy("Rests on: {sources}; and {count} more", sources=listed, count=left)
    return say(line) + "\n"
