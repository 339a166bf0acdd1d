"""Checked quotations as a message: what was said beside what the article says (pure)."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

import discord

from glmbot import limits
from glmbot.bot.ui.card import resting
from glmbot.bot.ui.components import Button, open_button
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import ACCENT, QUIET, Rendered, RenderTarget
from glmbot.core.answering.wording import pinpoint, place_parts
from glmbot.core.citation import Markup, cite
from glmbot.core.corpus.lookup import passage_of
from glmbot.core.quotations import Checked, Finding, all_true
from glmbot.core.quotations.wording import WORDS_ONLY, compares, left_line, remarks, verdict
from glmbot.core.translatable import gettext_lazy, ngettext_lazy

MOST: Final = 3
"""Quotations of a message that are shown."""
_TITLE: Final = 120
_LEAST: Final = 60
_SOURCES: Final = 200
_MARKS: Final = {"said": "~~", "original": "**"}
_LEFT_OUT: Final = "__"


def render_checked(checked: Sequence[Checked], target: RenderTarget) -> Rendered:
    """The first quotations of a text that were looked for, each with its original, its citation and a button."""
    shown = sorted(checked, key=lambda one: (one.is_left, one.is_short))[:MOST]
    foot = _foot(checked, target)
    limit = limits.EMBED_DESCRIPTION if target.embeds else limits.CONTENT
    room = (limit - len(foot) - 2) // len(shown) - 2
    text = "\n\n".join([*(_block(one, target, room) for one in shown), foot])
    rows = (buttons,) if (buttons := tuple(_buttons(shown))) else ()
    if not target.embeds:
        return Rendered(text, rows=rows)
    colour = ACCENT if all_true(checked) and not any(one.named for one in checked) else QUIET
    return Rendered(embeds=(discord.Embed(description=text, colour=colour),), rows=rows)


def _foot(checked: Sequence[Checked], target: RenderTarget) -> str:
    """How many more there are, and what is not checked at all."""
    more = sum(not one.is_left for one in checked) - MOST
    lines = [
        ngettext_lazy("… and {count} quotation more", "… and {count} quotations more", more) if more > 0 else "",
        left_line(checked),
    ]
    return "\n".join([*(target.say(line) for line in lines if line), f"-# {target.say(WORDS_ONLY)}"])


def _buttons(shown: Sequence[Checked]) -> Iterator[Button]:
    passages = [passage_of(one.article, _first(one)) for one in shown if one.article]
    for number, passage in enumerate({one.passage_id: one for one in passages}.values(), 1):
        label = pinpoint(passage.paragraphs)
        shown_as = f"{number} · {label}" if len(passages) > 1 else label
        yield open_button(passage.article.key, passage.paragraphs[0], shown_as)


def _first(checked: Checked) -> int:
    """The number of the paragraph where a quotation stands; a title stands before the first."""
    return checked.finding.paragraphs[0] if checked.finding else 1


def _block(checked: Checked, target: RenderTarget, room: int) -> str:
    """One quotation in at most `room` characters."""
    say, finding = target.say, checked.finding
    head = f"**{escape(say(verdict(checked)))}**"
    article = checked.article
    if article is None:
        return f"{head}\n{_quoted(escape(cut(checked.text, (room - len(head)) // 2)))}"
    passage = passage_of(article, finding.paragraphs[0]) if finding else None
    place = " · ".join([article.headline, *map(say, place_parts(article, passage))])
    besides = (escape(cut(say(one), _TITLE)) for one in remarks(checked))
    foot = "\n".join([*besides, escape(cut(place, 2 * _TITLE))])
    citation = say(
        gettext_lazy(
            "Cite: {citation}",
            citation=cite(article, paragraphs=checked.paragraphs, markup=Markup.MARKDOWN),
        )
    )
    sources = resting(checked.rests_on, say, _SOURCES, mark="-# ", line=_SOURCES).strip()
    below: list[str] = []
    for line in (f"-# {citation}", sources):
        if line and len(head) + len("\n".join([foot, line, *below])) + 4 * _LEAST <= room:
            below.insert(0, line)
    foot = "\n".join([foot, *below])
    if finding is None:
        return f"{head}\n{foot}"
    names = [say(gettext_lazy("Said")), say(gettext_lazy("In the article"))]
    rest = room - len(head) - len(foot) - sum(map(len, names)) - 20
    if not compares(finding):
        return f"{head}\n{_marked(finding, 'original', rest)}\n{foot}"
    said, original = (_marked(finding, side, rest // 2) for side in ("said", "original"))
    return f"{head}\n-# {names[0]}\n{said}\n-# {names[1]}\n{original}\n{foot}"


def _marked(finding: Finding, side: Literal["said", "original"], room: int) -> str:
    """One side of a comparison as a block quotation.

    What only the text has is struck out, what it lacks is bold, what it says to leave out is underlined.
    """
    aligned, shown = finding.alignment, ""
    for part in aligned.parts:
        words = aligned.said(part) if side == "said" else aligned.original(part)
        mark = _LEFT_OUT if part.kind in {"skipped", "note"} else "" if part.kind == "same" else _MARKS[side]
        piece = _with(words, mark)
        if len(_quoted(shown + piece)) > room - 2:
            left = room - len(_quoted(shown)) - 2 * len(mark) - 2
            return _quoted(shown + (_with(cut(words, left // 2), mark) if left > _LEAST else " …"))
        shown += piece
    return _quoted(shown.strip())


def _with(words: str, mark: str) -> str:
    """Words between marks, which do not cross a line and hold no blanks at their ends."""
    if not mark:
        return escape(words)
    lines = []
    for line in words.split("\n"):
        inner = line.strip()
        before, _, after = line.partition(inner) if inner else (line, "", "")
        lines.append(f"{before}{mark}{escape(inner)}{mark}{after}" if inner else line)
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))
