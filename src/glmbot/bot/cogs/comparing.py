"""/compare: a topic in several jurisdictions."""

from discord import app_commands
from discord.ext import commands

from glmbot.bot.admission import is_refused
from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, is_private
from glmbot.bot.i18n import language_of
from glmbot.bot.ui.autocomplete import offer_jurisdictions
from glmbot.bot.ui.delivery import in_time, respond
from glmbot.bot.ui.render_comparison import render_comparison
from glmbot.core.research.comparison import compare

_TOPIC = 300


class ComparingCog(commands.Cog):
    """Compares jurisdictions."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        topic="The topic, in a few words",
        first="A jurisdiction",
        second="Another one",
        third="A third one",
        fourth="A fourth one",
        private="Show the reply to you alone",
    )
    @app_commands.autocomplete(
        first=offer_jurisdictions, second=offer_jurisdictions, third=offer_jurisdictions, fourth=offer_jurisdictions
    )
    async def compare(  # noqa: PLR0917 - discord.py passes options by position
        self,
        interaction: Interaction,
        topic: app_commands.Range[str, 1, _TOPIC],
        first: str,
        second: str,
        third: str | None = None,
        fourth: str | None = None,
        private: bool | None = None,  # noqa: FBT001 - discord.py passes options by name
    ) -> None:
        """Compare a topic in two to four jurisdictions: the best passage of each, with its citation."""
        if await is_refused(interaction):
            return
        context = self.bot.context
        answerer, named = context.answerer, [one for one in (first, second, third, fourth) if one]
        wanted = context.guild_settings(interaction.guild_id).private if private is None else private
        hidden = is_private(interaction, wanted=wanted)
        spoken = language_of(interaction.locale)
        comparing = context.apart(lambda: compare(answerer, topic, named, spoken), answers=True)
        found = await in_time(interaction, comparing, private=hidden)
        await respond(interaction, render_comparison(found, context.target(interaction)), ephemeral=hidden)
