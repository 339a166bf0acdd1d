"""Buttons and selects that survive a restart: what they need stands in their custom_id, nothing in memory."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Self

import discord

from glmbot import limits
from glmbot.bot.context import context_of
from glmbot.bot.errors import tell
from glmbot.bot.ui.answer_buttons import reading_rows, style_row
from glmbot.bot.ui.components import BUTTONS, CHANNELS, SELECTS, Button, PassageRef, Select, after_ref, read_ref
from glmbot.bot.ui.delivery import replace_shown, respond
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import Asked, Card, Manner, Rendered, found_card, render_card, render_citation, said
from glmbot.bot.ui.render_sources import render_sources
from glmbot.bot.ui.sent_message import kept_controls, question_under
from glmbot.core.answering.answerer import Answerer
from glmbot.core.answering.explanation import explain, question_type_line, reason_lines
from glmbot.core.citation import BLUEBOOK, STYLES, Style
from glmbot.core.corpus.lookup import passage_of
from glmbot.core.model import Article, Found, Passage, parts_of
from glmbot.core.sources.listing import list_sources
from glmbot.core.translatable import gettext_lazy

Interaction = discord.Interaction[Any]
Handler = Callable[[Interaction, str], Awaitable[None]]
"""What happens when a button or select is used: takes what stands in its custom_id after the action."""

CHANGED: Final = gettext_lazy("That article has changed or is gone since this answer. Ask again.")
NO_REASON: Final = gettext_lazy("That can't be explained any more. Ask again.")

HANDLERS: Final[dict[str, Handler]] = {}
"""By action; each cog's module adds its own."""


def on_press(action: str) -> Callable[[Handler], Handler]:
    """Let a function answer the presses of an action."""

    def register(press: Handler) -> Handler:
        HANDLERS[action] = press
        return press

    return register


class _Pressed:
    """What all controls share: they are built from their custom_id, and whatever fails is told to the person."""

    custom_id: str

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: discord.ui.Item[Any], __: re.Match[str], /) -> Self:
        """Build the control that was used."""
        return cls(item)

    def __init__(self, item: discord.ui.Item[Any]) -> None:
        super().__init__(item)  # type: ignore[call-arg]  # DynamicItem, the other base, takes it

    async def callback(self, interaction: Interaction) -> None:
        """Do what the action says."""
        _, action, *rest = self.custom_id.split(":", 2)
        try:
            await HANDLERS[action](interaction, rest[0] if rest else "")
        except Exception as error:  # noqa: BLE001 - discord.py would log it and leave the person without an answer
            await tell(interaction, error)


class PressedButton(_Pressed, discord.ui.DynamicItem[discord.ui.Button[Any]], template=BUTTONS):
    """Any of our buttons."""


class UsedSelect(_Pressed, discord.ui.DynamicItem[discord.ui.Select[Any]], template=SELECTS):
    """Any of our selects."""


class UsedChannels(_Pressed, discord.ui.DynamicItem[discord.ui.ChannelSelect[Any]], template=CHANNELS):
    """Our select of channels."""


ITEMS: Final = (PressedButton, UsedSelect, UsedChannels)


def chosen(interaction: Interaction) -> list[str]:
    """The values that were chosen in a select."""
    data: Mapping[str, Any] = interaction.data or {}
    return [str(value) for value in data.get("values", ())]


async def _article(interaction: Interaction, ref: PassageRef | None) -> Article | None:
    """The article of a ref; where it has changed or gone, the person is told so."""
    context = context_of(interaction)
    article = context.article_of(ref.key) if ref else None
    if article is None:
        await respond(interaction, said(CHANGED, context.manner(interaction)), ephemeral=True)
    return article


async def _passage(interaction: Interaction, ref: PassageRef | None) -> Passage | None:
    article = await _article(interaction, ref)
    return passage_of(article, ref.paragraph) if article and ref else None


@on_press("go")
async def read_on(interaction: Interaction, rest: str) -> None:
    """Show the passage before or after: in place for who asked, to others in a message of their own."""
    ref = read_ref(rest)
    if (passage := await _passage(interaction, ref)) is not None and ref is not None:
        await _show(interaction, passage, ref.asker)


@on_press("other")
async def read_other(interaction: Interaction, rest: str) -> None:
    """Show another passage that the question met."""
    asker = ref.asker if (ref := read_ref(rest)) else 0
    if (passage := await _passage(interaction, read_ref(next(iter(chosen(interaction)), "")))) is not None:
        await _show(interaction, passage, asker)


async def _show(interaction: Interaction, passage: Passage, asker: int) -> None:
    context = context_of(interaction)
    manner = context.manner(interaction)
    message = interaction.message
    is_asker = interaction.user.id == asker
    answerer = context.answerer
    card = await context.apart(lambda: _shown_again(answerer, interaction, passage, manner, asker)) or _plain_card(
        answerer, interaction, passage, manner, asker
    )
    rendered = _kept(render_card(card, manner), message, is_answer=is_asker)
    if is_asker or (message is not None and message.flags.ephemeral):
        await replace_shown(interaction, rendered)
    else:
        await respond(interaction, rendered, ephemeral=True)


def _shown_again(
    answerer: Answerer, interaction: Interaction, passage: Passage, manner: Manner, asker: int
) -> Card | None:
    """The answer itself, where reading on came back to its passage."""
    message = interaction.message
    question = question_under(message)
    if message is None or not question:
        return None
    filters = context_of(interaction).answers.filters(message.id)
    reply = answerer.answer(question, filters=filters)
    found = next((one for one in parts_of(reply) if isinstance(one, Found) and one.passage == passage), None)
    return None if found is None else found_card(found, manner, Asked((question,), asker, filters))


def _plain_card(answerer: Answerer, interaction: Interaction, passage: Passage, manner: Manner, asker: int) -> Card:
    rows = reading_rows(passage, (), manner.say, asker=asker, question=question_under(interaction.message))
    return Card(passage.article, passage, sources=answerer.corpus_index.rests_on(passage), rows=rows)


def _kept(rendered: Rendered, message: discord.Message | None, *, is_answer: bool) -> Rendered:
    """The new controls with the select and the thread button that the message had: they hold for the question still.

    In what another person than the asker reads on in, an answer is neither voted on nor moved to a thread.
    """
    first, *rest = rendered.rows
    others, threads = kept_controls(message)
    selects = [row for row in rest if isinstance(row, Select)] or others
    links: tuple[Button, ...] = tuple(part for row in rest if isinstance(row, tuple) for part in row)
    ending = tuple(part for part in (*links, *threads) if is_answer or part.url)
    return replace(rendered, rows=(first, *selects, *((ending,) if ending else ())))


@on_press("sources")
async def show_sources(interaction: Interaction, rest: str) -> None:
    """List the sources of a paragraph, resolved."""
    ref = read_ref(rest)
    if (passage := await _passage(interaction, ref)) is None:
        return
    context = context_of(interaction)
    manner = context.manner(interaction)
    listed = list_sources(context.answerer.corpus_index.sources[passage.article.article_id])
    own = next((one for one in passage.paragraphs if any(e.source.paragraph == one for e in listed)), None)
    rendered = render_sources(passage.article, listed, own or passage.paragraphs[0], manner)
    await respond(interaction, rendered, ephemeral=True)


@on_press("cite")
async def show_citation(interaction: Interaction, rest: str) -> None:
    """Give the citation of an article or a paragraph, with a choice of styles."""
    ref = read_ref(rest)
    if (article := await _article(interaction, ref)) is not None and ref is not None:
        await respond(interaction, _citation(interaction, article, ref, BLUEBOOK), ephemeral=True)


@on_press("style")
async def restyle(interaction: Interaction, rest: str) -> None:
    """Give the citation in the style that was chosen; machine formats come as a file."""
    ref = read_ref(rest)
    if (article := await _article(interaction, ref)) is not None and ref is not None:
        style = STYLES.get(next(iter(chosen(interaction)), ""), BLUEBOOK)
        await replace_shown(interaction, _citation(interaction, article, ref, style))


def _citation(interaction: Interaction, article: Article, ref: PassageRef, style: Style) -> Rendered:
    say = context_of(interaction).manner(interaction).say
    paragraphs = passage_of(article, ref.paragraph).paragraphs if ref.paragraph else ()
    rendered = render_citation(article, style, paragraphs, say)
    return Rendered(rendered.content, file=rendered.file, rows=(style_row(ref, style, say),))


@on_press("why")
async def show_why(interaction: Interaction, rest: str) -> None:
    """Explain to the person who presses which words led to a passage and what speaks against it."""
    ref = read_ref(rest)
    passage = await _passage(interaction, ref)
    if passage is None:
        return
    context = context_of(interaction)
    manner = context.manner(interaction)
    question, answerer = after_ref(rest), context.answerer
    explanation = await context.apart(lambda: explain(answerer, answerer.turn(question), passage.passage_id))
    if explanation is None:
        await respond(interaction, said(NO_REASON, manner), ephemeral=True)
        return
    say = manner.say
    head = f"**{say(gettext_lazy('Why this?'))}** {escape(say(question_type_line(explanation)))}"
    lines = [head, *(escape(say(line)) for line in reason_lines(explanation))]
    await respond(interaction, Rendered(cut("\n".join(lines), limits.CONTENT)), ephemeral=True)
