"""The quotations of a text, each looked for in all articles."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.likely import likely_articles, likely_named
from glmbot.core.model import Article, Span
from glmbot.core.quotations.comparing import Alignment, Quoted, Text, aligned, likeness, shortened, word_for_word
from glmbot.core.quotations.judging import Finding, judged
from glmbot.core.quotations.reading import FEWEST_WORDS, quoted_in

MOST_WORDS: Final = 600
"""Words of a quotation that are compared; more are left out."""
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

    @property
    def is_true(self) -> bool:
        """Whether it is a quotation from the articles."""
        return self.finding is not None and self.finding.is_true


def check_text(text: str, index: CorpusIndex) -> list[Checked]:
    """The quotations of a text, in order, each looked for; the whole text where an article has it word for word.

    Raises:
        ArticleChangedError: the text of a large corpus's article is not what it was when it was indexed.
    """
    whole = Quoted.of(text)
    if FEWEST_WORDS <= len(whole.words) <= MOST_WORDS and (found := _found(whole, index, whole_only=True)):
        return [Checked(Span(0, len(text)), text, found)]
    return [_checked(span, text[span.start : span.end], index) for span in quoted_in(text)]


def _checked(span: Span, text: str, index: CorpusIndex) -> Checked:
    quoted = Quoted.of(text)
    if len(quoted.words) < FEWEST_WORDS:
        return Checked(span, text, None, is_short=True)
    if len(quoted.words) > MOST_WORDS:
        span = Span(span.start, span.start + quoted.words[MOST_WORDS - 1].span.end)
        quoted = Quoted.of(text[: span.end - span.start])
    return Checked(span, quoted.text, _found(quoted, index))


def _found(quoted: Quoted, index: CorpusIndex, *, whole_only: bool = False) -> Finding | None:
    """The best finding: exact before the same words, before shortened, before altered; then the likeliest article's."""
    likely = likely_articles(index, quoted.text, _ARTICLES)
    likely += [number for number in likely_named(index, quoted.text, _NAMED) if number not in likely]
    texts = [_text(index, number) for number in likely]
    # Function words are not searched: where articles are few, all of them are read.
    count = len(index.corpus.articles)
    others = [number for number in range(count) if number not in likely] if count <= _FEW else []
    found = _first_of_all(quoted, [*texts, *(_text(index, number) for number in others)])
    if found or whole_only:
        return found
    if quoted.gaps:
        cuts = (_judged(cut) for text in texts if (cut := shortened(quoted, text)))
        if (found := next((one for one in cuts if one.is_true), None)) is not None:
            return found
    likest = sorted(texts, key=lambda text: -likeness(quoted, text))[:_COMPARED]
    compared = [one for text in likest if (one := aligned(quoted, text)) and _is_enough(one, index)]
    best = max(compared, key=lambda one: _share(one, index), default=None)
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
