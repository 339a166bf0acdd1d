"""/timeline: a subject through the years, and the buttons to its other pages."""

import re

from discord import app_commands
from discord.ext import commands

from glmbot.bot.admission import is_refused
from glmbot.bot.client import GlmBot
from glmbot.bot.cogs.articles import OUTDATED_LIST
from glmbot.bot.context import Interaction, context_of, is_private, reply_privately
from glmbot.bot.i18n import language_of
from glmbot.bot.ui.actions import on_press
from glmbot.bot.ui.autocomplete import by_filters
from glmbot.bot.ui.delivery import in_time, replace_shown, respond
from glmbot.bot.ui.render import Rendered
from glmbot.bot.ui.render_timeline import PAGE_REF, TOPIC, Page, Wanted, render_timeline
from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.filters import read_filters
from glmbot.core.research.periods import Period
from glmbot.core.research.timeline import Timeline, timeline


class TimelineCog(commands.Cog):
    """Shows articles through the years."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        topic="A topic of the articles, or words of their titles",
        jurisdiction="Only articles on this jurisdiction",
        after="Only articles of this year, month or day, or later (2011, 2011-12, 2011-12-06)",
        before="Only articles of this year, month or day, or earlier",
    )
    @by_filters
    async def timeline(
        self,
        interaction: Interaction,
        topic: app_commands.Range[str, 1, TOPIC] | None = None,
        jurisdiction: str | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> None:
        """Show the articles on a topic or a jurisdiction by date, each with its first sentence."""
        if await is_refused(interaction):
            return
        days = read_filters(after=after, before=before)
        wanted = Wanted(topic or "", jurisdiction, Period(days.after, days.before))
        context = self.bot.context
        answerer, target, spoken = context.answerer, context.target(interaction), language_of(interaction.locale)
        hidden = is_private(interaction, wanted=context.guild_settings(interaction.guild_id).private)
        work = context.apart(lambda: render_timeline(_found(answerer, wanted, spoken), Page(0, wanted), target))
        await respond(interaction, await in_time(interaction, work, private=hidden), ephemeral=hidden)


@on_press("timeline", PAGE_REF)
async def turn_page(interaction: Interaction, match: re.Match[str]) -> None:
    """Show another page of a timeline."""
    context = context_of(interaction)
    answerer, lookup = context.answerer, context.lookup
    target, spoken = context.target(interaction), language_of(interaction.locale)

    def another_page() -> Rendered | None:
        page = Page.read(match, lookup)
        return render_timeline(_found(answerer, page.wanted, spoken), page, target) if page else None

    rendered = await in_time(interaction, context.apart(another_page), private=True, thinking=False)
    if rendered is None:
        await reply_privately(interaction, OUTDATED_LIST)
    else:
        await replace_shown(interaction, rendered)


def _found(answerer: Answerer, wanted: Wanted, spoken: str) -> Timeline:
    return timeline(answerer, wanted.topic, wanted.jurisdiction, wanted.period, spoken=spoken)
