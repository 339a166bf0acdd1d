"""No line holds what a person wrote, an id of theirs or a token, whoever wrote the line."""

import logging
import sqlite3
import sys
import threading
from typing import Any, NoReturn

import pytest

from glmbot.core.model import GlmbotError
from glmbot.core.translatable import gettext_lazy
from glmbot.health.discreet import Discreet, report_uncaught
from glmbot.health.log import JsonFormatter

PERSON = 234567890123456789
TOKEN = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTpzZWNyZXRzZWNyZXRzZWNyZXQ"
WORDS = "does my neighbour's xylophone break the law"
FORMATTERS = (Discreet("%(levelname)s %(name)s: %(message)s"), JsonFormatter())


class Told:
    """Something that tells a person's words of itself, as a message or an interaction does."""

    def __repr__(self) -> str:
        return f"<Message content={WORDS!r} author={PERSON}>"


class HTTPError(Exception):
    """An error with Discord's numbers, and a message that repeats what was sent."""

    status, code = 400, 50035


def formatted(name: str, text: str, *args: Any, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.WARNING, "", 0, text, args, info)
    return "\n".join(formatter.format(logging.makeLogRecord(record.__dict__)) for formatter in FORMATTERS)


def holds_nothing(line: str) -> bool:
    return not any(secret in line for secret in (str(PERSON), TOKEN, "xylophone", "neighbour"))


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("Ignoring exception in autocomplete for %r (Guild: %s, User: %s)", ("ask", 1, PERSON)),
        ("We are being rate limited. %s %s", ("POST", f"https://discord.com/api/v10/webhooks/1/{TOKEN}/messages")),
        ("We are being rate limited. %s %s", ("POST", f"/interactions/{PERSON}/short-token/callback")),
        ("For Shard ID %s: WebSocket Event: %s", (None, {"content": WORDS, "author": {"id": str(PERSON)}})),
        ("View interaction referencing unknown view for item %s. Discarding", (Told(),)),
        ("%(who)s wrote", ({"who": Told()},)),
        ("%s", (WORDS, "too many")),
        (f"User: {PERSON} Bot {TOKEN}", ()),
    ],
)
def test_of_other_packages_what_may_be_a_person_s_is_struck(text: str, args: tuple[Any, ...]) -> None:
    assert holds_nothing(formatted("discord.http", text, *args))


def test_an_ordinary_line_stays_as_it_is() -> None:
    line = formatted("discord.gateway", "Shard ID %s has connected (Session ID: %s), %.1f s", None, "4921618dc645", 1.5)
    assert "Shard ID None has connected (Session ID: 4921618dc645), 1.5 s" in line.replace("NoneType", "None")
    assert "12 votes" in formatted("glmbot.bot.client", "deleted %d votes", 12)


def test_asyncio_s_lines_end_before_what_objects_tell_of_themselves() -> None:
    line = formatted("asyncio", f"Task exception was never retrieved\nfuture: <Task exception=ValueError({WORDS!r})>")
    assert "never retrieved" in line
    assert holds_nothing(line)


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    error.__cause__ = cause
    try:
        throw(error)
    except type(error):
        return error


def throw(error: BaseException) -> NoReturn:
    raise error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError(WORDS), "ValueError"),
        (KeyError(PERSON), "KeyError"),
        (HTTPError(WORDS), "HTTPError: 400, 50035"),
        (GlmbotError(gettext_lazy("no article is called {name}", name=WORDS)), "GlmbotError"),
        (GlmbotError("one.md: can't be read"), "GlmbotError: one.md: can't be read"),
        (sqlite3.OperationalError("no such table: votes"), "OperationalError: no such table: votes"),
        (OSError(28, "No space left on device"), "OSError: No space left on device"),
    ],
)
def test_an_error_is_told_by_its_kind_and_its_places(error: BaseException, said: str) -> None:
    line = formatted("glmbot.bot.errors", "a command failed", error=raised(error))
    assert said in line
    assert "test_discreet.py" in line
    assert holds_nothing(line)


def test_what_led_to_an_error_is_told_so_too() -> None:
    line = formatted("glmbot", "failed", error=raised(RuntimeError("second"), raised(ValueError(WORDS))))
    assert line.index("ValueError") < line.index("which led to:") < line.index("RuntimeError")
    assert holds_nothing(line)


def test_what_nobody_catches_is_logged_and_not_printed(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    report_uncaught()
    error = raised(ValueError(WORDS))
    sys.excepthook(type(error), error, error.__traceback__)

    def fail() -> None:
        raise ValueError(WORDS)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert [record.levelname for record in caplog.records] == ["CRITICAL", "ERROR"]
    assert all(holds_nothing(Discreet().format(record)) for record in caplog.records)
    assert capsys.readouterr() == ("", "")
