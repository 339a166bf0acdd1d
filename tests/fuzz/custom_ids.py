"""Buttons and selects that the bot never sent: forged custom_ids and values, pressed in the local Discord."""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

from glmbot import limits
from glmbot.bot.cogs import find_cogs
from glmbot.bot.ui.actions import ACTIONS
from glmbot.sim.errors import JSON
from glmbot.sim.interactions import InteractionKind
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text, walk
from glmbot.sim.world import Message
from glmbot.storage.load import article_paths, demo_corpus
from support.articles import GIVEN_ID, GIVEN_PATH

AT_ONCE: Final = 10
PARTS: Final = (
    "0", "1", "2", "99", "999999", "1000000", "-1", "٣", "²", "up", "down", "on", "off", "back", "true", "", " ", ":",
    "+", "*", "threads", "private", "full", "f" * 16, "0" * 16, "F" * 16, "g" * 16, "f" * 17, "1" * 20, "9" * 40,
    "zz", "zzzzzzzzzzzzz", "z" * 14, "é", "\u202e", "\x00", "\n", "😀", "@everyone", "<@1>", "who signed?",
    "../../etc/passwd", "'; DROP TABLE votes",
)  # fmt: skip
BUTTON, SELECT, CHANNELS = 2, 3, 8

SAID: Final = (
    "Which regions does the MOU target?", "Who signed it, and when was it signed? And who wrote the article?",
    "which articles are about law?", "compare them", "in APA",
)  # fmt: skip
"""What is asked, so that there are buttons to press."""
RUN: Final[tuple[tuple[str, dict[str, str | int]], ...]] = (
    ("articles", {}), ("articles", {"jurisdiction": "Norland"}), ("latest", {}), ("timeline", {"topic": "law"}),
    ("sources", {"article": GIVEN_ID}), ("source", {"article": GIVEN_ID, "paragraph": 2}), ("settings", {}),
    ("cite", {"article": GIVEN_ID}), ("article", {"article": GIVEN_ID}), ("help", {}),
    ("verify", {"text": "the first formal cooperation agreement between the three entities"}),
    ("compare", {"topic": "trafficking", "first": "United Nations", "second": "United Nations"}),
)  # fmt: skip
MARK: Final = 'origin: "invented"'
MOST_OFFERED: Final = 400

Forged: TypeAlias = tuple[str, str, int, list[str]]
"""Who presses, the custom_id, the type of the component, and the values that are chosen."""


class Fuzzed:
    """Presses what nobody offered."""

    waits = True

    def __init__(self) -> None:
        find_cogs()
        self._runner = asyncio.Runner()
        self._folder = tempfile.TemporaryDirectory(prefix="glmbot-fuzz-")
        self._local = LocalDiscord(bot_name="glmbot", title="glmbot")
        self._offered: dict[str, tuple[int, list[str]]] = {}
        self._answer = self._runner.run(self._start())

    def try_(self, source: Random) -> str:
        """Press some at once; each is acknowledged, none fails inside the bot."""
        forged = [self._make(source) for _ in range(AT_ONCE)]
        self._runner.run(self._press(forged))
        return "\n".join(custom_id for _, custom_id, _, _ in forged)

    def press(self, who: str, custom_id: str, kind: int, values: list[str]) -> str:
        """Press one, and give what the person is told."""
        (told,) = self._runner.run(self._press([(who, custom_id, kind, values)]))
        return told

    def growing(self, source: Random) -> tuple[str, str, Callable[[str], object]] | None:
        """A custom_id has a hundred characters at most."""
        del source
        return None

    def close(self) -> None:
        """End the bot and the local Discord."""
        self._runner.run(self._local.stop())
        self._runner.close()
        self._folder.cleanup()

    async def _start(self) -> Message:
        local = self._local
        await local.start()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": self._folder.name,
            "GLMBOT_READER": "0",
            "GLMBOT_CORPUS": str(self._articles()),
            "GLMBOT_QUESTIONS_PER_MINUTE": "1000",
            "GLMBOT_GUILD_QUESTIONS_PER_MINUTE": "100000",
            "GLMBOT_DATABASE": str(Path(self._folder.name, "glmbot.sqlite3")),
            "GLMBOT_DISCORD_API": local.api,
            "GLMBOT_DISCORD_GATEWAY": local.gateway,
        }
        local.child = Child([sys.executable, "-m", "glmbot", "run"], environment, local.service.feed)
        await local.child.start()
        await local.ready(60)
        answers = [await local.reply(await local.say("Ada", "#questions", f"@bot {said}"), 20) for said in SAID]
        for command, options in RUN:
            use = await local.run("Mod", "#questions", command, options)
            answers.append(await use.response(20))
        for answer in answers:
            self._take(answer)
        return answers[0]

    def _articles(self) -> Path:
        """The given article, and enough others for lists of some pages."""
        folder = Path(self._folder.name, "articles")
        folder.mkdir()
        for path in (GIVEN_PATH, *article_paths(demo_corpus())):
            text = path.read_text(encoding="utf-8")
            # Real and invented articles are not read together.
            Path(folder, path.name).write_text(text.replace(MARK, 'origin: "for a test"'), encoding="utf-8")
        return folder

    def _take(self, message: Message) -> None:
        """Note the buttons and selects of a message, so that they are pressed too, and forged."""
        for part in walk(message.body["components"]):
            if "custom_id" in part and len(self._offered) < MOST_OFFERED:
                values = [str(option["value"]) for option in part.get("options", ())]
                self._offered[str(part["custom_id"])] = (int(part["type"]), values)

    def _make(self, source: Random) -> Forged:
        offered = list(self._offered)
        who = source.choice(("Ada", "Ben", "Mod"))

        def part() -> str:
            return source.choice((*PARTS, source.choice(source.choice(offered).split(":"))))

        if not source.randrange(3):  # what was offered, so that there is more to forge
            custom_id = source.choice(offered)
            kind, known = self._offered[custom_id]
            return who, custom_id, kind, [source.choice((*known, part()))] if kind != BUTTON else []
        match source.randrange(4):
            case 0:
                custom_id = ":".join(part() for _ in range(source.randrange(6)))
            case 1:
                found = source.choice(offered).split(":")
                found[source.randrange(len(found))] = part()
                custom_id = ":".join(found)
            case 2:
                found = list(source.choice(offered))
                found[source.randrange(len(found)) :] = source.choice(("", part(), "".join(map(chr, range(33, 90)))))
                custom_id = "".join(found)
            case _:
                custom_id = ":".join(
                    ["glmbot", source.choice(list(ACTIONS)), *(part() for _ in range(source.randrange(5)))]
                )
        kind = source.choice((BUTTON, BUTTON, SELECT, CHANNELS))
        values = [] if kind == BUTTON else [part() for _ in range(source.randrange(4))]
        return who, custom_id[: limits.CUSTOM_ID] or "x", kind, values

    async def _press(self, forged: list[Forged]) -> list[str]:
        local = self._local
        uses = []
        for who, custom_id, kind, values in forged:
            part: JSON = {"custom_id": custom_id, "component_type": kind, "id": 1}
            if kind != BUTTON:
                part["values"] = values
            person, channel = local.who(who), local.world.channels[self._answer.channel_id]
            uses.append(
                local.service.interactions.start(
                    InteractionKind.COMPONENT, person, channel, part, via="button", source=self._answer
                )
            )
        await asyncio.gather(*(use.acknowledgement(20) for use in uses))
        assert local.child is not None
        log = local.child.tail(500)
        local.child.log.clear()
        assert "Traceback" not in log, log
        for message in (message for use in uses for message in (use.original, *use.followups) if message is not None):
            self._take(message)
        told = [visible_text(use.original.body) if use.original else "" for use in uses]
        assert not [text for text in told if "Something went wrong" in text], log
        assert not [text for text in told if re.search(r"/(?:tmp|home|root)/", text)], told
        return told
