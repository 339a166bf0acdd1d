"""Votes on answers, and what is kept about people: shown and deleted on request."""

import re
from typing import Final

from discord import app_commands
from discord.ext import commands

from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, context_of, reply_privately, today
from glmbot.bot.errors import OUTDATED_BUTTON
from glmbot.bot.ui.actions import on_press
from glmbot.bot.ui.components import PASSAGE_REF, PassageRef
from glmbot.bot.ui.delivery import in_time
from glmbot.core.research.reading_list import KEEP_DAYS as LIST_DAYS
from glmbot.core.translatable import gettext_lazy, lazy_join, ngettext_lazy
from glmbot.storage.database import Store
from glmbot.storage.gaps import KEEP_DAYS, TOLD_FROM
from glmbot.storage.watches import KEEP_DAYS as WATCH_DAYS

UP: Final = gettext_lazy("Noted: helpful. Press again to take it back.")
DOWN: Final = gettext_lazy("Noted: not helpful. Press again to take it back.")
TAKEN_BACK: Final = gettext_lazy("Your vote is taken back.")

IN_MEMORY: Final = gettext_lazy(
    "**In memory only**, for ten minutes: your last question in each place, for follow-ups. Until the"
    " bot restarts: which answer belongs to which question, so that an edit reaches it."
)
SHARED: Final = gettext_lazy(
    "**For ten minutes**: your last question in each place, for follow-ups, encrypted, under a keyed hash; and for a"
    " minute, when you asked. The bot runs in several processes, which share this in their database. In memory only,"
    " until the bot restarts: which answer belongs to which question, so that an edit reaches it."
)


@on_press("vote", PASSAGE_REF + ":(?P<direction>up|down)")
async def vote(interaction: Interaction, match: re.Match[str]) -> None:
    """Keep one vote of a person on an answer; the same button again takes it back."""
    context = context_of(interaction)
    passage = await context.passage_at(PassageRef.of(match))
    if interaction.message is None:
        await reply_privately(interaction, OUTDATED_BUTTON)
        return
    message, person = interaction.message.id, interaction.user.id
    wanted = 1 if match["direction"] == "up" else -1
    voting = context.records.do(Store.toggle_vote, message, person, passage.passage_id, wanted, today())
    now = await in_time(interaction, voting, private=True)
    await reply_privately(interaction, {1: UP, -1: DOWN, 0: TAKEN_BACK}[now])


class PrivacyCog(commands.Cog):
    """Says what is kept about a person, and deletes it."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    async def privacy(self, interaction: Interaction) -> None:
        """Say what is kept about you, and for how long."""
        gaps = gettext_lazy(
            "**Words that no article has**, for {days} days, without the question: until {people} people have used a"
            " word, a keyed hash of it; in place of your id a keyed hash, another one for each word.",
            days=KEEP_DAYS,
            people=TOLD_FROM,
        )
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
                gettext_lazy(
                    "**Settings** of a server: channels, threads, privacy, looks, language, time zone. No person."
                ),
                gettext_lazy(
                    "**Your choice** of compact or full answers, if you made one with /display, under a keyed hash of"
                    " your id."
                ),
                gettext_lazy(
                    "**Your reading list**, if you keep one: passages, their citations and your notes, encrypted, under"
                    " a keyed hash of your id, until {days} days after you last used it.",
                    days=LIST_DAYS,
                ),
                gettext_lazy(
                    "**Watches** made with /watch: jurisdiction, topic, stems of words, the channel or you (your id"
                    " encrypted, beside a keyed hash), until they end; which articles they told, for {days} days.",
                    days=WATCH_DAYS,
                ),
                *([gaps] if self.bot.context.gaps is not None else []),
                IN_MEMORY if self.bot.context.sharing is None else SHARED,
                gettext_lazy(
                    "**Not kept**: the text of questions and messages, names, plain ids of people. No log has them."
                ),
                gettext_lazy(
                    "/forget-me deletes your votes, your choice, your reading list, your watches, your words and your"
                    " questions in memory; a channel’s watch stays, without who made it."
                ),
            ],
        )
        await reply_privately(interaction, text)

    @app_commands.command(name="forget-me")
    async def forget_me(self, interaction: Interaction) -> None:
        """Delete what is kept about you."""
        context = self.bot.context
        turns, forgotten = await in_time(interaction, context.forget(interaction.user.id), private=True)
        text = gettext_lazy(
            "Deleted: {votes} and {turns} in memory, {passages} of your reading list, and your watches and your choice"
            " with /display if there were any. Nothing else is kept about you.",
            votes=ngettext_lazy("{count} vote", "{count} votes", forgotten.votes),
            turns=ngettext_lazy("{count} question", "{count} questions", turns),
            passages=ngettext_lazy("{count} passage", "{count} passages", forgotten.passages),
        )
        await reply_privately(interaction, text)
