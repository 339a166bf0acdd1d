"""What the database must hold: all that a person was told is done, and nothing that nobody asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from glmbot.sim.interactions import Interaction
from glmbot.storage.database import GuildSettings, Store
from support.votes import vote_of

Key: TypeAlias = tuple[str, str, str]
"""A vote (message, person), a person's choice of looks (person, ""), or a setting (guild, its name); its kind first."""
Value: TypeAlias = int | str | bool | frozenset[int] | None

VOTE: Final = "vote"
LOOKS: Final = "looks"
SETTING: Final = "setting"


@dataclass(eq=False)
class Act:
    """Something that was asked for: what it changes, and whether its person was told that it is done.

    `told` gives None where the person was told nothing yet, and False where they were told something else.
    """

    person: str
    changes: Mapping[Key, Value]
    use: Interaction
    told: Callable[[Interaction], bool | None]


class Kept:
    """What is known to be kept, and what may be: that of an act whose end nobody was told."""

    def __init__(self) -> None:
        self.known: dict[Key, Value] = {}
        self.confirmed = 0
        self.faults: list[str] = []
        self._under_way: list[Act] = []
        self._maybe: dict[Key, set[Value]] = {}

    def begin(self, act: Act) -> None:
        """An act that was begun; none of what it changes may be under way already."""
        self._under_way.append(act)
        for key in act.changes:
            self.known.setdefault(key, _FIRST[key[0]])

    def is_under_way(self, keys: Iterable[Key]) -> bool:
        """Whether something is being changed, or may have been changed."""
        busy = {key for act in self._under_way for key in act.changes} | self._maybe.keys()
        return not busy.isdisjoint(keys)

    def of(self, key: Key) -> Value:
        """What is kept under a key."""
        return self.known.get(key, _FIRST[key[0]])

    def look(self) -> None:
        """Take up what people were told meanwhile."""
        for act in [*self._under_way]:
            told = act.told(act.use)
            if told is None and not act.use.failed:
                continue
            self._under_way.remove(act)
            if told:
                self.confirmed += 1
                self.known.update(act.changes)
            else:
                self._doubt(act)
                if told is False:
                    self.faults.append(f"{act.use.via}: {_said(act.use)!r} was said of {dict(act.changes)}")

    def interrupt(self) -> int:
        """The bot is gone: what was under way is done or not, and nobody was told; gives how many acts these are."""
        self.look()
        lost, self._under_way = self._under_way, []
        for act in lost:
            self._doubt(act)
        return len(lost)

    def check(self, store: Store) -> None:
        """Compare with the database; what was in doubt is known from then on."""
        settings = store.guild_settings()
        wants = store.wants_full()
        for key, value in self.known.items():
            allowed = {value} | self._maybe.get(key, set())
            kind, first, second = key
            found: Value
            if kind == VOTE:
                found = vote_of(store, int(first), int(second))
            elif kind == LOOKS:
                found = wants.of(int(first))
            else:
                found = getattr(settings.get(int(first), GuildSettings()), second)
            if found not in allowed:
                self.faults.append(f"{key}: {found!r} is kept, and {sorted(map(repr, allowed))} was told")
            self.known[key] = found
        self._maybe.clear()

    def _doubt(self, act: Act) -> None:
        for key, value in act.changes.items():
            self._maybe.setdefault(key, set()).add(value)


def _said(use: Interaction) -> str:
    return use.original.content if use.original else ""


_FIRST: Final[dict[str, Value]] = {VOTE: 0, LOOKS: None, SETTING: None}
