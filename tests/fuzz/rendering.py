"""What is shown: articles full of markup, marks that nobody sees and long names, in every message and language."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from glmbot.bot.ui import render_timeline as timelines
from glmbot.bot.ui.articles import Page, render_article, render_page
from glmbot.bot.ui.more import render_more
from glmbot.bot.ui.render import Asked, Rendered, RenderTarget, render_citations
from glmbot.bot.ui.render_comparison import render_comparison
from glmbot.bot.ui.render_quotations import render_checked
from glmbot.bot.ui.render_sources import render_sources
from glmbot.bot.ui.replies import render
from glmbot.core.answering.answerer import Answerer
from glmbot.core.citation import STYLES
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.listing import newest
from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.model import Article, Found, parts_of
from glmbot.core.quotations import check_text
from glmbot.core.research.comparison import compare
from glmbot.core.research.timeline import timeline
from glmbot.core.sources import find_sources
from glmbot.core.text.tokens import fold, plain_text
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article
from support.nasty import NASTY, URLS, written
from support.sendable import ENGLISH, RENDER_TARGETS, assert_sendable

WORDS: Final = (
    "ferry", "lamp", "The Ferry Act", "requires", "Norland", "2014", "five", "(Id.)", "(FERRY ACT, § 2.)", "who",
    "(Ada Quill, Red Barns, THE COURIER (Mar. 4, 2011).)", "(Quill, supra; FERRY ACT, § 3", "“Every ferry”", "Estland",
)  # fmt: skip
QUESTIONS: Final = (
    "Who requires a lamp?", "ferry", "Norland", "and when?", "Which ferries need lamps? And who wrote it?",
    "¿Quién exige una lámpara?", "zebra", "thanks", "tell me more", "shorter", "in APA", "as bibtex", "summary",
    "who wrote it?", "the link", "when was the article published?", "which articles are about ferries?",
    "how many articles on Norland?", "what's new?", "they took my passport and I can't leave", "list all articles",
    "Who? When? Where? Why? How many ferries?", "which source says so?", "",
)  # fmt: skip


class Fuzzed:
    """Shows replies from random articles."""

    waits = False

    def try_(self, source: Random) -> str:
        """Make articles, ask about them, and show what is replied and what else there is on them, inside the limits."""
        articles = [self._article(source, number) for number in range(source.choice((1, 1, 1, 2, 2, 2, 3, 13)))]
        answerer = build_answerer(corpus_of(*articles))
        target = source.choice(RENDER_TARGETS)
        for message in (*_replies(answerer, source, target), *_views(answerer, source, target)):
            assert_sendable(message)
            if message.plain is not None:
                assert_sendable(message.plain())
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
        if source.randrange(2):
            paragraphs.insert(0, "(Mar. 3, 2014) The Ferry Act of Norland requires a lamp on every ferry. " + text(60))
        body = "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip()) or "Ferries."
        title = " ".join(text(source.choice((6, 90))).split()) or "Norland: Ferries"
        date = f"{source.randrange(1990, 2026)}-03-03"
        return make_article(
            body, title=title, date=date, article_id=f"2014-03-{number + 1:02}-fuzzed",
            jurisdictions=[*names(), *source.choice(((), ("Norland",), ("Norland", "Estland")))], authors=names(),
            topics=[*names(), *source.choice(((), ("Ferries",)))], url=source.choice(URLS),
        )  # fmt: skip


def _replies(answerer: Answerer, source: Random, target: RenderTarget) -> Iterator[Rendered]:
    """The messages of a conversation, and the menu on each passage in it."""
    turn = None
    for _ in range(3):
        question = source.choice(QUESTIONS)
        turn = answerer.turn(question, before=turn)
        asker = source.randrange(2**63)
        asked = Asked(tuple(query.shortened(60) for query in turn.queries), asker, may_thread=True)
        yield from render(turn.reply, target, asked)
        for reply in parts_of(turn.reply):
            if isinstance(reply, Found) and reply.passage is not None:
                message = source.choice((None, asker))
                yield render_more(turn, reply.passage, question, target, asker=asker, message=message)


def _views(answerer: Answerer, source: Random, target: RenderTarget) -> Iterator[Rendered]:
    """What commands show of the articles."""
    articles = answerer.corpus.articles
    places = [*dict.fromkeys(place for article in articles for place in article.jurisdictions), "Qxqx"]
    topics = [topic for article in articles for topic in article.topics]
    for article in articles[:3]:
        yield render_article(article, article.topics, target, source.randrange(2**63), sources=source.choice((None, 3)))
        yield render_citations([(article, (1,))], source.choice(list(STYLES.values())), target.say)
        numbers = [paragraph.number for paragraph in split_paragraphs(article.body)]
        wanted = source.choice(((), source.sample(numbers, min(2, len(numbers)))))
        yield render_sources(article, find_sources(article.body), sorted(wanted), target, share=source.choice((1, 2)))
        yield from _checked(answerer, article, source, target)
    filters = Filters(source.choice((None, *places)), source.choice((None, *topics)))
    yield render_page(newest(articles, filters), Page(source.randrange(3), filters), target)
    topic = source.choice((*topics, *WORDS, *NASTY, "ferry")).strip()[: timelines.TOPIC] or None
    named = [place for place in (source.choice(places) for _ in range(source.randrange(2, 5))) if plain_text(place)]
    place = source.choice((None, *named))
    if (topic and plain_text(topic)) or place:
        page = timelines.Page(source.randrange(3), timelines.Wanted(topic or "", place), source.randrange(2) == 0)
        yield timelines.render_timeline(timeline(answerer, topic, place), page, target)
    if len({fold(plain_text(one)) for one in named}) > 1:
        topic = source.choice((*topics, *WORDS, "")) + " ferry lamps"
        yield render_comparison(compare(answerer, topic, named), target)


def _checked(answerer: Answerer, article: Article, source: Random, target: RenderTarget) -> Iterator[Rendered]:
    """Some words of an article as a quotation, with others among them."""
    words = re.split(r"( )", article.body)
    start = source.randrange(len(words))
    quoted = words[start : start + source.choice((5, 40, 400))]
    for _ in range(source.choice((0, 1, 4))):
        quoted.insert(source.randrange(len(quoted) + 1), source.choice((" not ", " 17 ", *NASTY)))
    text = source.choice(("{}", "“{}”", "He said “{}” and “a lamp on every ferry”.")).replace("{}", "".join(quoted))
    if text.strip():
        yield render_checked(check_text(written(text), answerer.corpus_index), target)


def _show_one(body: str) -> None:
    answerer = build_answerer(corpus_of(make_article(body)))
    for message in render(answerer.answer("Who requires a lamp?"), ENGLISH, Asked(("x",))):
        assert_sendable(message)
