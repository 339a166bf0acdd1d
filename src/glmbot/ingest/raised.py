"""Raised and lowered letters in a line of text: marks of notes set apart, powers and fractions kept as they read."""

import re
from typing import Final

_UP: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_DOWN: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_NUMBER: Final = re.compile(r"[-−+]?\d{1,3}")
_MARK: Final = re.compile(r"[\[(]?\s?(?P<marks>\d{1,3}|[a-z]|[ivx]{1,4})(?:\s?[,;–-]\s?(?:\d{1,3}|[a-z]))*\s?[\])]?")
_UNIT: Final = re.compile(r"(?<![^\W\d_])(?:[kKcdmµuhn]?m|ft|in|yd|mi|sq|s)\Z")
_TEN: Final = re.compile(r"(?<![\d.,])10\Z")
_SMALL_NUMBER: Final = re.compile(r"(?<![\d.,/])(?P<before>\S*\s?)(?<!\d)\d{1,3}\Z")
_NUMBERED: Final = re.compile(
    r"(?:\b(?:No|Nos|Art|Arts|Article|Articles|Sec|Section|Sections|para|paras|ch|Chapter|Law|Act|Decree|Resolution|p|pp"
    r"|Title|Part|Rule|Protocol)\.?|§+|¶+)\s*[\w./-]*\Z",
    re.IGNORECASE,
)
_ENDS: Final = frozenset({"st", "nd", "rd", "th", "er", "re", "e", "o", "a", "os", "as", "è", "ème"})


def raised(before: str, text: str, *, is_link: bool, has_notes: bool, follows: str) -> str:
    """How a raised text goes on with the line before it."""
    inside = text.strip()
    if not inside:
        return text
    if not is_link:
        if inside.lower() in _ENDS and before[-1:].isdigit():
            return inside
        if inside.isdigit() and follows.lstrip()[:1] in {"/", "⁄"}:  # noqa: RUF001 - the fraction slash
            return f" {inside}" if before[-1:].isdigit() else inside
        if _NUMBER.fullmatch(inside) and _is_power(before, inside, has_notes=has_notes):
            return inside.translate(_UP)
    if not _MARK.fullmatch(inside):
        return inside if not inside[0].isalnum() or not before[-1:].isalnum() else f" {inside}"
    mark = inside if inside[0] in "[(" else f"[{inside}]"
    return mark if not before.strip() or before[-1:].isspace() else f" {mark}"


def lowered(before: str, text: str) -> str:
    """How a lowered text goes on with the line before it."""
    inside = text.strip()
    return inside.translate(_DOWN) if inside.isdigit() and before[-1:].isdigit() else text


def _is_power(before: str, number: str, *, has_notes: bool) -> bool:
    if number[0] in "-−+" or _TEN.search(before):
        return before[-1:].isalnum()
    if _UNIT.search(before) and number in {"2", "3"}:
        return True
    is_small = _SMALL_NUMBER.search(before) is not None and not _NUMBERED.search(before)
    return is_small and number in {"2", "3"} and not has_notes
