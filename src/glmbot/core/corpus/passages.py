"""An article cut into paragraphs and passages, with numbers and offsets into its body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from glmbot.core.model import Article, Passage, Span

HEADING: Final = "## "
LONG_PARAGRAPH: Final = 20_000
"""Code points of a paragraph that is worth a look: some 40 times a usual one, and slow to read and to show."""
_LIST_ITEM: Final = re.compile(r"(?:[-*•–]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\[\d{1,3}\])\s")
_BREAK: Final = re.compile(r"\n\n+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a body, numbered from 1, under the heading (or "") that precedes it."""

    number: int
    span: Span
    text: str
    heading: str

    @property
    def is_lead_in(self) -> bool:
        """Whether it introduces what follows: a block quotation or a list."""
        return self.text.rstrip().endswith(":")

    @property
    def is_list_item(self) -> bool:
        """Whether it is an item of a list."""
        return _LIST_ITEM.match(self.text) is not None


def split_paragraphs(body: str) -> tuple[Paragraph, ...]:
    """The numbered paragraphs of a body; headings are not numbered."""
    paragraphs: list[Paragraph] = []
    heading = ""
    for start, end in _blocks(body):
        text = body[start:end]
        if _is_heading(text):
            heading = text.removeprefix(HEADING)
        else:
            paragraphs.append(Paragraph(len(paragraphs) + 1, Span(start, end), text, heading))
    return tuple(paragraphs)


def headings_of(body: str) -> list[str]:
    """The headings of a body, in order."""
    blocks = (body[start:end] for start, end in _blocks(body))
    return [one.removeprefix(HEADING) for one in blocks if _is_heading(one)]


def split_passages(article: Article) -> tuple[Passage, ...]:
    """The passages of an article: its paragraphs, a lead-in joined with the quotation or list that it introduces."""
    return tuple(
        Passage(article, tuple(one.number for one in group), Span(group[0].span.start, group[-1].span.end))
        for group in _groups(split_paragraphs(article.body))
    )


def _is_heading(block: str) -> bool:
    return block.startswith(HEADING) and "\n" not in block


def _blocks(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BREAK.finditer(body):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(body):
        yield start, len(body)


def _groups(paragraphs: tuple[Paragraph, ...]) -> Iterator[list[Paragraph]]:
    group: list[Paragraph] = []
    for paragraph in paragraphs:
        if group and not _continues(group, paragraph):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _continues(group: list[Paragraph], paragraph: Paragraph) -> bool:
    if group[-1].heading != paragraph.heading:
        return False
    if group[-1].is_lead_in:
        return True
    return len(group) > 1 and group[-1].is_list_item and paragraph.is_list_item
