"""A reading list as a Word document (Office Open XML): a format beside those of `core.research.reading_list_files`.

It stands here because python-docx opens a file, its template.
"""

import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from glmbot.core.research.reading_list_files import TITLE, Listed, Say, noted
from glmbot.core.text.invisible import shown

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_QUOTE: Final = "Quote"
_INDENT_CENTIMETRES: Final = 1


def as_word(listed: Sequence[Listed], say: Say, made: dt.datetime) -> bytes:
    """The list as a document: of each passage the linked title, the quotation, the citation, its sources and the note.

    `made` is the time of the export, with its zone.
    """
    from docx import Document  # noqa: PLC0415 - takes a fifth of a second, and few people want it

    document = Document()
    _set_up(document, say(TITLE), made)
    document.add_heading(say(TITLE), 0)
    for number, one in enumerate(listed, 1):
        heading = document.add_heading(f"{number}. ", 2)
        title = " ".join(one.title.split())
        if one.url:
            _link(heading, title, one.url)
        else:
            heading.add_run(title)
        for block in filter(None, shown(one.entry.quotation).split("\n\n")):
            document.add_paragraph(block, _QUOTE)
        _cite(document.add_paragraph(), one)
        if one.resting:
            document.add_paragraph(say(one.resting))
        if one.mark:
            document.add_paragraph().add_run(say(one.mark)).italic = True
        if one.entry.note:
            document.add_paragraph(shown(say(noted(one.entry.note))))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_up(document: "Document", title: str, made: dt.datetime) -> None:
    """Tell what the document is, and let a quotation be upright and indented: in the template it is in italics."""
    from docx.shared import Cm  # noqa: PLC0415 - as above

    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by, properties.comments = (
        title,
        "glmbot",
        "glmbot",
        "",
    )
    properties.created = properties.modified = made.astimezone(dt.UTC)
    style: Any = document.styles[_QUOTE]
    for is_slanted in style.element.xpath("w:rPr/w:i | w:rPr/w:iCs"):
        is_slanted.getparent().remove(is_slanted)
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(_INDENT_CENTIMETRES)


def _cite(paragraph: "Paragraph", one: Listed) -> None:
    """Write a citation, the title in italics and the address as a link."""
    for run in one.citation:
        before, address, after = run.text.partition(one.url) if one.url and not run.is_italic else (run.text, "", "")
        paragraph.add_run(before).italic = run.is_italic or None
        if address:
            _link(paragraph, address, address)
        if after:
            paragraph.add_run(after)


def _link(paragraph: "Paragraph", text: str, url: str) -> None:
    """Put a link at a paragraph's end (ECMA-376, part 1, section 17.16.22: it names a relationship of the document)."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - as above
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.underline = True
    link.append(run._r)  # noqa: SLF001 - python-docx has no links that can be added
    paragraph._p.append(link)  # noqa: SLF001
