"""Parts of a text put right by what they look like: lists by their marks, other lines apart, cut sentences whole."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from glmbot.ingest.blocks import Block
from glmbot.ingest.furniture import stands_alone

BULLET: Final = re.compile(r"(?:[-*•·∙⋅●○◦▪▫■□◾◆◇➢➤►▶▸‣✓✔\uf0b7\uf0a7\uf0a8\uf0d8\uf076\uf0fc\u2219\u22c5])\s+(?=\S)")
"""The marks before the items of a list, also those of Word's own fonts."""
NUMBER: Final = re.compile(r"\(?\d{1,2}[.)]\s+(?=\S)|\[\d{1,3}\]\s+(?=\S)")
_SECOND_LEVEL: Final = re.compile(r"[o–]\s+(?=\S)")
_LETTER: Final = re.compile(r"(?P<open>\()?(?P<sign>[a-z]|[ivx]{2,5}|[A-Z](?=\)))(?P<close>[.)])\s+(?=\S)")
_ROMAN: Final = {
    sign: value for value, sign in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(), 1)
}
_CUT: Final = re.compile(r"\b(?:available|accessible|posted|found) (?:only |online )?at:?\Z", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"[.,;:!?)\]”’]|(?:https?://|www\.)\S+")


def shape(blocks: Sequence[Block]) -> Iterator[Block]:
    """The parts with their lists told, lines that are no prose apart, and sentences that were cut made whole."""
    lines = [part for block in blocks for part in _apart(block)]
    yield from _joined(_lettered(lines))


def item_of(text: str) -> Block | None:
    """A line as an item of a list, without its mark; a number stays."""
    if mark := BULLET.match(text):
        return Block("item", text[mark.end() :])
    return Block("item", text) if NUMBER.match(text) else None


def _apart(block: Block) -> Iterator[Block]:
    if block.kind == "item":
        yield Block("item", BULLET.sub("", block.text, count=1)) if BULLET.match(block.text) else block
        return
    if block.kind != "paragraph":
        yield block
        return
    lines = block.text.split("\n")
    held: list[str] = []
    for line in lines:
        item = item_of(line)
        if item or (len(lines) > 1 and stands_alone(line)):
            if held:
                yield Block("paragraph", "\n".join(held))
            held = []
            yield item or Block("paragraph", line)
        else:
            held.append(line)
    if held:
        yield Block("paragraph", "\n".join(held))


def _lettered(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that begin with letters in their order are items; so is Word's second level after an item."""
    shaped = list(blocks)
    for place, block in enumerate(shaped):
        if block.kind != "paragraph":
            continue
        before = shaped[place - 1] if place else None
        if before and before.kind == "item" and _SECOND_LEVEL.match(block.text):
            shaped[place] = Block("item", _SECOND_LEVEL.sub("", block.text, count=1))
            continue
        after = shaped[place + 1] if place + 1 < len(shaped) else None
        goes_on = before is not None and before.kind == "item" and _follows(before.text, block.text)
        begins = after is not None and _begins(block.text) and _follows(block.text, after.text)
        if goes_on or begins:
            shaped[place] = Block("item", block.text)
    return shaped


def _begins(text: str) -> bool:
    found = _LETTER.match(text)
    return bool(found and found["sign"] in {"a", "A", "i"})


def _follows(one: str, other: str) -> bool:
    """Whether two lines begin with neighbouring letters or numerals of one form."""
    first, second = _LETTER.match(one), _LETTER.match(other)
    if not first or not second or (first["open"], first["close"]) != (second["open"], second["close"]):
        return False
    signs = first["sign"], second["sign"]
    if all(sign in _ROMAN for sign in signs) and _ROMAN[signs[1]] == _ROMAN[signs[0]] + 1:
        return True
    return all(len(sign) == 1 for sign in signs) and ord(signs[1]) == ord(signs[0]) + 1


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """An address that was lost or stands on its own line cuts no sentence."""
    held: Block | None = None
    for block in blocks:
        if held and held.kind == block.kind == "paragraph" and _CUT.search(held.text) and _GOES_ON.match(block.text):
            between = " " if block.text[0].isalnum() else ""
            held = Block("paragraph", held.text + between + block.text)
            continue
        if held:
            yield held
        held = block
    if held:
        yield held
