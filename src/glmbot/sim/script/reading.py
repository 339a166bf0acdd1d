"""A script read as a whole: every fault that shows in its lines is told before anything is played."""

from collections.abc import Callable, Mapping
from typing import Final

from glmbot.sim.errors import SimError
from glmbot.sim.faults import TABLE
from glmbot.sim.languages import check_locale
from glmbot.sim.script.expecting import checks
from glmbot.sim.script.language import ScriptError, Step, steps

LONGEST_SECONDS: Final = 60.0


def read_script(text: str) -> list[Step]:
    """The steps of a script (ScriptError)."""
    wanted = steps(text)
    if not wanted:
        raise ScriptError("the script has no line that does anything; docs/scripts.md describes the lines")
    return [checked(step) for step in wanted]


def checked(step: Step) -> Step:
    """The same step, once nothing in it is seen to be wrong (ScriptError)."""
    try:
        _CHECKED.get(step.kind, _nothing)(step)
    except SimError as error:
        raise ScriptError(str(error), step.number) from None
    return step


def _nothing(_: Step) -> None:
    """Most lines are right once they are understood."""


def _check_fault(step: Step) -> None:
    if step.part("name") not in TABLE:
        raise SimError(f"no fault is called {step.part('name')!r}; there are {', '.join(TABLE)}")


def _check_seconds(step: Step) -> None:
    if float(step.part("seconds")) > LONGEST_SECONDS:
        raise SimError(f"{step.part('seconds')} s is too long; a script waits at most {LONGEST_SECONDS:g} s at a time")


def _check_locale(step: Step) -> None:
    check_locale(step.part("locale"))


def _check_checks(step: Step) -> None:
    checks(step.raw("checks"))


_CHECKED: Final[Mapping[str, Callable[[Step], None]]] = {
    "fault": _check_fault,
    "wait": _check_seconds,
    "expect-silence": _check_seconds,
    "speaks": _check_locale,
    "guild-speaks": _check_locale,
    "expect-says": _check_checks,
    "expect-only": _check_checks,
    "expect-edits": _check_checks,
}
