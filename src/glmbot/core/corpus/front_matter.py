"""The front matter of an article file: read strictly, key by key, with every fault and its line."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import yaml

from glmbot.core.corpus.yaml_traps import lost_text

REQUIRED_KEYS: Final = ("title", "date", "jurisdictions", "authors", "topics", "url")
OPTIONAL_KEYS: Final = ("retrieved", "origin")
FIRST_LINE: Final = 2
"""The front matter begins on the file's second line."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOT_NORMAL: Final = "the text is not in Unicode normal form C"
NORMAL_REMEDY: Final = "save it in NFC"
_STEERING: Final = frozenset({"Cc", "Zl", "Zp"})
_REORDERING: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_STRING_TAG: Final = "tag:yaml.org,2002:str"
_NULL_TAG: Final = "tag:yaml.org,2002:null"
_DATE_TAG: Final = "tag:yaml.org,2002:timestamp"
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an article file, where, and how to mend it."""

    path: str
    line: int
    what: str
    remedy: str
    is_of_folder: bool = False
    """Whether it lies between files, so that none can be left out for it."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}; {self.remedy}"


class FrontMatter:
    """The values of one file's front matter, and the faults met on the way; a value with a fault is None or partial."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.values: dict[str, Any] = {}
        self.faults: list[Fault] = []

    def read(self, front: str) -> None:
        """Read the YAML between the fences."""
        try:
            node = yaml.compose(front, Loader=_LOADER)
        except yaml.YAMLError as error:
            self._fault_of_yaml(error)
            return
        if not isinstance(node, yaml.MappingNode):
            self._fault(FIRST_LINE, "the front matter is no list of keys", "write 'title: …', 'date: …' and so on")
            return
        self.faults += [Fault(self.path, *one) for one in lost_text(front, FIRST_LINE)]
        self._read_keys(node)
        for key in REQUIRED_KEYS:
            if key not in self.values:
                self._fault(1, f"the key {key!r} is missing", "add it" + (" (null if unknown)" if key == "url" else ""))

    def _read_keys(self, mapping: yaml.MappingNode) -> None:
        for key_node, value_node in mapping.value:
            key, line = str(key_node.value), _line(key_node)
            if key not in _READERS:
                allowed = ", ".join((*REQUIRED_KEYS, *OPTIONAL_KEYS))
                self._fault(line, f"the key {key!r} is unknown", f"use one of {allowed}")
            elif key in self.values:
                self._fault(line, f"the key {key!r} stands twice", "remove one")
            else:
                # A faulty value counts as present, so that it is not called missing as well.
                self.values[key] = None
                self.values[key] = _READERS[key](self, key, value_node)

    def text(self, key: str, node: yaml.Node) -> str | None:
        """A scalar that YAML reads as text."""
        line = _line(node)
        if not isinstance(node, yaml.ScalarNode) or node.tag != _STRING_TAG:
            kind = node.tag.rpartition(":")[2]
            self._fault(line, f"{key} is no text but a YAML {kind}", f'put it in quotes: {key}: "…"')
            return None
        value = str(node.value)
        if not value.strip() or value != value.strip() or "\n" in value:
            self._fault(
                line,
                f"{key} is empty or has space around it or a line break",
                "write it on one line, without space around it",
            )
            return None
        unwritable = yaml.reader.Reader.NON_PRINTABLE.search(value)  # an escape may stand for what YAML can't hold
        if control := unwritable[0] if unwritable else next((char for char in value if _misleads(char)), None):
            self._fault(line, f"{key} holds the control character U+{ord(control):04X}", "remove it")
            return None
        if value != unicodedata.normalize("NFC", value):
            self._fault(line, NOT_NORMAL, NORMAL_REMEDY)  # by an escape: what stands there as it is, is found anyway
            return None
        return value

    def texts(self, key: str, node: yaml.Node) -> tuple[str, ...]:
        """A list of texts."""
        if not isinstance(node, yaml.SequenceNode):
            self._fault(_line(node), f"{key} is no list", f'write {key}: ["…"] or {key}: []')
            return ()
        found = (self.text(f"{key}[{place}]", item) for place, item in enumerate(node.value))
        return tuple(value for value in found if value is not None)

    def date(self, key: str, node: yaml.Node) -> dt.date | None:
        """A quoted ISO date."""
        if isinstance(node, yaml.ScalarNode) and node.tag == _DATE_TAG:
            self._fault(
                _line(node),
                f"{key} is not in quotes, so YAML makes it a date",
                f'write {key}: "{node.value}"',
            )
            return None
        value = self.text(key, node)
        if value is None:
            return None
        date = parse_date(value)
        if date is None:
            self._fault(_line(node), f"{key} {value!r} is no date", "write it as YYYY-MM-DD")
        return date

    def link(self, key: str, node: yaml.Node) -> str | None:
        """A web address or null."""
        if isinstance(node, yaml.ScalarNode) and node.tag == _NULL_TAG:
            return None
        value = self.text(key, node)
        if value is not None and not is_web_address(value):
            self._fault(
                _line(node),
                f"{key} {value!r} is no web address",
                "begin it with https:// or http://, or write null",
            )
            return None
        return value

    def _fault_of_yaml(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", None) or "it can't be read").splitlines()[0]
        self._fault(
            mark.line + FIRST_LINE if mark else FIRST_LINE,
            f"the front matter is no YAML: {problem}",
            "put texts in double quotes",
        )

    def _fault(self, line: int, what: str, remedy: str) -> None:
        self.faults.append(Fault(self.path, line, what, remedy))


def _misleads(char: str) -> bool:
    """Whether a character steers the terminal, ends a line or reorders the text around it."""
    return unicodedata.category(char) in _STEERING or unicodedata.bidirectional(char) in _REORDERING


def parse_date(value: str) -> dt.date | None:
    """A date written as YYYY-MM-DD, or None."""
    try:
        return dt.date.fromisoformat(value) if _ISO_DATE.fullmatch(value) else None
    except ValueError:
        return None


def is_web_address(value: str) -> bool:
    """Whether a text is an http or https address with a host, without spaces or control characters."""
    if not value.isprintable() or " " in value:
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + FIRST_LINE


_Reader = Callable[[FrontMatter, str, yaml.Node], object]

_READERS: Final[dict[str, _Reader]] = {
    "title": FrontMatter.text,
    "date": FrontMatter.date,
    "jurisdictions": FrontMatter.texts,
    "authors": FrontMatter.texts,
    "topics": FrontMatter.texts,
    "url": FrontMatter.link,
    "retrieved": FrontMatter.date,
    "origin": FrontMatter.text,
}
