"""A comparison as a message: the best passage of each jurisdiction, in the order in which they were named (pure)."""

from collections.abc import Iterator
from dataclasses import replace

import discord

from glmbot import limits
from glmbot.bot.ui.card import link_of, resting, unprinted
from glmbot.bot.ui.components import Button, Row, open_button
from glmbot.bot.ui.markdown import cut, escape, quote
from glmbot.bot.ui.render import ACCENT, QUIET, Rendered, RenderTarget
from glmbot.bot.ui.render_sources import inert
from glmbot.core.answering.wording import RELATED_LEAD, pinpoint, place_parts, short_footer_lines
from glmbot.core.citation import Markup, cite
from glmbot.core.model import Passage
from glmbot.core.research.comparison import Column, Comparison
from glmbot.core.research.wording import not_found, older_line
from glmbot.core.translatable import gettext_lazy

_TITLE = 160
_LINE = 300
_NOTES = 200
_NAME = 40
_LEAST = 80
_HEAD = 300


def render_comparison(comparison: Comparison, target: RenderTarget) -> Rendered:
    """The topic, and a passage for each jurisdiction, inside the limits; below them a button to read on in each."""
    say = target.say
    notes = " ".join(say(note) for note in comparison.notes)
    head = f"**{inert(comparison.topic, _TITLE)}**" + (f"\n-# {inert(notes, _NOTES)}" if notes else "")
    rows = _rows(comparison)
    count = len(comparison.columns)
    if not target.embeds:
        room = (limits.CONTENT - len(head)) // count - len("\n\n") - len("****\n") - _NAME
        parts = [f"**{inert(one.jurisdiction, _NAME)}**\n{_text(one, target, room)}" for one in comparison.columns]
        return Rendered("\n\n".join([head, *parts]), rows=rows)
    room = limits.EMBEDS_TOTAL // count - _HEAD
    embeds = tuple(_embed(one, target, room) for one in comparison.columns)
    return Rendered(head, embeds, rows=rows, plain=lambda: render_comparison(comparison, replace(target, embeds=False)))


def _embed(column: Column, target: RenderTarget, room: int) -> discord.Embed:
    passage = column.passage
    embed = discord.Embed(
        description=_text(column, target, room),
        colour=ACCENT if column.is_sure else QUIET,
    )
    embed.set_author(name=cut(column.jurisdiction, _NAME))
    if passage is not None:
        embed.title, embed.url = cut(passage.article.headline, _TITLE), link_of(passage.article)
    return embed


def _text(column: Column, target: RenderTarget, room: int) -> str:
    """What is said of a jurisdiction in at most `room` characters; the quotation gives way, then the citation."""
    say, passage = target.say, column.passage
    if passage is None:
        return cut(escape(say(not_found(column))), room)
    above = [] if column.is_sure else [f"*{escape(say(RELATED_LEAD))}*"]
    if not target.embeds:
        above.append(inert(passage.article.headline, min(_TITLE, room // 5)))
    above.append(inert(" · ".join(map(say, place_parts(passage.article, passage))), min(_LINE, room // 5)))
    footer = f"-# {escape(' '.join(map(say, short_footer_lines(passage.article, target.today))))}"
    cited = f"-# {say(gettext_lazy('Cite: {citation}', citation=_citation(passage)))}"
    below: list[str] = []
    # As under an answer: only what the quotation does not print itself.
    sources = resting(unprinted(column.rests_on, passage), say, min(_LINE, room // 4), mark="-# ").rstrip("\n")
    older = (f"-# {escape(cut(say(line), _LINE))}" for line in older_line(column))
    for line in (footer, cited, *([sources] if sources else []), *older):
        if len("\n".join([*above, *below, line])) + 2 * _LEAST <= room:
            below.append(line)
    rest = room - len("\n".join([*above, *below])) - 2
    return "\n".join([*above, quote(passage, column.evidence, max(rest, _LEAST)), *below])


def _citation(passage: Passage) -> str:
    return cite(passage.article, paragraphs=passage.paragraphs, markup=Markup.MARKDOWN)


def _rows(comparison: Comparison) -> tuple[Row, ...]:
    buttons = tuple(_buttons(comparison))
    return (buttons,) if buttons else ()


def _buttons(comparison: Comparison) -> Iterator[Button]:
    """A button for each passage; one that two jurisdictions share gets one."""
    shown: set[str] = set()
    for column in comparison.columns:
        if (passage := column.passage) and passage.passage_id not in shown:
            shown.add(passage.passage_id)
            label = f"{cut(column.jurisdiction, _NAME)} {pinpoint(passage.paragraphs)}"
            yield open_button(passage.article.key, passage.paragraphs[0], label)
