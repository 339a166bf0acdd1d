"""Intents: what a message wants, told by phrases that cover it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, Self, TypeAlias

from glmbot.core.intents.automaton import Automaton
from glmbot.core.intents.phrases import Phrase, Sets, numberless, tokens_of
from glmbot.core.intents.spelling import Spelling
from glmbot.core.intents.stretches import FILLER, Stretch, outermost, uncovered
from glmbot.core.text.tokens import Word, split_words
from glmbot.core.translatable import Translatable, gettext_lazy

Known: TypeAlias = Mapping[str, Phrase]
"""Phrases that were read before, by their text."""

ANY: Final = "any"
"""Where the phrases stand that are of no language in particular: "ok"."""

TELLING_MASS: Final = 4.2
"""The mass (`Frequencies`) from which on a word tells what a message is about; "great" in thanks has less."""

_ENGLISH: Final = "en"
CHAT: Final = "chat"
"""The intent of small talk that has no other."""
THANKS: Final = "thanks"
BEYOND: Final = "beyond"
"""The intent of what a bot is told to do that finds no passage: "play some jazz"."""

_FEW: Final = 14
"""Words of a message that may be small talk though no phrase covers it."""
_LONGEST: Final = 60
"""Words of a message that may be covered by phrases: a longer one says more than that."""


class Beside(StrEnum):
    """What may stand in a message beside the phrases of an intent."""

    NOTHING = "nothing"
    """Filler words alone."""
    COMMON = "common"
    """Words that tell nothing, where none of them asks: "great, thank you"."""
    SUBJECT = "subject"
    """After them, what they are about: "how many articles on *Kenya*"."""
    WORDS = "words"
    """Any words that are no subject of the articles, in a message that is no story."""
    ANYTHING = "anything"
    """Anything, also in a story."""


@dataclass(frozen=True)
class Intent:
    """Something that a message may want: its phrases by language, and the bot's own sentence for it."""

    name: str
    phrases: Mapping[str, tuple[Phrase, ...]]
    says: Translatable
    beside: Beside = Beside.NOTHING
    signs: str = ""
    """Emoji that say it, in a message without words."""
    says_in: Mapping[str, str] = field(default_factory=dict)
    """The sentence in languages that the bot does not speak otherwise."""


@dataclass(frozen=True)
class Heard:
    """An intent that was found in a message."""

    intent: Intent
    language: str
    """The code of the language of its phrase; "" where that is English, or none in particular."""
    forms: tuple[str, ...] = ()
    """The tokens of its longest phrase."""
    rest: tuple[str, ...] = ()
    """The words beside its phrases and filler words, as they were written."""


@dataclass(frozen=True)
class Intents:
    """The intents in the order in which they count, the filler words, and the words that ask."""

    listed: tuple[Intent, ...] = ()
    fillers: tuple[Phrase, ...] = ()
    asking: frozenset[str] = frozenset()
    tells: Callable[[str], bool] = field(default=bool, repr=False)
    """Whether a folded word says what a message is about."""
    requests: tuple[Phrase, ...] = ()
    """Phrases in which the bot is spoken to, and which ask it for something."""
    addressing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By language, the words that speak to the bot."""
    speaking: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By language, the words by which people tell of themselves."""
    telling: frozenset[str] = frozenset()
    """Words with which a message is no small talk."""
    commanding: frozenset[str] = frozenset()
    """Words that begin a command that finds no passage."""
    spelling: Spelling = field(default_factory=Spelling)

    @classmethod
    def read(
        cls, data: Mapping[str, Any], sets: Sets, tells: Callable[[str], bool], known: Known | None = None
    ) -> Self:
        """The intents of `resources/intents.yaml`, with the sets of phrases that they may name, or the phrases known.

        Raises:
            KeyError, PhraseError, ValueError: an entry lacks a field, or has a wrong one.
        """
        return cls(
            tuple(_intent(name, entry, sets, known) for name, entry in data["intents"].items()),
            _phrases(data["fillers"], sets, known),
            frozenset(data["asking"].split()),
            tells,
            _phrases(data["requests"], sets, known),
            _words(data["addressing"]),
            _words(data["speaking"]),
            frozenset(data["telling"].split()),
            frozenset(data.get("commanding", "").split()),
            Spelling.of(data.get("spellings", {})),
        )

    def heard(self, text: str, is_of_articles: Callable[[Sequence[Word]], bool] = lambda _: False) -> Heard | None:
        """What a message wants; None where it is a question, or nothing that has an intent.

        `is_of_articles` says whether words name something of which the articles speak.
        """
        words, forms = self._read(text)
        if not words:
            return next((Heard(one, "") for one in self.listed if not set(one.signs).isdisjoint(text)), None)
        if len(forms) > _LONGEST:
            # Nothing but a cry for help is worth being sought in a story, and of it the first is enough.
            return next((self._heard(one, forms) for one in self._found(forms) if self._is_heard_anywhere(one)), None)
        found = outermost([*self._found(forms)])
        for rank in sorted({one.rank for one in found} - {FILLER}):
            own = [one for one in found if one.rank == rank]
            beside = self.listed[rank].beside
            rest = self._rest(forms, found, own, beside)
            if beside is Beside.WORDS and is_of_articles([words[place] for place in uncovered(forms, found)]):
                continue  # a question of law that holds the phrase
            if rest is not None:
                best = max(own, key=lambda one: one.end - one.start)
                return self._heard(best, forms, tuple(words[place].letters for place in rest))
        return None

    def _heard(self, best: Stretch, forms: tuple[str, ...], rest: tuple[str, ...] = ()) -> Heard:
        language = "" if best.language in {ANY, _ENGLISH} else best.language
        return Heard(self.listed[best.rank], language, forms[best.start : best.end], rest)

    def _is_heard_anywhere(self, found: Stretch) -> bool:
        return found.rank != FILLER and self.listed[found.rank].beside is Beside.ANYTHING

    def small_talk(self, text: str, is_subject: Callable[[Word], bool]) -> Heard | None:
        """Small talk that no phrase covers: it speaks to the bot, or of its writer, and has no subject of an article.

        `is_subject` says whether a word is one of which articles speak.
        """
        words, forms = self._read(text)
        if not words or len(words) > _FEW:
            return None
        left = [words[place] for place in uncovered(forms, [*self._requests(forms)])]
        if thanks := self._thanks(text, words, is_subject):
            return self._heard(thanks, forms)
        fillers = [one for one in self._found(forms) if one.rank == FILLER]
        told = [words[place] for place in uncovered(forms, fillers)]
        if told and told[0].form in self.commanding and not self._tells_of_law(told[1:], is_subject):
            return Heard(self._named[BEYOND], "")
        asks = "?" in text or forms[0] in self.asking
        for talk in (self.addressing, *([] if asks else [self.speaking])):
            said = {word.form for word in left} & _all(talk)
            rest = [word for word in left if word.form not in said]
            if said and not self._tells_of_law(rest, is_subject):
                language = next((code for code, own in talk.items() if said <= own), _ENGLISH)
                return Heard(self._named[CHAT], "" if language == _ENGLISH else language)
        return None

    def _tells_of_law(self, words: Iterable[Word], is_subject: Callable[[Word], bool]) -> bool:
        return any(word.form in self.telling or is_subject(word) for word in words)

    def _thanks(self, text: str, words: Sequence[Word], is_subject: Callable[[Word], bool]) -> Stretch | None:
        """The thanks in a message that asks nothing, and speaks of nothing of which articles speak."""
        forms = tuple(word.form for word in words)
        found = outermost([*self._found(forms)])
        left = uncovered(forms, found)
        asks = "?" in text or (left and forms[left[0]] in self.asking)
        if asks or any(is_subject(words[place]) for place in left):
            return None
        return next((one for one in found if one.rank != FILLER and self.listed[one.rank].name == THANKS), None)

    def spoken(self, text: str) -> Heard | None:
        """The small talk of which a message that asks nothing holds a phrase, whatever else it tells."""
        _, forms = self._read(text)
        found = outermost([*self._found(forms)])
        talk = [one for one in found if one.rank != FILLER and self.listed[one.rank].beside is Beside.COMMON]
        asks = "?" in text or any(forms[place] in self.asking for place in uncovered(forms, found))
        return self._heard(min(talk, key=lambda one: one.start), forms) if talk and not asks else None

    def _requests(self, forms: tuple[str, ...]) -> Iterator[Stretch]:
        """Where a message asks for something by speaking to the bot: "can you tell me"."""
        for match in self._asking_of_it.matches([*map(numberless, forms)]):
            yield Stretch(match.start, match.end, FILLER, ANY)

    @cached_property
    def _asking_of_it(self) -> Automaton:
        return Automaton(self.requests)

    @cached_property
    def _named(self) -> Mapping[str, Intent]:
        return {one.name: one for one in self.listed}

    def _read(self, text: str) -> tuple[Sequence[Word], tuple[str, ...]]:
        """The tokens of a message as phrases spell them, and their forms."""
        words = self.spelling.read(split_words(text), self.has_token)
        return words, tuple(word.form for word in words)

    def has_token(self, form: str) -> bool:
        """Whether a phrase, or what asks, has a token."""
        return form in self._tokens

    @cached_property
    def _tokens(self) -> frozenset[str]:
        listed = (phrase for intent in self.listed for phrases in intent.phrases.values() for phrase in phrases)
        return self.asking.union(tokens_of((*listed, *self.fillers)))

    def _rest(
        self, forms: Sequence[str], found: Sequence[Stretch], own: Sequence[Stretch], beside: Beside
    ) -> list[int] | None:
        """The places beside an intent's phrases; None where more stands there than the intent allows.

        Phrases of other intents are fillers too: "thanks, tell me more" wants more.
        """
        if beside is Beside.SUBJECT:
            start = min(one.start for one in own)
            rest = uncovered(forms, [one for one in found if one in own or one.rank == FILLER or one.end <= start])
            return rest if all(place > start for place in rest) else None
        rest = uncovered(forms, found)
        if beside in {Beside.NOTHING, Beside.WORDS}:
            return [] if beside is Beside.WORDS or not rest else None
        asks = any(forms[place] in self.asking for place in uncovered(forms, own))
        if beside is Beside.COMMON and (asks or any(self.tells(forms[place]) for place in rest)):
            return None
        return rest

    def _found(self, forms: tuple[str, ...]) -> Iterator[Stretch]:
        for match in self._automaton.matches([*map(numberless, forms)]):
            yield Stretch(match.start, match.end, *self._kinds[match.phrase])

    @cached_property
    def _automaton(self) -> Automaton:
        listed = (phrase for intent in self.listed for phrases in intent.phrases.values() for phrase in phrases)
        return Automaton((*listed, *self.fillers))

    @cached_property
    def _kinds(self) -> Sequence[tuple[int, str]]:
        """The rank of the intent and the language of each phrase of the automaton."""
        listed = [
            (rank, language)
            for rank, intent in enumerate(self.listed)
            for language, phrases in intent.phrases.items()
            for _ in phrases
        ]
        return (*listed, *((FILLER, ANY) for _ in self.fillers))


def _intent(name: str, entry: Mapping[str, Any], sets: Sets, known: Known | None) -> Intent:
    phrases = {language: _phrases(lines, sets, known) for language, lines in entry["phrases"].items()}
    says, beside = entry["says"], Beside(entry.get("beside", Beside.NOTHING))
    return Intent(name, phrases, gettext_lazy(says), beside, entry.get("signs", ""), entry.get("says_in", {}))


def _phrases(lines: str, sets: Sets, known: Known | None) -> tuple[Phrase, ...]:
    """The phrases of some lines."""
    return tuple(Phrase.read(line, sets) if known is None else known[line] for line in lines.splitlines())


def _words(by_language: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {language: frozenset(listed.split()) for language, listed in by_language.items()}


def _all(by_language: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*by_language.values())
