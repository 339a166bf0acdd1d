"""A reply as a Discord message: inside the limits, mentions inert (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import discord

from glmbot import limits
from glmbot.bot.markdown import cut, escape, quote
from glmbot.core.catalogue import article_key
from glmbot.core.citation import CHECK_LABEL, Markup, Style, cite, file_name, is_machine_format, style_label
from glmbot.core.model import Article, Found, NoAnswer, Passage, Related, Reply, Span
from glmbot.core.wording import RELATED_LEAD, disclaimer, no_answer_lines, place_line

ACCENT: Final = 0x4F86D9
QUIET: Final = 0x8A8F98
WHY: Final = "glmbot:why"
_SOURCES_LIMIT: Final = 1000
_TITLE_LIMIT: Final = 200
_QUOTE_FLOOR: Final = 120
_SOURCES_FLOOR: Final = 60


@dataclass(frozen=True)
class Rendered:
    """What to send: text, or an embed with text above it, and a file where something must come whole."""

    content: str = ""
    embed: discord.Embed | None = None
    file: tuple[str, str] | None = None
    """Name and content of a text file."""
    why: str = ""
    """The custom_id of a button that explains the passage."""


@dataclass(frozen=True)
class Card:
    """A passage, or an article's record, with all that is said around it."""

    article: Article
    passage: Passage | None
    evidence: Sequence[Span] = ()
    sources: Sequence[str] = ()
    fact: str | None = None
    notes: Sequence[str] = ()
    neighbours: Sequence[str] = ()
    """A line for the passage before and one for the passage after."""
    lead: str = ""
    is_certain: bool = True
    question: str = ""
    """The question that led to the passage, as short as it may be; "" where none did."""


def render(reply: Reply, *, embeds: bool, question: str = "") -> list[Rendered]:
    """The messages of a reply: one, or one for each part of a question that was split; `question` is what led to it."""
    if isinstance(reply, NoAnswer):
        return [_render_none(reply)]
    return [
        render_card(_card(part, question), embeds=embeds) if isinstance(part, Found) else _render_none(part)
        for part in reply.parts or (reply,)
    ]


def render_card(card: Card, *, embeds: bool) -> Rendered:
    """One card, as an embed or, where embeds may not be sent, as text."""
    if not embeds:
        return Rendered(_as_text(card), why=_why(card))
    embed = discord.Embed(
        title=cut(card.article.title, limits.EMBED_TITLE),
        url=link_of(card.article),
        description=_body(card, limits.EMBED_DESCRIPTION, heading=""),
        colour=ACCENT if card.is_certain else QUIET,
    )
    embed.set_footer(text=cut(disclaimer(card.article), limits.EMBED_FOOTER))
    return Rendered(card.lead, embed, why=_why(card))


def _why(card: Card) -> str:
    """The custom_id that holds article, paragraph and question: it needs no memory, and tells nobody else."""
    if not card.question or card.passage is None:
        return ""
    head = f"{WHY}:{article_key(card.article)}:{card.passage.paragraphs[0]}:"
    return head + cut(card.question, limits.CUSTOM_ID - len(head))


def link_of(article: Article) -> str | None:
    """The article's address, where an embed may carry it."""
    return article.url if article.url and len(article.url) <= limits.BUTTON_URL else None


def render_citation(article: Article, style: Style, paragraph: int | None) -> Rendered:
    """A citation to copy: as text, or as a file where it is too long for a message or read by programs."""
    text = cite(article, style, paragraph=paragraph, markup=Markup.MARKDOWN)
    head = f"**{style_label(style)}** · {CHECK_LABEL}"
    if not is_machine_format(style) and len(head) + len(text) + 1 <= limits.CONTENT:
        return Rendered(f"{head}\n{text}")
    whole = cite(article, style, paragraph=paragraph)
    return Rendered(head, file=(file_name(article, style), whole.removesuffix("\n") + "\n"))


def _render_none(reply: NoAnswer) -> Rendered:
    lines = [escape(line) for line in (*no_answer_lines(reply), *reply.notes)]
    return Rendered(cut("\n".join(lines), limits.CONTENT))


def _card(found: Found, question: str) -> Card:
    is_related = isinstance(found, Related)
    return Card(
        article=found.article,
        passage=found.passage,
        evidence=found.evidence,
        sources=found.sources,
        fact=found.fact.text if found.fact else None,
        notes=found.notes,
        lead=RELATED_LEAD if is_related else "",
        is_certain=not is_related,
        question="" if found.fact else question,
    )


def _as_text(card: Card) -> str:
    title = f"**{escape(cut(card.article.title, _TITLE_LIMIT))}**"
    heading = f"{card.lead}\n{title}" if card.lead else title
    foot = f"\n-# {escape(disclaimer(card.article))}"
    return _body(card, limits.CONTENT - len(foot), heading=heading + "\n") + foot


def _body(card: Card, limit: int, *, heading: str) -> str:
    """Place, fact, quotation, sources and citation in at most `limit` characters; the quotation gives way first."""
    above = heading + escape(cut(place_line(card.article, card.passage), _TITLE_LIMIT))
    if card.fact:
        above += f"\n**{escape(cut(card.fact, _TITLE_LIMIT))}**"
    below = _citation(card, limit - len(above) - _QUOTE_FLOOR)
    if notes := escape(cut(" ".join(card.notes), _TITLE_LIMIT)):
        below = f"\n-# {notes}{below}"
    neighbours = "".join(f"\n-# {escape(line)}" for line in card.neighbours)
    if len(above) + len(below) + len(neighbours) + _QUOTE_FLOOR + _SOURCES_FLOOR <= limit:
        below += neighbours
    sources = _sources(card, min(_SOURCES_LIMIT, limit - len(above) - len(below) - _QUOTE_FLOOR))
    room = limit - len(above) - len(sources) - len(below) - 2
    quotation = f"\n{quote(card.passage, card.evidence, room)}\n" if card.passage else "\n"
    return above + quotation + sources + below.removeprefix("\n")


def _citation(card: Card, limit: int) -> str:
    """The citation whole, or where to get it: half a citation is worse than none."""
    paragraph = card.passage.paragraphs[0] if card.passage else None
    text = cite(card.article, paragraph=paragraph, markup=Markup.MARKDOWN)
    return f"\nCite: {text}" if len(text) + 7 <= limit else "\nCite: too long for a message; /cite gives it as a file."


def _sources(card: Card, limit: int) -> str:
    if not card.sources:
        return ""
    shown: list[str] = []
    for source in card.sources:
        left = len(card.sources) - len(shown) - 1
        line = "; ".join([*shown, escape(source)])
        if len("Rests on: \n") + len(line) + (len("; and 999 more") if left else 0) > limit:
            break
        shown.append(escape(source))
    left = len(card.sources) - len(shown)
    if not shown:
        return f"Rests on: {left} source{'s' if left > 1 else ''}; see /sources.\n"
    return "Rests on: " + "; ".join(shown) + (f"; and {left} more" if left else "") + "\n"
