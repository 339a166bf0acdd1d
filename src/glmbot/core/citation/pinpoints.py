"""Pinpoints: the paragraphs that a citation points to, counted from 1, as each style writes them."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

Paragraphs: TypeAlias = Sequence[int]
"""The paragraphs of a pinpoint; none where the whole article is cited."""


def numbers(paragraphs: Paragraphs) -> str:
    """Each run of paragraphs as a range: `2`, `4–5`, `2, 4–6`."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in _runs(paragraphs))


def labelled(paragraphs: Paragraphs, one: str, several: str) -> str:
    """The paragraphs behind what they are called: `para. 2`, `paras. 4–5`; nothing where there are none."""
    label = one if len(set(paragraphs)) == 1 else several
    return f"{label} {numbers(paragraphs)}" if paragraphs else ""


def signed(paragraphs: Paragraphs) -> str:
    """The paragraphs behind their sign, which is doubled for several: `¶ 2`, `¶¶ 4–5`."""
    return labelled(paragraphs, "¶", "¶¶")


def _runs(paragraphs: Paragraphs) -> Iterator[tuple[int, int]]:
    ordered = sorted(set(paragraphs))
    first = 0
    for place, number in enumerate(ordered):
        if place + 1 == len(ordered) or ordered[place + 1] != number + 1:
            yield ordered[first], number
            first = place + 1
