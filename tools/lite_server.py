"""Milvus Lite's own server, on a free port of this machine, for tests and measurements."""

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

_START_SECONDS = 120.0
_LOOK_SECONDS = 0.1


class LiteServer:
    """A server over a folder; it may be killed and started again, on the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])
        self.uri = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, and wait until it listens."""
        command = ["server", "--data-dir", str(self._folder / "data"), "--host", "127.0.0.1", "--port", str(self._port)]
        self._process = subprocess.Popen(  # noqa: S603 - an installed package
            [sys.executable, "-m", "milvus_lite", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(round(_START_SECONDS / _LOOK_SECONDS)):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            if self._process.poll() is not None:
                raise AssertionError("milvus-lite server ended")
            time.sleep(_LOOK_SECONDS)
        self.stop()
        raise AssertionError("milvus-lite server does not listen")

    def stop(self) -> None:
        """Kill it, as a machine that fails."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
