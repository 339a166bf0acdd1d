"""The real bot and an echo bot, each in a local Discord of its own, given commands and mentions at a pace."""

import asyncio
import math
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import count, product
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from glmbot.bench.figures import Beside, Wire
from glmbot.bench.timing import uncollected
from glmbot.sim.interactions import Interaction
from glmbot.sim.kinds import Permission
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import walk
from glmbot.sim.world import Message, User
from glmbot.storage.load import shipped_corpus

QUESTIONS: Final = (
    "Who signed the memorandum of understanding?",
    "When was the MOU between UNODC and UNHCR signed?",
    "What do the agencies want to do about human trafficking?",
    "What are the two main objectives of the agreement?",
    "Which regions does the work of the agencies target?",
    "What did Yuri Fedotov say about refugees?",
    "Who is the High Commissioner for Refugees?",
    "What does the MOU say about border management?",
    "How do smugglers abuse migrants?",
    "What is the capital of Mongolia?",
)
Surface: TypeAlias = Literal["command", "mention", "choices", "button"]
SURFACES: Final[tuple[Surface, ...]] = ("command", "mention")
BESIDE: Final[tuple[Surface, ...]] = ("choices", "button")
"""What asks nothing, and is measured beside questions."""
_PLACES: Final = ("#questions", "#sources")
_PEOPLE: Final = 200
_ANSWERS: Final = frozenset({4, 8})
"""The callbacks that carry the answer itself: a message, or choices."""
_WARMING: Final = 60
_LIMIT_SECONDS: Final = 5.0
_LOOK_SECONDS: Final = 0.02
_START_SECONDS: Final = 600.0
"""Only a bot that hangs takes so long, however busy the machine is; one that ends is told at once."""


@dataclass(frozen=True)
class Load:
    """What is asked: commands a second, each rate for so long, in turns; then bursts, so many commands each."""

    rates: Sequence[int] = (50, 100, 200)
    seconds: float = 10.0
    turns: int = 2
    burst: int = 200
    bursts: int = 3
    beside: int = 20
    """Of each of what asks nothing, so many a second, while half as many questions are asked."""


@dataclass
class _Bot:
    """A bot under load; CPU in seconds, latencies in milliseconds, infinite where nothing came in time."""

    discord: LocalDiscord
    child: Child
    command: str
    people: Sequence[User]
    cpu: float = 0.0
    events: int = 0
    latencies: dict[Surface, dict[int, list[float]]] = field(default_factory=lambda: {"command": {}, "mention": {}})
    bursts: list[float] = field(default_factory=list)
    _number: Iterator[int] = field(default_factory=count)
    _replies: dict[str, float] = field(default_factory=dict)
    """When the reply to each message came."""
    _answer: Message | None = None

    def __post_init__(self) -> None:
        self.discord.service.feed.listen(self._note)

    async def ask(self, surface: Surface) -> Callable[[], float | None]:
        """Ask the next question, as the next person; gives what tells when the answer came."""
        number = next(self._number)
        person, question = self.people[number % len(self.people)], QUESTIONS[number % len(QUESTIONS)]
        if surface == "mention":
            asked = await self.discord.say(person, _PLACES[number % len(_PLACES)], f"@bot {question}")
            return lambda: self._replies.get(asked.id)
        use = await self._used(surface, person, question)
        return lambda: _answered(use)

    async def _used(self, surface: Surface, person: User, question: str) -> Interaction:
        discord = self.discord
        if surface == "button":
            message = await self._shown()
            ids = (str(part.get("custom_id")) for part in walk(message.body["components"]))
            return discord.people.press(person, message, next(one for one in ids if ":on" in one))
        if surface == "choices":
            command = discord.service.commands.named(self.command)
            options = discord.options(command, [], {"question": question, "jurisdiction": "un"}, focused="jurisdiction")
            return discord.people.autocomplete(person, discord.where(_PLACES[0], person), command, options)
        return await discord.run(person, _PLACES[0], self.command, question=question)

    async def _shown(self) -> Message:
        """An answer with controls, shown before anything is measured."""
        if self._answer is None:
            # Asked by one who presses nothing: for others reading on leaves the message as it is.
            asker = self.discord.world.user("Ada")
            self._answer = await (await self._used("command", asker, QUESTIONS[0])).response(_LIMIT_SECONDS)
        return self._answer

    async def pace(
        self, surface: Surface, rate: int, seconds: float, moments: random.Random | None = None
    ) -> list[float]:
        """Ask at a pace, however long the answers take: milliseconds of each from when it was due.

        The pace is even, or one of random moments (a Poisson process), so that two paces do not coincide.
        """
        due, asked = time.perf_counter(), []
        for _ in range(round(rate * seconds)):
            due += moments.expovariate(rate) if moments else 1 / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            asked.append((due, await self.ask(surface)))
        return await self._late(asked)

    async def at_once(self, size: int, surface: Surface = "command") -> list[float]:
        """Ask so many questions at once: milliseconds of each from the first one on."""
        began = time.perf_counter()
        return await self._late([(began, await self.ask(surface)) for _ in range(size)])

    async def _late(self, asked: Sequence[tuple[float, Callable[[], float | None]]]) -> list[float]:
        for _ in range(round(_LIMIT_SECONDS / _LOOK_SECONDS)):
            if all(came() is not None for _, came in asked):
                break
            await asyncio.sleep(_LOOK_SECONDS)
        times = ((due, came()) for due, came in asked)
        return [math.inf if came is None else (came - due) * 1000 for due, came in times]

    def _note(self, frame: Mapping[str, Any]) -> None:
        reference = (frame.get("message") or {}).get("message_reference") or {}
        if frame.get("op") == "message" and "message_id" in reference:
            self._replies.setdefault(reference["message_id"], time.perf_counter())


def _answered(use: Interaction) -> float | None:
    """When a command was answered; never where it was refused or put off."""
    if use.failed or (use.acknowledged is not None and use.acknowledged not in _ANSWERS):
        return math.inf
    return None if use.acknowledged is None else use.began + (use.ack_ms or 0.0) / 1000


async def measure_wire(say: Callable[[str], None], load: Load, *, reader: bool = False) -> Wire:
    """Load both bots in turns; ours with its reader or without."""
    async with AsyncExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="glmbot-bench-")))
        stack.enter_context(_first_core())
        say("wire: the bots start")
        bots = {
            "glmbot": await stack.enter_async_context(_glmbot(scratch, reader=reader)),
            "echo": await stack.enter_async_context(_echo()),
        }
        for bot in bots.values():
            for surface in SURFACES:
                await bot.at_once(_WARMING, surface)
        for surface, rate, turn in product(SURFACES, load.rates, range(load.turns)):
            for name, bot in bots.items():
                say(f"wire: {rate} {surface}s a second, turn {turn + 1} of {load.turns}, {name}")
                before = _cpu_seconds(bot.child.pid)
                with uncollected():  # where this process stops, both bots seem to
                    late = await bot.pace(surface, rate, load.seconds / load.turns)
                if surface == "command":
                    bot.cpu += _cpu_seconds(bot.child.pid) - before
                    bot.events += round(rate * load.seconds / load.turns)
                bot.latencies[surface].setdefault(rate, []).extend(late)
        beside = await _beside(bots["glmbot"], load, say)
        for turn in range(load.bursts):
            say(f"wire: a burst of {load.burst}, turn {turn + 1} of {load.bursts}")
            for bot in bots.values():
                with uncollected():
                    bot.bursts += await bot.at_once(load.burst)
        return Wire(
            {name: bot.cpu / bot.events * 1000 for name, bot in bots.items() if all(one.cpu for one in bots.values())},
            {name: bot.latencies["command"] for name, bot in bots.items()},
            {name: bot.bursts for name, bot in bots.items()},
            load.burst,
            {name: bot.latencies["mention"] for name, bot in bots.items()},
            beside,
        )


async def _beside(bot: _Bot, load: Load, say: Callable[[str], None]) -> dict[str, Beside]:
    """What takes no answering, alone and while questions are answered."""
    found: dict[str, Beside] = {}
    for surface in BESIDE:
        say(f"wire: {load.beside} {surface} a second, alone and beside questions")
        await bot.at_once(load.beside, surface)
        with uncollected():
            alone = await bot.pace(surface, load.beside, load.seconds)
        with uncollected():
            answering, _ = await asyncio.gather(
                bot.pace(surface, load.beside, load.seconds),
                bot.pace("command", load.beside // 2, load.seconds, random.Random(load.beside)),  # noqa: S311 - moments, not secrets  # nosec B311
            )
        found[surface] = Beside(alone, answering)
    return found


@asynccontextmanager
async def _glmbot(scratch: Path, *, reader: bool) -> AsyncIterator[_Bot]:
    environment = {
        "GLMBOT_CORPUS": str(shipped_corpus().resolve()),
        "GLMBOT_DATABASE": str(scratch / "glmbot.sqlite3"),
        "GLMBOT_QUESTIONS_PER_MINUTE": "1000",
        "GLMBOT_GUILD_QUESTIONS_PER_MINUTE": "100000",
        "GLMBOT_LOG_LEVEL": "WARNING",
        "GLMBOT_READER": "1" if reader else "0",
    }
    names = ("GLMBOT_DISCORD_API", "GLMBOT_DISCORD_GATEWAY")
    async with _running("glmbot", ["-m", "glmbot", "run"], environment, names, "ask") as bot:
        yield bot


@asynccontextmanager
async def _echo() -> AsyncIterator[_Bot]:
    source = files("glmbot.bench").joinpath("echo_bot.txt").read_text(encoding="utf-8")
    async with _running("echo", ["-c", source], {}, ("ECHO_API", "ECHO_GATEWAY"), "echo") as bot:
        yield bot


@asynccontextmanager
async def _running(
    name: str, command: Sequence[str], environment: Mapping[str, str], addresses: tuple[str, str], slash: str
) -> AsyncIterator[_Bot]:
    async with LocalDiscord(bot_name=name) as discord:
        api, gateway = addresses
        bare = {key: value for key, value in os.environ.items() if not key.startswith("GLMBOT_")}
        there = {**bare, **environment, api: discord.api, gateway: discord.gateway}
        discord.child = child = Child([sys.executable, *command], there, discord.service.feed)
        await child.start()
        await discord.ready(_START_SECONDS)
        await discord.commands(_START_SECONDS)
        if child.pid is not None and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(child.pid, {max(os.sched_getaffinity(child.pid))})
        yield _Bot(discord, child, slash, _people(discord))


def _people(discord: LocalDiscord) -> list[User]:
    """People beside those who are there, so that each asks seldom."""
    world = discord.world
    permissions: Permission = world.user("Ada").permissions
    people = [User(world.ids.next(), f"Reader {number}", permissions) for number in range(_PEOPLE)]
    world.users.update({one.id: one for one in people})
    return people


@contextmanager
def _first_core() -> Iterator[None]:
    """Keep this process, which plays Discord, off the core of the bots."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _cpu_seconds(pid: int | None) -> float:
    """The processor time of a process so far; 0 where the system does not tell it (it is not compared then)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
