"""An article's sources, and a passage's neighbours, for a message inside the limits (pure)."""

from collections.abc import Callable, Sequence
from typing import Final

import discord

from glmbot import limits
from glmbot.bot.i18n import Say
from glmbot.bot.ui.card import link_of
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import ACCENT, Rendered, RenderTarget
from glmbot.core.answering.wording import pinpoint
from glmbot.core.citation import bluebook_date
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Article, Passage, Source
from glmbot.core.sources.cited import CitedSource, choose_sources, places_line
from glmbot.core.translatable import gettext_lazy

_TITLE: Final = 200
_PRINTED: Final = 400
_DETAIL: Final = 300
_PLACES: Final = 8
_FIRST_WORDS: Final = 60
_DOUBT: Final = "⚠ "
_DAMAGED: Final = gettext_lazy("damaged: its closing parenthesis is missing")


def render_sources(
    article: Article, sources: Sequence[Source], paragraphs: Sequence[int], target: RenderTarget, *, share: int = 1
) -> Rendered:
    """The sources of an article or of some paragraphs, each once; `sources` are all of the article's.

    They are cut between two of them where there is no room. A `share` of two leaves half of a message's room.
    """
    summary, cited = choose_sources(sources, article, paragraphs, pinpoint(paragraphs))
    say = target.say
    head = escape(f"{bluebook_date(article.date)} · {say(summary)}")
    if not target.embeds:
        head = f"**{inert(article.headline, _TITLE)}**\n{head}"
    embedded = min(limits.EMBED_DESCRIPTION, limits.EMBEDS_TOTAL // share - limits.EMBED_TITLE)
    room = (embedded if target.embeds else limits.CONTENT // share - 1) - len(head) - 1

    def more(left: int) -> str:
        if paragraphs:
            return say(gettext_lazy("… and {count} more; `glmbot sources` lists them all.", count=left))
        return say(
            gettext_lazy(
                "… and {count} more, from ¶ {number} on. Choose a paragraph to see its sources;"
                " `glmbot sources` lists them all.",
                count=left,
                number=cited[-left].cited[0][0].paragraph,
            )
        )

    entries = [_entry(number, one, say) for number, one in enumerate(cited, 1)]
    body = "\n".join([head, *fitting(entries, room, more)])
    if not target.embeds:
        return Rendered(body)
    embed = discord.Embed(
        title=cut(article.headline, limits.EMBED_TITLE),
        url=link_of(article),
        description=body,
        colour=ACCENT,
    )
    return Rendered(embeds=(embed,))


def joined(shown: Sequence[Rendered]) -> Rendered:
    """Some messages of sources, each rendered for its share of the room, as one."""
    content = "\n\n".join(one.content for one in shown if one.content)
    return Rendered(content, tuple(embed for one in shown for embed in one.embeds))


def _entry(number: int, cited: CitedSource, say: Say) -> str:
    """A source: its number here and its text, and below it where it is cited."""
    lines = [f"**{number}.** {inert(cited.text, _PRINTED)}"]
    if cited.doubt:
        lines.append(f"{_DOUBT}{inert(say(cited.doubt), _DETAIL)}")
    places = gettext_lazy("Cited in {places}", places=places_line(cited, _PLACES))
    lines.append(f"-# {inert(say(places), _DETAIL)}")
    if cited.is_damaged:
        lines.append(f"-# {_DOUBT}{inert(say(_DAMAGED), _DETAIL)}")
    return "\n".join(lines)


def fitting(pieces: Sequence[str], room: int, more: Callable[[int], str]) -> list[str]:
    """The pieces that fit one a line, and, where some are left out, `more` of how many; the first piece or `more` fits.

    `room` counts the line ends between the pieces.
    """
    used = 0
    for index, piece in enumerate(pieces):
        left = len(pieces) - index - 1
        used += len(piece) + 1
        if used + (len(more(left)) + 1 if left else 0) > room + 1:
            return [*pieces[:index], more(left + 1)]
    return list(pieces)


def inert(text: str, limit: int) -> str:
    """Text on one line that Discord shows as it stands, or its beginning, in at most `limit` characters."""
    line = " ".join(text.split())
    size = limit
    while size > 0:
        if len(shown := escape(cut(line, size))) <= limit:
            return shown
        size -= max(1, (len(shown) - limit) // 2)
    return ""


def neighbour_lines(passage: Passage) -> tuple[str, ...]:
    """Where the passage before begins, and the one after: `◀ ¶ 1 On October 31, …`, `▶ ¶ 3 The MOU …`."""
    passages = split_passages(passage.article)
    index = [each.paragraphs for each in passages].index(passage.paragraphs)
    beside = [("◀", index - 1), ("▶", index + 1)]
    return tuple(
        f"{arrow} {pinpoint(passages[at].paragraphs)} {cut(' '.join(passages[at].text.split()), _FIRST_WORDS)}"
        for arrow, at in beside
        if 0 <= at < len(passages)
    )
