"""Plays a script against the bot and writes the transcript, up to the first difference."""

import asyncio
import contextlib
import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from glmbot.sim.errors import JSON, DiscordError, SimError
from glmbot.sim.feed import Refused
from glmbot.sim.script.acting import ACTS, Cast
from glmbot.sim.script.events import Event, Events
from glmbot.sim.script.expecting import checks, file_lines
from glmbot.sim.script.language import Step, unquoted
from glmbot.sim.script.reading import read_script
from glmbot.sim.script.showing import plain, shown
from glmbot.sim.server import LocalDiscord
from glmbot.sim.world import Channel, User

PATIENCE_SECONDS: Final = 6.0
"""Longer than the three seconds of an acknowledgement, so that its absence is seen as what it is."""
QUIET_SECONDS: Final = 1.0


class DifferenceError(SimError):
    """The bot did something else than the script says; the message is the difference."""


@dataclass
class Transcript:
    """What was played: its lines, and the difference that ended it, if any."""

    lines: list[str] = field(default_factory=list)
    difference: str | None = None

    @property
    def passed(self) -> bool:
        """Whether everything came back as the script says."""
        return self.difference is None


class Player:
    """Plays steps one by one."""

    def __init__(self, discord: LocalDiscord, say: Callable[[str], None]) -> None:
        self._discord = discord
        self._say = say
        self._cast = Cast(discord)
        self._events = Events(discord, self._tell)
        self._violations = len(discord.violations)

    def close(self) -> None:
        """Stop listening to the bot."""
        self._events.close()

    async def play(self, step: Step, *, strict: bool = True) -> None:
        """One step (DifferenceError, SimError); not `strict`, what came unasked before an act is let pass."""
        if step.kind in ACTS:
            if strict:
                self.settle(step)
            else:
                self._events.forgive()
        self._say(step.text)
        for line in step.block:
            self._say(f"  | {line}")
        try:
            await self._do(step)
        except DifferenceError as difference:
            raise DifferenceError(f"line {step.number}: {difference}") from None
        except (SimError, DiscordError) as error:
            raise SimError(f"line {step.number}: {error}") from None

    def settle(self, step: Step | None = None) -> None:
        """Raise for what the bot did and no line expected (DifferenceError)."""
        event = self._events.unasked()
        if event is not None:
            before = f"before line {step.number}" if step else "at the end"
            raise DifferenceError(f"{before}: no line expects this\n" + _difference([], _event_lines(event)))
        own = [text for text in self._discord.violations[self._violations :] if not text.startswith("request")]
        if own:
            raise DifferenceError("the local Discord itself is at fault\n" + _difference([], own))

    async def quiet(self) -> None:
        """Wait until nothing has come for a while: what was asked last may still be answered."""
        count = -1
        while count != len(self._events.row):
            count = len(self._events.row)
            await asyncio.sleep(QUIET_SECONDS)

    async def _do(self, step: Step) -> None:
        if step.kind in ACTS:
            await ACTS[step.kind](self._cast, step)
        elif step.kind == "fault":
            self._discord.fault(step.part("name"), step.part("value") or None, on=step.part("route"))
        elif step.kind == "process":
            await self._process(step.part("do"))
        elif step.kind == "guild-speaks":
            await self._discord.guild_speaks(step.part("locale"))
        elif step.kind == "wait":
            await asyncio.sleep(float(step.part("seconds")))
        elif step.kind == "wait-bot":
            await self._discord.ready()
        elif step.kind == "expect-silence":
            await asyncio.sleep(float(step.part("seconds")))
            self.settle()
        else:
            await self._expect(step)

    async def _process(self, what: str) -> None:
        child = self._discord.child
        if child is None:
            raise SimError("the bot was not started by this server")
        if what in ("stop", "restart"):
            await child.stop()
            await self._discord.service.feed.until(
                lambda: True if not self._discord.service.gateway.online else None, within=5, what="the link to end"
            )
        if what in ("start", "restart"):
            await child.start()
            await self._discord.ready()

    async def _expect(self, step: Step) -> None:
        kind = "says" if step.kind == "expect-only" else step.kind.removeprefix("expect-")
        fits, what = await self._fitting(step)
        try:
            event = await self._discord.service.feed.until(
                lambda: self._events.take(kind, fits), within=PATIENCE_SECONDS, what=step.text
            )
        except SimError:
            came = [line for event in self._events.row if not event.taken for line in _event_lines(event)]
            raise DifferenceError("\n" + _difference([what], came or ["nothing"])) from None
        await self._compare(step, event)

    async def _place(self, name: str, reader: User) -> Channel:
        """A channel by name; a thread of the bot may still be about to open (SimError)."""

        def look() -> Channel | None:
            with contextlib.suppress(SimError):
                return self._discord.where(name, reader)
            return None

        with contextlib.suppress(SimError):
            return await self._discord.until(look, within=PATIENCE_SECONDS)
        return self._discord.where(name, reader)

    async def _fitting(self, step: Step) -> tuple[Callable[[Event], bool], str]:
        """Which events an expectation looks at."""
        world = self._discord.world
        if step.kind == "expect-only":
            reader = self._discord.who(step.part("who"))
            return lambda event: event.message is not None and event.message.visible_to == reader.id, step.text
        if step.kind in ("expect-says", "expect-edits"):
            reader = self._cast.actor or world.user("Ada")
            named = step.part("place")
            place = await self._place(named, reader) if named else self._cast.place
            public_only = step.kind == "expect-says"
            return lambda event: event.message is not None and event.message.channel_id == place.id and (
                event.message.visible_to is None or not public_only
            ), step.text  # fmt: skip
        if step.kind == "expect-reacts":
            return lambda event: event.detail == step.part("emoji"), step.text
        return lambda _: True, step.text

    async def _compare(self, step: Step, event: Event) -> None:
        if step.kind == "expect-offers":
            _compare_choices(step, [choice["name"] for choice in event.detail])
        elif step.kind == "expect-opens":
            _compare_modal(step, event.detail)
        elif step.kind == "expect-refused":
            _compare_refusal(step, event.detail)
        elif event.message is not None:
            wanted = checks(step.raw("checks"))
            got = shown(event.message.body)
            if step.block and list(step.block) != got:
                raise DifferenceError("\n" + _difference(step.block, got))
            held = [
                (check.text, await asyncio.to_thread(check.holds, self._discord, event.message)) for check in wanted
            ]
            if failed := [text for text, holds in held if not holds]:
                raise DifferenceError("\n" + _difference(failed, [*got, *file_lines(self._discord, event.message)]))

    def _tell(self, event: Event) -> None:
        for line in _event_lines(event):
            self._say(f"    {line}")


async def play_script(discord: LocalDiscord, text: str, say: Callable[[str], None] | None = None) -> Transcript:
    """Read a whole script and play it (ScriptError)."""
    return await play_steps(discord, read_script(text), say)


async def play_steps(
    discord: LocalDiscord, wanted: Sequence[Step], say: Callable[[str], None] | None = None
) -> Transcript:
    """Play the steps of a script; each line of the transcript is also given to `say` as it comes."""
    transcript = Transcript()

    def note(line: str) -> None:
        transcript.lines.append(line)
        if say is not None:
            say(line)

    player = Player(discord, note)
    try:
        for step in wanted:
            await player.play(step)
        player.settle()
    except SimError as difference:
        transcript.difference = str(difference)
    finally:
        player.close()
    return transcript


_SHORT: Final[dict[str, Callable[[Any], list[str]]]] = {
    "refused": lambda refused: [f"REFUSED {refused}"],
    "offers": lambda choices: [f"offers {choice['name']}" for choice in choices] or ["offers nothing"],
    "opens": lambda modal: [f"opens {modal['title']}"],
    "reacts": lambda emoji: [f"reacts {emoji}"],
    "fails": lambda _: ["The application did not respond"],
}


def _event_lines(event: Event) -> list[str]:
    if event.message is None or event.kind in _SHORT:
        return _SHORT[event.kind](event.detail)
    whom = " to one only" if event.message.visible_to else ""
    return [f"{event.kind}{whom}:", *(f"| {line}" for line in shown(event.message.body))]


def _compare_choices(step: Step, names: Sequence[str]) -> None:
    for part in step.raw("checks").split(";"):
        wanted = part.strip()
        lacking = wanted.startswith("lacks ")
        name = unquoted(wanted.removeprefix("lacks ").strip())
        there = not names if wanted == "nothing" else name in names
        if there == lacking:
            raise DifferenceError("\n" + _difference([wanted], names or ["nothing"]))


def _compare_modal(step: Step, modal: JSON) -> None:
    for part in step.raw("checks").split(";"):
        if plain(unquoted(part.strip())) not in plain(str(modal)):
            raise DifferenceError("\n" + _difference([part.strip()], [modal["title"]]))


def _compare_refusal(step: Step, refused: Refused) -> None:
    path = step.part("path")
    if refused.code != int(step.part("code")) or (path and path not in [error.place for error in refused.errors]):
        raise DifferenceError("\n" + _difference([step.text], [str(refused)]))


def _difference(expected: Sequence[str], got: Sequence[str]) -> str:
    return "\n".join(difflib.unified_diff(expected, got, "expected", "came", lineterm="", n=2))
