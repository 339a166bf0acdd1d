"""HTML that would take a parser hours or all memory, told by counting tags and without building a tree."""

import re
from typing import Final

from glmbot.ingest.refusals import RefusalError

_MOST_NESTED: Final = 1000
"""Browsers cut a page at 512 levels; the parser's time grows with the square of the depth."""
_MOST_ATTRIBUTES: Final = 5000
_MOST_REOPENED: Final = 2_000_000
"""Formatting left open is opened again in each block after it: so many elements may come of that."""

_ATTRIBUTE: Final = r"""(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_TAG: Final = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE})*+)")
_EACH: Final = re.compile(_ATTRIBUTE)
_NO_TAGS: Final = re.compile(
    r"<!--(?:.*?--!?>|.*\Z)|<(script|style|textarea|title|iframe|xmp|noembed|noframes)\b.*?(?:</\1\b|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""Comments and elements whose content is text, where a tag is none."""
_CLOSED_BY_ITSELF: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr p li dt dd option optgroup tr td th tbody thead"
    " tfoot colgroup rp rt html head body".split()
)
_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())


def refuse_tangled(html: str) -> None:
    """Let pass only HTML that is parsed in a time that grows with its length.

    Raises:
        RefusalError: it nests too deep, has too many attributes, or would grow too much.
    """
    open_tags: dict[str, int] = {}
    depth = deepest = formatting = most_formatting = blocks = 0
    for found in _TAG.finditer(_NO_TAGS.sub(" ", html)):
        closing, name, rest = found[1], found[2].lower(), found[3]
        if len(rest) > _MOST_ATTRIBUTES and len(_EACH.findall(rest)) > _MOST_ATTRIBUTES:
            raise RefusalError(f"broken HTML: a tag has more than {_MOST_ATTRIBUTES:,} attributes")
        blocks += name not in _FORMATTING
        if name in _CLOSED_BY_ITSELF or rest.endswith("/"):
            continue
        step = -1 if closing else 1
        if closing and not open_tags.get(name):
            continue
        open_tags[name] = open_tags.get(name, 0) + step
        depth += step
        deepest = max(deepest, depth)
        if name in _FORMATTING:
            formatting += step
            most_formatting = max(most_formatting, formatting)
    if deepest > _MOST_NESTED:
        raise RefusalError(f"broken HTML: nested {deepest:,} levels deep, {_MOST_NESTED:,} are read")
    if most_formatting * blocks > _MOST_REOPENED:
        raise RefusalError(f"broken HTML: {most_formatting:,} formatting tags stay open over {blocks:,} blocks")
