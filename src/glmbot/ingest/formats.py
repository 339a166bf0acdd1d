"""Files of other programs, told by their content, with what to do instead."""

import csv
import re
from collections.abc import Iterable
from typing import Final

_INSTEAD: Final = "copy the article's text into a text file, or save its web page"
ZIPPED: Final = (
    ("word/", f"a Word document (DOCX); {_INSTEAD}"),
    ("xl/", "an Excel workbook (XLSX); save each article as a page or a text"),
    ("ppt/", f"a PowerPoint file (PPTX); {_INSTEAD}"),
    ("META-INF/container.xml", "an e-book (EPUB); save the article's web page, or copy its text into a text file"),
    ("Index/Document.iwa", f"a file of Apple's programs; {_INSTEAD}"),
    ("META-INF/MANIFEST.MF", "a Java archive, and no article"),
)  # fmt: skip
"""What a packed file holds that no folder of saved pages does, and what the file is then."""
_TYPES: Final = {
    "application/epub+zip": "an e-book (EPUB); save the article's web page, or copy its text into a text file",
    "application/vnd.oasis.opendocument.text": f"an OpenDocument text (ODT); {_INSTEAD}",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument table (ODS); save each article as a page",
    "application/vnd.oasis.opendocument.presentation": f"an OpenDocument presentation (ODP); {_INSTEAD}",
}
_OPEN_DOCUMENT: Final = f"an OpenDocument file; {_INSTEAD}"
PDF: Final = "a PDF; save the article's web page, or copy its text into a text file"
ZIP: Final = "a ZIP in a ZIP; unpack it first"
OLD_OFFICE: Final = f"an old Word, Excel or Outlook file (DOC, XLS, MSG); {_INSTEAD}"
RTF: Final = f"a rich text file (RTF); {_INSTEAD}"
PACKED: Final = "a packed file; unpack it first"
E_MAIL: Final = "an e-mail; copy the article's text out of it into a text file"
TABLE: Final = "a table (CSV) and no article; save each article as a page or a text"
FEED: Final = "a feed; 'glmbot corpus fetch --feed' reads feeds"
SHORTCUT: Final = "a link to a page, not the page; open it and save the page"
ARTICLE_FILE: Final = "an article file already; copy it into the corpus folder, and run 'glmbot corpus check'"
README: Final = "a README, and no article"

_STARTS: Final = (
    (b"\xd0\xcf\x11\xe0", OLD_OFFICE),
    (b"{\\rtf", RTF),
    *((start, PACKED) for start in (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")),
)

_NAMED: Final = {"csv": TABLE, "tsv": TABLE, "eml": E_MAIL, "mbox": E_MAIL}
_HEADER: Final = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{1,40}):[ \t]\S")
_MAIL_HEADERS: Final = frozenset(
    "from to cc bcc subject date message-id received return-path mime-version content-type reply-to delivered-to sender"
    " in-reply-to references x-mailer dkim-signature authentication-results list-unsubscribe".split()
)
_MAIL_LEAST: Final = 3
_SAVED: Final = re.compile(
    r"^from: <saved by|^snapshot-content-location:|multipart/related", re.IGNORECASE | re.MULTILINE
)
_MBOX: Final = re.compile(r"From \S+@?\S* +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ")
_COLUMNS: Final = frozenset(
    "title date author authors url text body content id link topic topics jurisdiction jurisdictions name country"
    " abstract summary slug address published".split()
)
_LONGEST_CELL: Final = 40
_ROWS: Final = 20
_MARKS: Final = re.compile(
    r"^(?:```|~~~|\$ |#{1,3} (?:install|usage|licen[cs]e|contribut|getting started|requirements))",
    re.IGNORECASE | re.MULTILINE,
)
_README_NAME: Final = re.compile(
    r"(?:read[-_ ]?me|licen[cs]e|copying|change[-_ ]?log|contributing)(?:\.[a-z]{1,8})*", re.IGNORECASE
)


def of_members(names: Iterable[str], kind: str = "") -> str | None:
    """What a packed file is by the names of its members, and by the kind that it declares; None for a plain archive."""
    kind = kind.strip()
    if kind.startswith("application/vnd.oasis") or kind in _TYPES:
        return next((said for declared, said in _TYPES.items() if kind.startswith(declared)), _OPEN_DOCUMENT)
    listed = set(names)
    office = "[Content_Types].xml" in listed
    for mark, said in ZIPPED:
        if mark in listed or (office and mark.endswith("/") and any(name.startswith(mark) for name in listed)):
            return said
    return None


def of_bytes(raw: bytes) -> str | None:
    """What a file is by its first bytes, where no program here reads it."""
    if raw.startswith(b"PK"):
        return of_packed(raw)
    if b"%PDF-" in raw[:1024]:
        return PDF
    return next((said for start, said in _STARTS if raw.startswith(start)), None)


def of_packed(raw: bytes) -> str:
    """What a packed file is by the names that stand in its bytes."""
    found = re.match(rb"PK\x03\x04.{26}mimetype([\x20-\x7e]{10,80}?)(?:PK|\Z)", raw, re.DOTALL)
    kind = found[1].decode() if found else ""
    names = {
        name for name in ("[Content_Types].xml", "META-INF/container.xml", "Index/Document.iwa") if name.encode() in raw
    }
    folders = {mark for mark, _ in ZIPPED if mark.endswith("/") and b"PK\x01\x02" in raw and mark.encode() in raw}
    return of_members(names | folders, kind) or ZIP


def is_readme(name: str) -> bool:
    """Whether a file's name is one of those that say what a folder holds."""
    return _README_NAME.fullmatch(name) is not None


def of_name(name: str) -> str | None:
    """What a file is by its name, where that says that it is no article."""
    if is_readme(name):
        return README
    return _NAMED.get(name.rpartition(".")[2].lower()) if "." in name else None


def of_text(text: str) -> str | None:
    """What a text is that is no article, or None."""
    head = text[:20_000]
    start = head.lstrip()
    if start.startswith("---\n") and re.search(r"^title:", start[:2000], re.MULTILINE):
        return ARTICLE_FILE
    if start.startswith("[InternetShortcut]"):
        return SHORTCUT
    if re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:RDF)\b", start, re.DOTALL):
        return FEED
    if _is_mail(start):
        return E_MAIL
    if _is_table(start):
        return TABLE
    return README if start.startswith("#") and _MARKS.search(head) else None


def _is_mail(text: str) -> bool:
    names: list[str] = []
    for line in text.split("\n"):
        if _MBOX.match(line) and not names:
            return True
        if names and line.startswith((" ", "\t")):
            continue
        found = _HEADER.match(line)
        if not found:
            break
        names.append(found["name"].lower())
    known = _MAIL_HEADERS & set(names)
    sent = known & {"to", "received", "delivered-to", "return-path", "cc", "bcc"}
    return len(known) >= _MAIL_LEAST and bool(sent or ("from" in known and not _SAVED.search(text[:2000])))


def _is_table(text: str) -> bool:
    """Whether lines are rows with the same number of cells under a row of short names."""
    for mark in (",", "\t", ";", "|"):
        try:
            rows = [row for row in csv.reader(text.split("\n")[: _ROWS + 1], delimiter=mark) if row][:_ROWS]
        except csv.Error:
            continue
        if len(rows) < 2 or len(rows[0]) < 2:  # noqa: PLR2004 - a name row and a row, two columns
            continue
        names = [cell.strip().lower().lstrip("\ufeff") for cell in rows[0]]
        known = sum(name in _COLUMNS for name in names)
        short = all(0 < len(name) <= _LONGEST_CELL and not name.endswith((".", "?", "!", ":")) for name in names)
        alike = all(len(row) == len(names) for row in rows[:-1]) and len(names) > 2 and len(rows) > 3  # noqa: PLR2004
        cells = [cell for row in rows for cell in row]
        if short and (known >= 2 or (alike and sum(map(len, cells)) < _LONGEST_CELL * len(cells))):  # noqa: PLR2004
            return True
    return False
