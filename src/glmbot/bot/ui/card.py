"""A card: a passage, or an article's record, with what is said around it, as text within a budget (pure)."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from glmbot import limits
from glmbot.bot.i18n import Say
from glmbot.bot.ui.components import Row
from glmbot.bot.ui.markdown import cut, escape, quote
from glmbot.core.answering.wording import footer_lines, newer_line, place_parts, short_footer_lines
from glmbot.core.citation import Markup, cite
from glmbot.core.model import Article, Passage, Span
from glmbot.core.translatable import gettext_lazy, ngettext_lazy

_TITLE_LIMIT: Final = 200
_NOTES_LIMIT: Final = 400
_SOURCES_LIMIT: Final = 1000
_SHORT_SOURCES_LIMIT: Final = 160
"""Characters of several sources in a compact card: one line, two on a phone."""
_QUOTE_FLOOR: Final = 120
_SOURCES_FLOOR: Final = 60


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


def link_of(article: Article) -> str | None:
    """The article's address, where an embed may carry it."""
    return article.url if article.url and len(article.url) <= limits.BUTTON_URL else None


def heading_of(card: Card, say: Say, limit: int) -> str:
    """What stands above a card that is text: how sure it is, and the title, with its link where there is room."""
    title = escape(cut(card.article.headline, _line_of(limit)))
    url = link_of(card.article)
    fits = url and ")" not in url and "]" not in card.article.headline and len(title) + len(url) <= limit // 3
    linked = f"[{title}](<{url}>)" if fits else title
    return f"{say(card.lead)}\n**{linked}**" if card.lead else f"**{linked}**"


def _line_of(limit: int) -> int:
    """Characters of a line above a quotation: a tenth of the room, as escaping may double them."""
    return min(_TITLE_LIMIT, limit // 10)


def footer_of(card: Card, say: Say, today: dt.date, *, is_full: bool) -> str:
    """The footing of a card: that the law may have changed, that it is no advice."""
    lines = footer_lines(card.article, today) if is_full else short_footer_lines(card.article, today)
    return " ".join(say(line) for line in lines)


def body_of(card: Card, say: Say, limit: int, *, is_full: bool, heading: str = "") -> str:
    """All of a card below its title in at most `limit` characters; the quotation gives way first.

    A compact card leaves the citation to its button, and names the sources only that the quotation doesn't print.
    """
    origin = " · ".join(say(part) for part in place_parts(card.article, card.passage))
    above = heading + escape(cut(origin, _line_of(limit)))
    if card.fact:
        above += f"\n**{escape(cut(card.fact, _line_of(limit)))}**"
    below = _citation(card, say, limit - len(above) - _QUOTE_FLOOR) if is_full else ""
    newer = newer_line(card.newer if is_full else card.newer[:1])
    for line in (*card.notes, *((newer,) if newer else ()), *card.neighbours):
        small = f"\n-# {escape(cut(say(line), _NOTES_LIMIT))}"
        if len(above) + len(below) + len(small) + _QUOTE_FLOOR + _SOURCES_FLOOR <= limit:
            below += small
    room = limit - len(above) - len(below) - _QUOTE_FLOOR
    if is_full:
        sources = resting(card.sources, say, min(_SOURCES_LIMIT, room))
    else:
        shown = card.sources if _is_cut(card, room) else unprinted(card.sources, card.passage)
        sources = resting(shown, say, min(_SOURCES_LIMIT, room), mark="-# ", line=_SHORT_SOURCES_LIMIT)
    room = limit - len(above) - len(sources) - len(below) - 2
    quotation = f"\n{quote(card.passage, card.evidence, room)}\n" if card.passage else "\n"
    return (above + quotation + sources + below.removeprefix("\n")).rstrip("\n")


def unprinted(sources: Sequence[str], passage: Passage | None) -> list[str]:
    """The sources that a passage does not print in full itself, but by Id., supra or a note's mark."""
    text = _plain(passage.text) if passage else ""
    return [source for source in sources if not all(_plain(part) in text for part in re.split(r"[,()\[\]]", source))]


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _is_cut(card: Card, room: int) -> bool:
    return card.passage is not None and len(card.passage.text) > room


def _citation(card: Card, say: Say, limit: int) -> str:
    """The citation whole, or where to get it: half a citation is worse than none."""
    paragraphs = card.passage.paragraphs if card.passage else ()
    text = cite(card.article, paragraphs=paragraphs, markup=Markup.MARKDOWN)
    line = "\n" + say(gettext_lazy("Cite: {citation}", citation=text))
    if len(line) <= limit:
        return line
    return "\n" + say(gettext_lazy("Cite: too long for a message; /cite gives it as a file."))


def resting(sources: Sequence[str], say: Say, limit: int, *, mark: str = "", line: int = _SOURCES_LIMIT) -> str:
    """A line of the sources that fit whole, and how many more there are; `mark` stands before it.

    Of several sources no more are named than make a line of `line` characters.
    """
    if not sources:
        return ""
    shown: list[str] = []
    for source in sources:
        shown.append(escape(source))
        if len(mark + _listed(sources, say, shown)) > (limit if len(shown) == 1 else min(line, limit)):
            shown.pop()
            break
    return mark + _listed(sources, say, shown)


def _listed(sources: Sequence[str], say: Say, shown: Sequence[str]) -> str:
    left = len(sources) - len(shown)
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
