"""The Bluebook (full, short form, id.) and OSCOLA: the styles of lawyers.

The numbers name the rules of The Bluebook, 21st ed., and of OSCOLA, 4th ed.; where each was read, and what was known
only at second hand, stands in docs/decisions/citation-styles.md.
"""

from typing import Final

from glmbot.core.citation.dates import bluebook_date, day_first, plain_day
from glmbot.core.citation.names import in_text, listed, parse_names
from glmbot.core.citation.pinpoints import Paragraphs, labelled, signed
from glmbot.core.citation.style import Style
from glmbot.core.citation.typography import Markup, in_single_quotes, one_line, web_address, without_scheme
from glmbot.core.model import Article

SERIES: Final = "Global Legal Monitor"
PUBLISHER: Final = "Law Library of Congress"
_ALL_NAMED_BLUEBOOK: Final = 2
_ALL_NAMED_OSCOLA: Final = 3


def publisher_of(article: Article) -> tuple[str, ...]:
    """Who published an article; nobody did an invented one."""
    return () if article.is_invented else (PUBLISHER,)


def _bluebook_pinpoint(paragraphs: Paragraphs) -> str:
    # R. 3.3: a paragraph is cited by its sign, without "at"; several by a double sign.
    return f" {signed(paragraphs)}" if paragraphs else ""


def bluebook(article: Article, paragraphs: Paragraphs, markup: Markup) -> str:
    """Author, Title, Global Legal Monitor ¶ n (Date), URL."""
    names = [name.whole for name in parse_names(article.authors)]
    # R. 15.1: names as printed, two joined by "&"; (b): of more than two, the first and "et al.".
    authors = " & ".join(names) if len(names) <= _ALL_NAMED_BLUEBOOK else f"{names[0]} et al."
    # R. 18.2.2(a): the author if the page names one, else the title comes first.
    parts = [markup.text(authors)] if authors else []
    # R. 18.2.2(b): the page's title in italics, then the title of the main page.
    parts.append(markup.italic(one_line(article.headline)))
    # R. 18.2.2(c), T12: the date as exact as the page has it, after the main title and its pinpoint.
    parts.append(f"{SERIES}{_bluebook_pinpoint(paragraphs)} ({bluebook_date(article.date)})")
    # R. 18.2.2(d): the URL after a comma, without "available at".
    if address := web_address(article.url):
        parts.append(markup.address(address))
    return ", ".join(parts) + "."


def bluebook_short(article: Article, paragraphs: Paragraphs, markup: Markup) -> str:
    """Surname, supra, ¶ n: for court documents; a law review adds "note" and the number of the footnote."""
    names = parse_names(article.authors)
    # R. 4.2(a): the author's surname, or the title where there is none, then "supra".
    head = markup.text(in_text(names, " & ")) if names else markup.italic(one_line(article.headline))
    supra = f"{head}, {markup.italic('supra')}"
    return f"{supra},{_bluebook_pinpoint(paragraphs)}." if paragraphs else f"{supra}."


def bluebook_id(_article: Article, paragraphs: Paragraphs, markup: Markup) -> str:
    """Id. ¶ n: for the source cited just before."""
    # R. 4.1: "Id." with what differs from the citation before; the full stop of "Id." is in italics too.
    return markup.italic("Id.") + (f"{_bluebook_pinpoint(paragraphs)}." if paragraphs else "")


def oscola(article: Article, paragraphs: Paragraphs, markup: Markup) -> str:
    """Author, ‘Title’ (Global Legal Monitor, date) para n <URL> accessed date."""
    names = [name.whole for name in parse_names(article.authors)]
    # 3.1.1: names as printed; of more than three, the first "and others".
    authors = listed(names, " and ") if len(names) <= _ALL_NAMED_OSCOLA else f"{names[0]} and others"
    # 3.4.8: an anonymous page begins with its title; 3.1.2: the title in roman between single quotation marks.
    head = f"{markup.text(authors)}, " if authors else ""
    # 3.4.8: the site in italics and the full date in brackets.
    place = f"({markup.italic(SERIES)}, {day_first(article.date)})"
    parts = [head + markup.text(in_single_quotes(one_line(article.headline))), place]
    # 3.1.3: "para" in secondary sources (square brackets are for judgments), before the web address.
    parts += [labelled(paragraphs, "para", "paras")] if paragraphs else []
    if address := web_address(article.url):
        # 3.1.4: no scheme where the address begins with www; then the date of the visit.
        host_first = without_scheme(address)
        parts.append(markup.bracketed(host_first if host_first.startswith("www.") else address))
        parts += [f"accessed {plain_day(article.retrieved)}"] if article.retrieved else []
    # 1.1: a footnote closes with a full stop.
    return " ".join(parts) + "."


STYLES: Final = (
    Style("bluebook", "Bluebook", bluebook),
    Style("bluebook-short", "Bluebook, short form", bluebook_short),
    Style("bluebook-id", "Bluebook, id.", bluebook_id),
    Style("oscola", "OSCOLA", oscola),
)
