"""Reads the settings of this process from its environment and from `.env`."""

import os
import stat
from pathlib import Path
from typing import Any, Final

from dotenv import dotenv_values
from dotenv.parser import Original, parse_stream
from pydantic import ValidationError

from glmbot.config import Settings, SettingsError

ELSEWHERE: Final = ("GLMBOT_FETCH_CONTACT", "GLMBOT_DISCORD_OPENAPI")
"""Settings that are read where they are used: by `corpus fetch`, and by the local Discord."""
_SECRETS: Final = {
    str(field.validation_alias) for field in Settings.model_fields.values() if "Secret" in repr(field.annotation)
}
"""Settings whose values no message shows."""


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: a line for each value that can't be used.
    """
    try:
        _check_lines(env_file)
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError("\n".join(_line(fault) for fault in error.errors())) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{env_file}: can't be read ({error}); save it as UTF-8 text") from None


def unknown_settings(env_file: Path = Path(".env")) -> tuple[list[str], list[str]]:
    """The names that look like settings and are none, in the environment and in `.env`; and all that are settings."""
    known = sorted({*(str(field.validation_alias) for field in Settings.model_fields.values()), *ELSEWHERE})
    named = {*os.environ, *(dotenv_values(env_file) if env_file.is_file() else ())}
    return sorted(name for name in named if name.upper().startswith("GLMBOT_") and name.upper() not in known), known


def others_may_read(env_file: Path) -> bool:
    """Whether another user of this machine may read the file that holds the token."""
    return env_file.is_file() and bool(env_file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


def _check_lines(env_file: Path | None) -> None:
    """Refuse a line of `.env` that would be left out without a word."""
    if env_file is None or not env_file.is_file():
        return
    with env_file.open(encoding="utf-8") as stream:
        faulty = [str(_first_line(one.original)) for one in parse_stream(stream) if one.error]
    if faulty:
        raise SettingsError(
            f"{env_file}: line {', '.join(faulty)} can't be read; write NAME=value, or # before a remark"
        )


def _first_line(original: Original) -> int:
    """The line of a statement; the blank lines before it belong to what was read."""
    text = original.string
    return int(original.line) + text[: len(text) - len(text.lstrip())].count("\n")


def _line(fault: Any) -> str:
    name = str(fault["loc"][0]) if fault["loc"] else ""
    message = str(fault["msg"]).removeprefix("Value error, ")
    if not name:
        return message
    given = "the given value" if name in _SECRETS else repr(fault["input"])
    return f"{name}: {given} can't be used: {message[:1].lower()}{message[1:]}"
