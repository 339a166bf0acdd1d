"""Whether a message quotes the articles as they are: a menu on it, and /verify."""

import re
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from glmbot import limits
from glmbot.bot.admission import is_refused
from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, is_private, reply_privately
from glmbot.bot.ui.delivery import in_time, respond
from glmbot.bot.ui.render_quotations import render_checked
from glmbot.core.quotations import check_text
from glmbot.core.translatable import gettext_lazy

MENU: Final = "Check this quotation"
LONG_TEXT: Final = 300
"""Characters from which on a text takes longer to check than the event loop may wait."""
NO_TEXT: Final = gettext_lazy("That message has no words that I could look for.")
_MARKDOWN: Final = re.compile(r"\\(?=[^\w\s])|\*\*|__")
"""What Discord does not show of a message's text, but for what strikes words out."""


class QuotationsCog(commands.Cog):
    """Checks quotations."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(name=MENU, callback=self.check_message)

    async def cog_load(self) -> None:
        """Add the menu command, which discord.py does not find in a cog by itself."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu command away."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def check_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Look for what somebody's message quotes; the answer is for the person who used the menu."""
        described = (embed.description or "" for embed in message.embeds)
        text = _MARKDOWN.sub("", "\n\n".join(filter(None, (message.content, *described))))
        await self._check(interaction, text, private=True)

    @app_commands.command()
    @app_commands.describe(text="The quotation, or a text with quotations in it")
    async def verify(self, interaction: Interaction, text: app_commands.Range[str, 1, limits.QUESTION_OPTION]) -> None:
        """Check whether quoted words stand in the articles as they are quoted."""
        await self._check(interaction, text, private=is_private(interaction, wanted=False))

    async def _check(self, interaction: Interaction, text: str, *, private: bool) -> None:
        if not text.strip():
            await reply_privately(interaction, NO_TEXT)
            return
        if await is_refused(interaction):
            return
        context = self.bot.context
        index = context.answerer.corpus_index
        checking = context.apart(lambda: check_text(text, index), slowly=len(text) > LONG_TEXT)
        checked = await in_time(interaction, checking, private=private)
        await respond(interaction, render_checked(checked, context.target(interaction)), ephemeral=private)
