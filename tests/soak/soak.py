"""Load and faults for a while: `python tests/soak/soak.py --minutes 10 --seed 1`, or `make soak`.

The real bot answers fifty people in a local Discord that drops links, loses sessions and fails requests; its articles
are read anew, and it is killed and started again. Exit code 1 where a promise is broken: a question without an answer
and without a fault that explains it, two answers to one, a task, thread or descriptor left, memory that grows.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

# run as a script, tests/ is not on the path by itself
sys.path.insert(0, str(Path(__file__).parents[1]))

from glmbot.sim.errors import SimError
from soak.bot import Bot, bot_in, people_in
from soak.crowd import Crowd
from soak.ledger import Ledger
from soak.machine import Machine, come_to_rest
from soak.report import ALLOWED, Report, load_average
from soak.weather import Weather

DRAIN_SECONDS: Final = 90.0
"""The bot tries for a minute what Discord failed at; then all is answered, or never."""
_BEHIND_SECONDS: Final = 1.0
"""A crowd that is further behind its pace gives up what it has missed."""
_WARMING: Final = 60
_WARMING_SECONDS: Final = 0.05


@dataclass(frozen=True)
class Load:
    """How long, how many questions a second, of how many people, drawn by which seed."""

    seconds: float = 600.0
    rate: float = 20.0
    people: int = 50
    seed: int = 1
    reload_seconds: float = 10.0
    reader: bool = False


async def soak(load: Load, say: Callable[[str], None]) -> Report:
    """Run the bot under load and faults (SimError where it does not come back)."""
    with tempfile.TemporaryDirectory(prefix="glmbot-soak-") as scratch:
        async with bot_in(Path(scratch), reader=load.reader) as bot:
            await bot.start()
            await bot.local.commands(60)
            return await _soaked(bot, load, say)


async def _soaked(bot: Bot, load: Load, say: Callable[[str], None]) -> Report:
    local, source = bot.local, Random(load.seed)  # noqa: S311 - a run that its seed brings back
    ledger = Ledger(local.service.feed, local.world.bot.id)
    crowd = Crowd(local, ledger, people_in(local, load.people), source)
    machine = Machine(lambda: bot.child.pid)
    watching = asyncio.create_task(machine.watch())
    weather = Weather(bot, ledger, Random(load.seed + 1), load.seconds)  # noqa: S311 - the same
    await _warmed(crowd, ledger, weather)
    before = await come_to_rest(bot.pid, bot.health)
    say(f"soak: {load.seconds:.0f} s at {load.rate:.0f} questions a second, seed {load.seed}; {load_average()}")
    weather.begin()
    asked = len(ledger.all)
    await asyncio.gather(
        _asking(crowd, load, say),
        weather.over_the_link(),
        weather.over_requests(),
        weather.over_articles(load.reload_seconds),
    )
    done = (len(ledger.all) - asked) / load.seconds
    weather.clear()
    await _drained(ledger)
    after = await come_to_rest(bot.pid, bot.health, before, ALLOWED)
    watching.cancel()
    await bot.child.stop()
    title = f"soak: {load.seconds:.0f} s, {done:.1f} questions a second of {load.people} people, seed {load.seed};"
    return Report(
        f"{title} {load_average()}",
        ledger.verdict(machine.kept),
        weather.laid,
        weather.reloads,
        weather.ready_after,
        Counter(one.code for one in local.refusals),
        (before, after),
        machine.samples,
        _faults_in(bot.child.log),
        local.violations,
        bot.child.exit_code,
        machine.kept,
    )


async def _warmed(crowd: Crowd, ledger: Ledger, weather: Weather) -> None:
    """Some questions by every way, and the articles read anew, so that all is there that comes with the first use."""
    for way in ("mention", "ask", "direct"):
        crowd.one(way)
    await _drained(ledger)
    for _ in range(_WARMING):
        crowd.one()
        await asyncio.sleep(_WARMING_SECONDS)
    weather.change(0)
    weather.reload()
    await _drained(ledger)


async def _asking(crowd: Crowd, load: Load, say: Callable[[str], None]) -> None:
    """Ask at a fixed pace, however long the answers take."""
    began = due = told = time.perf_counter()
    while due < began + load.seconds:
        now = time.perf_counter()
        if now - due > _BEHIND_SECONDS:
            due = now
        await asyncio.sleep(max(0.0, due - now))
        crowd.one()
        due += 1 / load.rate
        if now - told > 60:
            told = now
            say(f"soak: {now - began:.0f} s; {load_average()}")


async def _drained(ledger: Ledger) -> None:
    end = time.perf_counter() + DRAIN_SECONDS
    while ledger.waited_for() and time.perf_counter() < end:  # noqa: ASYNC110 - what is open is told by a look only
        await asyncio.sleep(0.2)


def _faults_in(log: Iterable[str]) -> list[str]:
    """Lines that tell of a fault of the bot's own."""
    return [line for line in log if line.startswith("Traceback") or " ERROR " in line]


def main() -> int:
    """Run, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--rate", type=float, default=20.0, help="questions a second")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", action="store_true", help="let the bot read with its model")
    options = parser.parse_args()
    load = Load(options.minutes * 60, options.rate, seed=options.seed, reader=options.reader)
    try:
        report = asyncio.run(soak(load, lambda text: print(text, file=sys.stderr, flush=True)))  # noqa: T201 - a script
    except SimError as error:
        print(f"soak: {error}", file=sys.stderr)  # noqa: T201 - a script
        return 1
    print("\n".join(report.lines()), flush=True)  # noqa: T201 - a script
    return 1 if report.broken() else 0


if __name__ == "__main__":
    sys.exit(main())
