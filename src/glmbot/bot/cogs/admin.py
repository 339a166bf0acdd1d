"""For operators: the articles read anew without a pause, and counts."""

import logging
from collections.abc import Sequence
from typing import Final

from discord import app_commands
from discord.ext import commands

from glmbot import limits
from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, reply_privately
from glmbot.bot.reloading import reload_articles
from glmbot.bot.ui.delivery import defer, in_time, respond
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import Rendered, RenderTarget
from glmbot.core.corpus.listing import Changes
from glmbot.core.model import Article, GlmbotError
from glmbot.core.translatable import gettext_lazy, lazy_join, ngettext_lazy
from glmbot.storage.database import Store

_log = logging.getLogger(__name__)

OWNER_ONLY: Final = gettext_lazy("Only the owner of this bot can do that.")
REFUSED: Final = gettext_lazy("The articles were not read anew: the old ones stay.")
RELOADING: Final = gettext_lazy("The articles are being read anew already.")
_NAMED: Final = 10
_LINE: Final = 150
_FAULTS_SHOWN: Final = 1500


class AdminCog(commands.Cog):
    """Reloads the articles and counts."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.default_permissions(manage_guild=True)
    async def reload(self, interaction: Interaction) -> None:
        """Read the articles anew, without a pause (the bot's owner only)."""
        context = self.bot.context
        target = context.target(interaction)
        if not await self.bot.is_owner(interaction.user):
            await reply_privately(interaction, OWNER_ONLY)
            return
        if context.reloading.locked():
            await reply_privately(interaction, RELOADING)
            return
        async with context.reloading:
            await defer(interaction, private=True)
            try:
                changes = await reload_articles(context)
            except GlmbotError as error:
                await respond(interaction, render_refusal(error, target), ephemeral=True)
                return
        corpus = context.answerer.corpus
        rendered = render_changes(changes, corpus.faults, len(corpus.articles), target)
        await respond(interaction, rendered, ephemeral=True)

    @app_commands.command()
    async def stats(self, interaction: Interaction) -> None:
        """Show counts: articles, replies, votes. Nothing about people."""
        context = self.bot.context
        votes = await in_time(interaction, context.records.do(Store.votes), private=True)
        text = lazy_join(
            "\n",
            [
                gettext_lazy(
                    "**Holds** {articles}.",
                    articles=ngettext_lazy(
                        "{count} article", "{count} articles", len(context.answerer.corpus.articles)
                    ),
                ),
                gettext_lazy(
                    "**Replied** since {day}: {answer} with an answer, {related} with the closest passage, {none} with"
                    " none.",
                    day=context.started.date().isoformat(),
                    answer=context.replies["answer"],
                    related=context.replies["related"],
                    none=context.replies["none"],
                ),
                gettext_lazy(
                    "**Votes** {up} up, {down} down.",
                    up=sum(passage.up for passage in votes),
                    down=sum(passage.down for passage in votes),
                ),
                gettext_lazy("**Servers** {count}", count=len(self.bot.guilds)),
            ],
        )
        await reply_privately(interaction, text)


def render_changes(changes: Changes, faults: Sequence[object], count: int, target: RenderTarget) -> Rendered:
    """What a reload added, changed and removed."""
    say = target.say
    holds = ngettext_lazy("{count} article", "{count} articles", count)
    lines = [say(gettext_lazy("Read anew: {articles}.", articles=holds))]
    if not changes:
        lines.append(say(gettext_lazy("Nothing has changed.")))
    for title, found in (
        (gettext_lazy("**Added** {count}", count=len(changes.added)), changes.added),
        (gettext_lazy("**Changed** {count}", count=len(changes.changed)), changes.changed),
        (gettext_lazy("**Removed** {count}", count=len(changes.removed)), changes.removed),
    ):
        if found:
            lines += [say(title), *_named(found, target)]
    if faults:
        left_out = ngettext_lazy("**Left out** {count} faulty file", "**Left out** {count} faulty files", len(faults))
        lines.append(say(left_out))
    return Rendered(cut("\n".join(lines), limits.CONTENT))


def _named(articles: Sequence[Article], target: RenderTarget) -> list[str]:
    lines = [f"- {escape(cut(article.article_id, _LINE))}" for article in articles[:_NAMED]]
    if left := len(articles) - len(lines):
        lines.append(target.say(gettext_lazy("- … and {count} more", count=left)))
    return lines


def render_refusal(error: GlmbotError, target: RenderTarget) -> Rendered:
    """Every fault for which a reload was refused, as a file where they are many."""
    faults = str(error)
    head = target.say(REFUSED)
    shown = escape(faults)
    if len(shown) <= _FAULTS_SHOWN:
        return Rendered(f"{head}\n{shown}")
    return Rendered(head, file=("faults.txt", faults + "\n"))
