"""How a person wants answers shown: /display. Nothing but the choice is kept, under a hash of their id."""

from typing import Final

from discord import app_commands
from discord.ext import commands

from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, reply_privately
from glmbot.bot.errors import OUTDATED
from glmbot.bot.ui.delivery import in_time
from glmbot.core.translatable import gettext_lazy

_WANTED: Final[dict[str, bool | None]] = {"compact": False, "full": True, "server": None}
TOLD: Final[dict[str, str]] = {
    "compact": gettext_lazy("Your answers are compact from now on: the passage first, the citation under Cite."),
    "full": gettext_lazy("Your answers are shown in full from now on: with the citation and all sources."),
    "server": gettext_lazy("Your answers are shown as each server has them; nothing about this is kept."),
}
_CHOICES: Final = [
    app_commands.Choice(name=gettext_lazy("Compact: the passage first"), value="compact"),
    app_commands.Choice(name=gettext_lazy("In full: with citation and sources"), value="full"),
    app_commands.Choice(name=gettext_lazy("As the server has it"), value="server"),
]


class DisplayCog(commands.Cog):
    """Lets a person choose."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(answers="Compact, in full, or as the server has it")
    @app_commands.choices(answers=_CHOICES)
    async def display(self, interaction: Interaction, answers: str) -> None:
        """Choose how answers look for you."""
        if answers not in _WANTED:
            await reply_privately(interaction, OUTDATED)
            return
        records = self.bot.context.records
        await in_time(interaction, records.set_wants_full(interaction.user.id, wanted=_WANTED[answers]), private=True)
        await reply_privately(interaction, TOLD[answers])
