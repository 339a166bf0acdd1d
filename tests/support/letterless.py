"""A language without letters: what still has some was not translated."""

import re
import string
from typing import Final

from glmbot.core.translatable import translate


class Letterless:
    """A language in which every letter of the bot's own words is a dot."""

    def gettext(self, message: str, /) -> str:
        """The message with its values, and without its letters."""
        return "".join(
            re.sub("[A-Za-z]", "·", words) + (f"{{{name}}}" if name is not None else "")
            for words, name, _, _ in string.Formatter().parse(message)
        )

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """The same of a message that depends on a number."""
        return self.gettext(singular if n == 1 else plural)


_LETTERLESS: Final = Letterless()


def say_letterless(text: str) -> str:
    """A text with the letters of the bot's own words as dots."""
    return translate(text, _LETTERLESS)
