"""The script language, typed: each line is played at once, and what the bot does is shown as it comes."""

import asyncio
import os
import sys
from collections.abc import Callable
from typing import Final, TextIO

from glmbot.sim.errors import SimError
from glmbot.sim.script.language import understood
from glmbot.sim.script.player import Player
from glmbot.sim.script.reading import checked
from glmbot.sim.server import LocalDiscord

GREETING: Final = 'A question, /command option:"value", or a line of the script language. `help` lists it, `quit` ends.'
HELP: Final = """Ada in #questions says: @bot …      Ada replies: …        Ada edits: …      Ada deletes
Ada runs /ask question:"…"          Ada types /cite article:"…"                   Ada presses "…"
Ada chooses "…" in "…"              Ada uses "menu command" on "…"                Ada reacts 👍
Ada goes to DM                      Ada opens thread "…"                          Ada fills field:"…"
Ada speaks fr                       the guild speaks es-ES
bot replies: contains "…"           only Ada sees: "…"    bot edits: "…"          bot stays silent for 1 s
fault NAME [VALUE]                  restart bot           wait 1 s                wait for bot"""
KEYWORDS: Final = ("bot", "only", "fault", "restart", "stop", "start", "wait", "refused:")
GUILD: Final = "the guild speaks "
CHUNK_BYTES: Final = 65536


class Lines:
    """Lines of a terminal, pipe or file, read without holding up the loop, and without changing how it blocks."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._stream: asyncio.StreamReader | None = asyncio.StreamReader()
        self._loop = asyncio.get_running_loop()
        try:
            self._loop.add_reader(source, self._take)
        except (ValueError, OSError):
            self._stream = None

    def _take(self) -> None:
        assert self._stream is not None
        chunk = os.read(self._source.fileno(), CHUNK_BYTES)
        if chunk:
            self._stream.feed_data(chunk)
        else:
            self._stream.feed_eof()
            self._loop.remove_reader(self._source)

    async def next(self) -> str:
        """The next line, empty at the end; a plain file can't be watched, and need not be."""
        if self._stream is None:
            return await asyncio.to_thread(self._source.readline)
        return (await self._stream.readline()).decode(errors="replace")

    def close(self) -> None:
        """Stop reading."""
        if self._stream is not None:
            self._loop.remove_reader(self._source)


async def terminal(discord: LocalDiscord, say: Callable[[str], None], source: TextIO | None = None) -> int:
    """Read lines until the end of input or `quit`; returns 0."""
    say(GREETING)
    lines = Lines(source or sys.stdin)
    player = Player(discord, lambda line: say(line) if line.startswith("    ") else None)
    try:
        number = 0
        while (line := await lines.next()) and line.strip() != "quit":
            number += 1
            await _play(discord, player, number, line.strip(), say)
        await player.quiet()
    finally:
        player.close()
        lines.close()
    return 0


async def _play(discord: LocalDiscord, player: Player, number: int, line: str, say: Callable[[str], None]) -> None:
    if line == "help":
        say(HELP)
    elif line and not line.startswith("#"):
        try:
            await player.play(checked(understood(number, _whole(discord, line))), strict=False)
        except SimError as error:
            say(str(error))


def _whole(discord: LocalDiscord, line: str) -> str:
    """A line of the language: a bare command or a bare question is Ada's."""
    if line.startswith("/"):
        return f"Ada runs {line}"
    people = [user.name for user in discord.world.users.values()]
    first = line.split(maxsplit=1)[0]
    if first in people or first in KEYWORDS or line.startswith(GUILD):
        return line
    return f"Ada says: @bot {line}"
