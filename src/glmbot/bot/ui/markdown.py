"""Discord Markdown: text made inert, and passages quoted within a budget (pure)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from glmbot.core.model import Passage, Span
from glmbot.core.text.tokens import is_invisible, split_sentences

_ADDRESS: Final = re.compile(r"https?://[\w!#$%&'()*+,./:;=?@\[\]~^{|}-]*[\w#$%&*+/=@~^{|}-]")
_INLINE: Final = re.compile(r"[\\*_`\[]|~(?:(?=~)|(?<=~~))|\|(?:(?=\|)|(?<=\|\|))|<(?=[@#:/!\w])|@(?=everyone|here)")
_LINE_START: Final = re.compile(r"^([^\S\n]*)(?=(?:#{1,3}|-#|>{1,3}|[-+])\s)|^([^\S\n]*\d+)(?=\.\s)", re.MULTILINE)
"""What begins a heading, subtext, quotation or list: only at the start of a line."""


def escape(text: str) -> str:
    """Text that Discord shows as it stands: Markdown and mentions escaped, web addresses left whole.

    No more is escaped than would be read as markup, since Discord copies a message with its backslashes.
    Characters that can't be seen (controls, bidirectional marks, lone surrogates) become U+FFFD: they could hide or
    reorder what is quoted.
    """
    parts, done = [], 0
    for address in _ADDRESS.finditer(text):
        parts += [_escape_prose(text[done : address.start()]), address[0]]
        done = address.end()
    return "".join([*parts, _escape_prose(text[done:])])


def _escape_prose(text: str) -> str:
    inert = _INLINE.sub(lambda match: "\\" + match[0], _seen(text))
    return _LINE_START.sub(lambda match: match[0] + "\\", inert)


def _seen(text: str) -> str:
    # What can be printed hides nothing: most texts need no look at each character.
    if text.replace("\n", "").isprintable():
        return text
    return "".join("\ufffd" if is_invisible(char) and char != "\n" else char for char in text)


def cut(text: str, limit: int) -> str:
    """The text, or its beginning up to a word's end and "…", in at most `limit` characters."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    return (head[:space] if space > limit // 2 else head).rstrip() + "…"


def quote(passage: Passage, evidence: Sequence[Span], budget: int) -> str:
    """A passage as a block quotation, the evidence in bold, in at most `budget` characters.

    Whole where it fits; else the evidence and its neighbours, cut at sentence ends, with "…" where text is left out;
    a single sentence that is too long is cut at a word's end.
    """
    whole = _block(passage, evidence, _trimmed(passage))
    if len(whole) <= budget or not passage.text.strip():
        return whole
    sentences = _sentences(passage)
    chosen = _grow(passage, evidence, sentences, budget)
    return chosen if len(chosen) <= budget else _cut_sentence(passage, sentences[_centre(sentences, evidence)], budget)


def _trimmed(passage: Passage) -> list[Span]:
    """The passage without the blanks around it; nothing of a blank one."""
    text, start = passage.text, passage.span.start
    blanks = len(text) - len(text.lstrip())
    return [Span(start + blanks, start + len(text.rstrip()))] if blanks < len(text) else []


def _sentences(passage: Passage) -> list[Span]:
    shift = passage.span.start
    return [Span(sentence.start + shift, sentence.end + shift) for sentence in split_sentences(passage.text)]


def _centre(sentences: Sequence[Span], evidence: Sequence[Span]) -> int:
    """The sentence that the excerpt grows from: where the evidence begins, else the first."""
    after = (index for index, each in enumerate(sentences) if evidence and each.end > evidence[0].start)
    return next(after, 0)


def _grow(passage: Passage, evidence: Sequence[Span], sentences: Sequence[Span], budget: int) -> str:
    """The longest run of sentences around the evidence that fits, forward first."""
    first = last = _centre(sentences, evidence)
    best = _block(passage, evidence, sentences[first : last + 1], gaps=sentences)
    for step in _steps(first, len(sentences)):
        wider = (min(first, step), max(last, step))
        text = _block(passage, evidence, sentences[wider[0] : wider[1] + 1], gaps=sentences)
        if len(text) <= budget and wider[1] - wider[0] == last - first + 1:
            (first, last), best = wider, text
    return best


def _steps(centre: int, count: int) -> Iterator[int]:
    for distance in range(1, count):
        yield from (index for index in (centre + distance, centre - distance) if 0 <= index < count)


def _block(passage: Passage, evidence: Sequence[Span], run: Sequence[Span], gaps: Sequence[Span] = ()) -> str:
    if not run:
        return "> " + escape(passage.text)
    span = Span(run[0].start, run[-1].end)
    before = "… " if gaps and run[0] != gaps[0] else ""
    after = " …" if gaps and run[-1] != gaps[-1] else ""
    text = before + _emphasised(passage, span, evidence) + after
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _emphasised(passage: Passage, span: Span, evidence: Sequence[Span]) -> str:
    body, parts, done = passage.article.body, [], span.start
    for sentence in sorted(evidence, key=lambda each: each.start):
        start, end = max(sentence.start, done), min(sentence.end, span.end)
        if start < end:
            parts += [escape(body[done:start]), _bold(body[start:end])]
            done = end
    return "".join([*parts, escape(body[done : span.end])])


def _bold(text: str) -> str:
    """Bold, line by line: Discord's bold does not cross a line of a block quotation."""
    return "\n".join(f"**{escape(line)}**" if line.strip() else line for line in text.split("\n"))


def _cut_sentence(passage: Passage, sentence: Span, budget: int) -> str:
    text = passage.article.body[sentence.start : sentence.end].replace("\n", " ")
    size = budget
    while size > 1:
        shown = "> " + escape(cut(text, size))
        if len(shown) <= budget:
            return shown
        size -= max(1, len(shown) - budget)
    return ""
