"""The bot as a child process: started, restarted, stopped, its log kept; it never outlives this process."""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from glmbot.sim.errors import JSON, SimError
from glmbot.sim.feed import Feed

GUARD: Final = Path(__file__).with_name("guard.py")
LOG_KEPT: Final = 500
LOG_SHOWN: Final = 50
PATIENCE_SECONDS: Final = 5.0
LINE_BYTES: Final = 1024 * 1024


class Child:
    """One command, run again and again; its output goes to `log` and to `log_file` if one is given."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], feed: Feed) -> None:
        self._command = tuple(command)
        self._environment = dict(environment)
        self.feed = feed
        self.log: deque[str] = deque(maxlen=LOG_KEPT)
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._began = 0.0
        self._stopping = False

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    @property
    def exit_code(self) -> int | None:
        """How it ended, if it has."""
        return self._process.returncode if self._process else None

    @property
    def ended(self) -> bool:
        """Whether it was started and has ended."""
        return self.exit_code is not None

    def tail(self, lines: int = 20) -> str:
        """The last lines of its output."""
        return "\n".join(list(self.log)[-lines:])

    async def start(self) -> None:
        """Start it, unless it runs (SimError if it can't be started)."""
        if self.pid is not None:
            return
        self._stopping = False
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-I", "-S", str(GUARD), *self._command, env=self._environment,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
                start_new_session=True, limit=LINE_BYTES,
            )  # fmt: skip
        except OSError as error:
            raise SimError(f"{self._command[0]} can't be started: {error.strerror}") from None
        self._began = time.monotonic()
        self._reader = asyncio.create_task(self._read(self._process))
        self._tell()

    async def stop(self) -> None:
        """Ask it to end, and make it end after five seconds."""
        self._stopping = True
        process = self._process
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(asyncio.shield(process.wait()), PATIENCE_SECONDS)
            except TimeoutError:
                self.log.append(f"not ended within {PATIENCE_SECONDS:g} s: killed")
                self._kill(process)
                await process.wait()
            except asyncio.CancelledError:
                self._kill(process)
                raise
        if self._reader is not None:
            await self._reader
        self._tell()

    async def restart(self) -> None:
        """Stop it and start it again."""
        await self.stop()
        await self.start()

    def frame(self, reconnects: int, *, online: bool) -> JSON:
        """The process as the page shows it."""
        state = "running" if online else "starting"
        if self.pid is None:
            state = "stopped" if self._stopping or not self.exit_code else "failed"
        up = round(time.monotonic() - self._began, 1) if self.pid else None
        shown = {"pid": self.pid, "up_seconds": up, "rss_bytes": resident(self.pid), "reconnects": reconnects}
        return {**shown, "state": state, "log": list(self.log)[-LOG_SHOWN:]}

    def _kill(self, process: asyncio.subprocess.Process) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            async for line in process.stdout:
                self.log.append(line.decode(errors="replace").rstrip())
        except ValueError:
            self.log.append("a line of more than a megabyte was dropped")
        await process.wait()
        with contextlib.suppress(ConnectionError):
            process.stdin.write(b".")
            process.stdin.close()
        if not self._stopping and process.returncode:
            self.log.append(f"ended with exit code {process.returncode}")
        self._tell()

    def _tell(self) -> None:
        self.feed.publish({"op": "link"})


def resident(pid: int | None) -> int | None:
    """The memory that a process holds, in bytes, where the system tells it cheaply (Linux)."""
    if pid is None:
        return None
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
