"""What the articles are as a whole: their jurisdictions, topics and authors, how far they reach, how new they are."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from glmbot.core.citation import bluebook_date
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.listing import Field, counts
from glmbot.core.index.by_date import newest_first
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Article
from glmbot.core.translatable import Translatable, gettext_lazy, ngettext_lazy

Telling: TypeAlias = Callable[[Sequence[Article]], Translatable]
"""Articles (at least one), newest first, to a sentence about them."""

_NAMED: Final = 20


def holdings(name: str, index: CorpusIndex, filters: Filters | None) -> Translatable | None:
    """What an intent of `TELLINGS` asks of the articles that filters allow; None where there are none."""
    allowed = newest_first(index, filters)
    return TELLINGS[name](allowed) if allowed else None


def _jurisdictions(articles: Sequence[Article]) -> Translatable:
    number, named = _values(articles, "jurisdiction")
    return ngettext_lazy("{count} jurisdiction: {named}", "{count} jurisdictions: {named}", number, named=named)


def _topics(articles: Sequence[Article]) -> Translatable:
    number, named = _values(articles, "topic")
    if not number:
        return gettext_lazy("No article here has a topic assigned; ask about a subject instead.")
    return ngettext_lazy("{count} topic: {named}", "{count} topics: {named}", number, named=named)


def _authors(articles: Sequence[Article]) -> Translatable:
    number, named = _values(articles, "author")
    if not number:
        return gettext_lazy("No article here names its author.")
    return ngettext_lazy("{count} author: {named}", "{count} authors: {named}", number, named=named)


def _extent(articles: Sequence[Article]) -> Translatable:
    first, last = bluebook_date(articles[-1].date), bluebook_date(articles[0].date)
    if len(articles) == 1:
        return gettext_lazy("One article, dated {date}.", date=last)
    return gettext_lazy("{count} articles, from {first} to {last}.", count=len(articles), first=first, last=last)


def _part(articles: Sequence[Article]) -> Translatable:
    return gettext_lazy(
        "{extent} I search no others; the whole Global Legal Monitor is on loc.gov.", extent=_extent(articles)
    )


def _updated(articles: Sequence[Article]) -> Translatable:
    date = bluebook_date(articles[0].date)
    return gettext_lazy("My newest article is dated {date}. Whoever runs me adds more; I can't tell when.", date=date)


def _values(articles: Sequence[Article], field: Field) -> tuple[int, str]:
    """How many values of a field there are, and the most frequent of them with the number of their articles."""
    found = counts(articles, field)
    named = ", ".join(f"{value} ({count})" for value, count in found[:_NAMED])
    return len(found), f"{named}, …" if len(found) > _NAMED else named


TELLINGS: Final[Mapping[str, Telling]] = {
    "jurisdictions": _jurisdictions,
    "topics": _topics,
    "authors": _authors,
    "years": _extent,
    "whole": _part,
    "updated": _updated,
}
"""What is told of the articles, by the names of the intents that ask for it."""
