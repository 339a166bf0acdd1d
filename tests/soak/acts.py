"""People who vote, choose how answers look, change settings, have themselves forgotten, and ask: by a seed."""

import time
from collections.abc import Callable
from random import Random
from typing import Final

from glmbot.sim.errors import JSON
from glmbot.sim.interactions import Interaction
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import walk
from glmbot.sim.world import Channel, Message, User
from glmbot.storage.database import GuildSettings
from soak.kept import LOOKS, SETTING, VOTE, Act, Kept, Key, Value
from soak.ledger import Asked, Ledger

QUESTION: Final = "Who need not answer calls outside of working hours in Brenland?"
_UPDATE: Final = 7
_TOLD_OF_VOTE: Final = {1: "Noted: helpful.", -1: "Noted: not helpful.", 0: "Your vote is taken back."}
_TOLD_OF_LOOKS: Final[dict[Value, str]] = {
    False: "Your answers are compact", True: "Your answers are shown in full", None: "Your answers are shown as each",
}  # fmt: skip
_LOOKS: Final[dict[str, Value]] = {"compact": False, "full": True, "server": None}
_TOGGLES: Final = {"threads": "threads", "private": "private", "full": "full_answers"}
_LANGUAGES: Final[dict[str, Value]] = {"es": "es", "fr": "fr", "auto": None}


class Acts:
    """Does one thing after the other; each person has one under way, and each setting."""

    def __init__(
        self,
        local: LocalDiscord,
        ledger: Ledger,
        kept: Kept,
        people: list[User],
        source: Random,
        *,
        channels: list[Channel],
    ) -> None:
        self._local, self._ledger, self._kept, self._source = local, ledger, kept, source
        self._people, self._channels = people, channels
        self._answers: list[Message] = []
        self._panels: list[Message] = []
        self._ways: tuple[tuple[Callable[[User], Asked | None], int], ...] = (
            (self._vote, 50), (self._set, 25), (self._choose_looks, 10), (self._ask, 10), (self._forget, 1),
        )  # fmt: skip

    async def prepare(self, answers: int) -> None:
        """Answers to vote on, and a message with the settings of each guild."""
        for _ in range(answers):
            question = await self._local.say("Ada", "#questions", f"@bot {QUESTION}")
            self._ledger.enter(Asked("mention", time.perf_counter(), message=question))
            self._answers.append(await self._local.reply(question, within=60))
        for channel in self._channels:
            use = await self._local.run("Mod", channel, "settings")
            self._panels.append(await use.response(within=60))
            for name, value in vars(GuildSettings()).items():
                self._kept.known[SETTING, str(channel.guild_id), name] = value

    def one(self) -> None:
        """One act, where one can be begun."""
        ways, weights = zip(*self._ways, strict=True)
        asked = self._source.choices(ways, weights)[0](self._source.choice(self._people))
        if asked is not None:
            self._ledger.enter(asked)

    def ask(self) -> Asked:
        """A question, for which all is well."""
        asked = self._ask(self._source.choice(self._people))
        self._ledger.enter(asked)
        return asked

    def _vote(self, person: User) -> Asked | None:
        message = self._source.choice(self._answers)
        key = (VOTE, message.id, person.id)
        if self._is_busy(person, [key]):
            return None
        wanted = self._source.choice((1, -1))
        after = 0 if self._kept.of(key) == wanted else wanted
        button = _control(message, f":{'up' if wanted == 1 else 'down'}")
        use = self._local.people.press(person, message, button["custom_id"])
        return self._begun(person, {key: after}, use, lambda one: _has_said(one, _TOLD_OF_VOTE[after]))

    def _choose_looks(self, person: User) -> Asked | None:
        key = (LOOKS, person.id, "")
        if self._is_busy(person, [key]):
            return None
        name = self._source.choice([*_LOOKS])
        use = self._use(person, "display", answers=name)
        return self._begun(person, {key: _LOOKS[name]}, use, lambda one: _has_said(one, _TOLD_OF_LOOKS[_LOOKS[name]]))

    def _forget(self, person: User) -> Asked | None:
        own: dict[Key, Value] = {(VOTE, one.id, person.id): 0 for one in self._answers} | {(LOOKS, person.id, ""): None}
        if self._is_busy(person, own):
            return None
        use = self._use(person, "forget-me")
        return self._begun(person, own, use, lambda one: _has_said(one, "Deleted: "))

    def _set(self, _: User) -> Asked | None:
        at = self._source.randrange(len(self._channels))
        channel, panel, owner = self._channels[at], self._panels[at], self._local.who("Mod")
        name = self._source.choice((*_TOGGLES, "language", "channels"))
        key = (SETTING, str(channel.guild_id), _TOGGLES.get(name, name))
        if self._kept.is_under_way([key]):
            return None
        value: Value
        values: list[str] | None = None
        if name in _TOGGLES:
            button = _control(panel, f":set:{name}:")
            value = button["custom_id"].endswith(":on")
        else:
            button = _control(panel, f":{name}")
            value, values = self._chosen(name, channel)
        use = self._local.people.press(owner, panel, button["custom_id"], values)
        return self._begun(owner, {key: value}, use, _is_updated)

    def _chosen(self, name: str, channel: Channel) -> tuple[Value, list[str]]:
        if name == "language":
            code = self._source.choice([*_LANGUAGES])
            return _LANGUAGES[code], [code]
        # Where people ask, the bot goes on answering.
        there = [one.id for one in self._local.world.channels.values() if one.guild_id == channel.guild_id]
        chosen = self._source.sample(_selectable(self._local, channel), k=self._source.choice((0, 0, 1)))
        wanted = {channel.id, *chosen} & {*there} if chosen else set()
        return frozenset(map(int, wanted)), sorted(wanted)

    def _ask(self, person: User) -> Asked:
        at = time.perf_counter()
        if self._source.random() < 0.5:
            return Asked("ask", at, use=self._use(person, "ask", question=QUESTION))
        channel = self._local.where("#questions", person)
        return Asked("mention", at, message=self._local.people.say(person, channel, f"@bot {QUESTION}"))

    def _use(self, person: User, name: str, **options: str) -> Interaction:
        command = self._local.service.commands.named(name)
        given = self._local.options(command, [], options)
        return self._local.people.run(person, self._local.where("#questions", person), command, given)

    def _begun(
        self, person: User, changes: dict[Key, Value], use: Interaction, told: Callable[[Interaction], bool | None]
    ) -> Asked:
        self._kept.begin(Act(person.id, changes, use, told))
        kind = next(iter(changes))[0] if len(changes) == 1 else "forget-me"
        edits = use.source.edits if use.source else 0
        return Asked(kind, use.began, use=use, edits=edits)

    def _is_busy(self, person: User, keys: "list[Key] | dict[Key, Value]") -> bool:
        return self._kept.is_under_way([*keys, (LOOKS, person.id, "")])


def _has_said(use: Interaction, words: str) -> bool | None:
    """Whether the answer begins with these words; None where there is none yet."""
    if use.original is None or use.original.loading:
        return None
    return use.original.content.startswith(words)


def _is_updated(use: Interaction) -> bool | None:
    """Whether the settings were shown anew."""
    if use.acknowledged is None or use.acknowledged == 6:
        return None
    return use.acknowledged == _UPDATE


def _control(message: Message, part: str) -> JSON:
    """The control of a message in whose custom_id this stands."""
    return next(one for one in walk(message.body["components"]) if part in f"{one.get('custom_id', '')}")


def _selectable(local: LocalDiscord, channel: Channel) -> list[str]:
    """The channels of a guild that can be chosen for answers."""
    kinds = {0, 2, 5, 15}
    there = (one for one in local.world.channels.values() if one.guild_id == channel.guild_id)
    return [one.id for one in there if int(one.kind) in kinds]
