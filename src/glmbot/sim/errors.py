"""What a person can mend (SimError), and what Discord answers when it refuses (DiscordError)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias

JSON: TypeAlias = dict[str, Any]
"""An object of Discord's API, as it goes over the wire."""

Step: TypeAlias = str | int
"""One step on the way into a request body: a key or a position."""


class SimError(Exception):
    """Something that was asked of the local Discord can't be done; the message is one line."""


class Reason(NamedTuple):
    """Why Discord refuses: HTTP status, its own code, its words."""

    status: int
    code: int
    message: str


@dataclass(frozen=True, slots=True)
class FormError:
    """One wrong field of a request body (the leaves of a 50035)."""

    path: tuple[Step, ...]
    code: str
    message: str

    @property
    def place(self) -> str:
        """The path as a programmer writes it: `embeds[0].description`."""
        text = ""
        for step in self.path:
            numbered = isinstance(step, int) or step.isdigit()
            text += f"[{step}]" if numbered else f".{step}"
        return text.lstrip(".")


class DiscordError(Exception):
    """A refusal as Discord words it; the boundary of the REST API turns it into a response."""

    def __init__(self, reason: Reason, errors: Sequence[FormError] = ()) -> None:
        super().__init__(f"{reason.status} {reason.code} {reason.message}")
        self.reason = reason
        self.errors = tuple(errors)

    def body(self) -> JSON:
        """The response body, with the nested form of 50035 where fields are wrong."""
        body: JSON = {"message": self.reason.message, "code": self.reason.code}
        if self.errors:
            body["errors"] = nested(self.errors)
        return body


def nested(errors: Sequence[FormError]) -> JSON:
    """Form errors as Discord nests them: a tree of keys with `_errors` at the leaves."""
    tree: JSON = {}
    for error in errors:
        branch = tree
        for step in error.path:
            branch = branch.setdefault(str(step), {})
        branch.setdefault("_errors", []).append({"code": error.code, "message": error.message})
    return tree


GENERAL: Final = Reason(404, 0, "404: Not Found")
METHOD: Final = Reason(405, 0, "405: Method Not Allowed")
UNAUTHORIZED: Final = Reason(401, 0, "401: Unauthorized")
UNKNOWN_CHANNEL: Final = Reason(404, 10003, "Unknown Channel")
UNKNOWN_GUILD: Final = Reason(404, 10004, "Unknown Guild")
UNKNOWN_MEMBER: Final = Reason(404, 10007, "Unknown Member")
UNKNOWN_MESSAGE: Final = Reason(404, 10008, "Unknown Message")
UNKNOWN_USER: Final = Reason(404, 10013, "Unknown User")
UNKNOWN_EMOJI: Final = Reason(400, 10014, "Unknown Emoji")
UNKNOWN_WEBHOOK: Final = Reason(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION: Final = Reason(404, 10062, "Unknown interaction")
UNKNOWN_COMMAND: Final = Reason(404, 10063, "Unknown application command")
TOO_MANY_REACTIONS: Final = Reason(400, 30010, "Maximum number of reactions reached (20)")
TOO_MANY_COMMANDS: Final = Reason(400, 30032, "Maximum number of application commands reached (100).")
DAILY_COMMANDS: Final = Reason(429, 30034, "Max number of daily application command creates has been reached (200)")
TOO_MANY_FOLLOWUPS: Final = Reason(400, 40094, "Maximum number of follow-up messages reached (5)")
ENTITY_TOO_LARGE: Final = Reason(413, 40005, "Request entity too large")
ALREADY_ACKNOWLEDGED: Final = Reason(400, 40060, "Interaction has already been acknowledged.")
MISSING_ACCESS: Final = Reason(403, 50001, "Missing Access")
EDIT_OF_ANOTHER: Final = Reason(403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE: Final = Reason(400, 50006, "Cannot send an empty message")
CLOSED_DM: Final = Reason(403, 50007, "Cannot send messages to this user")
MISSING_PERMISSIONS: Final = Reason(403, 50013, "Missing Permissions")
INVALID_TOKEN: Final = Reason(401, 50027, "Invalid Webhook Token")
INVALID_FORM: Final = Reason(400, 50035, "Invalid Form Body")
ARCHIVED: Final = Reason(400, 50083, "Thread is archived")
INVALID_JSON: Final = Reason(400, 50109, "The request body contains invalid JSON.")
WRONG_CHANNEL: Final = Reason(400, 50024, "Cannot execute action on this channel type")
THREAD_EXISTS: Final = Reason(400, 160004, "A thread has already been created for this message")
