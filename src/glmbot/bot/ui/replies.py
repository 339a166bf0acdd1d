"""Each kind of reply as a Discord message (pure)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import discord

from glmbot import limits
from glmbot.bot.i18n import say_in
from glmbot.bot.ui.answer_buttons import parts_rows
from glmbot.bot.ui.articles import render_article, render_listing
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import (
    QUIET,
    Asked,
    Rendered,
    RenderTarget,
    filter_note,
    found_card,
    render_card,
    render_citations,
    said,
)
from glmbot.core.answering.acts import LEAD
from glmbot.core.answering.wording import no_answer_lines
from glmbot.core.citation import STYLES
from glmbot.core.model import Found, Listing, NoAnswer, Remark, Reply, Several, Shown, SingleReply
from glmbot.core.translatable import lazy_join

_HEAD_LIMIT: Final = 250
"""Characters of a part's number and question; as many are left for a footer."""
_LEAD_ROOM: Final = 200
"""Characters for the line above a passage that is not certain to answer."""


def render(reply: Reply, target: RenderTarget, asked: Asked) -> list[Rendered]:
    """The messages of a reply: one, with a section for each part of the question."""
    if isinstance(reply, Several):
        return [_render_parts(reply.parts, target, asked)]
    return [_render_single(reply, target, asked)]


def _render_single(reply: SingleReply, target: RenderTarget, asked: Asked) -> Rendered:
    match reply:
        case Remark():
            # Who writes Spanish to a bot that speaks English is answered in Spanish.
            target = replace(target, say=say_in(reply.language)) if reply.language else target
            return said(lazy_join("\n", (reply.text, *(escape(target.say(line)) for line in reply.lines))), target)
        case Listing():
            return render_listing(reply, target)
        case NoAnswer():
            return _render_none(reply, target, asked)
        case Found():
            return _render_found(reply, target, asked)


def _render_parts(parts: Sequence[SingleReply], target: RenderTarget, asked: Asked) -> Rendered:
    """Each part under its number and its question, in an equal share of the room; one set of controls for all."""
    asking = zip(range(1, len(parts) + 1), parts, asked.questions, strict=False)
    found = [(number, part, question) for number, part, question in asking if isinstance(part, Found)]
    rows = parts_rows(found, target.say, asker=asked.asker, may_thread=asked.may_thread) if found else ()
    heads = [
        f"{number} · {asked.written[number - 1]}" if number <= len(asked.written) else str(number)
        for number in range(1, len(parts) + 1)
    ]
    if not target.embeds:
        room = limits.CONTENT // len(parts) - _HEAD_LIMIT - len("****\n\n\n")
        texts = [
            f"**{escape(cut(head, _HEAD_LIMIT // 2))}**\n{_section(part, target, asked, room).content}"
            for head, part in zip(heads, parts, strict=True)
        ]
        return Rendered("\n\n".join(texts), rows=rows)
    room = min(limits.EMBED_DESCRIPTION, limits.EMBEDS_TOTAL // len(parts) - limits.EMBED_TITLE - 2 * _HEAD_LIMIT)
    embeds = [_as_embed(_section(part, target, asked, room), room) for part in parts]
    for head, embed in zip(heads, embeds, strict=True):
        embed.set_author(name=cut(head, _HEAD_LIMIT))
    for embed, after in pairwise(embeds):
        if embed.footer.text == after.footer.text:
            embed.remove_footer()

    def plain() -> Rendered:
        return _render_parts(parts, replace(target, embeds=False), asked)

    return Rendered(embeds=tuple(embeds), rows=rows, plain=plain)


def _section(part: SingleReply, target: RenderTarget, asked: Asked, room: int) -> Rendered:
    """A part of a reply in a share of a message's room: a card, or else whole lines."""
    if isinstance(part, Found):
        lead_room = _LEAD_ROOM if target.embeds else 0
        return render_card(found_card(part, target, asked), target, limit=room - lead_room)
    rendered = _render_single(part, target, asked)
    for embed in rendered.embeds:
        embed.description = _cut_lines(embed.description or "", room)
    return replace(rendered, content=_cut_lines(rendered.content, room))


def _as_embed(section: Rendered, room: int) -> discord.Embed:
    """A section as one embed: what stands above it, if anything, is its first line."""
    if section.embed is None:
        return discord.Embed(description=cut(section.content, room), colour=QUIET)
    if section.content:
        section.embed.description = f"{cut(section.content, _LEAD_ROOM - 1)}\n{section.embed.description}"
    return section.embed


def _cut_lines(text: str, room: int) -> str:
    """The lines of a text that fit, at least the beginning of the first."""
    return text if len(text) <= room else text[:room].rpartition("\n")[0] or cut(text, room)


def _render_found(found: Shown, target: RenderTarget, asked: Asked) -> Rendered:
    paragraphs = found.passage.paragraphs if found.passage else ()
    match found.fact.field if found.fact else None:
        case "citation":
            style = next(one for one in STYLES.values() if found.fact and one.label == found.fact.text)
            return render_citations([(found.article, paragraphs)], style, target.say)
        case "lead":
            return render_article(found.article, found.sources, target, asked.asker, heading=LEAD)
        case _:
            return render_card(found_card(found, target, asked), target)


def _render_none(reply: NoAnswer, target: RenderTarget, asked: Asked) -> Rendered:
    lines = (*no_answer_lines(reply), *reply.notes, *filter_note(asked.filters))
    return Rendered(cut("\n".join(escape(target.say(line)) for line in lines), limits.CONTENT))
