"""A paragraph, its sources and its citation: /source, /sources, /cite, and the buttons of the same names."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from discord import app_commands
from discord.ext import commands

from glmbot.bot.client import GlmBot
from glmbot.bot.context import BotContext, Interaction, context_of, is_private, reply_privately
from glmbot.bot.errors import OUTDATED
from glmbot.bot.ui.actions import chosen, on_press
from glmbot.bot.ui.answer_buttons import EXACT, reading_rows, style_row
from glmbot.bot.ui.autocomplete import offer_articles
from glmbot.bot.ui.card import Card
from glmbot.bot.ui.components import PASSAGE_REFS, PassageRef
from glmbot.bot.ui.delivery import in_time, replace_shown, respond
from glmbot.bot.ui.markdown import cut
from glmbot.bot.ui.render import Rendered, render_card, render_citations
from glmbot.bot.ui.render_sources import joined, neighbour_lines, render_sources
from glmbot.core.citation import BLUEBOOK, STYLES, Paragraphs, Style
from glmbot.core.corpus.lookup import passage_of
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Passage
from glmbot.core.sources import supporting
from glmbot.core.sources.listing import doubtful_cites
from glmbot.core.translatable import gettext_lazy

_STYLES: Final = [app_commands.Choice(name=style.label, value=style.name) for style in STYLES.values()]
_DOUBTS_SHOWN: Final = 100


class SourcesCog(commands.Cog):
    """Shows paragraphs, sources and citations."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(article="The article: choose one, or type its id", paragraph="The paragraph's number")
    @app_commands.autocomplete(article=offer_articles)
    async def source(
        self, interaction: Interaction, article: str, paragraph: app_commands.Range[int, 1, 100_000] = 1
    ) -> None:
        """Show one paragraph of an article, its sources and its neighbours."""
        hidden = is_private(interaction, wanted=False)
        rendered = await in_time(interaction, _paragraph(interaction, article, paragraph), private=hidden)
        await respond(interaction, rendered, ephemeral=hidden)

    @app_commands.command()
    @app_commands.describe(article="The article: choose one, or type its id", paragraph="Only this paragraph's sources")
    @app_commands.autocomplete(article=offer_articles)
    async def sources(
        self, interaction: Interaction, article: str, paragraph: app_commands.Range[int, 1, 100_000] | None = None
    ) -> None:
        """List what an article rests on: each source in full, and where it is cited again."""
        rendered = await in_time(interaction, _all_sources(interaction, article, paragraph), private=True)
        await respond(interaction, rendered, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(
        article="The article: choose one, or type its id",
        style="The citation style",
        paragraph="The paragraph to point to",
    )
    @app_commands.choices(style=_STYLES)
    @app_commands.autocomplete(article=offer_articles)
    async def cite(
        self,
        interaction: Interaction,
        article: str,
        style: str = BLUEBOOK.name,
        paragraph: app_commands.Range[int, 1, 100_000] | None = None,
    ) -> None:
        """Cite an article, or one of its paragraphs."""
        if style not in STYLES:
            await reply_privately(interaction, OUTDATED)
            return
        rendered = await in_time(interaction, _cited(interaction, article, paragraph, STYLES[style]), private=True)
        await respond(interaction, rendered, ephemeral=True)


async def _paragraph(interaction: Interaction, name: str, paragraph: int) -> Rendered:
    """The card of a paragraph of the article that a name means."""
    context = context_of(interaction)
    found, target = await context.find_article(name), context.target(interaction)
    corpus_index = context.articles.answerer_of(found).corpus_index

    def show() -> Rendered:
        passage = passage_of(found, paragraph)
        card = Card(
            passage.article,
            passage,
            sources=corpus_index.rests_on(passage),
            notes=_doubts(corpus_index, passage),
            neighbours=neighbour_lines(passage),
            rows=reading_rows(passage, target.say, asker=interaction.user.id),
        )
        return render_card(card, target)

    return await context.apart(show, answers=True)


async def _all_sources(interaction: Interaction, name: str, paragraph: int | None) -> Rendered:
    """The sources of the article that a name means, or of one of its paragraphs."""
    context = context_of(interaction)
    found, target = await context.find_article(name), context.target(interaction)
    sources = context.articles.answerer_of(found).corpus_index.sources

    def show() -> Rendered:
        if paragraph is not None:
            passage_of(found, paragraph)
        paragraphs = () if paragraph is None else (paragraph,)
        return render_sources(found, sources[found.article_id], paragraphs, target)

    return await context.apart(show, answers=True)


async def _cited(interaction: Interaction, name: str, paragraph: int | None, style: Style) -> Rendered:
    """The citation of the article that a name means, or of one of its paragraphs."""
    context = context_of(interaction)
    found = await context.find_article(name)
    if paragraph is not None:
        await context.apart(lambda: passage_of(found, paragraph), answers=True)
    ref = PassageRef(found.key, paragraph or 0, interaction.user.id)
    return await _citation(interaction, [ref], style, is_exact=True)


def _doubts(corpus_index: CorpusIndex, passage: Passage) -> tuple[str, ...]:
    """A note where a source of the passage can't be told for certain, since it is then missing under "Rests on"."""
    all_sources = corpus_index.sources[passage.article.article_id]
    doubtful = doubtful_cites(supporting(all_sources, passage.span, passage.article.body))
    if not doubtful:
        return ()
    listed = cut("; ".join(doubtful), _DOUBTS_SHOWN)
    return (gettext_lazy("Not certain what this refers to: {cites} (/sources tells more).", cites=listed),)


@on_press("sources", PASSAGE_REFS)
async def show_sources(interaction: Interaction, match: re.Match[str]) -> None:
    """List the sources of a passage, or of each of some, resolved."""
    rendered = await in_time(interaction, _sources_of(interaction, PassageRef.all_of(match)), private=True)
    await respond(interaction, rendered, ephemeral=True)


async def _sources_of(interaction: Interaction, refs: Sequence[PassageRef]) -> Rendered:
    """The sources of some passages, which share the room of a message."""
    context = context_of(interaction)
    passages, target = [await context.passage_at(ref) for ref in refs], context.target(interaction)
    articles = context.articles

    def show(passage: Passage) -> Rendered:
        sources = articles.answerer_of(passage.article).corpus_index.sources[passage.article.article_id]
        return render_sources(passage.article, sources, passage.paragraphs, target, share=len(passages))

    return await context.apart(lambda: joined([*map(show, passages)]), answers=True)


@on_press("cite", PASSAGE_REFS)
async def show_citation(interaction: Interaction, match: re.Match[str]) -> None:
    """Give the citation of an article or of some passages, with a choice of styles."""
    citing = _citation(interaction, PassageRef.all_of(match), BLUEBOOK)
    await respond(interaction, await in_time(interaction, citing, private=True), ephemeral=True)


@on_press("style", PASSAGE_REFS + f"(?::(?P<exact>{EXACT}))?")
async def change_style(interaction: Interaction, match: re.Match[str]) -> None:
    """Give the citation in the style that was chosen; machine formats come as a file."""
    style = STYLES.get(next(iter(chosen(interaction)), ""), BLUEBOOK)
    citing = _citation(interaction, PassageRef.all_of(match), style, is_exact=match["exact"] is not None)
    await replace_shown(interaction, await in_time(interaction, citing, private=True, thinking=False))


async def _citation(
    interaction: Interaction, refs: Sequence[PassageRef], style: Style, *, is_exact: bool = False
) -> Rendered:
    """The citations of passages, or of the very paragraphs, with a choice of styles."""
    context = context_of(interaction)
    say = context.target(interaction).say
    cited = [(context.article_at(ref), await _paragraphs_of(context, ref, is_exact=is_exact)) for ref in refs]
    rows = (style_row(refs, style, say, is_exact=is_exact),)
    return replace(await context.apart(lambda: render_citations(cited, style, say), answers=True), rows=rows)


async def _paragraphs_of(context: BotContext, ref: PassageRef, *, is_exact: bool) -> Paragraphs:
    if not ref.paragraph:
        return ()
    return (ref.paragraph,) if is_exact else (await context.passage_at(ref)).paragraphs
