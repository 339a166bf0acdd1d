"""Watches: which new articles are wanted, and when a digest of them is due."""

import datetime as dt
import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias, get_args

from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.jurisdictions import Jurisdictions, nearest
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.occurring import occurring
from glmbot.core.index.readable import words_of
from glmbot.core.index.scope import articles_in
from glmbot.core.model import GlmbotError
from glmbot.core.text.lexicon import Lexicon
from glmbot.core.text.tokens import fold, plain_text, split_words
from glmbot.core.translatable import gettext_lazy, lazy_join, quoted

Often: TypeAlias = Literal["once", "daily", "weekly"]
OFTEN: Final[tuple[Often, ...]] = get_args(Often)
"""How often a digest comes: as soon as there is something, or at nine every day or Monday."""

HOUR: Final = 9
LONGEST: Final = 100
"""Characters of a jurisdiction or a topic."""
MOST_KEYS: Final = 8
_SHOWN: Final = 60
_MARK: Final = 8
MARK: Final = 2 * _MARK
"""Characters of what stands for an article."""


class WatchError(GlmbotError):
    """What was named can't be watched."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a watch waits for: each that is named is a condition, and one at least is."""

    jurisdiction: str | None = None
    topic: str | None = None
    keys: tuple[str, ...] = ()
    """Terms that all occur in an article: in its title, topics or text."""
    words: tuple[str, ...] = field(default=(), compare=False)
    """Words that stand for them before people."""

    @property
    def subject(self) -> str:
        """What is watched, in words that can be shown."""
        keys = quoted(" ".join(self.words or self.keys)) if self.keys else None
        return lazy_join(" · ", [one for one in (self.topic, self.jurisdiction, keys) if one])


def read_wanted(
    index: CorpusIndex, known: Jurisdictions, jurisdiction: str | None, topic: str | None, words: str | None
) -> tuple[Wanted, tuple[str, ...]]:
    """What a person wants to watch, and hints on what no article has yet.

    Raises:
        WatchError: nothing is named, the words say nothing, or they are too many.
        UnknownJurisdictionError, WatchError: a jurisdiction or a topic is misspelt, with the nearest there are.
    """
    place, label, text = (plain_text(one or "") for one in (jurisdiction, topic, words))
    if not (place or label or text):
        raise WatchError(gettext_lazy("name a jurisdiction, a topic or words: a watch on everything is none"))
    keys = tuple(sorted(set(index.analyzer.terms(text))))
    if text and not keys:
        raise WatchError(gettext_lazy("those words are too common to look for; name some that say what you mean"))
    if len(keys) > MOST_KEYS:
        raise WatchError(gettext_lazy("those are too many words; name at most {count}", count=MOST_KEYS))
    hints: list[str] = []
    if place:
        place, is_known = known.known(place)
        if not is_known:
            hints.append(gettext_lazy("No article is on {name} yet; I tell of the first.", name=place))
    if label:
        label, is_known = _topic(index, label)
        if not is_known:
            hints.append(gettext_lazy("No article has the topic {name} yet; I tell of the first.", name=label))
    return Wanted(place or None, label or None, keys, _own_words(index, text)), tuple(hints)


def _own_words(index: CorpusIndex, text: str) -> tuple[str, ...]:
    """The words that are looked for as they were written, each once."""
    words = {index.analyzer.term(word.form): word.letters for word in reversed(split_words(text))
             if not index.analyzer.is_stopword(word)}  # fmt: skip
    return tuple(reversed(words.values()))


def in_words(index: CorpusIndex, watched: Sequence[Wanted]) -> list[Wanted]:
    """What is watched, with a word of the articles in place of each stem."""
    keys = list({key for wanted in watched for key in wanted.keys})
    words = dict(zip(keys, words_of(index, keys), strict=True)) if keys else {}
    return [replace(wanted, words=tuple(words[key] for key in wanted.keys)) for wanted in watched]


def _topic(index: CorpusIndex, wanted: str) -> tuple[str, bool]:
    by_fold = {fold(name): name for name in index.arrays.topics.names}
    if (name := by_fold.get(fold(wanted))) is not None:
        return name, True
    if near := nearest(wanted, by_fold.values()):
        told = {"wanted": wanted[:_SHOWN], "names": ", ".join(near)}
        raise WatchError(gettext_lazy("no article has the topic “{wanted}”; nearest: {names}", **told))
    return wanted[:LONGEST], False


def mark_of(article_id: str) -> str:
    """Sixteen hexadecimal digits that stand for an article, whatever its content."""
    return hashlib.blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=_MARK).hexdigest()


class Marks:
    """The articles of an index by their marks; in arrays, since they may be very many."""

    def __init__(self, index: CorpusIndex) -> None:
        self.index = index
        pairs = sorted(
            (int(mark_of(article_id), 16), number) for number, article_id in enumerate(index.arrays.articles.ids)
        )
        self._marks = array("Q", (mark for mark, _ in pairs))
        self._numbers = array("L", (number for _, number in pairs))

    def __iter__(self) -> Iterator[str]:
        return (f"{mark:0{MARK}x}" for mark in self._marks)

    def __contains__(self, mark: object) -> bool:
        return isinstance(mark, str) and self.number(mark) is not None

    def number(self, mark: str) -> int | None:
        """The number of the article that a mark stands for; None where it is not there."""
        wanted = int(mark, 16)
        place = bisect_left(self._marks, wanted)
        return self._numbers[place] if place < len(self._marks) and self._marks[place] == wanted else None

    def numbers(self, marks: Iterable[str]) -> list[int]:
        """The numbers of those articles that are there."""
        return [number for mark in marks if (number := self.number(mark)) is not None]


def matching(index: CorpusIndex, lexicon: Lexicon, wanted: Wanted, numbers: Iterable[int]) -> list[int]:
    """Those of some articles, by number, that a watch waits for.

    Raises:
        EngineAwayError: the server that keeps the passages does not answer.
    """
    scope = index.scope(Filters(topic=wanted.topic))
    if wanted.jurisdiction is not None:
        # By its name of today: the first article on it may come after the watch, and call it otherwise.
        called = index.arrays.jurisdictions.meant(wanted.jurisdiction)
        known = Jurisdictions([*index.arrays.jurisdictions.names], index.analyzer, lexicon)
        scope = replace(scope, jurisdictions=(called or frozenset(known.meant(wanted.jurisdiction)),))
    mask = articles_in(scope, index.arrays)
    allowed = [number for number in numbers if mask[number]]
    return occurring(index, wanted.keys, allowed) if wanted.keys else allowed


def is_due(often: Often, zone: dt.tzinfo, looked: dt.datetime, now: dt.datetime) -> bool:
    """Whether a watch that was last looked at by some moment is to be looked at by another one."""
    return often == "once" or looked < _moment(often, zone, now)


def _moment(often: Often, zone: dt.tzinfo, now: dt.datetime) -> dt.datetime:
    """The last moment up to now at which a daily or weekly digest comes."""
    day = now.astimezone(zone).date()
    if _at_nine(day, zone) > now:
        day -= dt.timedelta(days=1)
    return _at_nine(day - dt.timedelta(days=day.weekday()) if often == "weekly" else day, zone)


def _at_nine(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Nine o'clock there: the wall's clock, whatever is the offset on that day."""
    return dt.datetime(day.year, day.month, day.day, HOUR, tzinfo=zone).astimezone(dt.UTC)
