"""The record of a question language: the words and patterns by which its questions are read.

Words are folded (lower case, without accents). A pattern is a regular expression that is searched in the folded words
of a question, joined by single spaces; "" is found nowhere. Where a field leaves them out, the language has none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from glmbot.core.model import FactField
from glmbot.core.translatable import gettext_lazy


class QuestionType(StrEnum):
    """The question type, which is the expected answer type: what would answer."""

    PERSON = "person"
    DATE = "date"
    PLACE = "place"
    COUNT = "count"
    MONEY = "money"
    AMOUNT = "amount"
    PERCENT = "percent"
    DURATION = "duration"
    REASON = "reason"
    DEFINITION = "definition"
    ABOUT = "about"
    SPEECH = "speech"
    WHICH = "which"
    YES_NO = "yes-no"
    OTHER = "other"


QUESTION_TYPE_NAMES: Final[dict[QuestionType, str]] = {
    QuestionType.PERSON: gettext_lazy("person"),
    QuestionType.DATE: gettext_lazy("date"),
    QuestionType.PLACE: gettext_lazy("place"),
    QuestionType.COUNT: gettext_lazy("count"),
    QuestionType.MONEY: gettext_lazy("money"),
    QuestionType.AMOUNT: gettext_lazy("amount"),
    QuestionType.PERCENT: gettext_lazy("percent"),
    QuestionType.DURATION: gettext_lazy("duration"),
    QuestionType.REASON: gettext_lazy("reason"),
    QuestionType.DEFINITION: gettext_lazy("definition"),
    QuestionType.ABOUT: gettext_lazy("about"),
    QuestionType.SPEECH: gettext_lazy("speech"),
    QuestionType.WHICH: gettext_lazy("which"),
    QuestionType.YES_NO: gettext_lazy("yes-no"),
    QuestionType.OTHER: gettext_lazy("other"),
}
"""The question types as people are told of them."""


@dataclass(frozen=True, kw_only=True)
class Splitting:
    """The words at which a question is split, as alternatives of a pattern: in any case, accents as typed."""

    question_words: str
    """Begin a part: `who|when|where`."""
    verbs: str = ""
    """Begin a part after a full stop, beside the question words: `is|does`."""
    conjunctions: str
    """Join two parts: `and|plus`."""
    after_comma: str = ""
    """Conjunctions that join two parts only after a comma: `but`."""
    after_stop: str = ""
    """Conjunctions that may open a part after a full stop."""
    adverbs: str = ""
    """May stand between a conjunction and the question word: `also|then`."""
    openers: str = ""
    """May stand before the question word or the verb of the first part: `hey|please`."""


@dataclass(frozen=True, kw_only=True)
class MetadataPatterns:
    """How a question asks for the metadata of an article, or for one of the sources that it cites."""

    record: Mapping[FactField, str] = field(default_factory=dict)
    """A pattern for each field of the record; of several that are found, the first counts."""
    source: str = ""
    """The question speaks of a source."""
    written: str = ""
    """The question speaks of something written or reported, which may be a source."""
    cited: str = ""
    """The question asks for what is cited, and so for no field of the record."""
    author: str = ""
    """Of a source its author is asked for."""
    date: str = ""
    """Of a source its date is asked for."""
    id_form: str = ""
    """The question names a source that is cited as "Id."."""
    article: str = ""
    """The question says that it means the article, not what the article cites."""
    paragraph: str = ""
    """A numbered paragraph; its one group is the number."""
    paragraph_words: str = ""
    """What follows an ordinal for a paragraph, as alternatives of a pattern: `paragraph|para`."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    """Ordinals by which a paragraph is named, with its number; -1 is the last."""
    words: frozenset[str] = frozenset()
    """Words of asking for metadata, which do not say of which article or source."""


@dataclass(frozen=True, kw_only=True)
class PeriodWords:
    """The words before a year that say which years are meant, as alternatives of a pattern; folded."""

    since: str = ""
    """That year and later: `since|from`."""
    after: str = ""
    """Later years only: `after`."""
    until: str = ""
    """That year and earlier; also between two years, of which the second is the last: `until|to`."""
    before: str = ""
    """Earlier years only: `before`."""
    within: str = ""
    """That year: `in|of`."""
    between: str = ""
    """Open two years, joined by a conjunction: `between`."""
    conjunctions: str = ""
    """Join the years that such a word opens: `and`."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """A question language: its code (ISO 639-1), its Snowball stemmer, and its words and patterns.

    The words that English needs no translation of stand in `resources/lexicon/<code>.yaml`.
    """

    code: str
    stemmer: str
    note: str = ""
    """What a reader is told whose question was translated, in this language."""
    question_types: Sequence[tuple[QuestionType, str]]
    """A pattern for each question type; of several that are found, the first counts."""
    splitting: Splitting
    gist_words: frozenset[str] = frozenset()
    """Question words that are kept where a question is shortened to its gist."""
    conjunctions: frozenset[str] = frozenset()
    """Words that open a follow-up question."""
    openers: frozenset[str] = frozenset()
    """Pairs of words that open a follow-up question: `what about`."""
    pronouns: frozenset[str] = frozenset()
    """Words that refer back to a question before."""
    lookalikes: frozenset[str] = frozenset()
    """Function words that are everyday English words of another meaning: they tell no language."""
    cognate_endings: Sequence[tuple[str, Sequence[str]]] = ()
    """Endings of words, each with those that the English cognate may have; the first that fits comes first."""
    metadata: MetadataPatterns = MetadataPatterns()
    period: PeriodWords = PeriodWords()

    def question_type(self, forms: Sequence[str]) -> QuestionType:
        """The question type by the folded words of a question."""
        text = " ".join(forms)
        return next((name for name, pattern in self._compiled if pattern.search(text)), QuestionType.OTHER)

    @cached_property
    def _compiled(self) -> Sequence[tuple[QuestionType, re.Pattern[str]]]:
        return [(name, re.compile(pattern)) for name, pattern in self.question_types]


def endings(table: str) -> Sequence[tuple[str, Sequence[str]]]:
    """Cognate endings from a table: `idad=ity ico=ic,ical`; longer endings before those that they end with."""
    pairs = (entry.split("=") for entry in table.split())
    return [(foreign, english.split(",")) for foreign, english in pairs]


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern that is found where any of several is; where all are "", it is found nowhere."""
    return re.compile("|".join(filter(None, patterns)) or "(?!)")
