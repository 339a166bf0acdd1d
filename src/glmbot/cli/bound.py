"""A command of ours as a child that never outlives its parent: `python -m glmbot.cli.bound COMMAND …`.

Standard input is a pipe from the parent, which writes nothing. Its end means that the parent is gone, however it ended.
"""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Final

GONE: Final = 130


class Bound:
    """Runs commands, one at a time; `end` ends the one that runs, and no other is begun."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None
        self._guard = threading.Lock()
        self._ended = False

    def run(self, arguments: Sequence[str]) -> tuple[int, str]:
        """Run a command to its end; gives its exit code and what it wrote to standard error."""
        with self._guard:
            if self._ended:
                return GONE, "glmbot: the bot ends\n"
            self._child = child = subprocess.Popen(  # noqa: S603 - our own command # nosec B603
                [sys.executable, "-m", "glmbot.cli.bound", *arguments],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            )  # fmt: skip
        assert child.stderr is not None
        with child:
            # Not `communicate`, which would close the child's standard input at once.
            written = child.stderr.read()
            return child.wait(), written

    def end(self) -> None:
        """End the command that runs."""
        with self._guard:
            self._ended = True
            if self._child is not None:
                with contextlib.suppress(ProcessLookupError):
                    self._child.terminate()


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(GONE)


if __name__ == "__main__":
    from glmbot.cli import main

    threading.Thread(target=_end_with_parent, daemon=True).start()
    main()
