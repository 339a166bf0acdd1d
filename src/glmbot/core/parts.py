"""Questions that ask several things, cut into their parts."""

import re
from typing import Final

_ASKING: Final = (
    r"(?:who|whom|whose|what|whats|when|where|which|why|how|by whom|on what|in which|in what|since when"
    r"|is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have|had"
    r"|quien|quienes|que|cuando|donde|cual|cuales|cuanto|cuantos|por que|como|qui|quand|ou|quel|quelle|quels|quelles|pourquoi|combien|comment)"
)
_WH: Final = (
    r"(?:who|whom|whose|what|whats|when|where|which|why|how|by whom|on what|in which|since when"
    r"|quién|quiénes|qué|cuándo|dónde|cuál|cuánto|cuántos|por qué|cómo|qui|quand|quel|quelle|quels|quelles|pourquoi|combien|comment)"
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
