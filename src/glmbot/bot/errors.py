"""The one error boundary: every person gets an answer, and the log gets the fault without their words."""

import logging
from typing import Any, Final

import discord
from discord import app_commands

from glmbot import limits
from glmbot.bot.context import Interaction, context_of
from glmbot.bot.ui.delivery import respond
from glmbot.bot.ui.markdown import cut, unlinked
from glmbot.bot.ui.render import Rendered
from glmbot.core.model import GlmbotError
from glmbot.core.translatable import gettext_lazy

_log = logging.getLogger(__name__)

APOLOGY: Final = gettext_lazy("Something went wrong here, and it was noted for the operator. Please try again.")
OUTDATED: Final = gettext_lazy("This command has changed. Restart Discord, or ask the operator to run: glmbot sync")
OUTDATED_BUTTON: Final = gettext_lazy("This button is from an older version of the bot. Ask again to get a new one.")
NOT_ALLOWED: Final = gettext_lazy("You may not use that command here.")


class Tree(app_commands.CommandTree[Any]):
    """A command tree that answers whatever happens."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Tell the person in one line; log what was not their doing."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await tell(interaction, cause)


async def tell(interaction: Interaction, error: BaseException) -> None:
    """Answer an interaction that failed; one that Discord has dropped can't be answered."""
    if isinstance(error, discord.NotFound) and error.code == 10062:  # noqa: PLR2004 - Discord's code: unknown interaction
        _log.warning("an interaction was acknowledged too late and is lost")
        return
    try:
        say = context_of(interaction).target(interaction).say
        await respond(interaction, Rendered(cut(unlinked(say(explain(error))), limits.CONTENT)), ephemeral=True)
    except (discord.HTTPException, OSError):
        _log.warning("an interaction that failed could not be answered either")


def explain(error: BaseException) -> str:
    """What a person is told of an error: how to mend what is theirs, an apology for what is not."""
    if isinstance(error, GlmbotError):
        return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
    if isinstance(error, app_commands.CommandSignatureMismatch | app_commands.CommandNotFound):
        _log.warning("Discord's commands are not those of this version; run: glmbot sync")
        return OUTDATED
    if isinstance(error, app_commands.CheckFailure):
        return NOT_ALLOWED
    _log.error("a command failed", exc_info=(type(error), error, error.__traceback__))
    return APOLOGY
