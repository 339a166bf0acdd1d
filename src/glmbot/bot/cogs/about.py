"""What the bot is and how to ask: /about and /help."""

from typing import Final

from discord import app_commands
from discord.ext import commands

from glmbot import __version__
from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, reply_privately
from glmbot.core.answering.answerer import Answerer
from glmbot.core.answering.wording import INVENTED_NOTICE, LIBRARIAN
from glmbot.core.citation import bluebook_date
from glmbot.core.translatable import gettext_lazy, lazy_join, ngettext_lazy

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


class AboutCog(commands.Cog):
    """Tells of the bot itself."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    async def about(self, interaction: Interaction) -> None:
        """Say what this bot is, what it holds, what it keeps."""
        answerer = self.bot.context.answerer
        await reply_privately(interaction, await self.bot.context.apart(lambda: describe(answerer)))

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """Show how to ask."""
        await reply_privately(interaction, lazy_join("\n", HELP))


def describe(answerer: Answerer) -> str:
    """The bot's version, the extent of its articles, its limits, and what it keeps."""
    articles, passages = answerer.corpus.articles, answerer.corpus_index.passages
    dates = sorted(article.date for article in articles)
    return lazy_join(
        "\n",
        [
            gettext_lazy(
                "**glmbot {version}** quotes *Global Legal Monitor* articles (Law Library of Congress) and cites.",
                version=__version__,
            ),
            gettext_lazy(
                "**Holds** {articles}, {passages}, {first} to {last}.",
                articles=ngettext_lazy("{count} article", "{count} articles", len(articles)),
                passages=ngettext_lazy("{count} passage", "{count} passages", len(passages)),
                first=bluebook_date(dates[0]),
                last=bluebook_date(dates[-1]),
            ),
            *([INVENTED_NOTICE] if articles[0].is_invented else []),
            gettext_lazy(
                "**Limits** It finds passages by their words. It does not understand law, may take a near miss for"
                " an answer, and knows only these articles. It is not legal advice; the law may have changed since"
                " an article appeared."
            ),
            gettext_lazy("**Keeps** No question and no name; /privacy tells all."),
            gettext_lazy("Ask a librarian: {address}", address=LIBRARIAN),
        ],
    )
