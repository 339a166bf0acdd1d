"""Opening a passage from a comparison or a list, to read on there."""

import re

from glmbot.bot.context import Interaction, context_of
from glmbot.bot.ui.actions import on_press
from glmbot.bot.ui.answer_buttons import reading_rows
from glmbot.bot.ui.card import Card
from glmbot.bot.ui.components import PASSAGE_REF, PassageRef
from glmbot.bot.ui.delivery import respond
from glmbot.bot.ui.render import render_card


@on_press("open", PASSAGE_REF)
async def open_passage(interaction: Interaction, match: re.Match[str]) -> None:
    """Show a passage to who wants to read on there."""
    context = context_of(interaction)
    passage, target = await context.passage_at(PassageRef.of(match)), context.target(interaction)
    sources = context.articles.answerer_of(passage.article).corpus_index.rests_on(passage)
    rows = reading_rows(passage, target.say, asker=interaction.user.id)
    card = Card(passage.article, passage, sources=sources, rows=rows)
    await respond(interaction, render_card(card, target), ephemeral=True)
