"""Discord Markdown: text made inert, and passages quoted within a budget (pure)."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from glmbot.core.model import Passage, Span
from glmbot.core.text.invisible import shown as seen
from glmbot.core.text.tokens import split_sentences

_ADDRESS: Final = re.compile(r"https?://[\w!#$%&'()*+,./:;=?@\[\]~^{|}-]*[\w#$%&*+/=@~^{|}-]")
_INLINE: Final = re.compile(
    r"[\\*_`\[]|~(?:(?=~)|(?<=~~))|\|(?:(?=\|)|(?<=\|\|))|<(?=[@#:/!\w])|@(?=everyone|here)"
    # :c: and :100: may name an emoji, 10:30:45 does not. Possessive, so that a long word is looked at once.
    r"|:(?=(?:(?:(?![A-Za-z_])[\w+~-])*+[A-Za-z_][\w+~-]*+|[+-]1|100|1234):)"
)
_SCHEME: Final = re.compile(r":(?=//)")
_LINE_START: Final = re.compile(r"^([^\S\n]*)(?=(?:#{1,3}|-#|>{1,3}|[-+])\s)|^([^\S\n]*\d+)(?=\.\s)", re.MULTILINE)
"""What begins a heading, subtext, quotation or list: only at the start of a line."""


def escape(text: str) -> str:
    """Text that Discord shows as it stands: Markdown, emoji and mentions escaped, web addresses left whole.

    Discord hides the angle brackets around an address: they are escaped, and the address gets others to be hidden. No
    more is escaped than would be read as markup, since Discord copies a message with its backslashes.
    Characters that can't be seen (controls, bidirectional marks, lone surrogates) become U+FFFD: they could hide or
    reorder what is quoted.
    """
    parts, place = [], 0
    for address in _ADDRESS.finditer(text):
        start, end = address.span()
        if start > place and text[start - 1] == "<" and text[end : end + 1] == ">":
            parts += [_escape_prose(text[place : start - 1]), rf"\<<{address[0]}>\>"]
            place = end + 1
        else:
            before = _escape_prose(text[place:start])
            # A bracket that none closes is not hidden; escaped, it is the same wherever the address ends.
            parts += [before[:-1] + r"\<" if before.endswith("<") else before, address[0]]
            place = end
    return "".join([*parts, _escape_prose(text[place:])])


def unlinked(text: str) -> str:
    """What somebody typed, shown as it stands, with no address in it a link."""
    return _SCHEME.sub(lambda match: "\\" + match[0], _escape_prose(text))


def _escape_prose(text: str) -> str:
    inert = _INLINE.sub(lambda match: "\\" + match[0], seen(text))
    return _LINE_START.sub(lambda match: match[0] + "\\", inert)


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
    whole = _fitting(passage, evidence, _trimmed(passage), budget)
    if whole is not None or not passage.text.strip():
        return whole or ""
    sentences = _sentences(passage)
    grown = _grow(passage, evidence, sentences, budget)
    return grown or _cut_sentence(passage, sentences[_centre(sentences, evidence)], budget)


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


def _grow(passage: Passage, evidence: Sequence[Span], sentences: Sequence[Span], budget: int) -> str | None:
    """The longest run of sentences around the evidence that fits, forward first; None where not even one does."""
    centre, last = _centre(sentences, evidence), len(sentences) - 1

    def shown(before: int, after: int) -> str | None:
        run = sentences[max(0, centre - before) : min(last, centre + after) + 1]
        return _fitting(passage, evidence, run, budget, gaps=sentences)

    # What is longer fits no better, so that halving finds the ends: both sides in turn, then what one side has left.
    both = _last(lambda steps: shown(steps // 2, (steps + 1) // 2) is not None, 2 * len(sentences))
    before, after = both // 2, (both + 1) // 2
    after += _last(lambda more: shown(before, after + more) is not None, last - centre - after)
    before += _last(lambda more: shown(before + more, after) is not None, centre - before)
    return shown(before, after)


def _last(fits: Callable[[int], bool], most: int) -> int:
    """The greatest number up to `most` that fits, where 0 fits and what is greater than one that does not, does not."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if fits(middle):
            least = middle
        else:
            most = middle - 1
    return least


def _fitting(
    passage: Passage, evidence: Sequence[Span], run: Sequence[Span], budget: int, gaps: Sequence[Span] = ()
) -> str | None:
    """Some sentences as a block quotation; None where that is longer than the budget."""
    # Nothing gets shorter by being escaped: what is too long by itself need not be looked at.
    if run and run[-1].end - run[0].start > budget:
        return None
    text = _block(passage, evidence, run, gaps)
    return text if len(text) <= budget else None


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
    text = passage.article.body[sentence.start : min(sentence.end, sentence.start + budget)].replace("\n", " ")
    text += "…" * (sentence.end > sentence.start + budget)
    size = budget
    while size > 1:
        shown = "> " + escape(cut(text, size))
        if len(shown) <= budget:
            return shown
        size -= max(1, (len(shown) - budget) // 2)
    return ""
