"""Reading on under an answer: the passage before and after, a part alone, what else there is, and why this passage."""

import re

from glmbot import limits
from glmbot.bot.admission import is_refused
from glmbot.bot.context import Interaction, context_of, reply_privately
from glmbot.bot.mentions import may_open_thread
from glmbot.bot.ui.actions import chosen, on_press
from glmbot.bot.ui.answer_buttons import ASKED, question_under, reading_rows
from glmbot.bot.ui.card import Card
from glmbot.bot.ui.components import PASSAGE_REF, PassageRef
from glmbot.bot.ui.delivery import in_time, replace_shown, respond
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.more import render_more
from glmbot.bot.ui.render import Asked, Rendered, RenderTarget, found_card, render_card
from glmbot.core.answering.answerer import Answerer
from glmbot.core.answering.explanation import Explanation, explain, reason_lines
from glmbot.core.corpus.filters import Filters
from glmbot.core.model import Found, Passage, parts_of
from glmbot.core.translatable import gettext_lazy

NO_REASON = gettext_lazy("That can't be explained any more. Ask again.")


@on_press("go", PASSAGE_REF + ":(?:back|on)(?::(?P<home>[0-9]{1,6}))?")
async def read_on(interaction: Interaction, match: re.Match[str]) -> None:
    """Show the passage before or after: in the message itself for who asked, to others in a message of their own."""
    ref = PassageRef.of(match)
    await _show(interaction, ref, ref.asker, home=int(match["home"]) if match["home"] else None)


@on_press("other", PASSAGE_REF)
async def read_other(interaction: Interaction, match: re.Match[str]) -> None:
    """Show another passage that the question met, as it was chosen in the select."""
    ref = PassageRef.read(next(iter(chosen(interaction)), ""))
    await _show(interaction, ref or PassageRef.of(match), PassageRef.of(match).asker)


@on_press("part", ASKED)
async def open_part(interaction: Interaction, match: re.Match[str]) -> None:
    """Show one part of an answer alone, with all of its controls, to the person who wants to read on there."""
    if await is_refused(interaction):
        return
    showing = _rendered(interaction, PassageRef.of(match), interaction.user.id, match["question"])
    await _respond(interaction, await in_time(interaction, showing, private=True))


@on_press("more", ASKED)
async def show_more(interaction: Interaction, match: re.Match[str]) -> None:
    """Offer what else there is on a passage."""
    if await is_refused(interaction):
        return
    offering = _offered(interaction, PassageRef.of(match), match["question"])
    await _respond(interaction, await in_time(interaction, offering, private=True))


async def _offered(interaction: Interaction, ref: PassageRef, question: str) -> Rendered:
    context, message, target = context_of(interaction), interaction.message, context_of(interaction).target(interaction)
    passage = await context.passage_at(ref)
    answerer = context.articles.answerer_of(passage.article)
    filters = _filters(interaction)
    settings = context.guild_settings(interaction.guild_id)
    is_open = message is not None and not message.flags.ephemeral
    can_thread = is_open and may_open_thread(settings, interaction.channel)
    return await context.apart(
        lambda: render_more(
            answerer.turn(question, filters=filters),
            passage,
            question,
            target,
            asker=interaction.user.id,
            message=message.id if message and can_thread else None,
        ),
        answers=True,
    )


@on_press("why", ASKED)
async def show_why(interaction: Interaction, match: re.Match[str]) -> None:
    """Explain which words led to a passage and what speaks against it."""
    if await is_refused(interaction):
        return
    explaining = _explained(interaction, PassageRef.of(match), match["question"])
    explanation = await in_time(interaction, explaining, private=True)
    if explanation is None:
        await reply_privately(interaction, NO_REASON)
        return
    say = context_of(interaction).target(interaction).say
    lines = [f"**{say(gettext_lazy('Why this?'))}**", *(escape(say(line)) for line in reason_lines(explanation))]
    await respond(interaction, Rendered(cut("\n".join(lines), limits.CONTENT)), ephemeral=True)


async def _explained(interaction: Interaction, ref: PassageRef, question: str) -> Explanation | None:
    context = context_of(interaction)
    passage = await context.passage_at(ref)
    answerer, filters = context.articles.answerer_of(passage.article), _filters(interaction)
    return await context.apart(
        lambda: explain(answerer, answerer.turn(question, filters=filters), passage.passage_id), answers=True
    )


async def _show(interaction: Interaction, ref: PassageRef, asker: int, *, home: int | None = None) -> None:
    message = interaction.message
    replaces = interaction.user.id == asker or (message is not None and message.flags.ephemeral)
    showing = _rendered(interaction, ref, asker, question_under(message), home)
    rendered = await in_time(interaction, showing, private=True, thinking=not replaces)
    if replaces:
        await replace_shown(interaction, rendered)
    else:
        await _respond(interaction, rendered)


async def _respond(interaction: Interaction, rendered: Rendered) -> None:
    """Show something to the person alone; the filters of the message whose control was used go along."""
    sent = await respond(interaction, rendered, ephemeral=True)
    if sent is not None:
        context_of(interaction).answers.keep_filters(sent.id, _filters(interaction))


def _filters(interaction: Interaction) -> Filters | None:
    """The filters of the question that led to the message whose control was used."""
    return context_of(interaction).answers.filters(interaction.message.id) if interaction.message else None


async def _rendered(
    interaction: Interaction, ref: PassageRef, asker: int, question: str, home: int | None = None
) -> Rendered:
    """A passage with controls; as the answer that it was, where the question still leads to it."""
    context = context_of(interaction)
    target, passage = context.target(interaction), await context.passage_at(ref)
    answerer = context.articles.answerer_of(passage.article)
    filters = _filters(interaction)
    asked = Asked((question,), asker, filters, may_vote=interaction.user.id == asker)
    may_answer = bool(question) and home in {None, passage.paragraphs[0]}

    def show() -> Rendered:
        answer = _answer_again(answerer, passage, target, asked) if may_answer else None
        rows = reading_rows(passage, target.say, asker=asker, question=question, home=home)
        sources = answerer.corpus_index.rests_on(passage)
        return render_card(answer or Card(passage.article, passage, sources=sources, rows=rows), target)

    return await context.apart(show, answers=True)


def _answer_again(answerer: Answerer, passage: Passage, target: RenderTarget, asked: Asked) -> Card | None:
    """The answer itself, where reading on came back to its passage."""
    (question,) = asked.questions
    parts = parts_of(answerer.answer(question, filters=asked.filters))
    found = next((part for part in parts if isinstance(part, Found) and part.passage == passage), None)
    return found_card(found, target, asked) if found else None
