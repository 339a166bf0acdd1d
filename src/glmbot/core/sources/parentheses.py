"""Which parentheses of a paragraph are sources, and where each ends (rules R1 to R3 of the source grammar).

Every look at the text is bounded or moves on for good, so that the whole takes linear time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from glmbot.core.model import SourceFlag, Span
from glmbot.core.sources.dates import DATE_PATTERN

_WINDOW: Final = 400
"""Code points of a parenthesis that are read to tell a source from a gloss."""

_SENTENCE_ENDS: Final = ".?!;:…"
_CLOSERS: Final = "\"'”’“‘»)]"
_BACK: Final = 12
"""Code points before a full stop that are read to tell an abbreviation from a sentence's end."""

_ABBREVIATION: Final = re.compile(
    r"(?:(?<!\w)(?:[A-Z]|Inc|Corp|Ltd|Co|Nos?|Dr|Mrs?|Ms|St|[JS]r|Gen|Gov|Sen|Rep|[Aa]rts?|paras?|vs?|e\.g|i\.e|cf|ca))$"
)
_NAMES_ITSELF: Final = re.compile(
    r"(?:[Ii]d|[Ii]bid)(?:\.|[,)]|\s(?:at|arts?\.|§))|(?:See|see also)[ ,](?!below|above)"
    r"|[^();]{1,200},\s?supra\b|[^();]{1,200}\[hereinafter "
    rf"|[^();]{{1,300}}(?:website|[A-Z]{{2}}) \({DATE_PATTERN}"
)
_STRONG_MARK: Final = re.compile(
    r"§|¶|\bsupra\b|\bhereinafter\b|\bwebsite\b|\bavailable at\b|https?://|\blast visited\b|\bon file with\b"
    r"|\b(?:[Aa]rts?|[Pp]aras?|[Ss]ecs?|[Rr]egs?|Nos?|Docs?|Res)\.\s?\d"
    r"|\([^()]{0,40}[12]\d{3}\.?\s?\)|\b[A-Z]{3,} [A-Z]{3,}\b"
)
_WEAK_MARK: Final = re.compile(r",\s?[^,]{0,12}[12]\d{3}\b|\bat \d")
_CLAUSE: Final = re.compile(
    r"(?<!\w)(?:is|are|was|were|be|been|has|had|have|will|would|shall|should|may|might|can|could|must|does|did|do"
    r"|said|says|stated)(?!\w)"
)
_PAST: Final = re.compile(r"(?<!\w)[a-z]{2,}ed(?!\w)")
_GLOSS: Final = re.compile(
    r"(?:(?:the )?[A-Z][\w&./-]{0,11}|[A-Z][a-z]+)$|(?:\d{1,4}|[A-Za-z]{1,2}|[ivxlcdm]{1,6})\.?$"
    r"|(?:Emphas[ie]s|Translat|Footnote|Citation|Internal quotation|Applause|Laughter)"
)
_ONLY_A_DATE: Final = re.compile(rf"(?:{DATE_PATTERN}|[12]\d{{3}})\.?$")
_WORDED: Final = re.compile(r"[^\W\d_]|[§¶]")
_STARTS_SMALL: Final = re.compile(
    r"(?:arts?\.|paras?\.|secs?\.|§|¶|available at|supra|de |del |della |van |von |al-|el-)"
)

_RUN_ON: Final = re.compile(
    rf"(?P<paren>\([^()]{{0,40}}[12]\d{{3}}\.?\s?\))(?P<stop>[.,]?)"
    rf"|(?P<bare>,\s?{DATE_PATTERN})(?P<dot>[.,])"
    r"|available at(?P<url>\s{0,2}(?:https?://|www\.)[^\s()]+)?"
    r"|(?P<inner>\((?:[Ii]d[.)]|See |[^();]{1,200},\s?supra\b))"
)
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_AHEAD: Final = 200
"""Code points after a possible end that are read to tell prose from the rest of a cite."""


@dataclass(frozen=True, slots=True)
class Parenthesis:
    """A source parenthesis with its brackets; `inner` is what stands between them."""

    span: Span
    inner: Span
    flags: tuple[SourceFlag, ...]


def find_parentheses(body: str, item: Span) -> Iterator[Parenthesis]:
    """The source parentheses of one paragraph or list item, in order, never overlapping."""
    closing = _match(body, item)
    at, last_end = body.find("(", item.start, item.end), item.start
    while at >= 0:
        found = None
        if _opens_source(body, at, item, closing.get(at), last_end):
            close = closing.get(at)
            found = _run_on(body, at, item.end) if close is None else _balanced(at, close)
        if found is not None:
            yield found
            last_end = found.span.end
        at = body.find("(", found.span.end if found else at + 1, item.end)


def _match(body: str, item: Span) -> dict[int, int]:
    closing: dict[int, int] = {}
    opened: list[int] = []
    for mark in re.compile(r"[()]").finditer(body, item.start, item.end):
        if mark.group() == "(":
            opened.append(mark.start())
        elif opened:
            closing[opened.pop()] = mark.start()
    return closing


def _balanced(start: int, close: int) -> Parenthesis:
    return Parenthesis(Span(start, close + 1), Span(start + 1, close), ())


def _opens_source(body: str, at: int, item: Span, close: int | None, last_end: int) -> bool:
    """R1: a source follows a sentence's end or another source, opens the paragraph, or names itself one."""
    if _NAMES_ITSELF.match(body, at + 1):
        return True
    before = _skip_back(body, at, item.start, "")
    follows_source = before == last_end
    before = _skip_back(body, before, item.start, _CLOSERS)
    if not follows_source and before > item.start and body[before - 1] not in _SENTENCE_ENDS:
        return False
    doubtful = (
        before > item.start
        and body[before - 1] == "."
        and _ABBREVIATION.search(body[max(item.start, before - 1 - _BACK) : before - 1]) is not None
    )
    end = min(item.end if close is None else close, at + 1 + _WINDOW)
    return _reads_as_source(body[at + 1 : end].strip(), doubtful=doubtful)


def _skip_back(body: str, at: int, floor: int, marks: str) -> int:
    """The place before the blanks (and these marks) that stand before `at`."""
    while at > floor and (body[at - 1].isspace() or body[at - 1] in marks):
        at -= 1
    return at


def _reads_as_source(content: str, *, doubtful: bool) -> bool:
    """Whether the words of a parenthesis can be a source; a doubtful place asks for a mark of a citation."""
    if not _WORDED.search(content) or _ONLY_A_DATE.match(content):
        return False
    marked = _STRONG_MARK.search(content) is not None
    if marked and not content[0].islower():
        return True
    if _GLOSS.match(content):
        return False
    if content[0].islower():
        return _STARTS_SMALL.match(content) is not None
    weak = _WEAK_MARK.search(content) is not None
    return not _CLAUSE.search(content) and (weak or not doubtful)


def _run_on(body: str, start: int, end: int) -> Parenthesis:
    """R2 and R3: an unclosed source ends where prose surely begins, else with its paragraph."""
    last = start
    for mark in _RUN_ON.finditer(body, start + 1, end):
        cut = _cut(body, mark, end)
        if cut is not None:
            return _unclosed(body, start, cut, ("unbalanced", "run_on"))
        last = mark.end()
    rest = sum(1 for _ in _WORD.finditer(body, last, end)) if last > start else 0
    return _unclosed(body, start, end, ("unbalanced", "run_on") if rest >= 8 else ("unbalanced",))  # noqa: PLR2004 - no tail of a cite seen has so many words


def _unclosed(body: str, start: int, end: int, flags: tuple[SourceFlag, ...]) -> Parenthesis:
    while body[end - 1].isspace():
        end -= 1
    return Parenthesis(Span(start, end), Span(start + 1, end), flags)


def _cut(body: str, mark: re.Match[str], end: int) -> int | None:
    if mark["inner"]:
        before = body[mark.start() - 2 : mark.start()].rstrip()[-1:]
        return mark.start() if before and before in _SENTENCE_ENDS + _CLOSERS else None
    if mark["paren"]:
        closes_sentence = mark["stop"] == "." or mark["paren"].endswith(".)")
        stop = mark.end() if mark["stop"] == "." else mark.end("paren")
        return stop if _is_prose(body, mark.end(), end, needs_verb=not closes_sentence) else None
    if mark["bare"]:
        stop = mark.end() if mark["dot"] == "." else mark.end("bare")
        return stop if _is_prose(body, mark.end(), end, needs_verb=mark["dot"] != ".") else None
    return mark.end() if _is_prose(body, mark.end(), end, needs_verb=False) else None


def _is_prose(body: str, start: int, end: int, *, needs_verb: bool) -> bool:
    ahead = body[start : min(end, start + _AHEAD)].lstrip(" ,.;")
    if not ahead or not (ahead[0].isupper() or ahead[0] in "“\"'‘[") or ahead.startswith("See "):
        return False
    sentence = re.split(r"[.;:]\s", ahead, maxsplit=1)[0]
    small = sum(1 for word in _WORD.finditer(sentence) if word.group()[0].islower())
    return small >= 3 and (not needs_verb or bool(_CLAUSE.search(sentence) or _PAST.search(sentence)))  # noqa: PLR2004 - titles have few small words
