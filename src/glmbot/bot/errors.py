"""The one error boundary: every person gets an answer, and the log gets the fault without their words."""

import logging
from typing import Any, Final

import discord
from discord import app_commands

from glmbot import limits
from glmbot.bot.context import Interaction, context_of
from glmbot.bot.i18n import Say
from glmbot.bot.ui.components import Button, PassageRef, custom_id
from glmbot.bot.ui.delivery import respond
from glmbot.bot.ui.markdown import cut, unlinked
from glmbot.bot.ui.persistence import FAILURES
from glmbot.bot.ui.render import CHANGED, Rendered
from glmbot.core.corpus.stored_article import ArticleChangedError
from glmbot.core.model import GlmbotError
from glmbot.core.translatable import Translatable, gettext_lazy

_log = logging.getLogger(__name__)

APOLOGY: Final = gettext_lazy("Something went wrong here, and it was noted for the operator. Please try again.")
OUTDATED: Final = gettext_lazy("This command has changed. Restart Discord, or ask the operator to run: glmbot sync")
OUTDATED_BUTTON: Final = gettext_lazy("This button is from an older version of the bot. Ask again to get a new one.")
NEW_TEXT: Final = gettext_lazy("Show the new text")
_ENDS: Final = (".", "!", "?", "…")
NOT_ALLOWED: Final = gettext_lazy("You may not use that command here.")

_OVER: Final = (logging.INFO, "an interaction can't be answered any more: its time is over")
_GONE: Final = {
    10008: (logging.INFO, "an interaction can't be answered any more: its message is gone"),
    10015: _OVER,
    10062: (logging.WARNING, "an interaction was acknowledged too late and is lost"),
    50027: _OVER,
}
"""Discord's codes where nobody waits for an answer, and how that is logged: unknown message, webhook and interaction,
and a token that holds no more."""


class Tree(app_commands.CommandTree[Any]):
    """A command tree that answers whatever happens."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Note who waits for an answer; everybody may ask."""
        if interaction.type is not discord.InteractionType.autocomplete:
            context_of(interaction).under_way.begin(interaction)
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Tell the person in one line; log what was not their doing."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await tell(interaction, cause)


async def tell(interaction: Interaction, error: BaseException) -> None:
    """Answer an interaction that failed; one that is gone, or whose message is, can't be answered."""
    if isinstance(error, discord.HTTPException) and error.code in _GONE:
        _log.log(*_GONE[error.code])
        return
    try:
        say = context_of(interaction).target(interaction).say
        if isinstance(error, ArticleChangedError):
            rendered = await _offer_new_text(interaction, error)
        else:
            rendered = Rendered(cut(unlinked(explain_in(error, say)), limits.CONTENT))
        await respond(interaction, rendered, ephemeral=True)
    except FAILURES:
        _log.warning("an interaction that failed could not be answered either")


async def _offer_new_text(interaction: Interaction, error: ArticleChangedError) -> Rendered:
    """That an article's file has changed, with a button to its text as it was read again."""
    context = context_of(interaction)
    say = context.target(interaction).say
    fresh = await context.apart(lambda: context.articles.renew(error))
    if fresh is None:
        return Rendered(say(CHANGED))
    ref = PassageRef(fresh.key, 1, interaction.user.id)
    return Rendered(say(CHANGED), rows=((Button(say(NEW_TEXT), custom_id("go", *ref.parts(), "on")),),))


def explain_in(error: BaseException, say: Say) -> str:
    """What a person is told of an error in their language, as a whole sentence.

    The core's errors are lines that follow "glmbot: " on a terminal; here each stands by itself.
    """
    told = say(explain(error))
    if not isinstance(error, GlmbotError):
        return told
    return told[:1].upper() + told[1:] + ("" if told.endswith(_ENDS) else ".")


def explain(error: BaseException) -> str:
    """What a person is told of an error: how to mend what is theirs, an apology for what is not.

    Only sentences that can be translated are meant for people; others may name files of this machine.
    """
    if isinstance(error, GlmbotError):
        if error.args and isinstance(error.args[0], Translatable):
            return error.args[0]
        _log.error("a command failed: %s", error)
        return APOLOGY
    if isinstance(error, app_commands.CommandSignatureMismatch | app_commands.CommandNotFound):
        _log.warning("Discord's commands are not those of this version; run: glmbot sync")
        return OUTDATED
    if isinstance(error, app_commands.CheckFailure):
        return NOT_ALLOWED
    _log.error("a command failed", exc_info=(type(error), error, error.__traceback__))
    return APOLOGY
