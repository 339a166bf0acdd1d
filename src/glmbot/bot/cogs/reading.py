"""Reading on under an answer: the passage before and after, other passages, and why this one was chosen."""

import re
from dataclasses import replace

import discord

from glmbot import limits
from glmbot.bot.context import Interaction, context_of, reply_privately
from glmbot.bot.ui.actions import chosen, on_press
from glmbot.bot.ui.answer_buttons import WHY, kept_controls, question_under, reading_rows
from glmbot.bot.ui.card import Card
from glmbot.bot.ui.components import PASSAGE_REF, Button, PassageRef, Select
from glmbot.bot.ui.delivery import in_time, replace_shown, respond
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import Asked, Rendered, RenderTarget, found_card, render_card
from glmbot.core.answering.answerer import Answerer
from glmbot.core.answering.explanation import explain, question_type_line, reason_lines
from glmbot.core.model import Found, Passage, parts_of
from glmbot.core.translatable import gettext_lazy

NO_REASON = gettext_lazy("That can't be explained any more. Ask again.")


@on_press("go", PASSAGE_REF + ":(?:back|on)")
async def read_on(interaction: Interaction, match: re.Match[str]) -> None:
    """Show the passage before or after: in the message itself for who asked, to others in a message of their own."""
    ref = PassageRef.of(match)
    await _show(interaction, ref, ref.asker)


@on_press("other", PASSAGE_REF)
async def read_other(interaction: Interaction, match: re.Match[str]) -> None:
    """Show another passage that the question met, as it was chosen in the select."""
    ref = PassageRef.read(next(iter(chosen(interaction)), ""))
    await _show(interaction, ref or PassageRef.of(match), PassageRef.of(match).asker)


@on_press("why", WHY)
async def show_why(interaction: Interaction, match: re.Match[str]) -> None:
    """Explain which words led to a passage and what speaks against it."""
    context = context_of(interaction)
    passage, question = await context.passage_at(PassageRef.of(match)), match["question"]
    answerer = context.articles.answerer_of(passage.article)
    explaining = context.apart(lambda: explain(answerer, answerer.turn(question), passage.passage_id), answers=True)
    explanation = await in_time(interaction, explaining, private=True)
    if explanation is None:
        await reply_privately(interaction, NO_REASON)
        return
    say = context.target(interaction).say
    head = f"**{say(gettext_lazy('Why this?'))}** {escape(say(question_type_line(explanation)))}"
    lines = [head, *(escape(say(line)) for line in reason_lines(explanation))]
    await respond(interaction, Rendered(cut("\n".join(lines), limits.CONTENT)), ephemeral=True)


async def _show(interaction: Interaction, ref: PassageRef, asker: int) -> None:
    context, message = context_of(interaction), interaction.message
    target, passage = context.target(interaction), await context.passage_at(ref)
    answerer = context.articles.answerer_of(passage.article)
    question = question_under(message)
    filters = context.answers.filters(message.id) if message else None
    is_asker = interaction.user.id == asker
    replaces = is_asker or (message is not None and message.flags.ephemeral)
    answering = context.apart(
        lambda: _answer_again(answerer, passage, target, Asked((question,), asker, filters)), answers=bool(question)
    )
    card = await in_time(interaction, answering, private=True, thinking=not replaces) or Card(
        passage.article,
        passage,
        sources=answerer.corpus_index.rests_on(passage),
        rows=reading_rows(passage, (), target.say, asker=asker, question=question),
    )
    rendered = _with_kept_controls(render_card(card, target), message, is_asker=is_asker)
    if replaces:
        await replace_shown(interaction, rendered)
    else:
        await respond(interaction, rendered, ephemeral=True)


def _answer_again(answerer: Answerer, passage: Passage, target: RenderTarget, asked: Asked) -> Card | None:
    """The answer itself, where reading on came back to its passage."""
    (question,) = asked.questions
    reply = answerer.answer(question, filters=asked.filters) if question else None
    parts = parts_of(reply) if reply else ()
    found = next((part for part in parts if isinstance(part, Found) and part.passage == passage), None)
    return found_card(found, target, asked) if found else None


def _with_kept_controls(rendered: Rendered, message: discord.Message | None, *, is_asker: bool) -> Rendered:
    """The new controls with the select and the thread button that the message had: they hold for the question still.

    In what another person than the asker reads on in, an answer is neither voted on nor moved to a thread.
    """
    first, *rest = rendered.rows
    others, threads = kept_controls(message)
    selects = [row for row in rest if isinstance(row, Select)] or others
    links: tuple[Button, ...] = tuple(button for row in rest if isinstance(row, tuple) for button in row)
    ending = tuple(button for button in (*links, *threads) if is_asker or button.url)
    return replace(rendered, rows=(first, *selects, *((ending,) if ending else ())))
