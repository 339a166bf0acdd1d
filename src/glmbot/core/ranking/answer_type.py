"""Answer typing: whether a sentence shows the answer type that a question asks for, a date, a sum, a person."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Final

from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.languages.language import QuestionType
from glmbot.core.text.lexicon import Key

_REMEMBERED: Final = 4096
_BODIES_LIKE_PLACES: Final = frozenset({"united nation", "un", "european union", "eu", "african union", "au"})


_MONTHS: Final = (
    "Jan(?:uary|\\.)|Feb(?:ruary|\\.)|Mar(?:ch|\\.)|Apr(?:il|\\.)|May|June?|July?|Aug(?:ust|\\.)|Sept?(?:ember|\\.)|"
    "Oct(?:ober|\\.)|Nov(?:ember|\\.)|Dec(?:ember|\\.)"
)
_NUMBER: Final = (
    r"(?:\d[\d.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|"
    r"dozens?|half|both|several|twice)\b)"
)
_MONEY_WORDS: Final = (
    r"(?:US)?\$|€|£|¥|₹|\b(?:dollars?|euros?|pounds?|yen|yuan|won|rupees?|rubles?|roubles?|pesos?|reais|francs?|kron\w+|"
    r"zloty|forint|lira|shekels?|dinars?|dirhams?|riyals?|baht|ringgit|shillings?|rand|naira|cedis?|birr|kwacha|hryvnia|"
    r"lari|tenge|som|manat|lei|lev|soles|soms?|tugriks?|tögrög|UF|UTM|EUR|USD|GBP|CHF|ISK|MNT|KGS|marks?|crowns?|cents?)\b"
)
_TIME_WORDS: Final = (
    r"(?:second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|century|centuries|semester|term)s?"
)
_SHOWS: Final[dict[QuestionType, re.Pattern[str]]] = {
    QuestionType.DATE: re.compile(
        rf"\b(?:{_MONTHS})(?: \d{{1,2}})?(?:,? \d{{4}})?\b|\b(?:1[5-9]|20)\d\d\b|\b\d{{1,2}}[:.]\d\d\b"
        r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:today|yesterday|tomorrow|midnight|noon)\b"
        rf"|\b(?:after|within|before|until) {_NUMBER}",
    ),
    QuestionType.COUNT: re.compile(_NUMBER, re.IGNORECASE),
    QuestionType.AMOUNT: re.compile(_NUMBER, re.IGNORECASE),
    QuestionType.MONEY: re.compile(
        rf"(?:{_MONEY_WORDS})[^.;]{{0,3}}?\s?\d|{_NUMBER}[^.;]{{0,25}}?(?:{_MONEY_WORDS})", re.IGNORECASE
    ),
    QuestionType.PERCENT: re.compile(
        rf"{_NUMBER}\s?(?:%|per ?cent|percentage)|\b(?:half|third|quarter|majority|fifth|tenth)s?\b", re.IGNORECASE
    ),
    QuestionType.DURATION: re.compile(
        rf"{_NUMBER}(?:[\s-]+\w+)?[\s-]+(?:{_TIME_WORDS}|years?[ -]old)\b|\b(?:aged?|under|over|below) (?:of )?{_NUMBER}"
        r"|\bages?\b[^.;]{0,40}\d|\bpermanent(?:ly)?\b|\bindefinite(?:ly)?\b|\bfor life\b|\blife imprisonment\b",
        re.IGNORECASE,
    ),
    QuestionType.SPEECH: re.compile(
        r"\b(?:said|says|stated|states|told|tells|pointed out|noted|declared|argued|argues|warned|stressed|added|explained|remarked|announced"
        r"|promised|described|called|calls|commented|criticized|criticised|welcomed|praised|complained|maintained|contended|insisted|urged"
        r"|observed|emphasi[sz]ed|expressed|defended|replied|answered|reckoned|acknowledged|according to|wrote|asserted|claimed|fears?)\b|[“”\"]"
    ),
    QuestionType.REASON: re.compile(
        r"\b(?:because|since|due to|owing to|in order|so that|so as|as a result|therefore|thus|hence|aim\w*|purpose|objective|"
        r"reason\w*|caus\w+|after|following|result\w*|lead|led|grounds?|argu\w+|concern\w*|protect\w*|prevent\w*|to \w+)\b",
        re.IGNORECASE,
    ),
}


def shows(question_type: QuestionType, text: str) -> bool | None:
    """Whether a text shows the answer type of a question; None where nothing in its form can tell."""
    pattern = _SHOWS.get(question_type)
    if pattern is None:
        return None
    return True if pattern.search(text) else (None if question_type in _LOOSE else False)


def has_shape(question_type: QuestionType) -> bool:
    """Whether the form of a text can tell that it shows the answer type of a question."""
    return question_type in _SHOWS or question_type in {QuestionType.PERSON, QuestionType.PLACE}


_LOOSE: Final = frozenset({QuestionType.SPEECH, QuestionType.REASON})
"""Answer types that a text can show without any of the words that usually tell."""

_CAPITALISED: Final = re.compile(r"(?<![.!?:“\"(]\s)(?<!^)\b[A-ZÀ-ÖØ-Þ][\w’'-]+")
_PLACE: Final = re.compile(
    rf"\b(?:in|at|near|from|across|throughout|outside|around) (?:the )?(?!(?:{_MONTHS})\b)[A-ZÀ-ÖØ-Þ][\w’'-]+"
)


def names_place(text: str) -> bool:
    """Whether a text names a place: a capitalised word, no month, after "in", "at", "near" and the like."""
    return _PLACE.search(text) is not None


def has_name(text: str) -> bool:
    """Whether a text names someone or something: a capitalised word that does not open a sentence."""
    return _CAPITALISED.search(text) is not None


class AnswerTypes:
    """Reads sentences by the numbers of their passages and of themselves there; remembers the latest."""

    def __init__(self, corpus_index: CorpusIndex, places: Collection[Key]) -> None:
        """Take the articles, and the keys that name places."""
        self._corpus_index = corpus_index
        self._single, self._openers = _by_number(corpus_index, places)
        self.shows = lru_cache(maxsize=_REMEMBERED)(self._shows)

    def names_known_place(self, number: int, place: int) -> bool:
        """Whether a sentence has a name of a place."""
        terms = self._corpus_index.sentence_terms(number, place)
        if not self._single.isdisjoint(terms):
            return True
        begun = [key for term in terms for key in self._openers.get(term, ())]
        return bool(begun) and any(map(self._corpus_index.sentence(number, place).has, begun))

    def _shows(self, question_type: QuestionType, number: int, place: int) -> bool | None:
        text = self._corpus_index.sentence_text(number, place)
        if question_type is QuestionType.PERSON:
            return True if has_name(text) else None
        if question_type is QuestionType.PLACE:
            return names_place(text) or self.names_known_place(number, place)
        return shows(question_type, text)


def _by_number(
    corpus_index: CorpusIndex, places: Collection[Key]
) -> tuple[frozenset[int], Mapping[int, Sequence[Key]]]:
    """The terms that name places, by number, and longer names by their first term."""
    single: set[int] = set()
    openers: dict[int, list[Key]] = defaultdict(list)
    for key in set(places) - _BODIES_LIKE_PLACES:
        first, _, rest = key.partition(" ")
        number = corpus_index.bm25.vocabulary.find(first)
        if number is not None and rest:
            openers[number].append(key)
        elif number is not None:
            single.add(number)
    return frozenset(single), openers
