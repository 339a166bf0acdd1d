"""What a person sees of an article before it is written, and of all inputs at the end."""

import difflib
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Literal, TypeAlias

from rich.console import Group
from rich.table import Table
from rich.text import Text

from glmbot.core.corpus.article_file import format_article
from glmbot.core.corpus.passages import HEADING, split_paragraphs
from glmbot.core.model import Article
from glmbot.ingest.drafts import Draft

Outcome: TypeAlias = Literal["added", "replaced", "skipped", "refused"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("added", "replaced", "skipped", "refused")

_STYLES: Final = {"added": "green", "replaced": "cyan", "skipped": "yellow", "refused": "red"}
_JOINERS: Final = "\u200c\u200d"
"""Not seen, but they decide how the letters and pictures around them are written."""
_MOST_ROWS: Final = 20
_FIRST_WORDS: Final = 90
_REMOVED_SHOWN: Final = 60
_MOST_REMOVED: Final = 40


@dataclass(slots=True)
class Tally:
    """How many inputs came to what, and the first few of each."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    rows: dict[Outcome, list[tuple[str, str]]] = field(default_factory=dict)
    warned: list[tuple[str, str]] = field(default_factory=list)

    def count(self, outcome: Outcome, name: str, detail: str) -> None:
        """Note what an input came to."""
        self.counts[outcome] += 1
        rows = self.rows.setdefault(outcome, [])
        if len(rows) < _MOST_ROWS:
            rows.append((name, detail))

    def warn(self, name: str, warnings: Sequence[str]) -> None:
        """Note what to look at in an article that came in."""
        if warnings:
            self.warned.append((name, "; ".join(warnings)))

    def table(self, *, written: bool = True) -> Table:
        """The summary: each outcome with its number, and which inputs had it."""
        table = Table(box=None, header_style="dim", show_header=False, pad_edge=False)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        table.add_column(overflow="fold")
        for outcome in OUTCOMES:
            count = self.counts[outcome]
            table.add_row(
                Text(
                    f"{count:,} {'' if written else 'would be '}{outcome}", style=_STYLES[outcome] if count else "dim"
                ),
                "",
                "",
            )
            for name, detail in self.rows.get(outcome, ()):
                table.add_row("", Text(shown(name)), Text(shown(detail), style="dim"))
            if (more := count - len(self.rows.get(outcome, ()))) > 0:
                table.add_row("", Text(f"and {more:,} more", style="dim"), "")
        count = len(self.warned)
        table.add_row(Text(f"{count:,} with a warning", style="yellow" if count else "dim"), "", "")
        for name, warning in self.warned:
            table.add_row("", Text(shown(name)), Text(shown(warning), style="yellow"))
        return table


def preview(name: str, draft: Draft) -> Group:
    """An article's record, its first words, its counts, what was removed and what to look at."""
    table = Table.grid(padding=(0, 2), pad_edge=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value, style in _lines(draft):
        table.add_row(label, Text(shown(value), style=style))
    return Group(Text(shown(name), style="bold"), table, "")


def _lines(draft: Draft) -> Iterator[tuple[str, str, str]]:
    article = draft.article
    yield "title", article.title, ""
    for label, value in (
        ("date", f"{article.date} (style {draft.style})"),
        ("authors", "; ".join(article.authors)),
        ("topics", "; ".join(article.topics)),
        ("jurisdictions", "; ".join(article.jurisdictions)),
        ("address", article.url or ""),
        ("begins", _cut(article.body.split("\n")[0], _FIRST_WORDS)),
        ("holds", _counted(article, draft.sources)),
        ("removed", _removed(draft.removed)),
    ):
        yield label, value or "–", "" if value else "dim"
    for note in draft.notes:
        yield "note", note, "cyan"
    for warning in draft.warnings:
        yield "warning", warning, "yellow"


def _removed(removed: tuple[str, ...]) -> str:
    """The first lines that were left out, and how many more; prose among them is a warning."""
    more = len(removed) - _MOST_REMOVED
    lines = [f"“{_cut(one, _REMOVED_SHOWN)}”" for one in islice(removed, _MOST_REMOVED)]
    return "; ".join((*lines, *((f"and {more:,} more",) if more > 0 else ())))


def _counted(article: Article, sources: int) -> str:
    headings = sum(block.startswith(HEADING) for block in article.body.split("\n\n"))
    counts = ((len(split_paragraphs(article.body)), "paragraph"), (headings, "heading"), (sources, "source"))
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts)


def difference(old: str, new: Article, names: tuple[str, str]) -> Text:
    """What replacing an article file would change, as a unified diff."""
    lines = difflib.unified_diff(old.splitlines(), format_article(new).splitlines(), *names, lineterm="", n=1)
    text = Text()
    for line in lines:
        text.append(f"{shown(line)}\n", style={"+": "green", "-": "red", "@": "cyan"}.get(line[:1], ""))
    return text


def shown(text: str) -> str:
    """A text without characters that would steer the terminal."""
    out = io.StringIO()
    for char in text:
        out.write(char if char.isprintable() or char in _JOINERS else f"\\u{ord(char):04x}")
    return out.getvalue()


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
