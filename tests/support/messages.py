"""Every kind of message that the bot renders without Discord, over some articles."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeVar

from glmbot.bot.cogs.about import help_text
from glmbot.bot.cogs.admin import render_changes, render_refusal
from glmbot.bot.cogs.articles import MOST_LATEST
from glmbot.bot.cogs.settings import render_settings
from glmbot.bot.ui.answer_buttons import reading_rows, style_row
from glmbot.bot.ui.articles import PAGE, Page, render_article, render_list, render_page
from glmbot.bot.ui.card import Card
from glmbot.bot.ui.components import PassageRef
from glmbot.bot.ui.render import Asked, Rendered, RenderTarget, render_card, render_citations, said
from glmbot.bot.ui.render_sources import joined, neighbour_lines, render_sources
from glmbot.bot.ui.replies import render
from glmbot.core.answering.acts import LEAD
from glmbot.core.citation import STYLES, cite
from glmbot.core.corpus.article_file import CorpusError
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.front_matter import Fault
from glmbot.core.corpus.listing import Changes, newest
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import (
    Answer,
    Article,
    Fact,
    Listing,
    NoAnswer,
    NoAnswerReason,
    Passage,
    Related,
    Remark,
    Reply,
    Scope,
    Several,
    Suggestion,
)
from glmbot.core.translatable import gettext_lazy, ngettext_lazy
from glmbot.storage.database import GuildSettings
from glmbot.storage.resources import read_intents
from support.articles import corpus_of
from support.words import ANALYZER, indexed

ASKER: Final = 2**63 - 1
_Kind = TypeVar("_Kind", Answer, Related)
REASONS: Final[tuple[NoAnswerReason, ...]] = ("empty", "unreadable", "no_match", "off_topic", "filtered")


@lru_cache
def index_of(article: Article) -> CorpusIndex:
    """One article, ready to be searched."""
    return CorpusIndex.embedded(corpus_of(article), ANALYZER, indexed(article))


def found(passage: Passage, others: Sequence[Passage], article: Article, kind: type[_Kind]) -> _Kind:
    """A reply with all that a reply can have."""
    sources = tuple(dict.fromkeys((*index_of(article).rests_on(passage), article.title)))
    return kind(
        article=article,
        passage=passage,
        evidence=(passage.span,),
        citation=cite(article, paragraphs=passage.paragraphs),
        sources=sources * 8,
        unmatched_words=(article.title,),
        others=tuple(others),
        notes=(gettext_lazy("Read “{written}” as “{read}”.", written=article.title, read="x"),) * 2,
        newer=(article,) * 3,
    )


def replies(article: Article, passage: Passage, others: Sequence[Passage]) -> Iterator[Reply]:
    """An answer, a related passage, facts with and without one, no answers, and a reply in parts."""
    answer = found(passage, others, article, Answer)
    nothing = [NoAnswer(reason, (article.title,) * 8, (Suggestion("x", article.title),) * 3) for reason in REASONS]
    fact = Fact("title", article.title)
    yield answer
    yield found(passage, others, article, Related)
    yield replace(answer, fact=fact)
    yield Answer(article, None, (), answer.citation, fact=fact)
    yield from nothing
    yield replace(answer, fact=Fact("lead", LEAD))
    for style in STYLES.values():
        cited = cite(article, style, paragraphs=passage.paragraphs)
        yield Answer(article, passage, (), cited, fact=Fact("citation", style.label))
    for intent in read_intents().listed:
        yield Remark(intent.name, intent.says)
    yield Listing(article.title, (article,) * 30)
    yield Listing(article.title, (article,) * 30, Scope(next(iter(article.jurisdictions), None)))
    yield Several((answer, replace(answer, fact=fact), nothing[-1]))


def filters_of(article: Article) -> Filters:
    """Filters that an article meets."""
    return Filters(
        next(iter(article.jurisdictions), None), next(iter(article.topics), None), article.date, article.date
    )


def asked_messages(
    article: Article, passages: Sequence[Passage], target: RenderTarget, question: str
) -> Iterator[Rendered]:
    """What answers a question with one of some passages; the others are offered."""
    asked = Asked((question,) * 3, ASKER, filters_of(article), may_thread=True, written=(question,) * 3)
    for reply in replies(article, passages[0], passages[1:5]):
        yield from render(reply, target, asked)
        yield from render(reply, target, Asked())


def read_messages(article: Article, passage: Passage, target: RenderTarget, question: str) -> Iterator[Rendered]:
    """What is shown of an article without a question, or by a button."""
    corpus_index = index_of(article)
    rows = reading_rows(passage, target.say, asker=ASKER, question=question)
    yield render_card(Card(article, passage, sources=corpus_index.rests_on(passage), rows=rows), target)
    doubt = gettext_lazy("Not certain what this refers to: {cites} (/sources tells more).", cites=article.title)
    lines = neighbour_lines(passage)
    yield render_card(Card(article, passage, notes=(doubt,), neighbours=lines, rows=rows), target)
    sources = corpus_index.sources[article.article_id]
    for paragraphs in ((), passage.paragraphs, passage.paragraphs[-1:]):
        yield render_sources(article, sources, paragraphs, target)
        yield joined([render_sources(article, sources, paragraphs, target, share=3)] * 3)
    yield render_article(article, corpus_index.rests_on(passage), target, ASKER, sources=len(sources))
    ref = PassageRef(article.key, passage.paragraphs[0], ASKER)
    for style in STYLES.values():
        rendered = render_citations([(article, passage.paragraphs)], style, target.say)
        yield replace(rendered, rows=(style_row([ref], style, target.say),))


def listed_messages(articles: Sequence[Article], target: RenderTarget) -> Iterator[Rendered]:
    """Lists of articles, all pages of them, and what a reload says."""
    for filters in (Filters(), filters_of(articles[0])):
        for number in range(-(-len(articles) // PAGE) + 1):
            yield render_page(newest(articles, filters), Page(number, filters), target)
    latest = articles[:MOST_LATEST]
    yield render_list(ngettext_lazy("The newest article", "The {count} newest articles", len(latest)), latest, target)
    yield render_list(gettext_lazy("No article is of {day}.", day="02-30"), (), target)
    faults = [Fault(f"corpus/{one.title}.md", 3, f"title {one.title!r} is odd", "mend it") for one in articles]
    changes = Changes(tuple(articles), tuple(articles), tuple(articles))
    yield render_changes(changes, faults, len(articles), target)
    yield render_changes(Changes((), (), ()), (), 1, target)
    for count in (1, len(faults)):
        yield render_refusal(CorpusError(faults[:count]), target)


def own_messages(target: RenderTarget) -> Iterator[Rendered]:
    """What tells of the bot alone."""
    full = GuildSettings(frozenset(range(2**63 - 30, 2**63 - 5)), threads=False, private=True, language="fr")
    for settings in (GuildSettings(), full):
        yield render_settings(settings, target)
    yield said(help_text("</{}:1456074443980800000>".format), target)
