"""A reading list as a file for other programs: Markdown, and the formats of reference managers.

One entry of a reference manager stands for an article, with all the passages that were kept of it as its notes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from glmbot.core.citation import Remarks, Style, bluebook_date, cite, signed
from glmbot.core.citation.typography import web_address
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
    def citation(self) -> str:
        """The citation as it was then."""
        return shown(cite(self.entry.article, paragraphs=self.entry.paragraphs))


def noted(note: str) -> str:
    """A note, behind what it is called."""
    return gettext_lazy("Note: {note}", note=note)


def as_markdown(listed: Sequence[Listed], say: Say) -> str:
    """The list in Markdown (CommonMark), each passage as a block quotation above its citation."""
    parts = [f"# {_inert(say(TITLE))}"]
    for number, one in enumerate(listed, 1):
        title = _inert(" ".join(one.title.split()))
        parts.append(f"## {number}. " + (f"[{title}](<{one.url}>)" if one.url else title))
        parts.append("\n".join(f"> {line}".rstrip() for line in _lines(one.entry.quotation)))
        parts.append(_with_link(one.citation, one.url))
        parts += [f"*{_inert(say(one.mark))}*"] if one.mark else []
        if one.entry.note:
            parts.append("\n".join(_lines(say(noted(one.entry.note)))))
    return "\n\n".join(parts) + "\n"


def _with_link(citation: str, url: str | None) -> str:
    before, address, after = citation.partition(url) if url else (citation, "", "")
    return _inert(before) + (f"<{address}>" if address else "") + _inert(after, at_start=False)


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
    """The record that was saved last; what is known of the text tells the names in the title."""
    last = max(group, key=lambda one: one.entry.saved)
    return record_of(last.entry.article, last.body or last.entry.quotation)


def _paragraphs(group: Sequence[Listed]) -> tuple[int, ...]:
    return tuple(sorted({number for one in group for number in one.entry.paragraphs}))


def _remarks(group: Sequence[Listed], say: Say) -> Remarks:
    article = _record(group)
    tags = (say(TITLE), *article.jurisdictions, *article.topics)
    return Remarks(tuple(_remark(one, say) for one in group), tuple(dict.fromkeys(tags)))


def _remark(one: Listed, say: Say) -> str:
    """A passage as a note: `¶ 2: “…” Note: …`."""
    parts = [f"{signed(one.entry.paragraphs)}: “{one.entry.quotation.strip()}”"]
    parts += [say(noted(one.entry.note.strip()))] if one.entry.note.strip() else []
    parts += [f"[{say(one.mark)}]"] if one.mark else []
    return shown(" ".join(parts))
