"""A topic in a few words: in which language it is, and how it is searched."""

from collections.abc import Sequence
from typing import Final

from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.jurisdictions import Jurisdictions
from glmbot.core.languages.translation import translate
from glmbot.core.query.parser import QueryParser
from glmbot.core.query.query import Query, QueryWord
from glmbot.core.text.lexicon import Key
from glmbot.core.text.tokens import fold, split_words

WHOLLY: Final = 0.99
"""Of what a topic weighs, the share by which an article is on it as a whole."""
_ALIKE: Final = 0.7
"""The least weight of what stands for a word, where an article is to be on it."""
_ALIKE_ELSEWHERE: Final = 0.53
"""The same for a word of another language, whose meaning weighs less, and what stands for that less still."""
_UNDERSTOOD: Final = 0.5
"""The least share of the words that English has not, which another language has, for a topic to be in that."""

_BY_STEM: Final = 0.75
_COMMON: Final = 3.0
"""How common an English word is (Zipf) that no other language takes for its own: "pain", but not "femmes"."""


def read_topic(answerer: Answerer, text: str, spoken: str | None = None, besides: Sequence[str] = ()) -> Query:
    """The query of a topic, without the names of some jurisdictions, unless nothing else stands in it.

    One that is too short to tell its language is in the one that the person speaks, or that has its words.
    """
    parser = answerer.parser
    query = parser.parse(text)
    if forms := _named(answerer.jurisdictions, query, besides):
        text = _without(text, forms)
        query = parser.parse(text)
    code = _language_of(parser, query, spoken) if query.language == "en" else None
    return parser.parse(text, language=code) if code else query


def _language_of(parser: QueryParser, query: Query, spoken: str | None) -> str | None:
    """The language that has the words of a topic which English has not; None where English has all, or none has them.

    What English has and the articles have not may still be a word of the language that a person speaks: "pain".
    """
    unknown = {fold(one.written) for one in query.words if not one.is_known or one.alternatives[0].origin == "spelling"}
    if not unknown:
        return None
    strange = {form for form in unknown if parser.terms.frequencies.of(form) < _COMMON}
    codes = sorted(parser.terms.lexicon.translations, key=lambda code: code != spoken)
    found = [(_share(parser, query, code, unknown if code == spoken else strange), code) for code in codes]
    share, best = max(found, key=lambda one: one[0], default=(0.0, ""))
    return best if share >= _UNDERSTOOD else None


def _share(parser: QueryParser, query: Query, code: str, forms: set[str]) -> float:
    """The share of some words of a topic that the word list of a language has; by their stems they count less."""
    translation = parser.terms.lexicon.translations[code]
    had: dict[str, float] = {}
    for term in translate(query.forms, translation, parser.terms.stemmers[code]):
        counted = 1.0 if term.form in translation.words else _BY_STEM
        had |= {form: counted for form in term.form.split(" ") if term.meanings}
    return sum(had.get(form, 0.0) for form in forms) / len(forms) if forms else 0.0


def alike(word: QueryWord) -> list[Key]:
    """The keys that stand for a word well enough."""
    least = _ALIKE_ELSEWHERE if word.alternatives[0].origin == "translation" else _ALIKE
    return [key for key, weight in word.weights.items() if weight >= least]


def _named(known: Jurisdictions, query: Query, jurisdictions: Sequence[str]) -> set[str]:
    """The folded words of a topic that name some jurisdictions; none where it has no others."""
    names = {key for name in jurisdictions for key in known.keys_of(name)}
    parts = {term for key in names for term in key.split(" ")}
    longest = max((key.count(" ") + 1 for key in names), default=0)
    named: set[int] = set()
    words = query.words
    for start in range(len(words)):
        for size in range(min(longest, len(words) - start), 0, -1):
            if " ".join(word.key for word in words[start : start + size]) in names:
                named.update(range(start, start + size))
    named |= {place for place, word in enumerate(words) if not names.isdisjoint(word.weights)}
    named |= {place for place, word in enumerate(words) if word.is_name and word.key in parts}
    if len(named) == len(words):
        return set()
    return {form for place in named for form in fold(words[place].written).split()}


def _without(text: str, forms: set[str]) -> str:
    """A text without some words."""
    for word in reversed(split_words(text)):
        if word.form in forms:
            text = text[: word.span.start] + text[word.span.end :]
    return " ".join(text.split())
