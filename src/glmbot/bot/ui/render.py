"""A reply as a Discord message: inside the limits, mentions inert (pure)."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import discord

from glmbot import limits
from glmbot.bot.i18n import Say
from glmbot.bot.ui.answer_buttons import answer_rows
from glmbot.bot.ui.card import Card, body_of, footer_of, heading_of, link_of
from glmbot.bot.ui.components import Row
from glmbot.bot.ui.markdown import cut, escape
from glmbot.core.answering.wording import related_lead
from glmbot.core.citation import CHECK_LABEL, Markup, Paragraphs, Style, cite, in_text
from glmbot.core.corpus.filters import Filters, filter_lines
from glmbot.core.model import Article, Found, Related
from glmbot.core.translatable import gettext_lazy, lazy_join

CHANGED: Final = gettext_lazy("That article has changed or is gone since this answer. Ask again.")
ACCENT: Final = 0x4F86D9
QUIET: Final = 0x8A8F98


@dataclass(frozen=True)
class RenderTarget:
    """What a message is rendered for: the reader's language, the day in UTC, and whether embeds may be sent."""

    say: Say
    today: dt.date
    embeds: bool = True
    is_full: bool = False
    """Whether cards show all of their apparatus; else the passage and little more."""


@dataclass(frozen=True)
class Asked:
    """Who asked what, under which filters, and whether an answer may be voted on and moved to a thread."""

    questions: tuple[str, ...] = ()
    """What led to each part of the reply, as short as it may be."""
    asker: int = 0
    filters: Filters | None = None
    may_thread: bool = False
    may_vote: bool = True
    written: tuple[str, ...] = ()
    """The parts of the question, as they were written."""


@dataclass(frozen=True)
class Rendered:
    """What to send: text, or embeds with text above them, a file where something must come whole, and controls."""

    content: str = ""
    embeds: tuple[discord.Embed, ...] = ()
    file: tuple[str, str | bytes] | None = None
    """Name and content of a file."""
    rows: tuple[Row, ...] = ()
    plain: "Callable[[], Rendered] | None" = field(default=None, compare=False, repr=False)
    """Makes the same without embeds, where they turn out not to be allowed."""
    alt: str = ""
    """What a picture shows, for who does not see it."""
    keeps_file: bool = False
    """Whether a message that it replaces keeps the file that it has."""

    @property
    def embed(self) -> discord.Embed | None:
        """The first embed."""
        return next(iter(self.embeds), None)


def found_card(found: Found, target: RenderTarget, asked: Asked) -> Card:
    """The card of an answer, with its controls."""
    return Card(
        article=found.article,
        passage=found.passage,
        evidence=found.emphasised,
        sources=found.sources,
        fact=found.fact.text if found.fact else None,
        notes=(*found.notes, *filter_note(asked.filters)),
        newer=found.newer,
        lead=related_lead(found) if isinstance(found, Related) else "",
        is_certain=not isinstance(found, Related),
        rows=answer_rows(
            found,
            target.say,
            question=next(iter(asked.questions), ""),
            asker=asked.asker,
            may_vote=asked.may_vote,
        ),
    )


def filter_note(filters: Filters | None) -> tuple[str, ...]:
    """The line that says among which articles was searched, where not among all."""
    if not filters:
        return ()
    return (gettext_lazy("Searched only: {filters}.", filters=lazy_join(", ", filter_lines(filters))),)


def render_card(card: Card, target: RenderTarget, *, limit: int | None = None) -> Rendered:
    """One card, as an embed or, where embeds may not be sent, as text; in at most `limit` characters."""
    say, is_full = target.say, target.is_full
    footer = footer_of(card, say, target.today, is_full=is_full)
    if not target.embeds:
        foot = f"\n-# {escape(footer)}"
        room = (limit or limits.CONTENT) - len(foot)
        text = body_of(card, say, room, is_full=is_full, heading=heading_of(card, say, room) + "\n")
        return Rendered(text + foot, rows=card.rows)
    embed = discord.Embed(
        title=cut(card.article.headline, limits.EMBED_TITLE),
        url=link_of(card.article),
        description=body_of(card, say, limit or limits.EMBED_DESCRIPTION, is_full=is_full),
        colour=ACCENT if card.is_certain else QUIET,
    )
    embed.set_footer(text=cut(footer, limits.EMBED_FOOTER))

    def plain() -> Rendered:
        return render_card(card, replace(target, embeds=False))

    return Rendered(say(card.lead), (embed,), rows=card.rows, plain=plain)


def render_citations(cited: Sequence[tuple[Article, Paragraphs]], style: Style, say: Say) -> Rendered:
    """Citations to copy: as text, a line each; as a file where they are too long for a message or read by programs."""
    lines = []
    for article, paragraphs in cited:
        lines.append(cite(article, style, paragraphs=paragraphs, markup=Markup.MARKDOWN))
        if paragraphs and (aside := in_text(article, style, paragraphs=paragraphs, markup=Markup.MARKDOWN)):
            lines.append(aside)
    head = f"**{style.label}** · {say(CHECK_LABEL)}"
    if not style.is_for_programs and len(text := "\n".join([head, *lines])) <= limits.CONTENT:
        return Rendered(text)
    merged: dict[Article, set[int]] = {}
    for article, paragraphs in cited:  # programs take one entry of an article
        merged.setdefault(article, set()).update(paragraphs)
    entries = [style.format(article, tuple(sorted(paragraphs)), Markup.PLAIN) for article, paragraphs in merged.items()]
    whole = style.whole(entries)
    return Rendered(head, file=(style.file_name(cited[0][0]), whole.removesuffix("\n") + "\n"))


def said(text: str, target: RenderTarget, *rows: Row) -> Rendered:
    """A message of the bot's own words alone."""
    return Rendered(cut(target.say(text), limits.CONTENT), rows=rows)
