"""What the bot is and how to ask: /about and /help."""

from collections.abc import Callable

from discord import app_commands
from discord.ext import commands

from glmbot import __version__
from glmbot.bot.client import GlmBot
from glmbot.bot.cogs import ask, quotations, reading_list
from glmbot.bot.context import Interaction, reply_privately
from glmbot.bot.ui.delivery import in_time
from glmbot.core.answering.answerer import Answerer
from glmbot.core.answering.wording import INVENTED_NOTICE, LIBRARIAN
from glmbot.core.citation import bluebook_date
from glmbot.core.translatable import gettext_lazy, lazy_join, ngettext_lazy


def help_text(mention: Callable[[str], str]) -> str:
    """How to ask, and all commands by what people want of them; `mention` names a command so that it can be pressed."""
    return lazy_join(
        "\n",
        [
            gettext_lazy("Ask a question about Global Legal Monitor articles. The answer is a passage, word for word."),
            gettext_lazy(
                "**Ask** Mention me, reply to me, write me a direct message, or use {ask}.",
                ask=mention("ask"),
            ),
            gettext_lazy(
                "**On a message** open Apps: “{find}” · “{check}” · on an answer of mine “{save}”",
                find=gettext_lazy(ask.MENU),
                check=gettext_lazy(quotations.MENU),
                save=gettext_lazy(reading_list.MENU),
            ),
            gettext_lazy(
                "**Look around** {articles} all of them · {latest} the newest · {day} of a day · {article} one of them",
                articles=mention("articles"),
                latest=mention("latest"),
                day=mention("on-this-day"),
                article=mention("article"),
            ),
            gettext_lazy(
                "**Research** {compare} a topic in several jurisdictions · {timeline} a topic through the years"
                " · {watch} tells of new articles · {watches} lists and ends that",
                compare=mention("compare"),
                timeline=mention("timeline"),
                watch=mention("watch"),
                watches=mention("watches"),
            ),
            gettext_lazy(
                "**Read and cite** {source} a paragraph · {sources} what it rests on · {cite} a citation · {verify}"
                " whether a quotation is right",
                source=mention("source"),
                sources=mention("sources"),
                cite=mention("cite"),
                verify=mention("verify"),
            ),
            gettext_lazy(
                "**Keep** “{save}” under an answer · {list} what you saved, with your notes · {export} a file of it,"
                " for Word, Zotero and other programs",
                save=gettext_lazy(reading_list.MENU),
                list=mention("reading-list"),
                export=mention("export"),
            ),
            gettext_lazy(
                "**Yours** {display} compact answers or full ones · {privacy} what is kept · {forget} deletes it",
                display=mention("display"),
                privacy=mention("privacy"),
                forget=mention("forget-me"),
            ),
            gettext_lazy(
                "**The bot** {about} me · {help} this · {stats} counts · {settings} for a server’s managers · {reload}"
                " for the owner",
                about=mention("about"),
                help=mention("help"),
                stats=mention("stats"),
                settings=mention("settings"),
                reload=mention("reload"),
            ),
            "",
            gettext_lazy("Below an answer: read on, take its citation, see its sources; **More** has the rest."),
            gettext_lazy("A follow-up may lean on your question before (“and what did he say?”), for ten minutes."),
            gettext_lazy("“Not sure that this answers it” means just that: read the passage before you rely on it."),
        ],
    )


class AboutCog(commands.Cog):
    """Tells of the bot itself."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    async def about(self, interaction: Interaction) -> None:
        """Say what this bot is, what it holds, what it keeps."""
        answerer = self.bot.context.answerer
        describing = self.bot.context.apart(lambda: describe(answerer))
        await reply_privately(interaction, await in_time(interaction, describing, private=True))

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """Show how to ask."""
        mentions = await in_time(interaction, self.bot.command_mentions(), private=True)
        await reply_privately(interaction, help_text(lambda name: mentions.get(name, f"`/{name}`")))


def describe(answerer: Answerer) -> str:
    """The bot's version, the extent of its articles, its limits, and what it keeps."""
    articles = answerer.corpus.articles
    dates = sorted(article.date for article in articles)
    return lazy_join(
        "\n",
        [
            gettext_lazy(
                "**glmbot {version}** quotes *Global Legal Monitor* articles (Law Library of Congress) and cites.",
                version=__version__,
            ),
            gettext_lazy(
                "**Holds** {articles}, {first} to {last}.",
                articles=ngettext_lazy("{count} article", "{count} articles", len(articles)),
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
