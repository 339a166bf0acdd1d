"""A PostgreSQL server of its own for tests, by what Debian or another system has installed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pydantic import SecretStr

from glmbot.config import DatabaseAddress

_USER: Final = "postgres"
"""PostgreSQL refuses to run as root."""
_NAMES = count(1)


def missing() -> str | None:
    """Why there can be no server here; None where there can."""
    if _program("initdb") is None:
        return "PostgreSQL's server is not installed (apt-get install postgresql)"
    try:
        import psycopg  # noqa: F401
    except ModuleNotFoundError:
        return "psycopg is not installed (pip install 'glmbot[postgres]')"
    return None


class Server:
    """A server that listens on a socket in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._data = folder, folder / "data"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-c listen_addresses= -k {self._folder} -c fsync=off -c max_connections=30"
        self._run("pg_ctl", "start", "-w", "-t", "120", "-D", self._data, "-l", self._folder / "log", "-o", options)

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` as if it had crashed."""
        self._run("pg_ctl", "stop", "-w", "-m", mode, "-D", self._data)

    def make(self) -> None:
        """Make its files."""
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", _USER, "-N", "-E", "UTF8", "--locale=C")

    def database(self) -> DatabaseAddress:
        """The address of an empty database."""
        name = f"test_{os.getpid()}_{next(_NAMES)}"
        self._run("createdb", "-h", self._folder, "-U", _USER, name)
        return DatabaseAddress(SecretStr(f"postgresql://{_USER}:secret-word@/{name}?host={self._folder}"))

    def _run(self, name: str, *arguments: str | Path) -> None:
        program = _program(name)
        assert program is not None
        user = _USER if os.geteuid() == 0 else None
        done = subprocess.run(
            [program, *arguments], user=user, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()


@contextmanager
def running() -> Iterator[Server]:
    """A server that runs until the end."""
    with TemporaryDirectory(prefix="glmbot-pg-", dir="/tmp") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, _USER)
        server = Server(folder)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")


def _program(name: str) -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: path.parts[4])
    here = shutil.which(name)
    return found[-1] if found else Path(here) if here else None
