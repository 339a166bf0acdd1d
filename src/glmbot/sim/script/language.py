"""The script language: each line is an act of a person, a wait, a fault, or what must come back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from glmbot.sim.errors import SimError

QUOTED: Final = r'(?:"(?:[^"\\]|\\.)*"|“[^”]*”)'
PLACE: Final = r"#[\w-]+|DM|" + QUOTED
WHO: Final = r"(?P<who>[A-Z]\w*)"
AT: Final = rf"(?: in (?P<place>{PLACE}))?"
ON: Final = rf"(?: on (?P<on>{QUOTED}|@\w+))?"
SECONDS: Final = r"(?P<seconds>\d*\.?\d+)"
LOCALE: Final = r"(?P<locale>[\w-]+)"


class ScriptError(SimError):
    """A line that is no line of the language; `line` is its number, where it is known."""

    def __init__(self, what: str, line: int | None = None) -> None:
        super().__init__(f"line {line}: {what}" if line else what)
        self.what = what
        self.line = line

    def in_file(self, name: str) -> str:
        """The fault as compilers tell one: `conversation.txt:3: …`."""
        return f"{name}:{self.line}: {self.what}" if self.line else f"{name}: {self.what}"


@dataclass(frozen=True)
class Step:
    """One line, understood: its kind, its parts by name, and the lines that follow it after `|`."""

    number: int
    text: str
    kind: str
    parts: dict[str, str]
    block: tuple[str, ...] = ()

    def part(self, name: str) -> str:
        """A part, its quotes taken off; empty if it is not there."""
        return unquoted(self.parts.get(name) or "")

    def raw(self, name: str) -> str:
        """A part as it stands in the line."""
        return self.parts.get(name, "")

    @property
    def is_expectation(self) -> bool:
        """Whether it says what must come back."""
        return self.kind.startswith("expect-")


FORMS: Final = {
    "says": rf"{WHO}{AT} says:(?P<words>.*)",
    "replies": rf"{WHO}{AT} replies(?P<silently> silently)?(?: to (?P<to>{QUOTED}))?:(?P<words>.*)",
    "edits": rf"{WHO}{AT} edits(?: (?P<on>{QUOTED}))?:(?P<words>.*)",
    "deletes": rf"{WHO}{AT} deletes(?: (?P<on>{QUOTED}))?",
    "reacts": rf"{WHO}{AT} reacts (?P<emoji>\S+){ON}",
    "runs": rf"{WHO}{AT} runs /(?P<command>.+)",
    "types": rf"{WHO}{AT} types /(?P<command>.+)",
    "presses": rf"{WHO}{AT} presses (?P<what>{QUOTED}){ON}",
    "chooses": rf"{WHO}{AT} chooses (?P<what>nothing|{QUOTED}(?:, ?{QUOTED})*)(?: in (?P<select>{QUOTED}))?{ON}",
    "fills": rf"{WHO} fills (?P<fields>.+)",
    "uses": rf"{WHO}{AT} uses (?P<what>{QUOTED}){ON}",
    "opens-thread": rf"{WHO}{AT} opens thread (?P<what>{QUOTED}){ON}",
    "goes": rf"{WHO} goes to (?P<place>{PLACE})",
    "speaks": rf"{WHO} speaks {LOCALE}",
    "guild-speaks": rf"the guild speaks {LOCALE}",
    "fault": r"fault (?P<name>[\w-]+)(?: (?P<value>[\d.]+))?(?: on (?P<route>.+))?",
    "process": r"(?P<do>restart|stop|start) bot",
    "wait": rf"wait {SECONDS} s",
    "wait-bot": r"wait for bot",
    "expect-says": rf"bot{AT} replies: ?(?P<checks>.*)",
    "expect-only": rf"only {WHO} sees: ?(?P<checks>.*)",
    "expect-edits": rf"bot{AT} edits: ?(?P<checks>.*)",
    "expect-deletes": r"bot deletes(?: (?P<on>.+))?",
    "expect-reacts": r"bot reacts (?P<emoji>\S+)",
    "expect-offers": r"bot offers: ?(?P<checks>.*)",
    "expect-opens": r"bot opens: ?(?P<checks>.*)",
    "expect-fails": r"bot does not respond",
    "expect-silence": rf"bot stays silent for {SECONDS} s",
    "expect-refused": r"refused: (?P<code>\d+)(?: at (?P<path>\S+))?",
}
"""Each kind of line, as a pattern of the whole line."""

_COMPILED: Final = {kind: re.compile(pattern) for kind, pattern in FORMS.items()}
OPTION: Final = re.compile(rf'(?P<name>[-\w]+):(?P<value>{QUOTED}|"[^"]*$|\S*)')


def unquoted(text: str) -> str:
    """Text without the quotes around it, where a backslash takes the next character as it is."""
    if len(text) > 1 and text[0] in '"“' and text[-1] in '"”':
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text.lstrip('"')


def understood(number: int, line: str, block: Sequence[str] = ()) -> Step:
    """One line as a step (ScriptError)."""
    for kind, pattern in _COMPILED.items():
        found = pattern.fullmatch(line)
        if found:
            return Step(number, line, kind, {k: v for k, v in found.groupdict().items() if v}, tuple(block))
    raise ScriptError(f"not understood: {line}", number)


def steps(text: str) -> list[Step]:
    """A whole script (ScriptError that names the first line that is not understood)."""
    return [understood(number, line, block) for number, line, block in _lines(text)]


def _lines(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Lines with the `|` lines that follow each; comments and blank lines left out."""
    current: tuple[int, str, list[str]] | None = None
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith("|"):
            if current is None:
                raise ScriptError("nothing stands before this | line", number)
            current[2].append(line[1:].removeprefix(" ").rstrip())
        elif line and not line.startswith("#"):
            if current:
                yield current
            current = (number, line, [])
    if current:
        yield current


def command_parts(text: str) -> tuple[str, dict[str, str]]:
    """`ask question:"who?" private:true` as the command's words and its options."""
    first = OPTION.search(text)
    words = text[: first.start()] if first else text
    options = {found["name"]: unquoted(found["value"]) for found in OPTION.finditer(text)}
    return " ".join(words.split()), options


def quoted_list(text: str) -> list[str]:
    """`"a", "b"` as its texts."""
    return [unquoted(found) for found in re.findall(QUOTED, text)]
