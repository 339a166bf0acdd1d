"""An item of loc.gov's JSON into blocks and metadata; every field may be a text, a list, or labels with links."""

import json
from typing import Any, Final

from glmbot.ingest.addresses import is_monitor
from glmbot.ingest.dates import LEAD
from glmbot.ingest.item_record import raw_texts_of, record_of, texts_of
from glmbot.ingest.kinds import kind_of_text
from glmbot.ingest.lines import text_of
from glmbot.ingest.material import Material
from glmbot.ingest.pages import read_page
from glmbot.ingest.refusals import RefusalError
from glmbot.ingest.texts import read_text

_CUT: Final = ("…", "...", "[…]", "[...]")
_DEEPEST: Final = 100


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
    texts = list(raw_texts_of(item, "text")) or [
        text for text in raw_texts_of(item, "abstract") if LEAD.search(text[:2000]) and not text.rstrip().endswith(_CUT)
    ]
    if not texts:
        raise RefusalError("the JSON holds no article text; save the article's page and add that")
    text = max(texts, key=len) if len(texts) > 1 and "\n" in "".join(texts) else "\n\n".join(texts)
    if kind_of_text(text) == "html" or "</" in text:
        return read_page(text)
    return read_text(text_of(text) if "&" in text and "\n" not in text else _unescaped(text))


def _unescaped(text: str) -> str:
    return "\n".join(text_of(line) for line in text.split("\n")) if "&" in text else text
