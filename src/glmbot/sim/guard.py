"""Runs a command that must not outlive its parent: becomes it, and leaves a watcher behind. A script, never imported.

Standard input is a pipe from the parent. The watcher waits for it: a byte means that all is well, the end of the
pipe without one means that the parent is gone, and then the command is terminated, and killed after five seconds.
"""

import os
import signal
import sys
import time

PATIENCE_SECONDS = 5.0


def watch(pid: int) -> None:
    """Wait for the parent's word, and end the process if it never comes."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    if os.read(0, 1):
        return
    deadline = time.monotonic() + PATIENCE_SECONDS
    try:
        os.kill(pid, signal.SIGTERM)
        while time.monotonic() < deadline:
            os.kill(pid, 0)
            time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def main() -> None:
    """Split into the watcher, and the command that the arguments name."""
    pid = os.getpid()
    if os.fork() == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        watch(pid)
        os._exit(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 - the command is the caller's own # nosec B606


if __name__ == "__main__":
    main()
