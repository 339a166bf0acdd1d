"""Whatever is rendered of the bot's own words is put into a language: shown by one that has no letters at all."""

import re
from collections.abc import Callable
from typing import Final

import pytest

from glmbot.bot.cogs.articles import read_day
from glmbot.bot.errors import explain as told
from glmbot.bot.i18n import LANGUAGES
from glmbot.bot.ui.render import Rendered, RenderTarget
from glmbot.core.answering.explanation import explain, figure_lines, reason_lines
from glmbot.core.citation import STYLES, Markup, bluebook_date, cite, in_text
from glmbot.core.corpus.filters import Filters, check_filters, filter_lines, read_filters
from glmbot.core.corpus.lookup import ArticleLookup, passage_of
from glmbot.core.corpus.passages import split_passages
from glmbot.core.languages import LANGUAGES as QUESTION_LANGUAGES
from glmbot.core.model import GlmbotError, parts_of
from glmbot.core.sources import find_sources
from glmbot.core.sources.listing import detail_lines, list_sources, select
from glmbot.core.translatable import Translatable
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, given_article, make_article
from support.letterless import say_letterless
from support.messages import asked_messages, listed_messages, own_messages, read_messages
from support.sendable import TODAY, text_of

RENDER_TARGETS: Final = [RenderTarget(say_letterless, TODAY, embeds) for embeds in (True, False)]
ARTICLE: Final = make_article(
    "Паромы берут лодки. (Красные Паромы, КУРЬЕР (4.3.2011); Синие Паромы, КУРЬЕР (5.4.2011).)\n\n"
    "Лодки берут всех. (Id.)\n\nПаромы плывут. (Ада Перо, supra.)\n\nПаромы стоят. (Зелёные Паромы, КУРЬЕР (6.5.2011).",
    title="Закон о паромах",
    article_id="2014-03-03-1",
    jurisdictions=["Нордланд"],
    authors=["Инес Фабель"],
    topics=["Паромы"],
    url="https://127.0.0.1/1",
)
NAMED: Final = sorted(
    {
        *(
            cite(ARTICLE, style, paragraphs=n, markup=mark)
            for style in STYLES.values()
            for n in ((), (1,), (2,), (3,), (4,))
            for mark in Markup
        ),
        *(
            in_text(ARTICLE, style, paragraphs=n, markup=Markup.MARKDOWN) or "Id."
            for style in STYLES.values()
            for n in ((1,), (2,), (3,), (4,))
        ),
        *(style.label for style in STYLES.values()),
        *LANGUAGES.values(),
        bluebook_date(ARTICLE.date),
        "https://127.0.0.1/1",
        "ask.loc.gov/law",
        "Id.",
        "supra",
        "May",
        "UTC",
        ARTICLE.article_id,
    },
    key=len,
    reverse=True,
)
"""What is no word of the bot's own: citations, dates as they are cited, names."""


def english_in(message: Rendered) -> list[str]:
    """The runs of letters that are neither translated nor the article's."""
    text = re.sub(r"</[\w -]+:\d+>", " ", text_of(message).replace("\\", ""))  # commands keep their names
    for name in NAMED:
        text = text.replace(name.replace("\\", ""), " ")
    return re.findall(r"[A-Za-z]{2,}", text)


@pytest.mark.parametrize("target", RENDER_TARGETS, ids=["embed", "text"])
def test_nothing_stays_english_around_a_quotation(target: RenderTarget) -> None:
    passages = split_passages(ARTICLE)
    for place, passage in enumerate(passages):
        for message in asked_messages(ARTICLE, (passage, *passages[:place], *passages[place + 1 :]), target, "Паромы?"):
            assert english_in(message) == []
        for message in read_messages(ARTICLE, passage, target, "Паромы?"):
            assert english_in(message) == []
    for message in own_messages(target):
        assert english_in(message) == []


@pytest.mark.parametrize("target", RENDER_TARGETS, ids=["embed", "text"])
def test_nothing_stays_english_in_lists_but_faults_of_files(target: RenderTarget) -> None:
    *messages, one_fault, many_faults = listed_messages([ARTICLE] * 60, target)
    for message in messages:
        assert english_in(message) == []
    assert english_in(many_faults) == []
    assert one_fault.content.split("\n")[0] == many_faults.content


def test_every_line_about_a_source_can_be_translated_but_the_source_itself() -> None:
    listed = list_sources(find_sources(ARTICLE.body))
    tones = set()
    for paragraph in (None, 1, 2, 3, 4):
        summary, entries = select(listed, ARTICLE, paragraph)
        assert isinstance(summary, Translatable)
        for entry in entries:
            for tone, line in detail_lines(entry):
                tones.add(tone)
                assert isinstance(line, Translatable) or not re.search("[A-Za-z]{2,}", line)
    assert tones == {"plain", "doubt"}


READY: Final = build_answerer(corpus_of(given_article(), make_article()))
QUESTIONS: Final = [
    "Which regions does the MOU target?", "Who is Yuri Fedtov?", "How many ferries carry lifeboats in Japan in 1999?",
    "When did the UNHCR sign the treaty with France?", "and what did he say?", "Which act raised harbour dues?",
    "Why was the agreement not signed before 2005?", "What percentage of victims were children?", "que es el MOU?",
    "How much did the UNODC pay for section 5?", "Did they reject the memorandum?", "hello", "zebra", "", "x" * 1200,
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_notes_doubts_and_reasons_can_be_translated(question: str) -> None:
    turn = READY.turn(question)
    lines = [note for part in parts_of(turn.reply) for note in part.notes]
    if turn.ranked:
        explanation = explain(READY, turn)
        assert explanation is not None
        lines += [*reason_lines(explanation), *explanation.doubts, *figure_lines(explanation)]
    assert all(
        isinstance(line, Translatable) or line in {one.note for one in QUESTION_LANGUAGES.values()} for line in lines
    )


ERRORS: Final[dict[str, Callable[[], object]]] = {
    "unknown article": lambda: ArticleLookup([ARTICLE]).find("zzzz"),
    "near article": lambda: ArticleLookup([ARTICLE]).find("Закон о поромах"),
    "several articles": lambda: ArticleLookup([ARTICLE, ARTICLE]).find("Закон"),
    "paragraph": lambda: passage_of(ARTICLE, 9),
    "date": lambda: read_filters(after="yesterday"),
    "day": lambda: read_day("13-13"),
    "period": lambda: check_filters(read_filters(after="2012", before="2011"), [ARTICLE]),
    "jurisdiction": lambda: check_filters(Filters("x"), [ARTICLE]),
    "topic": lambda: check_filters(Filters(topic="x"), [ARTICLE]),
    "fault": lambda: 1 / 0,
}


@pytest.mark.parametrize("name", ERRORS)
def test_what_a_person_is_told_of_an_error_can_be_translated(name: str) -> None:
    with pytest.raises((GlmbotError, ZeroDivisionError)) as caught:
        ERRORS[name]()
    assert isinstance(told(caught.value), Translatable)


def test_filters_in_words_can_be_translated() -> None:
    assert all(isinstance(one, Translatable) for one in filter_lines(read_filters("x", "y", "2011", "2012")))
