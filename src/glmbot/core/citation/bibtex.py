"""BibTeX for biblatex (`@online`, Unicode) and for classic BibTeX (`@misc`, TeX commands for accents)."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from glmbot.core.citation.dates import date_parts
from glmbot.core.citation.legal import PUBLISHER, SERIES
from glmbot.core.citation.names import Name, parse_names
from glmbot.core.citation.style import Style
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
_MARKS_BELOW: Final = "\u0327\u0328\u0323"
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
    line = one_line(text)
    braces = _PAIRED_BRACES if _is_balanced(line) else _SINGLE_BRACES
    return "".join(braces.get(character) or character.translate(_SPECIAL) for character in line)


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _in_tex(text: str) -> str:
    """The text with TeX commands for the letters that TeX has; other scripts stay Unicode."""
    return "".join(
        _LETTERS.get(character) or _accented(character) for character in unicodedata.normalize("NFC", _escaped(text))
    )


def _accented(character: str) -> str:
    base, mark = unicodedata.normalize("NFD", character)[:1], unicodedata.normalize("NFD", character)[1:]
    if base.isascii() and mark in _ACCENTS:
        # TeX sets a mark above i and j on the letter without its dot.
        letter = rf"\{base}" if base in "ij" and mark not in _MARKS_BELOW else base
        return rf"{{\{_ACCENTS[mark]}{{{letter}}}}}"
    return character


def _key(article: Article) -> str:
    """The article's id, which is unique, in the signs that every BibTeX program takes in a key."""
    plain = unicodedata.normalize("NFKD", article.article_id).encode("ascii", "ignore").decode()
    return "glm-" + re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")


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
    # Inner braces: no style may put the names in a title into small letters.
    title = ("title", f"{{{{{in_format(article.title)}}}}}")
    return [("author", f"{{{authors}}}"), title] if authors else [title]


def biblatex(article: Article, paragraph: int | None, _markup: Markup) -> str:
    """An `@online` entry (biblatex manual, section 2.1.1), in Unicode."""
    date = "-".join(f"{part:02}" for part in date_parts(article.date))
    fields = _head(article, _escaped)
    fields += [("date", f"{{{date}}}"), ("titleaddon", f"{{{SERIES}}}"), ("organization", f"{{{PUBLISHER}}}")]
    if address := web_address(article.url):
        # Section 2.2.1: a URI field is read verbatim; nothing in it is escaped.
        fields.append(("url", f"{{{address}}}"))
        fields += [("urldate", f"{{{article.retrieved}}}")] if article.retrieved else []
    if paragraph is not None:
        # A pinpoint is the postnote of a \cite command; the entry can only note it.
        fields.append(("note", f"{{para. {paragraph}}}"))
    return _entry("online", article, fields)


def bibtex(article: Article, paragraph: int | None, _markup: Markup) -> str:
    """A classic `@misc` entry, which the oldest styles print whole: they know no `url` and no `day`."""
    fields = _head(article, _in_tex)
    if address := web_address(article.url):
        fields.append(("howpublished", rf"{{\url{{{address}}}}}"))
    # btxdoc: a month is a macro, to which a day can be added.
    month = _MONTHS[article.date.month - 1]
    day = "" if is_monthly_issue(article.date) else f' # "~{article.date.day}"'
    fields += [("month", month + day), ("year", f"{{{article.date.year}}}")]
    pinpoint = f", para. {paragraph}" if paragraph is not None else ""
    fields.append(("note", f"{{{SERIES}, {PUBLISHER}{pinpoint}}}"))
    return _entry("misc", article, fields)


STYLES: Final = (
    Style("biblatex", "BibLaTeX (@online)", biblatex, ".bib"),
    Style("bibtex", "BibTeX (@misc)", bibtex, ".bib"),
)
