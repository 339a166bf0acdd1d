"""A reading list as a file for other programs: Markdown, and the formats of reference managers.

One entry of a reference manager stands for an article, with all the passages that were kept of it as its notes.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from glmbot.core.citation import Remarks, Run, Style, bluebook_date, cite_in_runs, signed
from glmbot.core.citation.typography import web_address, with_stop
from glmbot.core.model import Article
from glmbot.core.research.inert import inert_markdown as _inert
from glmbot.core.research.reading_list import Entry, Standing, record_of
from glmbot.core.text.invisible import shown
from glmbot.core.translatable import gettext_lazy

Say: TypeAlias = Callable[[str], str]
"""Puts a sentence of ours into a language."""

TITLE: Final = gettext_lazy("Reading list")
CHANGED_SINCE: Final = gettext_lazy("The article has changed since.")
GONE: Final = gettext_lazy("No longer among the articles.")
MARKS: Final[dict[Standing, str]] = {"same": "", "changed": CHANGED_SINCE, "gone": GONE}
"""What is said of an article that is no longer as it was when a passage of it was saved."""

_ITEM: Final = re.compile(r"(?:[-–•*·]|\(?\w{1,3}[.)])\s")
"""How a line begins that is an item of a list."""
_NEW_LINE: Final = " / "
"""Stands for the beginning of a line, where all must stand on one."""


@dataclass(frozen=True)
class Listed:
    """An entry, what became of its article, and the article's text where it is as it was then, "" where not."""

    entry: Entry
    standing: Standing = "same"
    body: str = ""

    @property
    def mark(self) -> str:
        """What is to be said of the article."""
        return MARKS[self.standing]

    @property
    def title(self) -> str:
        """The title as it was then."""
        return shown(self.entry.article.headline)

    @property
    def url(self) -> str | None:
        """The address as it was then."""
        return web_address(self.entry.article.url)

    @property
    def place(self) -> str:
        """The pinpoint and the date: `¶ 2 (Dec. 6, 2011)`."""
        return f"{signed(self.entry.paragraphs)} ({bluebook_date(self.entry.article.date)})"

    @property
    def citation(self) -> tuple[Run, ...]:
        """The citation as it was then, the title in italics."""
        runs = cite_in_runs(self.entry.article, paragraphs=self.entry.paragraphs)
        return tuple(replace(run, text=shown(run.text)) for run in runs)

    @property
    def resting(self) -> str:
        """What the passage rests on, in full; "" where the article gives nothing for it."""
        return resting_on(self.entry.rests_on) if self.entry.rests_on else ""


def noted(note: str) -> str:
    """A note, behind what it is called."""
    return gettext_lazy("Note: {note}", note=note)


def resting_on(sources: Sequence[str]) -> str:
    """The sources of a passage, behind what they are called."""
    return gettext_lazy("Rests on: {sources}", sources=shown("; ".join(sources)))


def as_markdown(listed: Sequence[Listed], say: Say) -> str:
    """The list in Markdown (CommonMark), each passage as a block quotation above its citation and its sources."""
    parts = [f"# {_inert(say(TITLE))}"]
    for number, one in enumerate(listed, 1):
        title = _inert(" ".join(one.title.split()))
        parts.append(f"## {number}. " + (f"[{title}](<{one.url}>)" if one.url else title))
        parts.append("\n".join(f"> {line}".rstrip() for line in _lines(one.entry.quotation)))
        parts.append("".join(_set(run, one.url, at_start=at == 0) for at, run in enumerate(one.citation)))
        parts += [_inert(say(one.resting))] if one.resting else []
        parts += [f"*{_inert(say(one.mark))}*"] if one.mark else []
        if one.entry.note:
            parts.append("\n".join(_lines(say(noted(one.entry.note)))))
    return "\n\n".join(parts) + "\n"


def _set(run: Run, url: str | None, *, at_start: bool) -> str:
    """A piece of a citation, in which the address is a link."""
    if run.is_italic:
        return f"*{_inert(run.text, at_start=False)}*"
    before, address, after = run.text.partition(url) if url else (run.text, "", "")
    return _inert(before, at_start=at_start) + (f"<{address}>" if address else "") + _inert(after, at_start=False)


def _lines(text: str) -> list[str]:
    """The lines of a text, inert; a backslash keeps one apart from the next, which is no new paragraph."""
    lines = [_inert(line.strip()) for line in shown(text).strip().split("\n")]
    ends = ["\\" if line and after else "" for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return [line + end for line, end in zip(lines, ends, strict=True)]


def as_references(listed: Sequence[Listed], style: Style, say: Say) -> str:
    """The list in a format of reference managers.

    Raises:
        ValueError: the style is for people.
    """
    if style.annotated is None:
        raise ValueError(f"{style.name} has no notes")
    by_article: dict[str, list[Listed]] = {}
    for one in listed:
        by_article.setdefault(one.entry.article.article_id, []).append(one)
    entries = [
        style.annotated(_record(group), _paragraphs(group), _remarks(group, say)) for group in by_article.values()
    ]
    return style.whole(entries).removesuffix("\n") + "\n"


def _record(group: Sequence[Listed]) -> Article:
    """The record that was saved last; what is known of the text tells the names in the title.

    Where nobody noted when the page was retrieved, it was seen on the day on which the passage was saved.
    """
    last = max(group, key=lambda one: one.entry.saved)
    record = record_of(last.entry.article, last.body or last.entry.quotation)
    return replace(record, retrieved=last.entry.saved) if last.url and record.retrieved is None else record


def _paragraphs(group: Sequence[Listed]) -> tuple[int, ...]:
    return tuple(sorted({number for one in group for number in one.entry.paragraphs}))


def _remarks(group: Sequence[Listed], say: Say) -> Remarks:
    article = _record(group)
    tags = (say(TITLE), *article.jurisdictions, *article.topics)
    return Remarks(tuple(_remark(one, say) for one in group), tuple(dict.fromkeys(tags)))


def _remark(one: Listed, say: Say) -> str:
    """A passage as a note on one line: `¶ 2: “…” — Author, Title, …. Rests on: …. Note: …`."""
    citation = "".join(run.text for run in one.citation)
    note = _NEW_LINE.join(filter(None, map(str.strip, one.entry.note.split("\n"))))
    parts = [f"{signed(one.entry.paragraphs)}: “{_on_one_line(one.entry.quotation)}” — {citation}"]
    parts += [with_stop(say(one.resting))] if one.resting else []
    parts += [say(noted(note))] if note else []
    parts += [f"[{say(one.mark)}]"] if one.mark else []
    return shown(" ".join(parts))


def _on_one_line(quotation: str) -> str:
    """A quotation in which paragraphs and the items of a list stay apart, and a line that only breaks goes on."""
    joined, is_apart = "", False
    for line in map(str.strip, quotation.strip().split("\n")):
        if line and joined:
            joined += _NEW_LINE if is_apart or _ITEM.match(line) else " "
        joined, is_apart = joined + line, not line
    return joined
