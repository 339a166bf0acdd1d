"""The quotations of a text, each looked for in all articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import ceil
from typing import Final

from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.likely import likely_articles, likely_named
from glmbot.core.model import Article, Span
from glmbot.core.quotations.comparing import Alignment, Quoted, Text, aligned, likeness, shortened, word_for_word
from glmbot.core.quotations.judging import Finding, judged
from glmbot.core.quotations.reading import FEWEST_WORDS, quoted_in
from glmbot.core.quotations.titles import titled

MOST_WORDS: Final = 600
"""Words that are compared at once; a longer quotation that does not stand there as a whole is compared in pieces."""
_ARTICLES: Final = 24
"""Articles that are read for a quotation, since their passages or sources are like it."""
_NAMED: Final = 8
"""Articles that are read besides, since their headings or titles are like it."""
_FEW: Final = 64
_COMPARED: Final = 3
"""Articles that are compared with it word by word."""
_LEAST_WORDS: Final = 4
_LEAST_SHARE: Final = 0.55
"""What the words that are the same must weigh of all, to be called a quotation of that article at all."""
_STOPWORD_WEIGHT: Final = 0.4


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

    @property
    def is_true(self) -> bool:
        """Whether it is a quotation from the articles, or a title of one."""
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


def check_text(text: str, index: CorpusIndex) -> list[Checked]:
    """The quotations of a text, in order, each looked for; the whole text where an article has it word for word.

    Raises:
        ArticleChangedError: the text of a large corpus's article is not what it was when it was indexed.
    """
    whole = Quoted.of(text)
    if title_of := titled(whole.keys, text, index):
        return [Checked(Span(0, len(text)), text, None, title_of=title_of)]
    if len(whole.words) >= FEWEST_WORDS and (found := _Search(whole, index).in_one_run()):
        return [Checked(Span(0, len(text)), text, found)]
    return [one for span in quoted_in(text) for one in _checked(span, text[span.start : span.end], index)]


def _checked(span: Span, text: str, index: CorpusIndex) -> Iterator[Checked]:
    quoted = Quoted.of(text)
    if title_of := titled(quoted.keys, text, index):
        yield Checked(span, text, None, title_of=title_of)
        return
    search = _Search(quoted, index)
    if len(quoted.words) < FEWEST_WORDS:
        # Two words are no wording of anybody's, but a number is right or wrong.
        has_number = any(char.isdigit() for key in quoted.keys for char in key)
        yield Checked(span, text, search.in_one_run() if has_number else None, is_short=not has_number)
        return
    if len(quoted.words) <= MOST_WORDS:
        yield Checked(span, text, search.best())
    elif found := search.in_one_run() or search.shortened():
        yield Checked(span, text, found)
    else:
        yield from _pieces(span, quoted, index)


def _pieces(span: Span, quoted: Quoted, index: CorpusIndex) -> Iterator[Checked]:
    """A long quotation in pieces of like length, each compared by itself."""
    count = len(quoted.words)
    size = ceil(count / ceil(count / MOST_WORDS))
    for first in range(0, count, size):
        words = quoted.words[first : first + size]
        place = Span(words[0].span.start, words[-1].span.end)
        piece = Quoted.of(quoted.text[place.start : place.end])
        where = Span(span.start + place.start, span.start + place.end)
        yield Checked(where, piece.text, _Search(piece, index).best(), is_part=True)


class _Search:
    """A quotation that is looked for; later ways are for what the earlier ones do not find, and take longer."""

    def __init__(self, quoted: Quoted, index: CorpusIndex) -> None:
        self._quoted, self._index = quoted, index

    @cached_property
    def _likely(self) -> list[int]:
        likely = likely_articles(self._index, self._quoted.text, _ARTICLES)
        return likely + [one for one in likely_named(self._index, self._quoted.text, _NAMED) if one not in likely]

    @cached_property
    def _texts(self) -> list[Text]:
        return [_text(self._index, number) for number in self._likely]

    def in_one_run(self) -> Finding | None:
        """Where all of its words stand side by side: the first letter for letter, else the first."""
        # Function words are not searched: where articles are few, all of them are read.
        count = len(self._index.corpus.articles)
        others = [number for number in range(count) if number not in self._likely] if count <= _FEW else []
        return _first_of_all(self._quoted, [*self._texts, *(_text(self._index, number) for number in others)])

    def shortened(self) -> Finding | None:
        """Where it stands but for what it marks as left out; one that may be called a quotation before others."""
        if not self._quoted.gaps:
            return None
        cuts = [_judged(cut) for text in self._texts if (cut := shortened(self._quoted, text))]
        cuts = [one for one in cuts if one.status != "altered"]
        return next((one for one in cuts if one.is_true), next(iter(cuts), None))

    def best(self) -> Finding | None:
        """What is found first, and what may be called a quotation before what may not."""
        if found := self.in_one_run():
            return found
        cut = self.shortened()
        if cut and cut.is_true:
            return cut
        near = self.nearest()
        return near if near and (near.is_true or not cut) else cut

    def nearest(self) -> Finding | None:
        """What is likest to it."""
        likest = sorted(self._texts, key=lambda text: -likeness(self._quoted, text))[:_COMPARED]
        found = [one for text in likest if (one := aligned(self._quoted, text)) and _is_enough(one, self._index)]
        best = max(found, key=lambda one: _share(one, self._index), default=None)
        return None if best is None else _judged(best)


def _first_of_all(quoted: Quoted, texts: list[Text]) -> Finding | None:
    """The first text that has a quotation letter for letter, else the first that has its words; later ones unread."""
    words: Finding | None = None
    for found in (_judged(one) for text in texts if (one := word_for_word(quoted, text))):
        if found.status == "exact":
            return found
        words = words or found
    return words


def _text(index: CorpusIndex, number: int) -> Text:
    article = index.corpus.articles[number]
    return Text(article, partial(index.sources.__getitem__, article.article_id))


def _judged(found: Alignment) -> Finding:
    return judged(found, _paragraphs(found.text.article, found.span))


def _paragraphs(article: Article, span: Span) -> tuple[int, ...]:
    """The numbers of the paragraphs that a stretch of a body touches; where it is a heading, of the next one."""
    paragraphs = split_paragraphs(article.body)
    touched = [one.number for one in paragraphs if one.span.start < span.end and span.start < one.span.end]
    after = [one.number for one in paragraphs if one.span.start >= span.end]
    return tuple(touched or after[:1] or [paragraphs[-1].number])


def _is_enough(found: Alignment, index: CorpusIndex) -> bool:
    same = sum(len(_same_words(found, part.said)) for part in found.parts if part.kind == "same")
    return same >= _LEAST_WORDS and _share(found, index) >= _LEAST_SHARE


def _same_words(found: Alignment, said: Span) -> list[str]:
    return [word.key for word in found.quoted.words if word.span in said]


def _share(found: Alignment, index: CorpusIndex) -> float:
    """What the words that are the same weigh among all of the quotation; numbers that differ do not count."""
    same, other = 0.0, 0.0
    for part in found.parts:
        weights = list(_weights(_same_words(found, part.said), index, same=part.kind == "same"))
        if part.kind == "same":
            same += sum(weights)
        else:
            other += sum(weights)
    return same / (same + other) if same else 0.0


def _weights(keys: list[str], index: CorpusIndex, *, same: bool) -> Iterator[float]:
    for key in keys:
        terms = index.analyzer.terms(key)
        if not terms:
            yield _STOPWORD_WEIGHT
        elif same or not any(char.isdigit() for char in key):
            yield max(index.bm25.idf(term) for term in terms)
