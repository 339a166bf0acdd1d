"""The local Discord as a command runs it: server, bot as a child process, and page, script or terminal."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from glmbot.sim.errors import SimError
from glmbot.sim.process import Child
from glmbot.sim.ratelimits import Mode
from glmbot.sim.script.language import Step
from glmbot.sim.script.player import play_steps
from glmbot.sim.script.reading import read_script
from glmbot.sim.script.terminal import terminal as run_terminal
from glmbot.sim.server import LocalDiscord

START_SECONDS: Final = 30.0
INTERRUPTED: Final = 130


async def simulate(
    *,
    command: Sequence[str],
    environment: Mapping[str, str],
    api_variable: str,
    gateway_variable: str,
    title: str,
    status: str,
    bot_name: str,
    examples: Sequence[str] = (),
    port: int = 0,
    script: str | None = None,
    terminal: bool = False,
    rate_limits: Mode = "generous",
    openapi: Path | None = None,
    say: Callable[[str], None] = print,
    on_ready: Callable[[str], None] | None = None,
) -> int:
    """Run `command` against a local Discord until it is interrupted, or the script or the terminal's input ends.

    The two variables are set to the server's addresses in the child's environment. `examples` are questions that an
    empty channel offers. `on_ready` gets the page's address once the bot is connected. Returns the exit code: 0; 1
    where a script met a difference or the bot did not start; 130 where a script was interrupted. Raises SimError where
    the port is taken, and ScriptError for a line that is none, before the bot is started.
    """
    steps = None if script is None else read_script(script)
    discord = LocalDiscord(
        title=title,
        status=status,
        examples=examples,
        bot_name=bot_name,
        port=port,
        rate_limits=rate_limits,
        openapi=openapi,
    )
    async with discord:
        addresses = {api_variable: discord.api, gateway_variable: discord.gateway}
        discord.child = Child(command, {**environment, **addresses}, discord.service.feed)
        work = asyncio.create_task(_work(discord, steps, say, on_ready, terminal=terminal))
        interrupted = asyncio.create_task(_interruption())
        try:
            await asyncio.wait({work, interrupted}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
            return INTERRUPTED if script is not None else 0
        finally:
            for task in (work, interrupted):
                task.cancel()
            await asyncio.gather(work, interrupted, return_exceptions=True)


async def _work(
    discord: LocalDiscord,
    script: Sequence[Step] | None,
    say: Callable[[str], None],
    on_ready: Callable[[str], None] | None,
    *,
    terminal: bool,
) -> int:
    assert discord.child is not None
    await discord.child.start()
    try:
        await discord.ready(START_SECONDS)
    except SimError as error:
        say(str(error))
        return 1
    if on_ready is not None:
        on_ready(discord.url)
    if script is not None:
        transcript = await play_steps(discord, script, say)
        if transcript.difference is not None:
            say(f"DIFFERENCE {transcript.difference}")
        return 0 if transcript.passed else 1
    if terminal:
        return await run_terminal(discord, say)
    await asyncio.Event().wait()
    return 0


async def _interruption() -> None:
    """Wait for Ctrl-C, a request to terminate, or the end of the terminal, unless that is to be outlived (nohup)."""
    loop, asked = asyncio.get_running_loop(), asyncio.Event()
    named = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    wanted = [number for number in named if signal.getsignal(number) is not signal.SIG_IGN]
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
        for number in wanted:
            loop.add_signal_handler(number, asked.set)
    try:
        await asked.wait()
    finally:
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            for number in wanted:
                loop.remove_signal_handler(number)
