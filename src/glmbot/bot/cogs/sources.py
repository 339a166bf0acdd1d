"""Looking up: paragraphs, citations, articles, and what the bot is."""

import logging
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from glmbot import __version__, limits
from glmbot.bot.client import GlmBot
from glmbot.bot.context import BotContext, is_private
from glmbot.bot.ui.answer_buttons import reading_rows
from glmbot.bot.ui.delivery import respond
from glmbot.bot.ui.markdown import cut
from glmbot.bot.ui.render import Card, render_card, render_citation, said
from glmbot.bot.ui.render_sources import neighbour_lines, render_sources
from glmbot.core.answering.wording import LIBRARIAN
from glmbot.core.citation import BLUEBOOK, STYLES, bluebook_date
from glmbot.core.corpus.lookup import passage_of
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Article, Passage
from glmbot.core.sources import supporting
from glmbot.core.sources.listing import doubtful_cites, list_sources
from glmbot.core.translatable import gettext_lazy, lazy_join, ngettext_lazy

_log = logging.getLogger(__name__)

_STYLES: Final = [app_commands.Choice(name=style.label, value=style.name) for style in STYLES.values()]

_DOUBTS_SHOWN: Final = 100

Interaction = discord.Interaction[GlmBot]

HELP: Final = (
    gettext_lazy(
        "Ask a question about Global Legal Monitor articles. The answer is a passage, word for word, with its citation."
    ),
    "",
    gettext_lazy(
        "**Mention me** with a question, write me a **direct message**, use `/ask`, or open the menu of a message:"
        " Apps, “Find sources for this message”."
    ),
    gettext_lazy(
        "`/articles` what there is · `/latest` the newest · `/on-this-day` · `/article` one of them · `/source` a"
        " paragraph · `/sources` what it rests on · `/cite` a citation · `/about` me · `/privacy` what is kept"
    ),
    gettext_lazy("Under an answer: read on, see its sources, take its citation, see why it was chosen."),
    "",
    gettext_lazy("A follow-up may lean on your question before (“and what did he say?”), for ten minutes."),
    gettext_lazy("“Not sure that this answers it” means just that: read the passage before you rely on it."),
)


class LookupCog(commands.Cog):
    """Shows what is in the corpus, without a question."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(article="The article: choose one, or type its id", paragraph="The paragraph's number")
    async def source(
        self, interaction: Interaction, article: str, paragraph: app_commands.Range[int, 1, 100_000] = 1
    ) -> None:
        """Show one paragraph of an article, its citation, its sources and its neighbours."""
        context = self.bot.context
        manner = context.manner(interaction)
        corpus_index = context.answerer.corpus_index
        passage = passage_of(await find_article(context, article), paragraph)
        card = Card(
            passage.article,
            passage,
            sources=corpus_index.rests_on(passage),
            notes=_doubts(corpus_index, passage),
            neighbours=neighbour_lines(passage),
            rows=reading_rows(passage, (), manner.say, asker=interaction.user.id),
        )
        await respond(interaction, render_card(card, manner), ephemeral=is_private(interaction, wanted=False))

    @app_commands.command()
    @app_commands.describe(article="The article: choose one, or type its id", paragraph="Only this paragraph's sources")
    async def sources(
        self, interaction: Interaction, article: str, paragraph: app_commands.Range[int, 1, 100_000] | None = None
    ) -> None:
        """List what an article rests on: each source in full, and where it is cited again."""
        corpus_index = self.bot.context.answerer.corpus_index
        found = await find_article(self.bot.context, article)
        if paragraph is not None:
            passage_of(found, paragraph)
        listed = list_sources(corpus_index.sources[found.article_id])
        rendered = render_sources(found, listed, paragraph, self.bot.context.manner(interaction))
        await respond(interaction, rendered, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(
        article="The article: choose one, or type its id",
        style="The citation style",
        paragraph="The paragraph to point to",
    )
    @app_commands.choices(style=_STYLES)
    async def cite(
        self,
        interaction: Interaction,
        article: str,
        style: str = BLUEBOOK.name,
        paragraph: app_commands.Range[int, 1, 100_000] | None = None,
    ) -> None:
        """Cite an article, or one of its paragraphs."""
        found = await find_article(self.bot.context, article)
        if paragraph is not None:
            passage_of(found, paragraph)
        paragraphs = () if paragraph is None else (paragraph,)
        say = self.bot.context.manner(interaction).say
        await respond(interaction, render_citation(found, STYLES[style], paragraphs, say), ephemeral=True)

    @app_commands.command()
    async def about(self, interaction: Interaction) -> None:
        """Say what this bot is, what it holds, what it keeps."""
        text = await self.bot.context.apart(self._about)
        await respond(interaction, said(text, self.bot.context.manner(interaction)), ephemeral=True)

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """Show how to ask."""
        await respond(interaction, said(lazy_join("\n", HELP), self.bot.context.manner(interaction)), ephemeral=True)

    @source.autocomplete("article")
    @sources.autocomplete("article")
    @cite.autocomplete("article")
    async def offer_article(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The articles that fit what was typed so far."""
        context = self.bot.context
        return await context.apart(lambda: offer_articles(context, typed))

    def _about(self) -> str:
        corpus, passages = self.bot.context.answerer.corpus.articles, self.bot.context.answerer.corpus_index.passages
        dates = sorted(article.date for article in corpus)
        return lazy_join(
            "\n",
            [
                gettext_lazy(
                    "**glmbot {version}** quotes *Global Legal Monitor* articles (Law Library of Congress) and cites.",
                    version=__version__,
                ),
                gettext_lazy(
                    "**Holds** {articles}, {passages}, {first} to {last}.",
                    articles=ngettext_lazy("{count} article", "{count} articles", len(corpus)),
                    passages=ngettext_lazy("{count} passage", "{count} passages", len(passages)),
                    first=bluebook_date(dates[0]),
                    last=bluebook_date(dates[-1]),
                ),
                gettext_lazy(
                    "**Limits** It finds passages by their words. It does not understand law, may take a near miss for"
                    " an answer, and knows only these articles. It is not legal advice; the law may have changed since"
                    " an article appeared."
                ),
                gettext_lazy("**Keeps** No question and no name; /privacy tells all."),
                gettext_lazy("Ask a librarian: {address}", address=LIBRARIAN),
            ],
        )


def _doubts(corpus_index: CorpusIndex, passage: Passage) -> tuple[str, ...]:
    """A note where a source of the passage can't be told for certain, since it is then missing under "Rests on"."""
    all_sources = corpus_index.sources[passage.article.article_id]
    doubtful = doubtful_cites(supporting(all_sources, passage.span, passage.article.body))
    if not doubtful:
        return ()
    listed = cut("; ".join(doubtful), _DOUBTS_SHOWN)
    return (gettext_lazy("Not certain what this refers to: {cites} (/sources tells more).", cites=listed),)


async def find_article(context: BotContext, name: str) -> Article:
    """The article that a person chose or typed.

    Raises:
        UnknownArticleError: none or several bear that name.
    """
    lookup = context.lookup
    if (article := context.article_of(name)) is not None:
        return article
    return await context.apart(lambda: lookup.find(name))


def offer_articles(context: BotContext, typed: str) -> list[app_commands.Choice[str]]:
    """The articles that fit what was typed so far."""
    try:
        found = context.lookup.matching(typed, limits.CHOICES)
        return [app_commands.Choice(name=cut(one.title, limits.CHOICE_NAME), value=one.key) for one in found]
    except Exception:  # noqa: BLE001 - whatever it is, the person must be able to go on typing
        # discord.py would leave an autocomplete that fails without acknowledgement.
        _log.exception("articles could not be offered")
        return []


async def setup(bot: Any) -> None:
    """Add the cog; discord.py calls this."""
    await bot.add_cog(LookupCog(bot))
