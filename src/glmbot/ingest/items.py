"""An item of loc.gov's JSON into blocks and metadata; every field may be a text, a list, or labels with links."""

import json
import re
from typing import Any, Final

from glmbot.ingest.addresses import is_monitor
from glmbot.ingest.dates import LEAD
from glmbot.ingest.item_record import bodies_of, record_of, texts_of
from glmbot.ingest.kinds import kind_of_text
from glmbot.ingest.lines import text_of
from glmbot.ingest.material import Material
from glmbot.ingest.pages import read_page
from glmbot.ingest.refusals import RefusalError
from glmbot.ingest.texts import read_text

_CUT: Final = ("…", "...", "[…]", "[...]")
_DEEPEST: Final = 100
_PARTS: Final = re.compile(r"<(?:p|div|br|h[1-6]|[ou]l|li|table|blockquote)\b", re.IGNORECASE)
_MARKUP: Final = re.compile(
    r"</(?:p|div|h[1-6]|[ou]l|li|table|blockquote|a|abbr|b|cite|em|i|q|s|small|span|strong|su[bp]|u)\s*>", re.IGNORECASE
)
_GAP: Final = re.compile(r"\n[ \t\r]*\n")


def read_item(text: str, *, notes: tuple[str, ...] = ()) -> Material:
    """Read an item's JSON.

    Raises:
        RefusalError: it is broken, lists several items, is of another collection or holds no text.
    """
    answer = _load(text)
    if isinstance(answer, list) or "results" in answer:
        raise RefusalError("a list of items; give the JSON of one item")
    if _status(answer) >= 400:  # noqa: PLR2004 - HTTP's first error
        raise RefusalError(f"loc.gov answered {answer.get('status')} {answer.get('caption') or ''}".strip())
    item = answer.get("item")
    item = {**answer, **item} if isinstance(item, dict) else answer
    collection = " ".join(texts_of(item, "collection"))
    if not (is_monitor(collection) or "global legal monitor" in collection.lower()):
        raise RefusalError("JSON of another collection than the Global Legal Monitor")
    content = _content(item)
    record = record_of(item)
    return Material("json", content.blocks, record, content.removed, (*notes, *content.notes))


def _load(text: str) -> Any:
    depth = deepest = 0
    for char in text:
        depth += (char in "[{") - (char in "]}")
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise RefusalError(f"broken JSON: nested {deepest:,} levels deep")
    try:
        answer = json.loads(text)
    except ValueError as error:
        raise RefusalError(f"broken JSON: {error}") from None
    if not isinstance(answer, (dict, list)):
        raise RefusalError("JSON without an item")
    return answer


def _status(answer: dict[str, Any]) -> int:
    status = answer.get("status")
    return status if isinstance(status, int) else 0


def _content(item: dict[str, Any]) -> Material:
    texts = next(bodies_of(item, "text"), None) or next(filter(_is_whole, bodies_of(item, "abstract")), None)
    if not texts:
        raise RefusalError("the JSON holds no article text; save the article's page and add that")
    if any(kind_of_text(text) == "html" or _MARKUP.search(text) for text in texts):
        return read_page("\n<p>".join(map(_with_paragraphs, texts)))
    return read_text(_unescaped("\n\n".join(texts)))


def _is_whole(abstract: list[str]) -> bool:
    """Whether a description is the article itself: it begins as articles do, and is not cut."""
    return LEAD.search(abstract[0][:2000]) is not None and not any(text.rstrip().endswith(_CUT) for text in abstract)


def _with_paragraphs(text: str) -> str:
    """A text with markup; where none of it makes paragraphs, its blank lines do."""
    return text if _PARTS.search(text) else _GAP.sub("\n<p>", text)


def _unescaped(text: str) -> str:
    return "\n".join(text_of(line) for line in text.split("\n")) if "&" in text else text
