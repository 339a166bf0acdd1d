"""/timeline: a subject through the years, and the buttons to its other pages."""

import re

from discord import app_commands
from discord.ext import commands

from glmbot.bot.admission import is_refused
from glmbot.bot.client import GlmBot
from glmbot.bot.cogs.articles import OUTDATED_LIST
from glmbot.bot.context import Interaction, context_of, is_private, reply_privately
from glmbot.bot.ui.actions import on_press
from glmbot.bot.ui.autocomplete import offer_jurisdictions, offer_topics
from glmbot.bot.ui.delivery import in_time, replace_shown, respond
from glmbot.bot.ui.render import Rendered
from glmbot.bot.ui.render_timeline import PAGE_REF, TOPIC, render_timeline, subject_of
from glmbot.core.research.timeline import timeline


class TimelineCog(commands.Cog):
    """Shows articles through the years."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        topic="A topic of the articles, or words of their titles", jurisdiction="Only articles on this jurisdiction"
    )
    @app_commands.autocomplete(topic=offer_topics, jurisdiction=offer_jurisdictions)
    async def timeline(
        self,
        interaction: Interaction,
        topic: app_commands.Range[str, 1, TOPIC] | None = None,
        jurisdiction: str | None = None,
    ) -> None:
        """Show the articles on a topic or a jurisdiction by date, each with its first sentence."""
        if await is_refused(interaction):
            return
        context = self.bot.context
        answerer, target = context.answerer, context.target(interaction)
        hidden = is_private(interaction, wanted=context.guild_settings(interaction.guild_id).private)
        work = context.apart(lambda: render_timeline(timeline(answerer, topic, jurisdiction), 0, target))
        await respond(interaction, await in_time(interaction, work, private=hidden), ephemeral=hidden)


@on_press("timeline", PAGE_REF)
async def turn_page(interaction: Interaction, match: re.Match[str]) -> None:
    """Show another page of a timeline."""
    context = context_of(interaction)
    answerer, target = context.answerer, context.target(interaction)

    def another_page() -> Rendered | None:
        subject = subject_of(match, answerer.corpus.articles)
        return render_timeline(timeline(answerer, *subject), int(match["number"]), target) if subject else None

    rendered = await in_time(interaction, context.apart(another_page), private=True, thinking=False)
    if rendered is None:
        await reply_privately(interaction, OUTDATED_LIST)
    else:
        await replace_shown(interaction, rendered)
