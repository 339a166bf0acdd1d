"""The articles without a question: lists with filters, the latest, those of a day, one article's card."""

import datetime as dt
import re
from contextlib import suppress
from typing import Final

from discord import app_commands
from discord.ext import commands

from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, context_of, is_private, reply_privately, today
from glmbot.bot.ui.actions import on_press
from glmbot.bot.ui.articles import PAGE_REF, Page, and_more, render_article, render_list, render_page
from glmbot.bot.ui.autocomplete import by_filters, offer_articles
from glmbot.bot.ui.delivery import in_time, replace_shown, respond
from glmbot.bot.ui.render import Rendered
from glmbot.core.corpus.filters import FilterError, read_filters
from glmbot.core.corpus.passages import split_passages
from glmbot.core.index.by_date import newest_first, of_day
from glmbot.core.translatable import gettext_lazy, ngettext_lazy

MOST_LATEST: Final = 25
_LEAP_YEAR: Final = 2000
_SHOWN: Final = 40
_DAY: Final = re.compile(r"(?:\d{4}-)?(\d{1,2})-(\d{1,2})", re.ASCII)
OUTDATED_LIST: Final = gettext_lazy("The articles have changed since this list. Use /articles again.")


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
        answerer, target = context.answerer, context.target(interaction)

        def first_page() -> Rendered:
            page = Page(0, answerer.checked(filters))
            return render_page(newest_first(answerer.corpus_index, page.filters), page, target)

        rendered = await in_time(interaction, context.apart(first_page), private=True)
        await respond(interaction, rendered, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(count="How many")
    async def latest(self, interaction: Interaction, count: app_commands.Range[int, 1, MOST_LATEST] = 5) -> None:
        """Show the newest articles."""
        context = self.bot.context
        index, target = context.answerer.corpus_index, context.target(interaction)

        def listed() -> Rendered:
            found = newest_first(index)[:count]
            title = ngettext_lazy("The newest article", "The {count} newest articles", len(found))
            return render_list(title, found, target)

        rendered = await in_time(interaction, context.apart(listed), private=True)
        await respond(interaction, rendered, ephemeral=True)

    @app_commands.command(name="on-this-day")
    @app_commands.describe(day="The day, as MM-DD; today if you leave it out")
    async def on_this_day(self, interaction: Interaction, day: str | None = None) -> None:
        """Show the articles of a day of the year, of all years."""
        month, number = read_day(day) if day else (today().month, today().day)
        context, named = self.bot.context, f"{month:02d}-{number:02d}"
        index, target = context.answerer.corpus_index, context.target(interaction)

        def listed() -> Rendered:
            found = of_day(index, month, number)
            title = gettext_lazy("No article is of {day}.", day=named)
            if found:
                title = ngettext_lazy("{count} article of {day}", "{count} articles of {day}", len(found), day=named)
            return render_list(title, found[:MOST_LATEST], target, more=and_more(len(found) - MOST_LATEST))

        rendered = await in_time(interaction, context.apart(listed), private=True)
        await respond(interaction, rendered, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(article="The article: choose one, or type its id")
    @app_commands.autocomplete(article=offer_articles)
    async def article(self, interaction: Interaction, article: str) -> None:
        """Show an article's record and its first paragraph."""
        hidden = is_private(interaction, wanted=False)
        rendered = await in_time(interaction, _record(interaction, article), private=hidden)
        await respond(interaction, rendered, ephemeral=hidden)


async def _record(interaction: Interaction, name: str) -> Rendered:
    """The card of the article that a name means."""
    context = context_of(interaction)
    found, target = await context.find_article(name), context.target(interaction)
    corpus_index = context.articles.answerer_of(found).corpus_index

    def card() -> Rendered:
        sources = corpus_index.sources[found.article_id]
        rests_on = corpus_index.rests_on(split_passages(found)[0])
        return render_article(found, rests_on, target, interaction.user.id, sources=len(sources))

    return await context.apart(card, answers=True)


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
    target, lookup, index = context.target(interaction), context.lookup, context.answerer.corpus_index

    def another_page() -> Rendered | None:
        page = Page.read(match, lookup)
        return None if page is None else render_page(newest_first(index, page.filters), page, target)

    rendered = await in_time(interaction, context.apart(another_page), private=True, thinking=False)
    if rendered is None:
        await reply_privately(interaction, OUTDATED_LIST)
    else:
        await replace_shown(interaction, rendered)
