"""A reading list as a Word document (Office Open XML)."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from glmbot.core.research.reading_list_files import TITLE, Listed, Say, noted
from glmbot.core.text.invisible import shown

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph


def as_word(listed: Sequence[Listed], say: Say) -> bytes:
    """The list as a document: of each passage the linked title, the quotation, the citation and the note."""
    from docx import Document  # noqa: PLC0415 - takes a fifth of a second, and few people want it

    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = say(TITLE), "glmbot", ""
    document.add_heading(say(TITLE), 0)
    for number, one in enumerate(listed, 1):
        heading = document.add_heading(f"{number}. ", 2)
        title = " ".join(one.title.split())
        if one.url:
            _link(heading, title, one.url)
        else:
            heading.add_run(title)
        for block in filter(None, shown(one.entry.quotation).split("\n\n")):
            document.add_paragraph(block, "Quote")
        document.add_paragraph(one.citation)
        if one.mark:
            document.add_paragraph().add_run(say(one.mark)).italic = True
        if one.entry.note:
            document.add_paragraph(shown(say(noted(one.entry.note))))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _link(paragraph: "Paragraph", text: str, url: str) -> None:
    """Put a link at a paragraph's end (ECMA-376, part 1, section 17.16.22: it names a relationship of the document)."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - as above
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run(text)._r)  # noqa: SLF001 - python-docx has no links that can be added
    paragraph._p.append(link)  # noqa: SLF001
