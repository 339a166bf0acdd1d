"""The articles without a question: lists with filters, the latest, those of a day, one article's card."""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, Self

import discord
from discord import app_commands
from discord.ext import commands

from glmbot import limits
from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, context_of, is_private, reply_privately, today
from glmbot.bot.ui.actions import on_press
from glmbot.bot.ui.answer_buttons import reading_rows
from glmbot.bot.ui.autocomplete import by_filters, offer_articles
from glmbot.bot.ui.card import Card
from glmbot.bot.ui.components import Button, Row, custom_id
from glmbot.bot.ui.delivery import replace_shown, respond
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import ACCENT, Rendered, RenderTarget, render_card
from glmbot.bot.ui.render_sources import inert
from glmbot.core.citation import bluebook_date
from glmbot.core.corpus.filters import FilterError, Filters, check_filters, filter_lines, read_filters
from glmbot.core.corpus.listing import Field, newest, on_day, values_of
from glmbot.core.corpus.passages import split_paragraphs, split_passages
from glmbot.core.model import Article
from glmbot.core.text.tokens import fold
from glmbot.core.translatable import gettext_lazy, lazy_join, ngettext_lazy

PAGE: Final = 10
"""Articles on a page of a list."""
MOST_LATEST: Final = 25
_TITLE: Final = 200
_FACT: Final = 300
_CARD: Final = 3000
_CARD_AS_TEXT: Final = 1300
_NO_KEY: Final = "-"
_LEAP_YEAR: Final = 2000
_SHOWN: Final = 40
PAGE_REF: Final = (
    r"(?P<number>[0-9]+):(?P<jurisdiction>[0-9a-f]{8}|-):(?P<topic>[0-9a-f]{8}|-):(?P<after>[0-9]{8}|-)"
    r":(?P<before>[0-9]{8}|-)(?::[bnf])?"
)
"""What follows the name in the custom_id of a button to a page; the last letter only tells buttons apart."""
_DAY: Final = re.compile(r"(?:\d{4}-)?(\d{1,2})-(\d{1,2})", re.ASCII)
OUTDATED_LIST: Final = gettext_lazy("The articles have changed since this list. Use /articles again.")


@dataclass(frozen=True)
class Page:
    """A page of a filtered list of articles, from 0."""

    number: int
    filters: Filters

    def custom_id(self, number: int) -> str:
        """The id of a button that leads to another page: jurisdiction and topic are short hashes, as names are long."""
        filters = self.filters
        days = (day.isoformat().replace("-", "") if day else _NO_KEY for day in (filters.after, filters.before))
        return custom_id("list", number, _short(filters.jurisdiction), _short(filters.topic), *days)

    @classmethod
    def read(cls, match: re.Match[str], articles: Sequence[Article]) -> Self | None:
        """The page that a custom_id leads to; None where the articles no longer have its jurisdiction or topic."""
        jurisdictions = {_NO_KEY: None, **_by_short_name(articles, "jurisdiction")}
        topics = {_NO_KEY: None, **_by_short_name(articles, "topic")}
        if match["jurisdiction"] not in jurisdictions or match["topic"] not in topics:
            return None
        days = [None if match[name] == _NO_KEY else dt.date.fromisoformat(match[name]) for name in ("after", "before")]
        return cls(int(match["number"]), Filters(jurisdictions[match["jurisdiction"]], topics[match["topic"]], *days))


class ArticlesCog(commands.Cog):
    """Lists articles."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        jurisdiction="Only articles on this jurisdiction",
        topic="Only articles with this topic",
        after="Only articles of this year, month or day, or later (2011, 2011-12, 2011-12-06)",
        before="Only articles of this year, month or day, or earlier",
    )
    @by_filters
    async def articles(
        self,
        interaction: Interaction,
        jurisdiction: str | None = None,
        topic: str | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> None:
        """List the articles, newest first."""
        filters = read_filters(jurisdiction, topic, after, before)
        context = self.bot.context
        articles, target = context.answerer.corpus.articles, context.target(interaction)

        def first_page() -> Rendered:
            check_filters(filters, articles)
            return render_page(articles, Page(0, filters), target)

        rendered = await context.apart(first_page)
        await respond(interaction, rendered, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(count="How many")
    async def latest(self, interaction: Interaction, count: app_commands.Range[int, 1, MOST_LATEST] = 5) -> None:
        """Show the newest articles."""
        articles = self.bot.context.answerer.corpus.articles
        found = await self.bot.context.apart(lambda: newest(articles)[:count])
        title = ngettext_lazy("The newest article", "The {count} newest articles", len(found))
        rendered = render_list(title, found, self.bot.context.target(interaction))
        await respond(interaction, rendered, ephemeral=is_private(interaction, wanted=False))

    @app_commands.command(name="on-this-day")
    @app_commands.describe(day="The day, as MM-DD; today if you leave it out")
    async def on_this_day(self, interaction: Interaction, day: str | None = None) -> None:
        """Show the articles of a day of the year, of all years."""
        month, number = read_day(day) if day else (today().month, today().day)
        articles = self.bot.context.answerer.corpus.articles
        found = await self.bot.context.apart(lambda: on_day(articles, month, number))
        named = f"{month:02d}-{number:02d}"
        title = gettext_lazy("No article is of {day}.", day=named)
        if found:
            title = ngettext_lazy("{count} article of {day}", "{count} articles of {day}", len(found), day=named)
        rendered = render_list(title, found, self.bot.context.target(interaction))
        await respond(interaction, rendered, ephemeral=is_private(interaction, wanted=False))

    @app_commands.command()
    @app_commands.describe(article="The article: choose one, or type its id")
    @app_commands.autocomplete(article=offer_articles)
    async def article(self, interaction: Interaction, article: str) -> None:
        """Show an article's record and its first paragraph."""
        found = await self.bot.context.find_article(article)
        corpus_index = self.bot.context.articles.answerer_of(found).corpus_index
        rendered = render_article(
            found,
            len(corpus_index.sources[found.article_id]),
            corpus_index.rests_on(split_passages(found)[0]),
            self.bot.context.target(interaction),
            interaction.user.id,
        )
        await respond(interaction, rendered, ephemeral=is_private(interaction, wanted=False))


def read_day(text: str) -> tuple[int, int]:
    """Month and day of `MM-DD` or a whole date.

    Raises:
        FilterError: it is no day of a year.
    """
    match = _DAY.fullmatch(text.strip())
    with suppress(ValueError):
        if match is not None:
            day = dt.date(_LEAP_YEAR, int(match[1]), int(match[2]))
            return day.month, day.day
    raise FilterError(gettext_lazy("{text} is no day; write it as MM-DD", text=repr(text[:_SHOWN])))


@on_press("list", PAGE_REF)
async def turn_page(interaction: Interaction, match: re.Match[str]) -> None:
    """Show another page of a list."""
    context = context_of(interaction)
    target, articles = context.target(interaction), context.answerer.corpus.articles

    def another_page() -> Rendered | None:
        page = Page.read(match, articles)
        return None if page is None else render_page(articles, page, target)

    rendered = await context.apart(another_page)
    if rendered is None:
        await reply_privately(interaction, OUTDATED_LIST)
    else:
        await replace_shown(interaction, rendered)


def _by_short_name(articles: Sequence[Article], field: Field) -> dict[str, str]:
    return {_short(value): value for article in articles for value in values_of(article, field)}


def _short(name: str | None) -> str:
    """Eight characters that stand for a jurisdiction or a topic."""
    return _NO_KEY if name is None else hashlib.blake2b(fold(name).encode(), digest_size=4).hexdigest()


def render_page(articles: Sequence[Article], page: Page, target: RenderTarget) -> Rendered:
    """A page of the articles that filters allow, newest first, with buttons to the pages beside it."""
    found = newest(articles, page.filters)
    last = max(0, (len(found) - 1) // PAGE)
    number = min(page.number, last)
    title = ngettext_lazy("{count} article", "{count} articles", len(found))
    if page.filters:
        named = lazy_join(", ", filter_lines(page.filters))
        title = gettext_lazy("{articles}: {filters}", articles=title, filters=named)
    rows: tuple[Row, ...] = ()
    if last:
        position = target.say(gettext_lazy("Page {number} of {count}", number=number + 1, count=last + 1))
        rows = (
            (
                Button("◀", page.custom_id(max(0, number - 1)) + ":b", is_disabled=number == 0),
                Button(position, page.custom_id(number) + ":n", is_disabled=True),
                Button("▶", page.custom_id(number + 1) + ":f", is_disabled=number == last),
            ),
        )
    return render_list(title, found[number * PAGE : (number + 1) * PAGE], target, rows)


def render_list(title: str, articles: Sequence[Article], target: RenderTarget, rows: tuple[Row, ...] = ()) -> Rendered:
    """Articles a line each: date, title with its link, jurisdictions."""
    heading = cut(target.say(title), limits.EMBED_TITLE)
    if not target.embeds:
        heading = f"**{escape(heading)}**"
        return Rendered("\n".join([heading, *_lines(articles, limits.CONTENT - len(heading) - 1)]), rows=rows)
    lines = _lines(articles, limits.EMBED_DESCRIPTION)
    return Rendered(
        embeds=(discord.Embed(title=heading, description="\n".join(lines) or None, colour=ACCENT),), rows=rows
    )


def _lines(articles: Sequence[Article], limit: int) -> list[str]:
    """A line for each article in at most `limit` characters; with their links as far as there is room."""
    dates = [f"{escape(bluebook_date(article.date))} · " for article in articles]
    room = limit // max(1, len(articles)) - 1
    dated = zip(articles, dates, strict=True)
    titles = [inert(article.headline, min(_TITLE, room - len(date))) for article, date in dated]
    left = limit - sum(len(text) for text in (*dates, *titles)) - len(articles)
    for index, url in enumerate(article.url for article in articles):
        linked = f"[{titles[index]}](<{url}>)"
        fits = url and len(url) <= limits.BUTTON_URL and ")" not in url
        if fits and (more := len(linked) - len(titles[index])) <= left:
            titles[index], left = linked, left - more
    return [date + title for date, title in zip(dates, titles, strict=True)]


def render_article(
    article: Article, sources: int, rests_on: Sequence[str], target: RenderTarget, asker: int
) -> Rendered:
    """An article's record in fields above its first paragraph."""
    say = target.say
    count = len(split_paragraphs(article.body))
    none = gettext_lazy("not known")
    facts = (
        (gettext_lazy("Jurisdictions"), ", ".join(article.jurisdictions)),
        (gettext_lazy("Authors"), ", ".join(article.authors)),
        (gettext_lazy("Topics"), ", ".join(article.topics)),
        (
            gettext_lazy("Length"),
            lazy_join(
                ", ",
                [
                    ngettext_lazy("{count} paragraph", "{count} paragraphs", count),
                    ngettext_lazy("{count} source parenthesis", "{count} source parentheses", sources),
                ],
            ),
        ),
    )
    passage = split_passages(article)[0]
    rows = reading_rows(passage, say, asker=asker)
    rendered = render_card(
        Card(article, passage, sources=rests_on, rows=rows), target, limit=_CARD if target.embeds else _CARD_AS_TEXT
    )
    if rendered.embed is None:
        record = " · ".join(f"{say(name)}: {say(value) or say(none)}" for name, value in facts)
        return replace(rendered, content=f"{escape(cut(record, _FACT))}\n{rendered.content}")
    for name, value in facts:
        shown = escape(cut(say(value) or say(none), _FACT))
        rendered.embed.add_field(name=say(name), value=cut(shown, limits.EMBED_FIELD_VALUE))
    return rendered
