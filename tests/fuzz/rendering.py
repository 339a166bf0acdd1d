"""What is shown: articles full of markup, marks that nobody sees and long names, in every message and language."""

from collections.abc import Callable
from random import Random
from typing import Final

from glmbot.bot.ui.articles import render_article
from glmbot.bot.ui.render import Asked, RenderTarget, render_citations
from glmbot.bot.ui.replies import render
from glmbot.core.answering.answerer import Answerer
from glmbot.core.citation import STYLES
from glmbot.core.model import Article
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article
from support.nasty import NASTY, URLS, written
from support.sendable import ENGLISH, RENDER_TARGETS, assert_sendable

WORDS: Final = (
    "ferry", "lamp", "The Ferry Act", "requires", "Norland", "2014", "five", "(Id.)", "(FERRY ACT, § 2.)", "who",
)  # fmt: skip
QUESTIONS: Final = (
    "Who requires a lamp?", "ferry", "Norland", "and when?", "Which ferries need lamps? And who wrote it?",
)  # fmt: skip


class Fuzzed:
    """Shows replies from random articles."""

    waits = False

    def try_(self, source: Random) -> str:
        """Make one or two articles, ask about them, and show the reply; nothing breaks a limit of Discord's."""
        articles = [self._article(source, number) for number in range(source.randrange(1, 3))]
        answerer = build_answerer(corpus_of(*articles))
        target = source.choice(RENDER_TARGETS)
        _show(answerer, source, target)
        for article in articles:
            assert_sendable(render_article(article, article.topics, target, source.randrange(2**63)))
            assert_sendable(render_citations([(article, (1,))], source.choice(list(STYLES.values())), target.say))
        return "\n".join(article.body for article in articles)

    def growing(self, source: Random) -> tuple[str, str, Callable[[str], object]]:
        """A paragraph that goes on and on."""
        piece = "".join(source.choice((*NASTY, *WORDS)) for _ in range(source.randrange(1, 5)))
        return "The Ferry Act of Norland. ", written(piece), _show_one

    def close(self) -> None:
        """Nothing is held."""

    def _article(self, source: Random, number: int) -> Article:
        def text(most: int) -> str:
            return written(
                source.choice(("", " ")).join(source.choice((*NASTY, *WORDS)) for _ in range(source.randrange(most)))
            )

        def names() -> list[str]:
            found = (" ".join(text(source.choice((4, 4, 80))).split()) for _ in range(source.randrange(5)))
            return [name for name in found if name]

        paragraphs = [text(source.choice((10, 60, 600))).strip() for _ in range(source.randrange(1, 8))]
        body = "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip()) or "Ferries."
        title = " ".join(text(source.choice((6, 90))).split()) or "Norland: Ferries"
        return make_article(
            body, title=title, article_id=f"2014-03-0{number + 1}-fuzzed", jurisdictions=names(), authors=names(),
            topics=names(), url=source.choice(URLS),
        )  # fmt: skip


def _show(answerer: Answerer, source: Random, target: RenderTarget) -> None:
    turn = None
    for _ in range(2):
        turn = answerer.turn(source.choice(QUESTIONS), before=turn)
        asked = Asked(tuple(query.shortened(60) for query in turn.queries), source.randrange(2**63), may_thread=True)
        for message in render(turn.reply, target, asked):
            assert_sendable(message)


def _show_one(body: str) -> None:
    answerer = build_answerer(corpus_of(make_article(body)))
    for message in render(answerer.answer("Who requires a lamp?"), ENGLISH, Asked(("x",))):
        assert_sendable(message)
