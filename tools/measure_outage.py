"""Asks the bot at a pace while Milvus Lite's server is killed and started again, and counts what people get.

    python tools/measure_outage.py [--rate 20] [--seconds 120] [--away 30] [--reader]

The articles of tests/evaluation stand in the server, and the bot runs in a local Discord. Each question is asked by
another person, by mention; only such are asked as find something. A reply is as before the server was killed, or says
that the articles can't be reached; any other, none, or a traceback in the log, makes the exit code 1.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from lite_server import LiteServer

from glmbot.bench.figures import quantile
from glmbot.config import EngineAddress
from glmbot.core.model import Found, parts_of
from glmbot.evaluation.run import SHIPPED_SUITE, Evaluator, QuestionFile
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.sim.world import User
from glmbot.storage.load import build_answerer, read_corpus
from glmbot.storage.milvus import Milvus
from glmbot.storage.push import push

ARTICLES = SHIPPED_SUITE.parent / "articles"
QUESTIONS = SHIPPED_SUITE.parent / "hand5-blind.yaml"
AWAY = "can't be reached at the moment"
_PATIENCE_SECONDS = 1800.0
_START_SECONDS = 300.0
_SHOWN = 10
_LOG_LINES = 10_000


@dataclass
class Asked:
    """A question: when it was due and when the reply came, in seconds since the beginning, and the reply."""

    question: str
    due: float
    message: str = ""
    came: float = 0.0
    text: str = ""


def questions() -> list[str]:
    """Questions that find something in the articles."""
    answerer = build_answerer(read_corpus(ARTICLES))
    cases = Evaluator().read(QuestionFile(QUESTIONS, ARTICLES)).cases
    return [one.question for one in cases if isinstance(parts_of(answerer.answer(one.question))[0], Found)]


class Crowd:
    """People who ask in a local Discord, each once."""

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord
        self._replies: dict[str, tuple[float, str]] = {}
        """When the reply to each message came, and what it says."""
        self._began = time.perf_counter()
        discord.service.feed.listen(self._note)

    async def ask(self, asked: Asked) -> None:
        """Ask as somebody new."""
        world = self._discord.world
        # All have one name: the local Discord looks each name up in each message.
        person = User(world.ids.next(), "Reader", world.user("Ada").permissions)
        world.users[person.id] = person
        said = await self._discord.say(person, "#questions", f"@bot {asked.question}")
        asked.message = said.id

    async def pace(self, texts: Sequence[str], rate: float, seconds: float) -> list[Asked]:
        """Ask at a fixed pace, however long the replies take."""
        began, all_asked = self.now, []
        for number in range(round(rate * seconds)):
            asked = Asked(texts[number % len(texts)], began + number / rate)
            await asyncio.sleep(max(0.0, asked.due - self.now))
            await self.ask(asked)
            all_asked.append(asked)
        return all_asked

    async def replied(self, all_asked: Sequence[Asked]) -> None:
        """Wait until all are answered, or long enough."""
        until, waiting = self.now + _PATIENCE_SECONDS, list(all_asked)
        while waiting and self.now < until:
            await asyncio.sleep(0.1)
            for one in waiting:
                one.came, one.text = self._replies.get(one.message, (0.0, ""))
            waiting = [one for one in waiting if not one.came]

    @property
    def now(self) -> float:
        """Seconds since the beginning."""
        return time.perf_counter() - self._began

    def _note(self, frame: Mapping[str, Any]) -> None:
        message = frame.get("message") or {}
        reference = message.get("message_reference") or {}
        if frame.get("op") == "message" and "message_id" in reference:
            self._replies.setdefault(reference["message_id"], (self.now, visible_text(message)))


async def measure(options: argparse.Namespace, scratch: Path) -> bool:
    """Run the bot, ask, kill and start the server; tell the figures, and whether all was well."""
    texts = questions()
    with LiteServer(scratch) as server:
        milvus = Milvus(EngineAddress(server.uri))
        push(milvus, ARTICLES)
        milvus.close()
        async with LocalDiscord(bot_name="glmbot") as discord:
            environment = _environment(options, server, scratch, discord)
            command = [sys.executable, "-m", "glmbot", "run"]
            discord.child = child = Child(command, environment, discord.service.feed)
            await child.start()
            await discord.ready(_START_SECONDS)
            crowd = Crowd(discord)
            before = await crowd.pace(texts, 2, len(texts) / 2)
            await crowd.replied(before)
            first = crowd.now
            asking = asyncio.create_task(crowd.pace(texts, options.rate, options.seconds))
            await asyncio.sleep((options.seconds - options.away) / 2)
            server.stop()
            killed = crowd.now
            await asyncio.sleep(options.away)
            await asyncio.to_thread(server.start)
            back = crowd.now
            all_asked = await asking
            await crowd.replied(all_asked)
            print(f"asked {len(all_asked):,} at {options.rate:g} a second; the server was away from"
                  f" {killed - first:.0f} s to {back - first:.0f} s")  # fmt: skip
            wanted = {one.question: one.text for one in before}
            is_well = _tell(all_asked, wanted, killed, back)
            return is_well and "Traceback" not in child.tail(_LOG_LINES) and not child.ended


def _environment(
    options: argparse.Namespace, server: LiteServer, scratch: Path, discord: LocalDiscord
) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(scratch),
        "GLMBOT_MILVUS_URI": server.uri,
        "GLMBOT_DATABASE": str(scratch / "glmbot.sqlite3"),
        "GLMBOT_DISCORD_API": discord.api,
        "GLMBOT_DISCORD_GATEWAY": discord.gateway,
        "GLMBOT_READER": "1" if options.reader else "0",
        "GLMBOT_GUILD_QUESTIONS_PER_MINUTE": "100000",
    }


def _tell(all_asked: Sequence[Asked], wanted: Mapping[str, str], killed: float, back: float) -> bool:
    print("| asked | questions | answered as before | told that it is away | else | p50 | p99 | last told |")
    print("|---|---|---|---|---|---|---|---|")
    is_well = True
    for name, part in _parts(all_asked, killed, back):
        kinds = Counter(_kind(one, wanted) for one in part)
        late = [one.came - one.due if one.came else float("inf") for one in part] or [0.0]
        told = [one.came - killed for one in part if _kind(one, wanted) == "told"]
        print(f"| {name} | {len(part)} | {kinds['same']} | {kinds['told']} | {kinds['else']} | {median(late):.2f} s |"
              f" {quantile(late, 0.99):.2f} s | {f'{max(told):.1f} s after the kill' if told else '-'} |")  # fmt: skip
        for one in [one for one in part if _kind(one, wanted) == "else"][:_SHOWN]:
            print(f"{one.question!r}: {one.text[:200]!r}", file=sys.stderr)
        is_well &= not kinds["else"]
    return is_well


def _parts(all_asked: Sequence[Asked], killed: float, back: float) -> Iterator[tuple[str, list[Asked]]]:
    yield "before", [one for one in all_asked if one.due < killed]
    yield "while it was away", [one for one in all_asked if killed <= one.due < back]
    yield "afterwards", [one for one in all_asked if one.due >= back]


def _kind(one: Asked, wanted: Mapping[str, str]) -> str:
    if AWAY in one.text:
        return "told"
    return "same" if one.came and one.text == wanted[one.question] else "else"


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--away", type=float, default=30)
    parser.add_argument("--reader", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="measure-outage-") as scratch:
        os.environ["XDG_CACHE_HOME"] = scratch
        is_well = asyncio.run(measure(options, Path(scratch)))
    sys.exit(0 if is_well else 1)


if __name__ == "__main__":
    main()
