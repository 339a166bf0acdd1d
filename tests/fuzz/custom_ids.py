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
from support.articles import GIVEN_PATH

AT_ONCE: Final = 10
PARTS: Final = (
    "0", "1", "2", "99", "999999", "1000000", "-1", "٣", "²", "up", "down", "on", "off", "back", "true", "", " ", ":",
    "+", "*", "threads", "private", "full", "f" * 16, "0" * 16, "F" * 16, "g" * 16, "f" * 17, "1" * 20, "9" * 40,
    "zz", "zzzzzzzzzzzzz", "z" * 14, "é", "\u202e", "\x00", "\n", "😀", "@everyone", "<@1>", "who signed?",
    "../../etc/passwd", "'; DROP TABLE votes",
)  # fmt: skip
BUTTON, SELECT, CHANNELS = 2, 3, 8

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
        self._answer, self._offered = self._runner.run(self._start())

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

    async def _start(self) -> tuple[Message, list[str]]:
        local = self._local
        await local.start()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": self._folder.name,
            "GLMBOT_READER": "0",
            "GLMBOT_CORPUS": str(GIVEN_PATH.parent),
            "GLMBOT_DATABASE": str(Path(self._folder.name, "glmbot.sqlite3")),
            "GLMBOT_DISCORD_API": local.api,
            "GLMBOT_DISCORD_GATEWAY": local.gateway,
        }
        local.child = Child([sys.executable, "-m", "glmbot", "run"], environment, local.service.feed)
        await local.child.start()
        await local.ready(60)
        answer = await local.reply(await local.say("Ada", "#questions", "@bot Which regions does the MOU target?"))
        offered = [str(part["custom_id"]) for part in walk(answer.body["components"]) if "custom_id" in part]
        return answer, offered

    def _make(self, source: Random) -> Forged:
        def part() -> str:
            return source.choice((*PARTS, source.choice(source.choice(self._offered).split(":"))))

        match source.randrange(4):
            case 0:
                custom_id = ":".join(part() for _ in range(source.randrange(6)))
            case 1:
                found = source.choice(self._offered).split(":")
                found[source.randrange(len(found))] = part()
                custom_id = ":".join(found)
            case 2:
                found = list(source.choice(self._offered))
                found[source.randrange(len(found)) :] = source.choice(("", part(), "".join(map(chr, range(33, 90)))))
                custom_id = "".join(found)
            case _:
                custom_id = ":".join(
                    ["glmbot", source.choice(list(ACTIONS)), *(part() for _ in range(source.randrange(5)))]
                )
        kind = source.choice((BUTTON, BUTTON, SELECT, CHANNELS))
        values = [] if kind == BUTTON else [part() for _ in range(source.randrange(4))]
        return source.choice(("Ada", "Ben", "Mod")), custom_id[: limits.CUSTOM_ID] or "x", kind, values

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
        told = [visible_text(use.original.body) if use.original else "" for use in uses]
        assert not [text for text in told if "Something went wrong" in text], log
        assert not [text for text in told if re.search(r"/(?:tmp|home|root)/", text)], told
        return told
