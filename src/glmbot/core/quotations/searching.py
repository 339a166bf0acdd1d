"""A quotation looked for in the articles: side by side, but for its ellipses, or what is likest to it."""

from collections.abc import Iterable
from functools import cached_property, partial
from typing import Final

from glmbot.core.corpus.lookup import passage_of
from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.likely import likely_articles, likely_named
from glmbot.core.model import Article, Span
from glmbot.core.quotations.comparing import aligned, likeness, shortened, word_for_word
from glmbot.core.quotations.judging import Finding, judged
from glmbot.core.quotations.likeness import is_enough, share
from glmbot.core.quotations.texts import Alignment, Quoted, Text

_ARTICLES: Final = 24
"""Articles that are read for a quotation, since their passages or sources are like it."""
_NAMED: Final = 8
"""Articles that are read besides, since their headings or titles are like it."""
_FEW: Final = 64
_COMPARED: Final = 3
"""Articles that are compared with it word by word."""


class ReadArticles:
    """The articles that are read for the quotations of one text, each cut into words once."""

    def __init__(self, index: CorpusIndex) -> None:
        self.index = index
        self._texts: dict[int, Text] = {}

    def text(self, number: int) -> Text:
        """An article in words, by its number."""
        if number not in self._texts:
            article = self.index.corpus.articles[number]
            find_notes = partial(self.index.sources.__getitem__, article.article_id)
            self._texts[number] = Text(article, find_notes, self.index.analyzer.irregular)
        return self._texts[number]

    def all(self) -> range:
        """The numbers of all articles where they are few, so that all can be read; else none."""
        count = len(self.index.corpus.articles)
        return range(count if count <= _FEW else 0)

    def rests_on(self, finding: Finding) -> tuple[str, ...]:
        """The sources that an article gives for the paragraphs of a quotation, in full."""
        passages = (passage_of(finding.article, number) for number in finding.paragraphs)
        return tuple(dict.fromkeys(source for one in passages for source in self.index.rests_on(one)))


class Search:
    """A quotation that is looked for; later ways are for what the earlier ones do not find, and take longer."""

    def __init__(self, quoted: Quoted, articles: ReadArticles, named: Iterable[str] = ()) -> None:
        self._quoted, self._articles, self._named = quoted, articles, frozenset(named)

    @cached_property
    def _likely(self) -> list[int]:
        index, text = self._articles.index, self._quoted.text
        likely = likely_articles(index, text, _ARTICLES)
        return likely + [one for one in likely_named(index, text, _NAMED) if one not in likely]

    @cached_property
    def _texts(self) -> list[Text]:
        return [self._articles.text(number) for number in self._likely]

    @cached_property
    def _read(self) -> list[Text]:
        """The likely articles, and all others where they are few: function words are not searched."""
        others = [self._articles.text(number) for number in self._articles.all() if number not in self._likely]
        return [*self._texts, *others]

    def in_one_run(self) -> Finding | None:
        """Where all of its words stand side by side: on what the text names, letter for letter, else the first."""
        on_named = [text for text in self._read if self._named & {*text.article.jurisdictions}]
        return _first_of_all(self._quoted, on_named) or _first_of_all(self._quoted, self._read)

    def count(self) -> int:
        """In how many of the articles that are read all of its words stand side by side."""
        return sum(text.find(self._quoted.keys) is not None for text in self._read)

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
        index = self._articles.index
        spelled = [(self._quoted.spelled_as(text), text) for text in self._texts]
        likest = sorted(spelled, key=lambda pair: -likeness(*pair))[:_COMPARED]
        found = [one for pair in likest if (one := aligned(*pair)) and is_enough(one, index)]
        best = max(found, key=lambda one: share(one, index), default=None)
        return None if best is None else _judged(best)


def _first_of_all(quoted: Quoted, texts: list[Text]) -> Finding | None:
    """The first text that has a quotation letter for letter, else the first that has its words; later ones unread."""
    words: Finding | None = None
    for found in (_judged(one) for text in texts if (one := word_for_word(quoted, text))):
        if found.status == "exact":
            return found
        words = words or found
    return words


def _judged(found: Alignment) -> Finding:
    return judged(found, _paragraphs(found.text.article, found.span))


def _paragraphs(article: Article, span: Span) -> tuple[int, ...]:
    """The numbers of the paragraphs that a stretch of a body touches; where it is a heading, of the next one."""
    paragraphs = split_paragraphs(article.body)
    touched = [one.number for one in paragraphs if one.span.start < span.end and span.start < one.span.end]
    after = [one.number for one in paragraphs if one.span.start >= span.end]
    return tuple(touched or after[:1] or [paragraphs[-1].number])
