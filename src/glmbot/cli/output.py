"""How a command speaks, writes and ends: exit codes, standard streams, files that a person named."""

import datetime as dt
import io
import os
import sys
from pathlib import Path
from typing import Final, NoReturn

FOUND: Final = 0
NONE: Final = 1
USAGE: Final = 2
USUAL_WIDTH: Final = "80"


def fail(message: str, code: int = USAGE) -> NoReturn:
    """Say what is wrong on standard error and end."""
    warn(message)
    sys.exit(code)


def warn(message: str) -> None:
    """Say something on standard error, each line marked as glmbot's."""
    for line in message.splitlines() or [""]:
        print(f"glmbot: {line}", file=sys.stderr)  # noqa: T201 - standard error is where a person reads it


def prepare_streams(*, needs_output: bool = True) -> None:
    """Stand in for closed standard streams, and write what a stream's encoding lacks as its escape, losing nothing."""
    for descriptor in range(3):
        # Whatever is opened takes the lowest descriptor: a database could get that of standard error.
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - it lives until the process ends
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - the same
    if sys.stdout is None:
        close_output()
        if needs_output:
            fail("standard output is closed; leave it open, or send it to a file")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def prepare_width() -> None:
    """Take a width of no columns for the usual one."""
    if os.environ.get("COLUMNS", "x").strip("0") == "":
        os.environ["COLUMNS"] = USUAL_WIDTH


def close_output() -> None:
    """Keep Python from writing to a closed standard output once more at exit."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - it lives until the process ends


def save(path: Path, text: str) -> None:
    """Write a text file whole, or end with what stops it; a link is followed."""
    from glmbot.storage.atomic_file import write_whole

    try:
        write_whole(path.resolve(), text.encode())
    except OSError as error:
        fail(f"{path}: can't be written ({error.strerror}); what was there stays; name another file")


def today() -> dt.date:
    """The day, in this machine's zone."""
    return dt.datetime.now().astimezone().date()
