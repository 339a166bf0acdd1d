"""Checking a request body field by field: a Place is where one is, and what is wrong there is noted on the form."""

from collections.abc import Sequence, Sized
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from glmbot.sim.errors import INVALID_FORM, JSON, DiscordError, FormError, Step


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a request body; steps are taken with `place["embeds"][0]`, all places of a form share its errors.

    `otherwise` is what another judge found: it counts where these checks find nothing.
    """

    errors: list[FormError] = field(default_factory=list)
    path: tuple[Step, ...] = ()
    otherwise: tuple[FormError, ...] = ()

    def __getitem__(self, step: Step) -> "Place":
        return Place(self.errors, (*self.path, step), self.otherwise)

    def refuse(self, code: str, message: str) -> None:
        """Note that this place is wrong, with Discord's code for it."""
        self.errors.append(FormError(self.path, code, message))

    def settle(self) -> None:
        """Raise the 50035 that the form has earned, if any (DiscordError)."""
        if self.errors or self.otherwise:
            raise DiscordError(INVALID_FORM, self.errors or self.otherwise)

    def within(self, value: Sized | None, most: int, least: int = 0) -> None:
        """Refuse a text or list that is longer than `most` or shorter than `least`; absent is fine if `least` is 0."""
        length = len(value) if value is not None else 0
        if least and value is None:
            self.required()
        elif least and not least <= length <= most:
            self.refuse("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        elif length > most:
            self.refuse("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def required(self) -> None:
        """Refuse because a field is absent."""
        self.refuse("BASE_TYPE_REQUIRED", "This field is required")

    def text(self, value: Any, most: int, least: int = 0) -> str:
        """The text that stands here, whitespace around it dropped as Discord does; anything else is refused."""
        if value is not None and not isinstance(value, str):
            self.refuse("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return ""
        stripped = value.strip() if value is not None else None
        if least and not stripped:
            if value is None:
                self.required()
            else:
                self.refuse("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        else:
            self.within(stripped, most, least)
        return stripped or ""

    def one_of(self, value: Any, allowed: Sequence[Any]) -> bool:
        """Whether the value is one of the allowed; refused otherwise."""
        if value in allowed and not isinstance(value, bool):
            return True
        shown = ", ".join(repr(item) for item in allowed)
        self.refuse("BASE_TYPE_CHOICES", f"Value must be one of {{{shown}}}.")
        return False

    def url(self, value: Any, most: int = 2048, schemes: Sequence[str] = ("http", "https")) -> None:
        """Refuse what is no well formed URL of these schemes."""
        if not isinstance(value, str):
            self.refuse("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return
        self.within(value, most)
        try:
            parts = urlsplit(value)
        except ValueError:
            self.refuse("URL_TYPE_INVALID_URL", "Not a well formed URL.")
            return
        if parts.scheme and parts.scheme not in schemes and "://" in value:
            self.refuse(
                "URL_TYPE_INVALID_SCHEME",
                f'Scheme "{parts.scheme}" is not supported. Scheme must be one of {tuple(schemes)}.',
            )
        elif parts.scheme not in schemes or not parts.netloc or any(space in value for space in " \n\t"):
            self.refuse("URL_TYPE_INVALID_URL", "Not a well formed URL.")

    def items(self, value: Any) -> list[Any]:
        """The list that stands here; anything else is refused."""
        if value is None or isinstance(value, list):
            return value or []
        self.refuse("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return []

    def object(self, value: Any) -> JSON:
        """The object that stands here; anything else, and nothing, is refused."""
        if isinstance(value, dict):
            return value
        self.refuse("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return {}

    def objects(self, value: Any) -> list[JSON]:
        """The list of objects that stands here; anything else is refused, and what is no object is left empty."""
        return [self[position].object(item) for position, item in enumerate(self.items(value))]
