"""`kill -9` again and again: `python tests/soak/kills.py --kills 100 --seed 1`, or `make kills`.

People vote, choose, set and ask; at a random moment the bot is killed, now and then while it starts. Exit code 1 where
a promise is broken: what a person was told is done is not kept, a question is answered twice, a process is left, or the
bot does not come back.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

# run as a script, tests/ is not on the path by itself
sys.path.insert(0, str(Path(__file__).parents[1]))

from glmbot.sim.errors import SimError
from glmbot.storage.database import Store
from soak.acts import Acts
from soak.bot import Bot, bot_in, people_in
from soak.kept import Kept
from soak.ledger import KILLED, Asked, Ledger, Verdict
from soak.machine import Machine, processor_seconds
from soak.report import load_average, row, spread_of

_PEOPLE: Final = 30
_ANSWERS: Final = 6
_GUILDS: Final = 3
_RATE: Final = 50.0
"""Acts a second: so many that at any moment some are under way."""
_LONGEST_SECONDS: Final = 1.5
_AT_START: Final = 0.25
"""How many kills are followed by another while the bot starts."""
_STARTING_SECONDS: Final = 2.0
_ORPHAN_SECONDS: Final = 10.0
_ARRIVING_SECONDS: Final = 0.1
"""What the bot has sent before its end is read by then."""
_DRAIN_SECONDS: Final = 60.0


@dataclass
class Outcome:
    """What the kills have shown; `ready` and `answered` are seconds from a kill until the bot was connected, and had
    answered a question."""

    kills: int = 0
    kills_at_start: int = 0
    interrupted: int = 0
    confirmed: int = 0
    ready: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    """Seconds of processor time that each start took until then: what no other load lengthens much."""
    faults: list[str] = field(default_factory=list)
    verdict: Verdict = field(default_factory=Verdict)
    refused: Counter[int] = field(default_factory=Counter)

    def broken(self) -> list[str]:
        """Each promise that was broken."""
        return [
            *self.faults,
            *(f"unexplained: {one}" for one in self.verdict.unexplained),
            *(f"answered twice: {one}" for one in self.verdict.doubled),
            *(f"said though nobody asked: message {one}" for one in self.verdict.stray),
            *(f"refused with {code}, {count} times" for code, count in self.refused.items()),
        ]

    def lines(self) -> Iterator[str]:
        """The table."""
        verdict = self.verdict
        yield row("kills", f"{self.kills}, of them {self.kills_at_start} while it started")
        yield row("asked", f"{sum(verdict.asked.values())}: {dict(verdict.asked.most_common())}")
        yield row("confirmed", f"{self.confirmed} votes, choices and settings; {self.interrupted} interrupted")
        yield row("not answered", f"{dict(verdict.absent)}")
        yield row("ready again", spread_of(self.ready, "s"))
        yield row("processor", spread_of(self.processor, "s for a start"))
        yield row("first answer", spread_of(self.answered, "s"))
        yield from (f"BROKEN {one}" for one in self.broken())


async def kill_often(kills: int, seed: int, say: Callable[[str], None]) -> Outcome:
    """Kill the bot so many times (SimError where it does not come back)."""
    with tempfile.TemporaryDirectory(prefix="glmbot-kills-") as scratch:
        async with bot_in(Path(scratch)) as bot:
            return await _Kills(bot, Random(seed)).run(kills, say)  # noqa: S311 - a run that its seed brings back


class _Kills:
    def __init__(self, bot: Bot, source: Random) -> None:
        local = bot.local
        self._bot, self._source, self._kept, self._outcome = bot, source, Kept(), Outcome()
        self._ledger = Ledger(local.service.feed, local.world.bot.id)
        channels = [local.world.place("#questions", local.world.bot)]
        channels += [local.world.add_guild(f"Guild {number}") for number in range(1, _GUILDS)]
        people = people_in(local, _PEOPLE)
        self._acts = Acts(local, self._ledger, self._kept, people, source, channels=channels)

    async def run(self, kills: int, say: Callable[[str], None]) -> Outcome:
        """All rounds; then the bot is ended in order."""
        bot, outcome = self._bot, self._outcome
        machine = Machine(lambda: bot.child.pid)
        watching = asyncio.create_task(machine.watch())
        await bot.start()
        await bot.local.commands(60)
        await self._acts.prepare(_ANSWERS)
        say(f"kills: {kills}; {load_average()}")
        while outcome.kills < kills:
            await self._round()
            if outcome.kills % 10 == 0:
                say(f"kills: {outcome.kills}; {load_average()}")
        watching.cancel()
        outcome.verdict = self._ledger.verdict(machine.kept)
        outcome.refused = Counter(one.code for one in bot.local.refusals)
        outcome.confirmed, outcome.faults = self._kept.confirmed, [*outcome.faults, *self._kept.faults]
        outcome.faults += [
            f"log: {line}" for line in bot.child.log if line.startswith("Traceback") or " ERROR " in line
        ]
        await bot.child.stop()
        if bot.child.exit_code:
            outcome.faults.append(f"ended with exit code {bot.child.exit_code}")
        return outcome

    async def _round(self) -> None:
        """Acts, a kill at a random moment, another start; then all that was confirmed is looked for."""
        bot, outcome = self._bot, self._outcome
        await self._act(self._source.uniform(0.0, _LONGEST_SECONDS))
        self._ledger.begin(KILLED)
        pids, at = [bot.pid], await self._kill()
        before = await bot.begin()
        await asyncio.sleep(_ARRIVING_SECONDS)
        outcome.interrupted += self._kept.interrupt()
        if self._source.random() < _AT_START:
            await asyncio.sleep(self._source.uniform(0.0, _STARTING_SECONDS))
            pids, at = [*pids, bot.pid], await self._kill()
            outcome.kills_at_start += 1
            before = await bot.begin()
        await bot.connected(before)
        outcome.ready.append(time.perf_counter() - at)
        outcome.processor.append(processor_seconds(bot.pid))
        self._ledger.end()
        for pid in pids:
            await self._look_for_orphans(pid)
        first = self._acts.ask()
        await self._answered(first)
        if self._ledger.answers(first):
            outcome.answered.append(time.perf_counter() - at)
        with Store(bot.database) as store:
            self._kept.check(store)

    async def _act(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._acts.one()
            await asyncio.sleep(1 / _RATE)
            self._kept.look()

    async def _kill(self) -> float:
        self._outcome.kills += 1
        return await self._bot.kill()

    async def _look_for_orphans(self, pid: int) -> None:
        """Note what a bot that was killed leaves behind."""
        end = time.perf_counter() + _ORPHAN_SECONDS
        while (left := _of_session(pid)) and time.perf_counter() < end:  # noqa: ASYNC110 - no event tells of its end
            await asyncio.sleep(0.02)
        self._outcome.faults += [f"left behind: {one}" for one in left]

    async def _answered(self, asked: Asked) -> None:
        end = time.perf_counter() + _DRAIN_SECONDS
        while asked in self._ledger.open() and time.perf_counter() < end:  # noqa: ASYNC110 - it is told by a look only
            await asyncio.sleep(0.01)


def _of_session(number: int) -> list[str]:
    """The processes of a session that still run: what the bot has started, and what started it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text(encoding="utf-8", errors="replace").rpartition(")")
        except OSError:
            continue
        state, _, _, session = rest.split()[:4]
        if int(session) == number and state != "Z":
            found.append(f"{name})")
    return found


def main() -> int:
    """Run, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    try:
        outcome = asyncio.run(
            kill_often(options.kills, options.seed, lambda text: print(text, file=sys.stderr, flush=True))  # noqa: T201 - a script
        )
    except SimError as error:
        print(f"kills: {error}", file=sys.stderr)  # noqa: T201 - a script
        return 1
    print(f"kills: {options.kills}, seed {options.seed}; {load_average()}")  # noqa: T201 - a script
    print("\n".join(outcome.lines()), flush=True)  # noqa: T201 - a script
    return 1 if outcome.broken() else 0


if __name__ == "__main__":
    sys.exit(main())
