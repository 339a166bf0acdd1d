"""Regular expressions with a limit of time: matched in a process of their own, which can be ended for certain."""

import json
import re
import subprocess
import sys
from typing import Final

from glmbot.sim.errors import SimError
from glmbot.sim.script.language import ScriptError

SECONDS: Final = 2.0
FOUND, ABSENT = 10, 11
PROGRAM: Final = f"""
import json, re, sys
pattern, text = json.load(sys.stdin)
sys.exit({FOUND} if re.search(pattern, text) else {ABSENT})
"""


def check_pattern(pattern: str) -> None:
    """Raise for what is no regular expression (ScriptError)."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ScriptError(f"no regular expression: {pattern} ({error})") from None


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern is found in a text (SimError where that is not decided in time)."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program of our own # nosec B603
            [sys.executable, "-I", "-S", "-c", PROGRAM],
            input=json.dumps([pattern, text]).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SimError(f'matches "{pattern}": not decided within {SECONDS:g} s; make the pattern simpler') from None
    if done.returncode not in (FOUND, ABSENT):
        why = done.stderr.decode(errors="replace").splitlines() or [f"exit code {done.returncode}"]
        raise SimError(f'matches "{pattern}": {why[-1]}')
    return done.returncode == FOUND
