"""Votes on answers, and what is kept about people: shown and deleted on request."""

import asyncio
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from glmbot.bot.client import GlmBot
from glmbot.bot.context import context_of, today
from glmbot.bot.ui.components import after_ref, read_ref
from glmbot.bot.ui.delivery import respond
from glmbot.bot.ui.handlers import CHANGED, on_press
from glmbot.bot.ui.render import said
from glmbot.core.corpus.lookup import passage_of
from glmbot.core.translatable import gettext_lazy, lazy_join, ngettext_lazy

UP: Final = gettext_lazy("Noted: helpful. Handler again to take it back.")
DOWN: Final = gettext_lazy("Noted: not helpful. Handler again to take it back.")
TAKEN_BACK: Final = gettext_lazy("Your vote is taken back.")

Interaction = discord.Interaction[GlmBot]


@on_press("vote")
async def vote(interaction: discord.Interaction[Any], rest: str) -> None:
    """Keep one vote of a person on an answer; the same button again takes it back."""
    context = context_of(interaction)
    manner = context.manner(interaction)
    ref = read_ref(rest)
    article = context.article_of(ref.key) if ref else None
    if article is None or ref is None or interaction.message is None:
        await respond(interaction, said(CHANGED, manner), ephemeral=True)
        return
    passage = passage_of(article, ref.paragraph)
    message, person = interaction.message.id, interaction.user.id
    wanted = 1 if after_ref(rest) == "up" else -1
    before = await asyncio.to_thread(context.store.vote_of, message, person)
    now = 0 if before == wanted else wanted
    await asyncio.to_thread(context.store.vote, message, person, passage.passage_id, now, today())
    await respond(interaction, said({1: UP, -1: DOWN, 0: TAKEN_BACK}[now], manner), ephemeral=True)


class PrivacyCog(commands.Cog):
    """Says what is kept about a person, and deletes it."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    async def privacy(self, interaction: Interaction) -> None:
        """Say what is kept about you, and for how long."""
        text = lazy_join(
            "\n",
            [
                gettext_lazy("**What is kept**"),
                gettext_lazy(
                    "**Votes** on answers: which answer and which passage, and up or down, for {days} days. In place of"
                    " your id stands a keyed hash, another one for each vote, so that you have one vote and nobody can"
                    " put your votes together.",
                    days=self.bot.settings.keep_votes_days,
                ),
                gettext_lazy("**Settings** of a server: channels, threads, privacy, language. No person."),
                gettext_lazy(
                    "**In memory only**, for ten minutes: your last question in each place, for follow-ups. Until the"
                    " bot restarts: which answer belongs to which question, so that an edit reaches it."
                ),
                gettext_lazy(
                    "**Not kept**: the text of questions and messages, names, ids of people. No log has them."
                ),
                gettext_lazy("/forget-me deletes your votes and your questions in memory."),
            ],
        )
        await respond(interaction, said(text, self.bot.context.manner(interaction)), ephemeral=True)

    @app_commands.command(name="forget-me")
    async def forget_me(self, interaction: Interaction) -> None:
        """Delete what is kept about you."""
        context = self.bot.context
        votes = await asyncio.to_thread(context.store.forget, interaction.user.id)
        async with context.answering:  # what is being answered now is remembered by then
            turns = context.conversations.forget(interaction.user.id)
        context.answers.forget(interaction.user.id)
        text = gettext_lazy(
            "Deleted: {votes} and {turns} in memory. Nothing else is kept about you.",
            votes=ngettext_lazy("{count} vote", "{count} votes", votes),
            turns=ngettext_lazy("{count} question", "{count} questions", turns),
        )
        await respond(interaction, said(text, context.manner(interaction)), ephemeral=True)


async def setup(bot: Any) -> None:
    """Add the cog; discord.py calls this."""
    await bot.add_cog(PrivacyCog(bot))
