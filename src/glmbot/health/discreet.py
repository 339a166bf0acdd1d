"""Log lines that hold nothing of people: no word that they wrote, no id, no token, at any level.

Our own lines are written so. Those of other packages are not: at DEBUG discord.py logs whole messages, and at any
level a person's id where choices can't be sent, or an address with a token. Of them only levels from INFO on are
logged, and in their arguments what may be an id or a token is struck out. Of an error the log has the kind and the
places in the code; its message only where it can't hold what somebody wrote.
"""

import logging
import re
import sqlite3
import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Final, TypeAlias

from glmbot.core.model import GlmbotError
from glmbot.core.translatable import Translatable

_log = logging.getLogger(__name__)

OWN: Final = "glmbot"
STRUCK: Final = "…"
_ID: Final = re.compile(r"(?<![\w.])\d{15,20}(?![\w.])")
_TOKEN: Final = re.compile(r"(?<=/webhooks/)[^\s?]+|(?<=/interactions/)[^\s?]+|[A-Za-z0-9_.-]{48,}")
_NUMBERS: Final = (bool, int, float, type(None))
_LONGEST: Final = 200
_ExcInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Formats records so that nothing of people is in them; it is the base of all formatters of the bot."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record, after which follow the places of an error."""
        return super().format(discreet(record))

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the name that logging calls
        """An error and those that led to it: their places in the code, their kinds, and messages that are safe."""
        return "\n".join(_lines(ei[1])) if ei[1] is not None else ""


def discreet(record: logging.LogRecord) -> logging.LogRecord:
    """The record as it is where it is ours, else with its text and its arguments struck."""
    copy = logging.makeLogRecord(record.__dict__)
    copy.exc_text = None  # another formatter may have left the error's message there
    if not _is_own(record):
        copy.msg, copy.args = _message(record), None
    return copy


def report_uncaught() -> None:
    """Log what nobody has caught, in the main thread and others, in place of printing it with its message."""

    def uncaught(kind: type[BaseException], error: BaseException, place: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        _log.critical("the bot ends: an error that nobody expected", exc_info=(kind, error, place))

    def uncaught_in_thread(given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            _log.error("a thread ends: an error that nobody expected", exc_info=given.exc_value)

    sys.excepthook = uncaught
    threading.excepthook = uncaught_in_thread


def _is_own(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == OWN


def _message(record: logging.LogRecord) -> str:
    template = str(record.msg)
    if record.name == "asyncio":
        # What follows the first line is what objects tell of themselves, an error's message among it.
        return template.partition("\n")[0]
    try:
        given = record.args
        if isinstance(given, dict):
            return template % {name: _struck(value) for name, value in given.items()}
        return template % tuple(map(_struck, given or ())) if given else _strike(template)
    except (TypeError, ValueError):
        return _strike(template)


def _struck(value: object) -> object:
    if isinstance(value, _NUMBERS) and not (isinstance(value, int) and _ID.fullmatch(str(value))):
        return value
    return _strike(value) if isinstance(value, str) else STRUCK if isinstance(value, int) else type(value).__name__


def _strike(text: str) -> str:
    return _TOKEN.sub(STRUCK, _ID.sub(STRUCK, text))[:_LONGEST]


def _lines(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _lines(before)
        yield "which led to:"
    yield "Traceback (most recent call last):"
    yield from (line.rstrip("\n") for line in traceback.format_tb(error.__traceback__))
    said = _said(error)
    yield type(error).__name__ + (f": {said}" if said else "")


def _said(error: BaseException) -> str:
    """The message of an error where it can't hold what a person wrote."""
    if isinstance(error, GlmbotError):
        # What can be translated is meant for people, and may repeat what they typed.
        return "" if error.args and isinstance(error.args[0], Translatable) else str(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, sqlite3.Error):
        return str(error)
    numbers: list[Any] = [getattr(error, name, None) for name in ("status", "code")]
    return ", ".join(str(one) for one in numbers if isinstance(one, int))
