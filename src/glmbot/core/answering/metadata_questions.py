"""Questions about an article itself: its date, authors, title and address, and the sources that it cites."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from glmbot.core.citation import bluebook_date
from glmbot.core.model import Article, Cite, Fact, FactField, Source, Span
from glmbot.core.query.query import Query, QueryWord
from glmbot.core.sources import describe

_ARTICLE: Final = (
    r"(?:articles?|story|post|write ?up|web ?page|monitor|glm|news item|entry|this piece"
    r"|piece for the (?:law )?library|this report|articulo|texto)"
)
_PUBLISHED: Final = r"(?:publi\w+|posted|appear\w*|c[oa]me out|issued|released|go online|put online|dated)"
_RECORD_PATTERNS: Final[Sequence[tuple[FactField, re.Pattern[str]]]] = (
    (
        "date",
        re.compile(
            rf"\b(?:when|what (?:date|day|year)|which (?:date|day|year|month)|cuando|quand)\b.*\b{_ARTICLE}\b.*\b{_PUBLISHED}"
            rf"|\b(?:when|date)\b.*\b{_PUBLISHED}.*\b{_ARTICLE}\b|\bdate of (?:the |this )?{_ARTICLE}\b|\bpublication date\b"
            rf"|\bhow (?:old|recent) is (?:the |this )?{_ARTICLE}\b|\bwhen was (?:this|it) (?:written|published)\b"
            rf"|\bwhen was (?:the |this )?{_ARTICLE}.* written\b|\b(?:what|which) (?:date|day) .*\b{_ARTICLE}(?: itself)?\b"
        ),
    ),
    (
        "authors",
        re.compile(
            rf"\bwho(?: s| is| are| was)?\b.*\b(?:wrote|write|author\w*|written|penned|behind)\b.*\b{_ARTICLE}\b"
            rf"|\b(?:which|what) (?:\w+ ){{1,3}}(?:wrote|penned|authored) (?:the|this) {_ARTICLE}\b"
            rf"|\b(?:authors?|writer|byline) of (?:the |this )?{_ARTICLE}\b|\b{_ARTICLE} (?:is |was )?(?:written|authored) by\b"
            rf"|\bwho wrote (?:this|it)\b|\b{_ARTICLE}(?: s)? author\b|\bwho is the author\b"
        ),
    ),
    (
        "url",
        re.compile(
            rf"\b(?:what|whats|give|send|get|have|share|post|there|need)\b.{{0,30}}\b(?:link|url|web ?address)\b|\blink to (?:the |this )?{_ARTICLE}|^(?:link|url)\b|\bwhere (?:can|could) i (?:read|find|see) (?:the |this )?(?:full |whole |original )?{_ARTICLE}\b"
        ),
    ),
    (
        "title",
        re.compile(
            rf"\b(?:title|headline) of (?:the |this )?{_ARTICLE}\b|\bwhat is (?:the |this )?{_ARTICLE} (?:called|titled)\b"
        ),
    ),
)
_SOURCE: Final = re.compile(
    r"\b(?:sources?|cited?|cites|citing|citations?|footnotes?|referenc\w+|id|supra|ibid|newspaper|press release|website is|reported by"
    r"|fuentes?|cita)\b|\bwhere does (?:that|this|the) (?:quote|quotation|figure|number|information|claim|statement|it)\b.*\bfrom\b"
    r"|\b(?:says|according to) who\b|\bwho (?:reported|wrote) .*\b(?:piece|story|report|article|item)\b|\b(?:which|what|whose) (?:website|paper|newspaper|outlet|site|publication|magazine|journal)\b"
    r"|\b(?:backs?|supports?) (?:up )?(?:the|this|that)\b.*\b(?:quote|claim|statement|sentence|figure)|\bwhat is .{0,60}\bbased on\b"
)
_WRITTEN: Final = re.compile(
    r"\bwho (?:wrote|reported|published|authored)\b|\b(?:author|writer) of\b|\b(?:title|headline|date) of\b.*\b(?:piece|report|story|release|conference|item)\b|\bwhere was\b.*\breported\b"
)
_META_WORDS: Final = frozenset(
    "source sources cite cited cites citing citation citations footnote reference references refer refers referenced id supra ibid quote"
    " quotes quotation quoted article articles piece story report reported reports back backs backed support supports supported name named"
    " come comes came website site paper newspaper outlet magazine journal appear appears appeared found carried press release wrote write written author authors writer published publish"
    " publication publishing posted monitor glm global legal law library congress link url title headline date dated day year paragraph para number stand"
    " stands based item news claim statement sentence figure information text page say says said given gives give used use after before"
    " behind original full footnotes post entry called later short titled source_of where from fuente fuentes cita citado".split()
)
_YEAR_DIGITS: Final = 4
_PARAGRAPH: Final = re.compile(r"\b(?:paragraph|para|par|p)\.? ?(\d{1,3})\b")
_ORDINAL_PARAGRAPH: Final = re.compile(r"\b(first|second|third|fourth|fifth|sixth|last|final) (?:paragraph|para)\b")
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
LAST: Final = -1
"""The paragraph of a question about the last one."""

_MONITOR: Final = re.compile(r"\b(?:global legal monitor|glm|this article|the article itself)\b")
_LEAD_DATE: Final = re.compile(r"\((?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}\)")
_ID_FORM: Final = re.compile(r"\bid\b|\bibid\b")


@dataclass(frozen=True)
class SourceQuestion:
    """A question about a source: which form of cite it names, which paragraph, and the words that describe it."""

    wants_id: bool
    paragraph: int | None
    words: tuple[QueryWord, ...]
    asks: str
    """What of the source is asked for: `author`, `date`, or the whole, ``."""
    is_plain: bool
    """Whether the question speaks of sources, and not only of something written or reported."""


def record_field(query: Query) -> FactField | None:
    """The part of an article's record that a question asks for, or None."""
    text = " ".join(query.forms)
    if re.search(r"\bcited\b|\bsource", text):
        return None
    return next((name for name, pattern in _RECORD_PATTERNS if pattern.search(text)), None)


def source_question(query: Query) -> SourceQuestion | None:
    """What a question asks of a source, or None where it asks of none."""
    text = " ".join(query.forms)
    is_plain = _SOURCE.search(text) is not None
    if not is_plain and not _WRITTEN.search(text):
        return None
    asks = ""
    if re.search(r"\bwho\b|\bauthor", text) and re.search(r"\bwrote|\bauthor|\breported|\bwritten", text):
        asks = "author"
    elif re.search(r"\bwhen\b|\bdate\b", text):
        asks = "date"
    return SourceQuestion(_ID_FORM.search(text) is not None, _paragraph(text), subject(query), asks, is_plain)


def _paragraph(text: str) -> int | None:
    if number := _PARAGRAPH.search(text):
        return int(number[1])
    ordinal = _ORDINAL_PARAGRAPH.search(text)
    return _ORDINALS.get(ordinal[1], LAST) if ordinal else None


def names_monitor(query: Query) -> bool:
    """Whether a question says that it means the article, not what the article cites."""
    return _MONITOR.search(" ".join(query.forms)) is not None


def without_asking(query: Query, asked: SourceQuestion) -> Query:
    """The query of what a source is asked for, without the words of asking for one."""
    return replace(query, words=tuple(word for word in query.words if word in asked.words or word not in query.own))


def subject(query: Query) -> tuple[QueryWord, ...]:
    """The words of a question about an article or a source that say which one: no word of asking, no paragraph number."""
    return tuple(
        word for word in query.own if not (_META_WORDS.issuperset(word.form.split("_")) or _is_ordinal(word.form))
    )


def _is_ordinal(form: str) -> bool:
    """Whether a number is too small to be a year."""
    return form.isdigit() and len(form) < _YEAR_DIGITS


def record_fact(article: Article, name: FactField) -> Fact | None:
    """The fact of a record, or None where the record has none."""
    texts: dict[FactField, str | None] = {
        "date": bluebook_date(article.date),
        "authors": ", ".join(article.authors) or None,
        "url": article.url,
        "title": article.title,
    }
    text = texts.get(name)
    return Fact(name, text) if text else None


def lead_date(article: Article) -> Span | None:
    """Where the body prints the article's date: the parenthesis that it begins with."""
    match = _LEAD_DATE.match(article.body)
    return Span(match.start(), match.end()) if match else None


def source_fact(asks: str, cite: Cite) -> Fact:
    """What is asked of a source, in words; the source in full where it is damaged or does not say."""
    authority = cite.resolves_to
    if authority is None:
        return Fact("source", cite.text)
    if asks == "author" and authority.author:
        return Fact("source", f"{authority.author} ({describe(authority)})")
    return Fact("source", describe(authority))


def cite_for(source: Source, *, wants_id: bool) -> Cite:
    """The cite of a parenthesis that is meant: the Id. where one is asked for, else the first."""
    if wants_id:
        return next((one for one in source.cites if one.form == "id"), source.cites[0])
    return source.cites[0]
