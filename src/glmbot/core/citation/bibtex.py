"""BibTeX for biblatex (Unicode) and for classic BibTeX (TeX commands for accents).

Both have an `@article`: pandoc, biber and JabRef keep its journal and its full date.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from typing import Final

from glmbot.core.citation.capitals import names_in_title
from glmbot.core.citation.dates import date_parts
from glmbot.core.citation.legal import SERIES, publisher_of
from glmbot.core.citation.names import Name, parse_names
from glmbot.core.citation.pinpoints import Paragraphs, labelled
from glmbot.core.citation.style import Remarks, Style
from glmbot.core.citation.typography import Markup, one_line, web_address
from glmbot.core.corpus.listing import is_monthly_issue
from glmbot.core.model import Article

_SPECIAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: "\\" + sign for sign in "&%#_$"},
    }
)
# BibTeX counts braces even behind a backslash: without their partners they need a command that holds none.
_PAIRED_BRACES: Final = {"{": r"\{", "}": r"\}"}
_SINGLE_BRACES: Final = {"{": r"$\lbrace$", "}": r"$\rbrace$"}

_ACCENTS: Final = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0308\u0304\u0306\u0307\u030a\u030b\u030c\u0327\u0328\u0323",
        "`'^~\"=u.rHvckd",
        strict=True,
    )
)
_LETTERS: Final = {
    "ß": r"{\ss}",
    "æ": r"{\ae}",
    "Æ": r"{\AE}",
    "œ": r"{\oe}",
    "Œ": r"{\OE}",
    "ø": r"{\o}",
    "Ø": r"{\O}",
    "ł": r"{\l}",
    "Ł": r"{\L}",
    "\u0131": r"{\i}",
    "<": "{$<$}",
    ">": "{$>$}",
    "|": "{$|$}",
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _escaped(text: str) -> str:
    """The text with TeX's own signs escaped, its braces balanced in every case."""
    return "".join(_signs(one_line(text)))


def _signs(line: str) -> list[str]:
    """Each sign of a line as TeX reads it."""
    braces = _PAIRED_BRACES if _is_balanced(line) else _SINGLE_BRACES
    return [braces.get(character) or character.translate(_SPECIAL) for character in line]


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _in_tex(text: str) -> str:
    """The text with TeX commands for the letters that TeX has; other scripts stay Unicode."""
    return _with_accents(_escaped(text))


def _with_accents(escaped: str) -> str:
    return "".join(
        _LETTERS.get(character) or _accented(character) for character in unicodedata.normalize("NFC", escaped)
    )


def _accented(character: str) -> str:
    base, mark = unicodedata.normalize("NFD", character)[:1], unicodedata.normalize("NFD", character)[1:]
    if base.isascii() and mark in _ACCENTS:
        # TeX itself takes the dot off i and j below a mark; with \i other programs read a letter without one.
        return rf"{{\{_ACCENTS[mark]}{{{base}}}}}"
    return character


def _key(article: Article) -> str:
    """The article's id in the signs that every BibTeX program takes in a key; an id with others gets a digest too.

    BibTeX knows no small letters from capitals in keys, and without the digest two ids could become one key.
    """
    plain = unicodedata.normalize("NFKD", article.article_id).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if key and key == article.article_id:
        return f"glm-{key}"
    digest = hashlib.blake2b(article.article_id.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return "-".join(part for part in ("glm", key, digest) if part)


def _author(name: Name, in_format: Callable[[str], str]) -> str:
    # BibTeX: "von Last, Jr, First"; braces keep whole what has no parts, or holds an "and" of its own.
    if not name.given:
        return f"{{{in_format(name.whole)}}}"
    family = in_format(name.family)
    if any(word.islower() for word in name.family.split()[:-1]):  # BibTeX would take "Ortega y" for the "von" part
        family = f"{{{family}}}"
    surname = f"{in_format(name.particle)} {family}".strip()
    return ", ".join([surname, *(in_format(part) for part in (name.suffix, name.given) if part)])


def _entry(kind: str, article: Article, fields: list[tuple[str, str]]) -> str:
    lines = "".join(f"  {name} = {value},\n" for name, value in fields)
    return f"@{kind}{{{_key(article)},\n{lines}}}\n"


def _head(article: Article, in_format: Callable[[str], str]) -> list[tuple[str, str]]:
    authors = " and ".join(_author(name, in_format) for name in parse_names(article.authors))
    return [("author", f"{{{authors}}}")] if authors else []


def _title(article: Article) -> str:
    """The title with its names in braces: a style that writes titles in small letters leaves those as they are."""
    line = one_line(article.headline)
    signs = _signs(line)
    for name in names_in_title(article):
        signs[name.start] = "{" + signs[name.start]
        signs[name.end - 1] += "}"
    return "".join(signs)


def _note(article: Article, paragraphs: Paragraphs, in_format: Callable[[str], str]) -> list[tuple[str, str]]:
    # A pinpoint is the postnote of a \cite command; the entry can only note it, after who published the article.
    pinpoint = (labelled(paragraphs, "para.", "paras."),) if paragraphs else ()
    note = ", ".join([*publisher_of(article), *pinpoint])
    return [("note", f"{{{in_format(note[0].upper() + note[1:])}}}")] if note else []


def biblatex(article: Article, paragraphs: Paragraphs, _markup: Markup) -> str:
    """An `@article` of a magazine (biblatex manual, section 2.1.1), in Unicode.

    An `@online` entry has no field for a series but `titleaddon`, which pandoc takes for a part of the title.
    """
    date = "-".join(f"{part:02}" for part in date_parts(article.date))
    fields = [*_head(article, _escaped), ("title", f"{{{_title(article)}}}"), ("journaltitle", f"{{{SERIES}}}")]
    # Section 2.3: of a magazine the styles that know it cite the full date.
    fields += [("entrysubtype", "{magazine}"), ("date", f"{{{date}}}")]
    if address := web_address(article.url):
        # Section 2.2.1: a URI field is read verbatim; nothing in it is escaped.
        fields.append(("url", f"{{{address}}}"))
        fields += [("urldate", f"{{{article.retrieved}}}")] if article.retrieved else []
    fields += _note(article, paragraphs, _escaped)
    if any(name.particle for name in parse_names(article.authors)):
        # Section 3.1.3: the particle stands before the family name wherever that is printed alone.
        fields.append(("options", "{useprefix=true}"))
    return _entry("article", article, fields)


def bibtex(article: Article, paragraphs: Paragraphs, _markup: Markup) -> str:
    """A classic `@article`. The day has a field of its own: a month with a day in it loses both in other programs."""
    fields = [
        *_head(article, _in_tex),
        ("title", f"{{{_with_accents(_title(article))}}}"),
        ("journal", f"{{{SERIES}}}"),
    ]
    fields += [("year", f"{{{article.date.year}}}"), ("month", _MONTHS[article.date.month - 1])]
    if not is_monthly_issue(article.date):
        fields.append(("day", f"{{{article.date.day}}}"))
    if address := web_address(article.url):
        fields.append(("url", f"{{{address}}}"))
    fields += _note(article, paragraphs, _in_tex)
    return _entry("article", article, fields)


def _with_remarks(entry: str, remarks: Remarks, in_format: Callable[[str], str]) -> str:
    """An entry with notes and tags in the fields of which Zotero's importer (BibTeX.js) and JabRef make such.

    biblatex knows `annote` as another name of its `annotation`. A comma ends a keyword in all of them.
    """
    notes = "\n\n".join(map(in_format, remarks.notes))
    tags = ", ".join(in_format(re.sub(r"\s*[,;]\s*", " ", tag)) for tag in remarks.tags)
    return entry.removesuffix("}\n") + f"  annote = {{{notes}}},\n  keywords = {{{tags}}},\n}}\n"


def _annotated_biblatex(article: Article, paragraphs: Paragraphs, remarks: Remarks) -> str:
    return _with_remarks(biblatex(article, paragraphs, Markup.PLAIN), remarks, _escaped)


def _annotated_bibtex(article: Article, paragraphs: Paragraphs, remarks: Remarks) -> str:
    return _with_remarks(bibtex(article, paragraphs, Markup.PLAIN), remarks, _in_tex)


STYLES: Final = (
    Style("biblatex", "BibLaTeX", biblatex, ".bib", annotated=_annotated_biblatex),
    Style("bibtex", "BibTeX", bibtex, ".bib", annotated=_annotated_bibtex),
)
