"""What stands on the Monitor's pages around an article: lines before it, lines after it, and labels of metadata."""

import re
from functools import lru_cache
from typing import Final

from glmbot.ingest.fields import field_of, is_footer, pair_of
from glmbot.ingest.signoffs import sign_off

BREADCRUMB: Final = re.compile(
    r"(?:the )?library of congress\s*[>»›/].*global legal monitor(?:\s*[>»›/].*)?", re.IGNORECASE
)
LINK_LINE: Final = re.compile(
    r"to link to this article, copy this persistent link:?\s*(?P<address>\S+)?", re.IGNORECASE
)
ARTICLE: Final = re.compile(r"Article\s+(?=\S)")
TOP: Final = re.compile(r"top of page", re.IGNORECASE)

HEAD: Final = re.compile(
    r"library of congress|(?:the )?law library of congress|law library|library of congress law library|"
    r"global legal monitor|(?:the )?global legal monitor[:,]? law library of congress|legal news(?: & events)?|"
    r"news & events|home|article|top of page|skip (?:to|navigation).*|ask a librarian.*|digital collections|"
    r"library catalogs?|search(?: this site| loc\.gov)?|go|print(?: this page)?|subscribe|share(?: this.*)?|e-?mail|"
    r"save|about (?:this|the) (?:collection|item|site)|articles? from.*|collection items|menu|"
    r"back to (?:top|search|results).*|"
    r"collection(?:s)?|global legal monitor articles|for the public|researchers|copy link|print subscribe share/save.*|"
    r"(?:the )?library of congress\s*[>»›/].*|https?://\S+|part of(?: global legal monitor)?|format|web ?page|"
    r"written by:?|image \d.*|share/save|give feedback|(?:\d+|no) comments?",
    re.IGNORECASE,
)
"""Lines before the article, whole."""

AFTER: Final = re.compile(
    r"(?:authors?|topics?|jurisdictions?): .*\bmore (?:by|on|about) this (?:author|topic|jurisdiction)\b.*|"
    r"about this item|cite this item.*|rights (?:&|and) access|more like this|additional metadata formats|"
    r"connect with the library.*|speech enabled.*|about \| press \|.*|legal \| inspector general.*|"
    r"iiif presentation manifest|the library of congress (?:does not|makes no) .*|print subscribe share/save.*|"
    r"(?:more|related) articles:?",
    re.IGNORECASE,
)
"""Short lines that stand nowhere but after an article, whole; from the first of them on nothing is body."""

TAIL: Final = re.compile(
    r"search legal news.*|last updated:? .*|more articles.*|back to top|find us on.*|subscribe (?:&|and) comment.*|"
    r"download(?:s)?|library of congress|get the global legal monitor.*|top of page|share this.*|"
    r"rate this page.*|(?:\d+|no) (?:comments?|responses?|replies)(?: (?:to|on) .*)?|leave a (?:reply|comment).*|"
    r"(?:recent|latest|related) posts",
    re.IGNORECASE,
)
"""Short lines that stand after an article, but also in one: they end it where no prose follows."""
READ_MORE: Final = re.compile(r"(?:read more|full story|full article|continue reading)\s*[»›>→]?\s*\Z", re.IGNORECASE)
"""How the beginning of an article ends in a list of articles."""
CUT: Final = re.compile(rf"\[(?:…|\.\.\.)\]\s*\Z|{READ_MORE.pattern}", re.IGNORECASE)
_PREPARED: Final = re.compile(r"this article was prepared by .*volunteer.*", re.IGNORECASE)

LONG_TAIL: Final = re.compile(
    r"(?:global legal monitor rss|the global legal monitor is an online publication)\b.*", re.IGNORECASE
)
"""Lines after the article that may be long."""

_SENTENCE: Final = re.compile(r"[^\W\d_]\w*[.?!][)”\"]?\s*\Z")
_LONGEST_TAIL: Final = 120

_LONGEST: Final = 300


def ends_article(line: str) -> bool:
    """Whether a line stands after the article; a long one that only begins like one is prose."""
    if len(line) <= _LONGEST_TAIL and (
        _PREPARED.fullmatch(line) or (TAIL.fullmatch(line) and not _SENTENCE.search(line))
    ):
        return True
    return is_after_articles(line)


def is_after_articles(line: str) -> bool:
    """Whether a line stands nowhere but after an article."""
    if len(line) <= _LONGEST_TAIL and AFTER.fullmatch(line):
        return True
    return LONG_TAIL.fullmatch(line) is not None or is_footer(line)


@lru_cache(maxsize=4096)
def stands_alone(line: str) -> bool:
    """Whether a line belongs to no paragraph, whatever stands around it."""
    if len(line) > _LONGEST:
        return LONG_TAIL.fullmatch(line) is not None
    return bool(
        ends_article(line)
        or HEAD.fullmatch(line)
        or LINK_LINE.fullmatch(line)
        or BREADCRUMB.fullmatch(line)
        or pair_of(line)
        or field_of(line)
        or sign_off(line)
    )
