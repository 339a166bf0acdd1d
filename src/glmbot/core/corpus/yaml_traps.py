"""Texts without quotes of which YAML takes a part for something else: a comment, an anchor, a tag."""

import re
from collections.abc import Iterator
from typing import Final

import yaml

_SUSPECT: Final = re.compile(r"\s#|[:\-\[,]\s*[&!*]")
_TEXTS: Final = frozenset({"title", "jurisdictions", "authors", "topics", "origin"})
_BREAK: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line in YAML 1.1 (its production b-char)."""
_KEY: Final = re.compile(r"(?P<key>[A-Za-z_]+)\s*:")


def lost_text(front: str, first_line: int) -> Iterator[tuple[int, str, str]]:
    """Each line on which YAML loses a part of a text: its number, what is wrong, and how to mend it."""
    if not _SUSPECT.search(front):
        return
    try:
        tokens = list(yaml.scan(front, Loader=yaml.SafeLoader))
    except yaml.YAMLError:
        return
    lines = _BREAK.split(front)
    for token in tokens:
        number = token.start_mark.line
        line = lines[number]
        remedy = f"put the text in quotes: {_quoted(line)}"
        if isinstance(token, yaml.AnchorToken):
            yield number + first_line, f"YAML takes '&{token.value}' for the name of an anchor and drops it", remedy
        elif isinstance(token, yaml.TagToken):
            yield (
                number + first_line,
                f"YAML takes '{_word(line, token.start_mark.column)}' for a tag and drops it",
                remedy,
            )
        elif isinstance(token, yaml.ScalarToken) and token.plain and token.end_mark.line == number:
            comment = line[token.end_mark.column :].strip()
            if comment.startswith("#") and (_is_text(lines, number) or comment[1:2].strip()):
                what = f"YAML takes '{comment}' for a comment and cuts the text before it"
                yield number + first_line, what, remedy


def _is_text(lines: list[str], number: int) -> bool:
    """Whether a line belongs to a key whose value a person writes as prose."""
    found = next((key for line in reversed(lines[: number + 1]) if (key := _KEY.match(line))), None)
    return found is not None and found["key"] in _TEXTS


def _word(line: str, start: int) -> str:
    return line[start:].split(maxsplit=1)[0]


def _quoted(line: str) -> str:
    """The line with its text in quotes."""
    found = re.match(r"(?P<before>\s*(?:[A-Za-z_]+\s*:|-)\s*)(?P<text>.*?)\s*\Z", line)
    if not found or found["text"].startswith(("[", '"', "'")):
        return '"…"'
    text = found["text"].replace("\\", "\\\\").replace('"', '\\"')
    return f'{found["before"].strip()} "{text}"'
