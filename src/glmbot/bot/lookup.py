"""Looking up: paragraphs, citations, articles, and what the bot is."""

import logging
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from glmbot import __version__, limits
from glmbot.bot.client import GlmBot
from glmbot.bot.delivery import respond
from glmbot.bot.markdown import cut, escape
from glmbot.bot.rendering import ACCENT, Card, Rendered, render_card, render_citation
from glmbot.bot.sources import neighbour_lines, render_sources
from glmbot.core.catalogue import article_key, passage_of
from glmbot.core.citation import Style, bluebook_date, style_label
from glmbot.core.model import Article, Passage
from glmbot.core.source_list import doubtful_cites, list_sources
from glmbot.core.sources import supporting
from glmbot.core.wording import LIBRARIAN

_log = logging.getLogger(__name__)

_STYLES: Final = [app_commands.Choice(name=style_label(style), value=style.value) for style in Style]

_DOUBTS_SHOWN: Final = 100

Interaction = discord.Interaction[GlmBot]

HELP: Final = (
    "Ask a question about Global Legal Monitor articles. The answer is a passage, word for word, with its citation.\n"
    "\n"
    "**Mention me** with a question, write me a **direct message**, or use the commands:\n"
    "`/ask` a question · `/source` a paragraph of an article · `/sources` what it rests on · `/cite` an article"
    " · `/articles` what there is · `/about` me\n"
    "\n"
    "A follow-up may lean on your question before (“and what did he say?”), for ten minutes.\n"
    "“Not sure that this answers it” means just that: read the passage before you rely on it."
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
        passage = passage_of(self._find(article), paragraph)
        card = Card(
            passage.article,
            passage,
            sources=self.bot.desk.answerer.holdings.rests_on(passage),
            notes=self._doubts(passage),
            neighbours=neighbour_lines(passage),
        )
        await respond(interaction, render_card(card, embeds=interaction.app_permissions.embed_links), ephemeral=False)

    @app_commands.command()
    @app_commands.describe(article="The article: choose one, or type its id", paragraph="Only this paragraph's sources")
    async def sources(
        self, interaction: Interaction, article: str, paragraph: app_commands.Range[int, 1, 100_000] | None = None
    ) -> None:
        """List what an article rests on: each source in full, and where it is cited again."""
        found = self._find(article)
        if paragraph is not None:
            passage_of(found, paragraph)
        listed = list_sources(self.bot.desk.answerer.holdings.sources[found.article_id])
        rendered = render_sources(found, listed, paragraph, embeds=interaction.app_permissions.embed_links)
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
        style: str = Style.BLUEBOOK.value,
        paragraph: app_commands.Range[int, 1, 100_000] | None = None,
    ) -> None:
        """Cite an article, or one of its paragraphs."""
        found = self._find(article)
        if paragraph is not None:
            passage_of(found, paragraph)
        await respond(interaction, render_citation(found, Style(style), paragraph), ephemeral=True)

    @app_commands.command()
    async def articles(self, interaction: Interaction) -> None:
        """List the articles, newest first."""
        await respond(interaction, _render_list(self.bot.desk.catalogue.matching("", 10_000)), ephemeral=True)

    @app_commands.command()
    async def about(self, interaction: Interaction) -> None:
        """Say what this bot is, what it holds, what it keeps."""
        await respond(interaction, Rendered(self._about()), ephemeral=True)

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """Show how to ask."""
        await respond(interaction, Rendered(HELP), ephemeral=True)

    @source.autocomplete("article")
    @sources.autocomplete("article")
    @cite.autocomplete("article")
    async def offer_articles(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The articles that fit what was typed so far."""
        try:
            found = self.bot.desk.catalogue.matching(typed, limits.CHOICES)
            return [
                app_commands.Choice(name=cut(one.title, limits.CHOICE_NAME), value=article_key(one)) for one in found
            ]
        except Exception:  # noqa: BLE001 - whatever it is, the person must be able to go on typing
            # discord.py would leave an autocomplete that fails without acknowledgement.
            _log.exception("articles could not be offered")
            return []

    def _find(self, name: str) -> Article:
        catalogue = self.bot.desk.catalogue
        return catalogue.by_key(name) or catalogue.find(name)

    def _doubts(self, passage: Passage) -> tuple[str, ...]:
        """A note where a source of the passage can't be told for certain, since it is then missing under "Rests on"."""
        all_sources = self.bot.desk.answerer.holdings.sources[passage.article.article_id]
        doubtful = doubtful_cites(supporting(all_sources, passage.span, passage.article.body))
        if not doubtful:
            return ()
        return (f"Not certain what this refers to: {cut('; '.join(doubtful), _DOUBTS_SHOWN)} (/sources tells more).",)

    def _about(self) -> str:
        corpus, passages = self.bot.desk.answerer.corpus.articles, self.bot.desk.answerer.holdings.passages
        dates = sorted(article.date for article in corpus)
        return (
            f"**glmbot {__version__}** quotes *Global Legal Monitor* articles (Law Library of Congress) and cites.\n"
            f"**Holds** {len(corpus)} article{'s' if len(corpus) != 1 else ''}, {len(passages)} passages,"
            f" {bluebook_date(dates[0])} to {bluebook_date(dates[-1])}.\n"
            "**Limits** It finds passages by their words. It does not understand law, may take a near miss for an"
            " answer, and knows only these articles. It is not legal advice; the law may have changed since an article"
            " appeared.\n"
            "**Keeps** No question and no name. Your last question stays in memory for ten minutes, for follow-ups.\n"
            f"Ask a librarian: {LIBRARIAN}"
        )


def _render_list(articles: list[Article]) -> Rendered:
    """As many articles as a message holds, and how many more there are."""
    reserve = 60
    lines: list[str] = []
    length = 0
    for article in articles:
        line = f"{escape(bluebook_date(article.date))} · {_linked(article)}"
        if length + len(line) + 1 > limits.EMBED_DESCRIPTION - reserve:
            break
        lines.append(line)
        length += len(line) + 1
    if left := len(articles) - len(lines):
        lines.append(f"… and {left} older. /ask searches them all.")
    count = len(articles)
    title = f"{count} article{'s' if count != 1 else ''}"
    return Rendered(embed=discord.Embed(title=title, description="\n".join(lines), colour=ACCENT))


def _linked(article: Article) -> str:
    title = escape(cut(article.title, limits.EMBED_TITLE))
    fits = article.url and len(article.url) <= limits.BUTTON_URL and ")" not in article.url
    return f"[{title}]({article.url})" if fits else title


async def setup(bot: Any) -> None:
    """Add the cog; discord.py calls this."""
    await bot.add_cog(LookupCog(bot))
