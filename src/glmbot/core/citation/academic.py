"""APA, MLA and Chicago: the styles of scholars.

The numbers name sections of the APA Publication Manual, 7th ed., the core elements of the MLA Handbook, 9th ed., and
sections of The Chicago Manual of Style, 17th ed.; where each was read, and what was known only at second hand, stands
in docs/decisions/citation-styles.md. The entries of a list hold no pinpoint in these styles: it belongs to the
reference in the text or to the note, which `in_text` gives in square brackets.
"""

from collections.abc import Sequence
from typing import Final

from glmbot.core.citation.dates import SHORT_MONTHS, day_first, month_first, year_first
from glmbot.core.citation.legal import PUBLISHER, SERIES, publisher_of
from glmbot.core.citation.names import Name, in_text, listed, parse_names
from glmbot.core.citation.pinpoints import Paragraphs, labelled
from glmbot.core.citation.style import Style
from glmbot.core.citation.typography import Markup, in_double_quotes, one_line, web_address, with_stop, without_scheme
from glmbot.core.model import Article

_APA_MOST: Final = 20
_APA_FIRST: Final = 19
_CHICAGO_MOST: Final = 10
_CHICAGO_FIRST: Final = 7
_CHICAGO_NOTE_MOST: Final = 3


def _title_or(names: Sequence[Name], joint: str, title: str) -> str:
    return f"{in_text(names, joint)}, " if names else f"{in_double_quotes(title, ',')} "


def apa(article: Article, _paragraphs: Paragraphs, markup: Markup) -> str:
    """Zeldin, W. (2011, December 6). Title. Global Legal Monitor. URL."""
    names, title = parse_names(article.authors), one_line(article.headline)
    # 9.14: the date to the day, the month in full, as for magazines and newsletters.
    date = f"({year_first(article.date)})."
    # 9.19: sentence case would need to know which words are names, so the title keeps its own; no quotation marks.
    stopped = markup.text(with_stop(title))
    # 9.12: without an author, the title comes first.
    head = [markup.text(with_stop(_apa_authors(names))), date, stopped] if names else [stopped, date]
    # 9.25: a part of a greater whole is roman and its periodical in italics; 9.35: no full stop after a URL.
    address = web_address(article.url)
    parts = [*head, f"{markup.italic(SERIES)}."]
    return " ".join([*parts, markup.address(address)] if address else parts)


def apa_in_text(article: Article, paragraphs: Paragraphs) -> str:
    """[In text: (Zeldin, 2011, para. n)]."""
    # 8.28: where no pages are numbered, the reference in the text counts paragraphs; the list has no pinpoint.
    names, title = parse_names(article.authors), one_line(article.headline)
    pinpoint = f", {labelled(paragraphs, 'para.', 'paras.')}" if paragraphs else ""
    return f"[In text: ({_title_or(names, ' & ', title)}{article.date.year}{pinpoint})]"


def _apa_authors(names: Sequence[Name]) -> str:
    # 9.8: surname, initials, suffix; a body's name in full (9.11).
    each = [name.with_initials for name in names]
    if len(each) > _APA_MOST:
        # 9.8: of 21 or more, the first 19, three spaced dots and the last.
        return f"{', '.join(each[:_APA_FIRST])}, . . . {each[-1]}"
    # 9.8: a comma and "&" before the last, of two as well.
    return listed(each, ", & ")


def mla(article: Article, _paragraphs: Paragraphs, markup: Markup) -> str:
    """Zeldin, Wendy. “Title.” Global Legal Monitor, Law Library of Congress, 6 Dec. 2011, URL."""
    names, title = _mla_names(article), one_line(article.headline)
    head = [markup.text(with_stop(_mla_authors(names)))] if names else []
    # Element 2, Title of Source: a part of a work in quotation marks, its full stop inside, none after ? or !.
    head.append(markup.text(in_double_quotes(title, ".")))
    # Elements 3, Container; 7, Publisher; 8, Date (day, short month, year); 9, Location (the URL without its scheme).
    place = [markup.italic(SERIES), *publisher_of(article), day_first(article.date, SHORT_MONTHS)]
    if address := web_address(article.url):
        place.append(markup.text(without_scheme(address)))
    return " ".join([*head, with_stop(", ".join(place))])


def mla_in_text(article: Article, paragraphs: Paragraphs) -> str:
    """[In text: (Zeldin, par. n)]."""
    names = _mla_names(article)
    # Paragraph numbers: "par." after a comma, in the text; the list of works has no pinpoint.
    cited = (
        in_text(names, " and ") if names else in_double_quotes(one_line(article.headline), "," if paragraphs else "")
    )
    pinpoint = f"{', ' if names else ' '}{labelled(paragraphs, 'par.', 'pars.')}" if paragraphs else ""
    return f"[In text: ({cited}{pinpoint})]"


def _mla_names(article: Article) -> tuple[Name, ...]:
    # Element 1, Author: a body that is also the publisher is named as publisher only.
    return tuple(name for name in parse_names(article.authors) if name.surname.casefold() != PUBLISHER.casefold())


def _mla_authors(names: Sequence[Name]) -> str:
    # Element 1: a body's name without its article.
    first = names[0].surname.removeprefix("The ") if names[0].is_body else names[0].inverted
    # Element 1: the first inverted; a second in reading order after ", and"; of three or more, "et al.".
    return {1: first, 2: f"{first}, and {names[-1].whole}"}.get(len(names), f"{first}, et al.")


def chicago(article: Article, _paragraphs: Paragraphs, markup: Markup) -> str:
    """Zeldin, Wendy. “Title.” Global Legal Monitor, December 6, 2011. URL."""
    names, title = parse_names(article.authors), one_line(article.headline)
    head = [markup.text(with_stop(_chicago_authors(names)))] if names else []
    # 14.206, 14.94, 14.96: the title between quotation marks, the full stop inside, none after ? or !.
    head.append(markup.text(in_double_quotes(title, ".")))
    parts = [*head, f"{markup.italic(SERIES)}, {month_first(article.date)}."]
    # 14.207: the URL last; a date of access is wanted only where no date of publication is known.
    if address := web_address(article.url):
        parts.append(f"{markup.address(address)}.")
    return " ".join(parts)


def chicago_in_note(article: Article, paragraphs: Paragraphs) -> str:
    """[In a note: Zeldin, “Title,” par. n.]."""
    names, title = parse_names(article.authors), one_line(article.headline)
    # 14.22: a pinpoint belongs to the note; 14.30: the shortened note has surname and title.
    short = in_text(names, " and ", _CHICAGO_NOTE_MOST) + ", " if names else ""
    if not paragraphs:
        return f"[In a note: {short}{in_double_quotes(title, '.')}]"
    return f"[In a note: {short}{in_double_quotes(title, ',')} {labelled(paragraphs, 'par.', 'pars.')}.]"


def _chicago_authors(names: Sequence[Name]) -> str:
    # 14.76: only the first is inverted; up to ten are named, of more the first seven and "et al.".
    each = [names[0].inverted, *(name.without_comma for name in names[1:])]
    return f"{', '.join(each[:_CHICAGO_FIRST])}, et al." if len(each) > _CHICAGO_MOST else listed(each, ", and ")


def chicago_note(article: Article, paragraphs: Paragraphs, markup: Markup) -> str:
    """Wendy Zeldin, “Title,” Global Legal Monitor, December 6, 2011, par. n, URL."""
    names = [name.without_comma for name in parse_names(article.authors)]
    # 14.76: a note names up to three; of four or more, the first and "et al.".
    joint = ", and " if len(names) > 2 else " and "  # noqa: PLR2004 - the comma stands in lists of three
    authors = listed(names, joint) if len(names) <= _CHICAGO_NOTE_MOST else f"{names[0]} et al."
    head = f"{markup.text(authors)}, " if authors else ""
    # 14.96: the comma stands inside the quotation marks, after ? or ! too.
    title = markup.text(in_double_quotes(one_line(article.headline), ","))
    parts = [f"{head}{title} {markup.italic(SERIES)}", month_first(article.date)]
    # 14.22: a text without pages is cited by paragraph.
    parts += [labelled(paragraphs, "par.", "pars.")] if paragraphs else []
    if address := web_address(article.url):
        parts.append(markup.address(address))
    return ", ".join(parts) + "."


STYLES: Final = (
    Style("apa", "APA 7", apa, in_text=apa_in_text),
    Style("mla", "MLA 9", mla, in_text=mla_in_text),
    Style("chicago", "Chicago 17, bibliography", chicago, in_text=chicago_in_note),
    Style("chicago-note", "Chicago 17, note", chicago_note),
)
