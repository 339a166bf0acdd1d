"""Where phrases stand among tokens: an automaton over all of them, whose states are made as they are first met.

A state is a set of what is still to come of each phrase that may have begun (the subset construction; Aho, Sethi,
Ullman, Compilers, 3.6). A token that is in no phrase leads nowhere and is not kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

from glmbot.core.intents.phrases import Phrase, Rest, after, followed, may_end, openers

_Begun: TypeAlias = frozenset[tuple[int, Rest]]
"""The numbers of phrases, each with what is still to come of it."""


class Match(NamedTuple):
    """A phrase at its longest from a token on."""

    start: int
    end: int
    phrase: int
    """Its number."""


@dataclass(eq=False, slots=True)
class _State:
    ended: tuple[int, ...]
    """The phrases that may end here."""
    next: dict[str, list[tuple[int, Rest]]]
    """The tokens that may come, each with what may take it."""
    after: "dict[str, _State]" = field(default_factory=dict)
    """The states of those tokens that came so far."""


class Automaton:
    """Finds phrases among tokens."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases: Final = phrases
        self._states: Final[dict[_Begun, _State]] = {}

    def matches(self, forms: Sequence[str]) -> Iterator[Match]:
        """The phrases that stand among tokens, each at its longest, in the order of their starts, then as given."""
        for start in range(len(forms)):
            state, ends = self._first, dict[int, int]()
            for place in range(start, len(forms)):
                following = state.after.get(forms[place]) or self._after(state, forms[place])
                if following is None:
                    break
                state = following
                ends.update(dict.fromkeys(state.ended, place + 1))
            yield from (Match(start, ends[phrase], phrase) for phrase in sorted(ends))

    @cached_property
    def _first(self) -> _State:
        return _state_of([(number, followed(one.parts)) for number, one in enumerate(self._phrases)])

    def _after(self, state: _State, token: str) -> _State | None:
        """The state after a token that did not come before; None where no phrase has it there."""
        if (taking := state.next.get(token)) is None:
            return None
        begun = frozenset((number, rest) for number, one in taking for rest in after(one, token))
        if (found := self._states.get(begun)) is None:
            found = self._states[begun] = _state_of(begun)
        state.after[token] = found
        return found


def _state_of(begun: Iterable[tuple[int, Rest]]) -> _State:
    taking: dict[str, list[tuple[int, Rest]]] = {}
    for one in begun:
        for token in openers(one[1]):
            taking.setdefault(token, []).append(one)
    return _State(tuple(sorted({number for number, rest in begun if may_end(rest)})), taking)
