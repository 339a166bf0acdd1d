"""Doubts: rules by which a passage may not answer, whatever its score; each has a name and tells the reader why."""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import Final

from glmbot.core.languages.language import QUESTION_TYPE_NAMES, QuestionType
from glmbot.core.query.preference import named_places
from glmbot.core.query.query import Query, QueryWord
from glmbot.core.ranking.features import Evidence, Match
from glmbot.core.text.lexicon import Key, Lexicon
from glmbot.core.text.tokens import split_words
from glmbot.core.translatable import gettext_lazy

_HALF: Final = 0.5
CLEAR: Final = 0.7
"""So near in meaning, a word counts as mentioned."""
_NEAR_NUMBER: Final = 4


def doubts_of(query: Query, best: Evidence, lexicon: Lexicon, article: Container[Key]) -> dict[str, str]:
    """The doubts about the best passage, by name, each with a sentence for the reader.

    `article` are the keys that its article has.
    """
    found = ((name, doubt(query, best, lexicon)) for name, doubt in DOUBTS.items())
    doubts = {name: reason for name, reason in found if reason}
    if reason := _stranger(best, article):
        doubts["stranger"] = reason
    return doubts


def missing_words(best: Evidence) -> Iterator[Match]:
    """The words of the question itself that neither the passage nor its title has."""
    return (match for match in best.matches if match.weight == 0 and match.word.alternatives[0].origin != "context")


def _number(query: Query, best: Evidence, _: Lexicon) -> str | None:
    """A year, or a number of things that the passage has, differs: the question presumes something else."""
    for match in missing_words(best):
        if not _NUMERAL.fullmatch(match.word.key):
            continue
        is_year = _YEAR.fullmatch(match.word.key) is not None
        if is_year and int(match.word.key) == best.hit.passage.article.date.year and not _names_a_year(best):
            continue
        if is_year or (float(match.word.key) >= _SMALLEST and _counts_a_match(query, best, match)):
            return gettext_lazy("The passage does not mention {word}.", word=match.word.written)
    return None


def _names_a_year(best: Evidence) -> bool:
    """Whether the best sentence has a year: then it is not the article's own that is told of."""
    return best.sentence is not None and any(_YEAR.fullmatch(form) for form in best.sentence.forms)


_YEAR: Final = re.compile(r"1[5-9]\d\d|20\d\d")
_SMALLEST: Final = 2.0
_NUMERAL: Final = re.compile(r"\d+(?:\.\d+)?", re.ASCII)


def _counts_a_match(query: Query, best: Evidence, number: Match) -> bool:
    """Whether the word after a number is one that the passage has: "five regions"."""
    after = query.own.index(number.word) + 1 if number.word in query.own else len(query.own)
    following = query.own[after] if after < len(query.own) else None
    adjacent = following is not None and f"{number.word.form} {following.form}" in " ".join(query.forms)
    return adjacent and any(match.word is following and match.weight > 0 for match in best.matches)


def _answer_type(query: Query, best: Evidence, _: Lexicon) -> str | None:
    """A number, date, sum or time is asked for, and none stands there."""
    if best.shows_type is not False:
        return None
    return gettext_lazy(
        "The passage shows no {kind} beside these words.", kind=QUESTION_TYPE_NAMES[query.question_type]
    )


def _name(_query: Query, best: Evidence, _: Lexicon) -> str | None:
    """A name in the question that neither the passage nor its article's title has."""
    missing = [
        match.word.written
        for match in best.matches
        if match.weight == 0
        and match.word.is_name
        and match.word.form.isalpha()
        and match.soft < _HALF
        and match.word.alternatives[0].origin == "word"
    ]
    return gettext_lazy("The passage does not mention {word}.", word=missing[0]) if missing else None


def _stranger(best: Evidence, article: Container[Key]) -> str | None:
    """A name that other articles have stands nowhere in this one: it is not misspelt, it is of another matter."""
    for match in best.matches:
        word = match.word
        is_own = word.is_name and word.form.isalpha() and word.alternatives[0].origin == "word"
        if is_own and word.is_known and match.weight == 0 and not any(key in article for key in word.weights):
            return gettext_lazy("The passage does not mention {word}.", word=word.written)
    return None


def _antonym(query: Query, best: Evidence, lexicon: Lexicon) -> str | None:
    """The passage has the contrary of a word of the question, and not the word."""
    for match in missing_words(best) if query.question_type is not QuestionType.YES_NO else ():
        if best.sentence and any(best.sentence.has(term) for term in lexicon.antonyms.get(match.word.key, ())):
            return gettext_lazy("The passage says the contrary of “{word}”.", word=match.word.written)
    return None


_EVENTS: Final = frozenset(
    "refus cancel withdraw reject annul repeal abolish fail denounc suspend postpon resign arrest convict veto boycott"
    " overturn dismiss ratifi renew expel quit renegoti terminat".split()
)


def _event(_query: Query, best: Evidence, _: Lexicon) -> str | None:
    """The question presumes an event (a refusal, a ratification) that the passage does not tell of."""
    missing = [match.word.written for match in missing_words(best) if match.word.key in _EVENTS]
    return gettext_lazy("The passage tells of nothing like “{word}”.", word=missing[0]) if missing else None


def _asked(query: Query, best: Evidence, lexicon: Lexicon) -> str | None:
    """The thing that is asked for ("which airports", "how many judges") does not stand there."""
    head = asked_noun(query)
    if head is None or head.form in lexicon.abstract or head.key in lexicon.bodies:
        return None
    missing = any(match.word is head and match.weight == 0 and match.soft < CLEAR for match in best.matches)
    return gettext_lazy("The passage does not mention “{word}”.", word=head.written) if missing else None


_ASKING: Final = frozenset({"which", "many", "whose"})


def asked_noun(query: Query) -> QueryWord | None:
    """The focus of a question: the query term after "which", "whose", "how many", or "what" where a verb follows."""
    forms = query.forms
    for index, form in enumerate(forms):
        following = forms[index + 1 : index + 2]
        if form in _ASKING or (form == "what" and not _VERBS.isdisjoint(forms[index + 2 : index + 3])):
            return next((word for word in query.own if word.form in following), None)
    return None


_VERBS: Final = frozenset(
    "is are was were do does did has have had can could may might must shall should will would".split()
)


def _counted(query: Query, best: Evidence, lexicon: Lexicon) -> str | None:
    """How many of a thing is asked, and no number stands before the thing."""
    if query.question_type is not QuestionType.COUNT or best.sentence is None or (noun := asked_noun(query)) is None:
        return None
    if not any(best.terms.has(key) for key in noun.weights):
        is_plain = noun.form not in lexicon.abstract
        return gettext_lazy("No number stands before “{word}”.", word=noun.written) if is_plain else None
    is_counted = any(_stands_counted(noun, sentence.terms) for sentence in best.terms.sentences)
    return None if is_counted else gettext_lazy("No number stands before “{word}”.", word=noun.written)


def _stands_counted(noun: QueryWord, terms: Sequence[str]) -> bool:
    numbers = [index for index, term in enumerate(terms) if term[:1].isdigit()]
    nouns = [index for index, term in enumerate(terms) if term in noun.weights]
    return any(0 < later - sooner <= _NEAR_NUMBER for sooner in numbers for later in nouns)


_ORDER: Final = re.compile(
    r"\b(?:before|predecessors?|successors?|former|previous|previously|formerly|next|replaced|succeeded)\b"
)


def _order(query: Query, best: Evidence, _: Lexicon) -> str | None:
    """Who or what came before or after is asked, and the passage tells of no before or after."""
    if query.question_type is not QuestionType.PERSON:
        return None
    asked = _ORDER.search(" ".join(query.forms))
    text = best.terms.passage.text.lower()
    if asked is None or _ORDER.search(text):
        return None
    return gettext_lazy("The passage does not tell what came {word}.", word=_as_written(query, asked[0]))


def _predicate(query: Query, best: Evidence, _: Lexicon) -> str | None:
    """When or where something happened is asked, and the passage does not tell of that happening."""
    if query.question_type not in {QuestionType.DATE, QuestionType.PLACE} or len(query.own) < 2:  # noqa: PLR2004 - a thing and what happened to it
        return None
    last = query.own[-1]
    found = next(
        (match.weight > 0 or match.soft >= CLEAR for match in best.matches if match.word is last),
        True,
    )
    is_verb = last.form == query.forms[-1] and last.form.endswith(("ed", "en", "t", "d"))
    if found or not is_verb:
        return None
    return gettext_lazy("The passage tells of nothing like “{word}”.", word=last.written)


def _role(query: Query, best: Evidence, lexicon: Lexicon) -> str | None:
    """The holder of an office is asked for, and the passage has no such office."""
    if query.question_type is not QuestionType.PERSON:
        return None
    missing = [match.word.written for match in missing_words(best) if match.word.key in lexicon.offices]
    return gettext_lazy("The passage names no {word}.", word=missing[0]) if missing else None


_DIVISION: Final = re.compile(r"\b(?:which|what) (article|section|paragraph|clause|annex|chapter|provision)s?\b")


def _division(query: Query, best: Evidence, _: Lexicon) -> str | None:
    """The article or section of a text is asked for, and the passage numbers none."""
    asked = _DIVISION.search(" ".join(query.forms))
    if asked is None:
        return None
    numbered = re.search(
        r"(?:\b(?:arts?|articles?|sections?|secs?|paras?|clause|annex|chapter)\b\.?|§)\s*\d",
        best.terms.passage.text,
        re.IGNORECASE,
    )
    return None if numbered else gettext_lazy("The passage gives no number of a {word}.", word=asked[1])


def _presumed(query: Query, best: Evidence, _: Lexicon) -> str | None:
    """Why or how something came about is asked, and the passage has nothing near a word of what is presumed."""
    if not _PRESUMING.search(" ".join(query.forms)):
        return None
    missing = [
        match.word.written
        for match in best.matches
        if match.word in query.own and match.weight == 0 and match.soft < CLEAR
    ]
    return gettext_lazy("The passage does not mention “{word}”.", word=missing[0]) if missing else None


_PRESUMING: Final = re.compile(r"^(?:\w+ ){0,4}why\b|^since\b")


def _spoken(query: Query, best: Evidence, _: Lexicon) -> str | None:
    """What someone said about a thing is asked, and the passage has the speaker, but nothing near the thing."""
    if query.question_type is not QuestionType.SPEECH:
        return None
    things = [match for match in best.matches if match.word in query.own and not match.word.is_name]
    if not things or any(match.weight > 0 or match.soft >= CLEAR for match in things):
        return None
    return gettext_lazy("The passage does not mention “{word}”.", word=things[0].word.written)


def _place(query: Query, best: Evidence, lexicon: Lexicon) -> str | None:
    """A place that the question names stands neither in the passage nor in its article's title."""
    title = {match.word.key for match in best.matches if match.titled}
    for place in named_places(query.own, lexicon):
        in_title = all(word.key in title for word in place.words)
        if not in_title and not any(best.terms.has(name) for name in place.names):
            return gettext_lazy("The passage does not mention {word}.", word=place.written)
    return None


_SUPERLATIVES: Final = re.compile(
    r"\b(?:latest|newest|oldest|youngest|earliest|(?:larg|bigg|great|small|high|low|long|short|strict"
    r"|heavi|strong|weak|fast|slow|cheap|dear|rich|poor)est)\b"
)


def _superlative(query: Query, best: Evidence, _: Lexicon) -> str | None:
    """The first or last in an order is asked for, and the passage tells of no order."""
    asked = _SUPERLATIVES.search(" ".join(query.forms))
    if asked is None or _SUPERLATIVES.search(best.terms.passage.text.lower()):
        return None
    return gettext_lazy("The passage does not mention “{word}”.", word=_as_written(query, asked[0]))


def _as_written(query: Query, form: str) -> str:
    """A folded word of the question as the person wrote it."""
    return next((word.letters for word in split_words(query.question) if word.form == form), form)


Doubt = Callable[[Query, Evidence, Lexicon], str | None]
"""A rule: the sentence for the reader where the passage is doubtful, else None."""

DOUBTS: Final[Mapping[str, Doubt]] = {
    "number": _number,
    "kind": _answer_type,
    "counted": _counted,
    "name": _name,
    "role": _role,
    "antonym": _antonym,
    "event": _event,
    "predicate": _predicate,
    "order": _order,
    "asked": _asked,
    "division": _division,
    "presumed": _presumed,
    "place": _place,
    "spoken": _spoken,
    "superlative": _superlative,
}
