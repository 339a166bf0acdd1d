"""What is shown of ranked candidates: the sentences and the words that answer, and titles that come near.

What filters exclude is not shown, by whatever way it was found.
"""

from collections.abc import Sequence
from typing import Final

from glmbot.core.corpus.filters import Filters
from glmbot.core.model import Found, SingleReply, Span, Suggestion
from glmbot.core.ranking.features import Evidence

_SUGGESTIONS: Final = 3

_SURE_SPAN: Final = 2.0
"""Log-likelihood by which words that answer must be likelier than none."""


def sentences_of(best: Evidence) -> tuple[Span, ...]:
    """The best sentence; one that introduces a quotation brings the quotation's first sentence along."""
    if span := answer_span(best):
        return tuple(
            one.span for one in best.terms.sentences if one.span.start < span.end and span.start < one.span.end
        )
    if best.sentence is None:
        return ()
    sentences = best.terms.sentences
    first = sentences.index(best.sentence)
    introduces = best.hit.passage.article.body[: best.sentence.span.end].endswith(":")
    return tuple(sentence.span for sentence in sentences[first : first + 1 + introduces])


def answer_span(best: Evidence) -> Span | None:
    """The words of the body that answer, where the reader is sure that some do."""
    reading, passage = best.reading, best.hit.passage
    if reading is None or reading.span is None or reading.span_score < _SURE_SPAN:
        return None
    start = passage.span.start
    return Span(start + reading.span.start, start + reading.span.end)


def is_excluded(reply: SingleReply, filters: Filters | None) -> bool:
    """Whether a reply shows an article that filters exclude."""
    return filters is not None and isinstance(reply, Found) and not filters.allows(reply.article)


def suggestions(ranked: Sequence[Evidence]) -> tuple[Suggestion, ...]:
    """The articles of the first candidates, a few."""
    titles: dict[str, str] = {}
    for evidence in ranked:
        article = evidence.hit.passage.article
        titles[article.article_id] = article.headline
        if len(titles) == _SUGGESTIONS:
            break
    return tuple(Suggestion(article_id, title) for article_id, title in titles.items())
