"""Questions that ask several things, cut into their parts."""

import re
from typing import Final

_FOREIGN: Final = (
    r"qui[eé]n(?:es)?|qu[eé]|cu[aá]ndo|d[oó]nde|cu[aá]l(?:es)?|cu[aá]nt[oa]s?|por qu[eé]|c[oó]mo"
    r"|qui|quand|quel(?:le)?s?|pourquoi|combien|comment"
)
_WH: Final = (
    r"(?:who|whom|whose|what|whats|when|where|which|why|how|by whom|on what|in which|in what|since when|"
    + _FOREIGN
    + ")"
)
_ASKING: Final = (
    r"(?:is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have|had|" + _WH.removeprefix("(?:")
)
_CUT: Final = re.compile(
    rf"\?\s+(?=\S)|[,;]\s*(?:and|but|plus|y|et)?\s*(?={_WH}\b)|\s+(?:and|plus|y|et|&)\s+(?:also\s+|then\s+)?(?={_WH}\b)"
    rf"|[.;]\s+(?=(?:and\s+|also\s+)?{_ASKING}\b)",
    re.IGNORECASE,
)
_MOST: Final = 3
_ASKS: Final = re.compile(rf"^\W*(?:and\s+|so\s+|ok\s+|hey\s+|hi\s+|please\s+)*(?:{_ASKING})\b", re.IGNORECASE)


def split_parts(question: str) -> list[str]:
    """The parts of a question, at most three; one where it asks one thing.

    Every part after the first begins with a question word; a relative clause ("the minister, who …") does not stand
    after a question word of its own and so is not cut off.
    """
    parts = [part.strip() for part in _CUT.split(question) if part.strip(" ?,.;")]
    if len(parts) < 2 or not (_ASKS.search(parts[0]) or question.count("?") > 1):  # noqa: PLR2004 - two parts at least
        return [question]
    return parts[:_MOST]
