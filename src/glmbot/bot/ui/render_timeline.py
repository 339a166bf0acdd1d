"""A timeline as a message: ten articles a page, oldest first, and their years as a picture (pure)."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import discord

from glmbot import limits
from glmbot.bot.ui.articles import names_by_short, short_name
from glmbot.bot.ui.card import link_of
from glmbot.bot.ui.components import Button, Row, custom_id
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import ACCENT, Rendered, RenderTarget
from glmbot.bot.ui.render_sources import inert
from glmbot.core.answering.wording import INVENTED_NOTICE
from glmbot.core.citation import bluebook_date
from glmbot.core.corpus.lookup import ArticleLookup
from glmbot.core.corpus.stored_article import ArticleChangedError
from glmbot.core.model import Article
from glmbot.core.research.periods import ALWAYS, Period
from glmbot.core.research.png import png
from glmbot.core.research.timeline import PLOTTED_FROM, Timeline, lead_of, per_year
from glmbot.core.research.wording import no_articles_lines
from glmbot.core.translatable import gettext_lazy, labelled, lazy_join, ngettext_lazy

PAGE: Final = 10
TOPIC: Final = 50
"""Characters of a topic: it stands in the custom_id of the buttons to other pages."""
PAGE_REF: Final = (
    r"(?P<number>[0-9]{1,6}):(?P<to>[bnf]):(?P<jurisdiction>[0-9a-f]{8}|-)"
    r"(?::(?P<after>[0-9a-f]{0,6})~(?P<before>[0-9a-f]{0,6}))?:(?P<topic>.*)"
)
"""What follows the name in the custom_id of a button to a page; a day is its ordinal, in hexadecimal digits."""
_TITLE: Final = 120
_LEAST: Final = 40
_LINE: Final = 300
_NOTES: Final = 2
_ASK: Final = gettext_lazy("Texts were not looked at: /ask asks them.")


@dataclass(frozen=True)
class Wanted:
    """What a timeline was asked for, as it was written."""

    topic: str = ""
    jurisdiction: str | None = None
    period: Period = ALWAYS


@dataclass(frozen=True)
class Page:
    """A page of a timeline, from 0; one that was turned to has the picture already, which is of all pages."""

    number: int
    wanted: Wanted
    is_turned: bool = False

    def custom_id(self, number: int, to: str) -> str:
        """The id of a button that leads to another page."""
        wanted = self.wanted
        days = [f"{day.toordinal():x}" if day else "" for day in (wanted.period.after, wanted.period.before)]
        period = ["~".join(days)] if any(days) else []
        return custom_id("timeline", number, to, short_name(wanted.jurisdiction), *period, wanted.topic)

    @classmethod
    def read(cls, match: re.Match[str], lookup: ArticleLookup) -> Self | None:
        """The page that a custom_id leads to; None where no article is on its jurisdiction any more."""
        names = {short_name(None): None, **names_by_short(lookup, "jurisdiction")}
        if match["jurisdiction"] not in names:
            return None
        try:
            days = [dt.date.fromordinal(int(match[one], 16)) if match[one] else None for one in ("after", "before")]
        except ValueError:
            return None
        wanted = Wanted(match["topic"], names[match["jurisdiction"]], Period(*days))
        return cls(int(match["number"]), wanted, is_turned=True)


def render_timeline(found: Timeline, page: Page, target: RenderTarget) -> Rendered:
    """A page of a timeline; a picture of all where there are more than five articles."""
    say, articles = target.say, found.articles
    if not articles:
        return Rendered("\n".join(escape(cut(say(line), _LINE)) for line in _none(found)))
    last = max(0, (len(articles) - 1) // PAGE)
    number = min(page.number, last)
    count = ngettext_lazy("{count} article", "{count} articles", len(articles))
    title = cut(say(labelled(found.subject, count)), limits.EMBED_TITLE)
    shown = articles[number * PAGE : (number + 1) * PAGE]
    rows = _paging(page, number, last, target) if last else ()
    picture = None
    if len(articles) >= PLOTTED_FROM and not page.is_turned:
        picture = ("timeline.png", png(per_year(articles)))
    alt = say(gettext_lazy("Articles by year: {counts}", counts=_told(articles)))[: limits.FILE_DESCRIPTION]
    notes = "".join(f"-# {escape(cut(say(note), _LINE))}\n" for note in found.notes[:_NOTES])
    footer = say(INVENTED_NOTICE) if any(one.is_invented for one in shown) else ""
    rendered = Rendered(file=picture, alt=alt, rows=rows, keeps_file=page.is_turned)
    if not target.embeds:
        foot = f"\n-# {escape(footer)}" if footer else ""
        head = f"**{escape(title)}**\n{notes}"
        return replace(rendered, content=head + _entries(shown, limits.CONTENT - len(head) - len(foot)) + foot)
    text = notes + _entries(shown, limits.EMBED_DESCRIPTION - len(notes))
    embed = discord.Embed(title=title, description=text, colour=ACCENT)
    if footer:
        embed.set_footer(text=footer)

    def plain() -> Rendered:
        return render_timeline(found, page, replace(target, embeds=False))

    return replace(rendered, embeds=(embed,), plain=plain)


def _none(found: Timeline) -> list[str]:
    """What is said where there is no article."""
    lines = no_articles_lines(found)
    return [*found.notes[:_NOTES], *lines, *([_ASK] if found.topic else [])]


def _told(articles: Sequence[Article]) -> str:
    return lazy_join(", ", [labelled(str(year), count) for year, count in per_year(articles) if count])


def _entries(shown: Sequence[Article], limit: int) -> str:
    """A line for each article with its date and title, and below it what fits of its first sentence."""
    room = limit // len(shown) - 2
    return "\n".join(entry(article, room) for article in shown)


def entry(article: Article, room: int) -> str:
    """An article's date and title with its link, and below them what fits of its first sentence."""
    date = f"{escape(bluebook_date(article.date))} · "
    title = inert(article.headline, min(_TITLE, room - len(date) - 4))
    line = f"{date}**{title}**"
    url = link_of(article)
    linked = f"{date}[**{title}**](<{url}>)"
    if url and ")" not in url and len(linked) + 2 * _LEAST <= room:
        line = linked
    left = room - len(line) - 4
    return f"{line}\n-# {inert(lead, left)}" if left >= _LEAST and (lead := _lead(article)) else line


def _lead(article: Article) -> str:
    """Its first sentence; nothing where its file has changed since it was indexed."""
    try:
        return lead_of(article)
    except ArticleChangedError:
        return ""


def _paging(page: Page, number: int, last: int, target: RenderTarget) -> tuple[Row, ...]:
    position = target.say(gettext_lazy("Page {number} of {count}", number=number + 1, count=last + 1))
    return (
        (
            Button("◀", page.custom_id(max(0, number - 1), "b"), is_disabled=number == 0),
            Button(position, page.custom_id(number, "n"), is_disabled=True),
            Button("▶", page.custom_id(number + 1, "f"), is_disabled=number == last),
        ),
    )
