"""The quotations of a text, each looked for in all articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Article, Span
from glmbot.core.quotations.judging import Finding
from glmbot.core.quotations.reading import FEWEST_WORDS, quoted_in, trimmed
from glmbot.core.quotations.searching import ReadArticles, Search
from glmbot.core.quotations.surroundings import Surroundings
from glmbot.core.quotations.texts import Quoted
from glmbot.core.quotations.titles import titled

MOST: Final = 30
"""Quotations of one text that are looked for, where nothing else is said."""
MOST_WORDS: Final = 600
"""Words that are compared at once; a longer quotation that does not stand there as a whole is compared in pieces."""


@dataclass(frozen=True)
class Checked:
    """A quotation of a text, with what it is in the articles: None where they have nothing like it."""

    span: Span
    """In the text, without the quotation marks."""
    text: str
    finding: Finding | None
    is_short: bool = False
    """Whether it has too few words to be looked for."""
    is_part: bool = False
    """Whether it is a piece of a long quotation that does not stand there as a whole."""
    title_of: Article | None = None
    """The article whose title it is."""
    is_left: bool = False
    """Whether it was not looked for, since the text has so many before it."""
    others: int = 0
    """In how many other articles a number stands."""
    named: tuple[str, ...] = ()
    """The jurisdictions that the text names around it, where the article is on none of them."""
    rests_on: tuple[str, ...] = ()
    """The sources that the article gives for its paragraphs."""

    @property
    def is_true(self) -> bool:
        """Whether it is a quotation from the articles, or a title of one; whose words they are is not checked."""
        if self.title_of is not None:
            return True
        return self.finding is not None and self.finding.is_true and not self.is_part

    @property
    def article(self) -> Article | None:
        """The article that it stands in, or whose title it is."""
        return self.finding.article if self.finding else self.title_of

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The numbers of the paragraphs that it stands in; a title stands in none."""
        return self.finding.paragraphs if self.finding else ()


def all_true(checked: Sequence[Checked]) -> bool:
    """Whether all quotations of a text are from the articles, those aside that are too short to be looked for."""
    looked_for = [one for one in checked if not one.is_short]
    return bool(looked_for) and all(one.is_true for one in looked_for)


def check_text(text: str, index: CorpusIndex, most: int | None = MOST) -> list[Checked]:
    """The quotations of a text, in order, the first `most` looked for; the whole text where an article has it so.

    Raises:
        ArticleChangedError: the text of a large corpus's article is not what it was when it was indexed.
    """
    articles = ReadArticles(index)
    span = trimmed(text)
    stripped = text[span.start : span.end]
    whole = Quoted.of(stripped)
    if title_of := titled(whole.keys, stripped, index):
        return [Checked(span, stripped, None, title_of=title_of)]
    if len(whole.words) >= FEWEST_WORDS and (found := Search(whole, articles).in_one_run()):
        return [Checked(span, stripped, found, rests_on=articles.rests_on(found))]
    return [*_Check(text, articles, most).all()]


class _Check:
    """The quotations that a text marks."""

    def __init__(self, text: str, articles: ReadArticles, most: int | None) -> None:
        self._text, self._articles, self._most = text, articles, most
        self._spans = quoted_in(text)
        self._around = Surroundings(text, self._spans, articles.index.jurisdictions.values())

    def all(self) -> Iterator[Checked]:
        """All of them, in order; once as many were looked for as may be, the others are told to be left."""
        looked_for = 0
        for span in self._spans:
            quoted = Quoted.of(self._text[span.start : span.end])
            is_short = len(quoted.words) < FEWEST_WORDS and not _has_number(quoted)
            if not is_short and self._most is not None and looked_for >= self._most:
                yield Checked(span, quoted.text, None, is_left=True)
                continue
            looked_for += not is_short
            yield from self._checked(span, quoted, is_short=is_short)

    def _checked(self, span: Span, quoted: Quoted, *, is_short: bool) -> Iterator[Checked]:
        if title_of := titled(quoted.keys, quoted.text, self._articles.index):
            yield Checked(span, quoted.text, None, title_of=title_of)
            return
        if is_short:
            yield Checked(span, quoted.text, None, is_short=True)
            return
        named = self._around.named(span)
        search = Search(quoted, self._articles, named)
        if len(quoted.words) < FEWEST_WORDS:
            # Two words are no wording of anybody's, but a number is right or wrong.
            found = search.in_one_run()
            yield self._told(span, quoted, found, named, others=search.count() - 1 if found else 0)
        elif len(quoted.words) <= MOST_WORDS:
            yield self._told(span, quoted, search.best(), named)
        elif whole := search.in_one_run() or search.shortened():
            yield self._told(span, quoted, whole, named)
        else:
            for place in _pieces(quoted):
                piece = Quoted.of(quoted.text[place.start : place.end])
                where = Span(span.start + place.start, span.start + place.end)
                best = Search(piece, self._articles, named).best()
                yield self._told(where, piece, best, named, is_part=True)

    def _told(
        self,
        span: Span,
        quoted: Quoted,
        found: Finding | None,
        named: tuple[str, ...],
        *,
        is_part: bool = False,
        others: int = 0,
    ) -> Checked:
        return Checked(
            span,
            quoted.text,
            found,
            is_part=is_part,
            others=others,
            named=() if found is None or {*named} & {*found.article.jurisdictions} else named,
            rests_on=self._articles.rests_on(found) if found else (),
        )


def _has_number(quoted: Quoted) -> bool:
    return any(char.isdigit() for key in quoted.keys for char in key)


def _pieces(quoted: Quoted) -> Iterator[Span]:
    """A long quotation in pieces of like length, each to be compared by itself."""
    count = len(quoted.words)
    size = ceil(count / ceil(count / MOST_WORDS))
    for first in range(0, count, size):
        words = quoted.words[first : first + size]
        yield Span(words[0].span.start, words[-1].span.end)
