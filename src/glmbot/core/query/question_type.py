"""What kind of thing a question asks for, and whether a text shows such a thing."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from glmbot.core.translatable import gettext_lazy


class QuestionType(StrEnum):
    """What would answer."""

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
"""The kinds as people are told of them."""

_PEOPLE: Final = (
    "person|people|politician|official|minister|judge|lawyer|man|woman|guy|author|president|leader|boss|chief|head"
)
_PLACES: Final = "country|countries|city|cities|place|places|state|states|capital|nation|nations|province|region|town"
_QUESTION_PATTERNS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            QuestionType.DEFINITION,
            r"\b(?:stands? for|standing for|abbreviations?|acronyms?|initials|spell(?:ed|s|ing)? out|full (?:name|form)|short for)\b"
            r"|\b(?:meaning|mean|means|signifi\w+|siglas?|sigle)\b"
            r"|^(?:so |and |ok )?(?:what|whats)(?: s| is| are| the)*(?: an?| the)? \w+(?: here| anyway| again)?$",
        ),
        (
            QuestionType.ABOUT,
            r"\b(?:what|whats)\b.{0,40}\babout$|\b(?:summar\w+|gist|tl ?dr|in short|in a nutshell|main point|overview)\b",
        ),
        (
            QuestionType.SPEECH,
            r"\bwhat (?:\w+ ){0,2}(?:did|does|do|has|have|was|were|is|are|s)\b.{0,80}\b(?:say|said|saying|state|stated|think|claim|argue|tell|told"
            r"|remark|comment|declare|announce|warn|call|describe|point out|promise|stress|opinion|view|reaction|words|quote|talk|mention)\b"
            r"|\b(?:quotes?|quotation|statement|comments?|remarks|words|speech|opinion|view) (?:of|by|from)\b|\bwhat (?:he|she|they) said\b"
            r"|\bhow did .{0,60}\b(?:react|respond|feel|comment|defend|justify|judge|describe)\b|\bwhat \w+( \w+)? (?:said|says|thinks|thought)\b",
        ),
        (
            QuestionType.PERCENT,
            r"\b(?:percent|percentage|per cent|proportion|what share|which share|how large a share)\b",
        ),
        (
            QuestionType.DURATION,
            r"\bhow (?:long|old|soon|much longer|much time|quickly|fast)\b"
            r"|\bhow many (?:second|minute|hour|day|week|month|year|decade)s?\b|\b(?:what|which|minimum|maximum) age\b"
            r"|\bdeadline\b|\bfor what period\b|\btime limit\b",
        ),
        (
            QuestionType.MONEY,
            r"\bhow much (?:money|tax)\b|\bhow much\b.{0,60}\b(?:pay|paid|cost|costs|fine|fined|fee|spend|spent|price|worth|charge|charged|earn|tax|sum)\b"
            r"|\bhow (?:expensive|costly|high|big|large)\b.{0,30}\b(?:fine|fee|tax|penalty|price|budget|cost)"
            r"|\b(?:cost|price|fee|fine|budget)\b.{0,12}$|^(?:what|whats|which)(?: is| s| are| was)? the (?:cost|price|fee|budget|fine)",
        ),
        (QuestionType.COUNT, r"\bhow many\b|\bhow often\b|\bnumber of\b|\bhow few\b|\bwhat number\b"),
        (QuestionType.AMOUNT, r"\bhow (?:much|far|high|large|big|tall|deep|wide|heavy)\b"),
        (
            QuestionType.DATE,
            r"^(?:and |so |but |ok )?(?:since |until |by |from )?when(?: \w+)?$|\b(?:what|which|on what|on which) (?:date|day|year|month|time)\b"
            r"|\b(?:since|until|from|till) when\b|\bwhen (?:did|does|do|was|were|is|are|will|can|must|has|have|had|should|may)\b",
        ),
        (
            QuestionType.PLACE,
            rf"^(?:and |so |but )?(?:from )?where\b|\b(?:in|to|from)? ?(?:what|which) (?:{_PLACES})\b"
            r"|\bwhere (?:did|does|do|was|were|is|are|will|can|has|have|should|exactly)\b",
        ),
        (
            QuestionType.PERSON,
            rf"^(?:and |so |but )?(?:by |to |for |with |on |from |of )?(?:who|whom|whose|whos)\b|\b(?:what|which) (?:{_PEOPLE})\b"
            r"|\b(?:who|whom) (?:is|are|was|were|did|does|do|has|had|will|can|may|must|should|said|signed|wrote)\b|\bby whom\b|\bname of\b",
        ),
        (
            QuestionType.REASON,
            r"\bwhy\b|\bhow come\b|\bwhat (?:caused|reason|reasons|led|made|prompted)\b|\bfor what reason\b|\breasons? for\b",
        ),
        (QuestionType.WHICH, r"\b(?:which|what) \w"),
        (
            QuestionType.YES_NO,
            r"^(?:and |so |but |ok |hey )?(?:is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have|had|isn|aren|doesn)\b",
        ),
    )
)


def question_type_of(forms: Sequence[str]) -> QuestionType:
    """The kind of a question, by its folded words."""
    text = " ".join(forms)
    return next((kind for kind, pattern in _QUESTION_PATTERNS if pattern.search(text)), QuestionType.OTHER)


_FOREIGN_PATTERNS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (QuestionType.DEFINITION, r"\b(?:siglas?|significa|signifie|sigle|veut dire|quiere decir)\b"),
        (QuestionType.REASON, r"\bpor que\b|\bpourquoi\b"),
        (QuestionType.COUNT, r"\bcuant[oa]s\b|\bcombien de\b"),
        (QuestionType.AMOUNT, r"\bcuant[oa]\b|\bcombien\b"),
        (QuestionType.DATE, r"\bcuando\b|\bquand\b|\b(?:que|quelle) (?:dia|fecha|date|jour|annee|ano)\b"),
        (QuestionType.PLACE, r"\b(?:a |en |de )?donde\b|^(?:d )?ou\b"),
        (QuestionType.PERSON, r"\bquien(?:es)?\b|^(?:et |par |a |de |avec )?qui\b"),
        (QuestionType.SPEECH, r"\b(?:dijo|dice|declaro|opino|opina)\b|\b(?:dit|declare|affirme|pense)\b"),
    )
)


def foreign_question_type(forms: Sequence[str]) -> QuestionType:
    """The kind of a Spanish or French question, by its folded words."""
    text = " ".join(forms)
    return next((kind for kind, pattern in _FOREIGN_PATTERNS if pattern.search(text)), QuestionType.OTHER)


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


def shows(kind: QuestionType, text: str) -> bool | None:
    """Whether a text shows what a kind of question asks for; None where the kind has no pattern of its own."""
    pattern = _SHOWS.get(kind)
    if pattern is None:
        return None
    return True if pattern.search(text) else (None if kind in _LOOSE else False)


def has_shape(kind: QuestionType) -> bool:
    """Whether the form of a text can tell that it shows what a kind of question asks for."""
    return kind in _SHOWS or kind in {QuestionType.PERSON, QuestionType.PLACE}


_LOOSE: Final = frozenset({QuestionType.SPEECH, QuestionType.REASON})
"""Kinds that a text can show without any of the words that usually tell."""

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
