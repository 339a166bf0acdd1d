"""Opening a passage from a comparison or a list, to read on there."""

import re

from glmbot.bot.context import Interaction, context_of
from glmbot.bot.ui.actions import on_press
from glmbot.bot.ui.answer_buttons import reading_rows
from glmbot.bot.ui.card import Card
from glmbot.bot.ui.components import PASSAGE_REF, PassageRef
from glmbot.bot.ui.delivery import in_time, respond
from glmbot.bot.ui.render import Rendered, render_card


@on_press("open", PASSAGE_REF)
async def open_passage(interaction: Interaction, match: re.Match[str]) -> None:
    """Show a passage to who wants to read on there."""
    rendered = await in_time(interaction, _opened(interaction, PassageRef.of(match)), private=True)
    await respond(interaction, rendered, ephemeral=True)


async def _opened(interaction: Interaction, ref: PassageRef) -> Rendered:
    context = context_of(interaction)
    passage, target = await context.passage_at(ref), context.target(interaction)
    corpus_index = context.articles.answerer_of(passage.article).corpus_index

    def show() -> Rendered:
        rows = reading_rows(passage, target.say, asker=interaction.user.id)
        return render_card(Card(passage.article, passage, sources=corpus_index.rests_on(passage), rows=rows), target)

    return await context.apart(show, answers=True)
