"""What reads and shows articles takes time in proportion to their length, whatever they hold."""

import datetime as dt
import itertools
import time
from collections.abc import Callable
from typing import Final

import pytest

from glmbot.bot.ui.card import Card
from glmbot.bot.ui.markdown import escape, unlinked
from glmbot.bot.ui.render import RenderTarget, render_card
from glmbot.bot.ui.render_sources import render_sources
from glmbot.core.corpus.passages import split_passages
from glmbot.core.index.passage_terms import read_passage
from glmbot.core.model import Span
from glmbot.core.sources import find_sources
from glmbot.core.text.glossary import GlossaryBuilder
from glmbot.core.text.tokens import plain_text, split_sentences, split_words
from support.articles import make_article
from support.words import ANALYZER, FREQUENCIES, LEXICON

SHORT: Final = 2_000
CARD: Final = 10_000
"""Beyond what fits a card: what is longer is searched for the part that does."""
TIMES: Final = 8
BOUND: Final = 3 * TIMES
"""What is linear takes 8 times as long, what is quadratic 64 times: between them nothing but noise decides."""
LEAST_SECONDS: Final = 0.002
"""What takes less is taken for so much: noise is of that size."""

SIGNS: Final = (
    ".", "!", "…", "a", "A", ":", "*", "(", ")", "[", "<", "@", '"', "’", "“", " ", "-", "é", "\u0301", "1", "~", "|",
    "`", "_", "\\", "😀", "\u200b",
)  # fmt: skip
PHRASES: Final = (
    "(Id.) ", "... ", '!?" ', "… ", "- a\n", "x\n", "1. ", "1,", "A. ", "U.S. ", "Mr. ", "No. 1, ", "June 5, 2011 ",
    "(Title, PAPER (Dec. 1, 2011).) ", "(supra, note 1) ", "Id., at 5; ", "see id. ", "(“a,” ", "http://x.y/a ", "[a](",
    "<@1> ", ":a:", "**a** ", "word ", "a.b ", "§ 5 ", "barsEstland",
)  # fmt: skip
BEGINNINGS: Final = (":", "(", "<", "https://", "(Id. at ", "“", "1.", "[")
INPUTS: Final = (
    *(("", one) for one in (*SIGNS, *PHRASES)),
    *itertools.product(BEGINNINGS, ("a", "1", "&", "(")),
)


def card(body: str, *, embeds: bool) -> None:
    article = make_article(body)
    for passage in split_passages(article)[:1]:
        sentences = split_sentences(passage.text)
        shift = passage.span.start
        evidence = [Span(one.start + shift, one.end + shift) for one in sentences[len(sentences) // 2 :][:1]]
        render_card(Card(article, passage, evidence), RenderTarget(str, dt.date(2026, 1, 1), embeds=embeds))


def listed(body: str) -> None:
    article = make_article(body)
    render_sources(article, find_sources(body), (), RenderTarget(str, dt.date(2026, 1, 1)))


def read(body: str) -> None:
    sources = find_sources(body)
    for passage in split_passages(make_article(body)):
        read_passage(passage, sources, ANALYZER)


def explained(body: str) -> None:
    for passage in split_passages(make_article(body)):
        GlossaryBuilder(ANALYZER, LEXICON, FREQUENCIES).read(passage)


WORKS: Final[dict[str, Callable[[str], object]]] = {
    "sentences": split_sentences,
    "sentences beside sources": lambda body: split_sentences(body, [one.span for one in find_sources(body)]),
    "words": split_words,
    "plain text": plain_text,
    "passages": lambda body: split_passages(make_article(body)),
    "reading": read,
    "what is explained": explained,
    "listed sources": listed,
    "escaped": escape,
    "unlinked": unlinked,
    "a card": lambda body: card(body, embeds=True),
    "a card as text": lambda body: card(body, embeds=False),
}


def seconds(work: Callable[[str], object], text: str) -> float:
    """The processor time of some work."""
    began = time.process_time()
    work(text)
    return max(time.process_time() - began, LEAST_SECONDS)


def ratio(work: Callable[[str], object], short: str, long: str) -> float:
    """How much longer the long text takes: the least of a few tries, so that others on the machine count little."""
    tries = (seconds(work, long) / seconds(work, short) for _ in range(3))
    least = next(tries)
    return least if least <= BOUND else min(least, *tries)


@pytest.mark.parametrize("name", WORKS)
def test_eight_times_the_text_takes_no_more_than_in_proportion(name: str) -> None:
    work, size = WORKS[name], CARD if "card" in name else SHORT
    work("Warm up. Now.")
    found = {}
    for begin, unit in INPUTS:
        short = begin + (unit * size)[:size].strip()
        found[begin + unit] = ratio(work, short, begin + (unit * size * TIMES)[: size * TIMES].strip())
    assert {text: round(times) for text, times in found.items() if times > BOUND} == {}
