"""A timeline as a message: ten articles a page, oldest first, and their years as a picture (pure)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

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
from glmbot.core.corpus.stored_article import ArticleChangedError
from glmbot.core.model import Article
from glmbot.core.research.png import png
from glmbot.core.research.timeline import PLOTTED_FROM, Timeline, lead_of, per_year
from glmbot.core.translatable import gettext_lazy, labelled, lazy_join, ngettext_lazy

PAGE: Final = 10
TOPIC: Final = 60
"""Characters of a topic: it stands in the custom_id of the buttons to other pages."""
PAGE_REF: Final = r"(?P<number>[0-9]{1,6}):(?P<to>[bnf]):(?P<jurisdiction>[0-9a-f]{8}|-):(?P<topic>.*)"
"""What follows the name in the custom_id of a button to a page."""
_TITLE: Final = 120
_LEAST: Final = 40


def subject_of(match: re.Match[str], articles: Sequence[Article]) -> tuple[str, str | None] | None:
    """The topic and the jurisdiction that a button holds; None where no article is on the jurisdiction any more."""
    names = {short_name(None): None, **names_by_short(articles, "jurisdiction")}
    return (match["topic"], names[match["jurisdiction"]]) if match["jurisdiction"] in names else None


def render_timeline(found: Timeline, page: int, target: RenderTarget) -> Rendered:
    """A page of a timeline; a picture of all where there are more than five articles."""
    say, articles = target.say, found.articles
    last = max(0, (len(articles) - 1) // PAGE)
    number = min(page, last)
    count = ngettext_lazy("{count} article", "{count} articles", len(articles))
    title = cut(say(labelled(found.subject, count)), limits.EMBED_TITLE)
    if not articles:
        return Rendered(
            escape(cut(say(gettext_lazy("No article here is on {subject}.", subject=found.subject)), _TITLE))
        )
    shown = articles[number * PAGE : (number + 1) * PAGE]
    rows = _paging(found, number, last, target) if last else ()
    picture = ("timeline.png", png(per_year(articles))) if len(articles) >= PLOTTED_FROM else None
    alt = say(gettext_lazy("Articles by year: {counts}", counts=_told(articles)))[: limits.FILE_DESCRIPTION]
    footer = say(INVENTED_NOTICE) if any(one.is_invented for one in shown) else ""
    if not target.embeds:
        foot = f"\n-# {escape(footer)}" if footer else ""
        head = f"**{escape(title)}**\n"
        text = _entries(shown, limits.CONTENT - len(head) - len(foot))
        return Rendered(head + text + foot, file=picture, alt=alt, rows=rows)
    embed = discord.Embed(title=title, description=_entries(shown, limits.EMBED_DESCRIPTION), colour=ACCENT)
    if footer:
        embed.set_footer(text=footer)

    def plain() -> Rendered:
        return render_timeline(found, page, replace(target, embeds=False))

    return Rendered(embeds=(embed,), file=picture, alt=alt, rows=rows, plain=plain)


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


def _paging(found: Timeline, number: int, last: int, target: RenderTarget) -> tuple[Row, ...]:
    where = (short_name(found.jurisdiction), found.topic or "")
    position = target.say(gettext_lazy("Page {number} of {count}", number=number + 1, count=last + 1))
    return (
        (
            Button("◀", custom_id("timeline", max(0, number - 1), "b", *where), is_disabled=number == 0),
            Button(position, custom_id("timeline", number, "n", *where), is_disabled=True),
            Button("▶", custom_id("timeline", number + 1, "f", *where), is_disabled=number == last),
        ),
    )
