"""How a request can end without an answer."""

from glmbot.core.model import GlmbotError

BLOCKED: str = (
    "loc.gov is blocking automatic requests from here; save the pages with a browser and use `glmbot corpus add`"
)


class StopError(GlmbotError):
    """Nothing more may or can be fetched now."""


class BlockedError(StopError):
    """loc.gov answers with a challenge for browsers."""

    def __init__(self) -> None:
        super().__init__(BLOCKED)


class LimitedError(StopError):
    """loc.gov asks to wait: `seconds` from now, or None where it doesn't say how long."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        super().__init__(f"loc.gov asks glmbot to pause; what was fetched is kept: try again {_when(seconds)}")


class AnswerError(GlmbotError):
    """One address has no answer that can be used."""


class NotFoundError(AnswerError):
    """There is nothing at the address."""


class FailingError(AnswerError):
    """The server kept failing."""


def _when(seconds: float | None) -> str:
    if seconds is None:
        return "in an hour"
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"in {max(1, round(seconds))} s"
    return f"in {-(-round(seconds) // 60)} min"
