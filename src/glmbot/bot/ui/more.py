"""What else there is on an answer: other passages, why this one, a thread, the page at the quoted words (pure)."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from glmbot import limits
from glmbot.bot.ui.answer_buttons import NO_REF, thread_button, with_question
from glmbot.bot.ui.components import Button, Option, PassageRef, Row, Select, custom_id
from glmbot.bot.ui.markdown import cut, escape
from glmbot.bot.ui.render import Rendered, RenderTarget
from glmbot.core.answering.answerer import Turn
from glmbot.core.answering.wording import pinpoint
from glmbot.core.model import Found, Passage, Span, parts_of
from glmbot.core.ranking.features import Evidence
from glmbot.core.text.tokens import split_sentences
from glmbot.core.translatable import gettext_lazy

_TITLE: Final = 200
_FRAGMENT_WORDS: Final = 6
_BEFORE: Final = 25
"""Characters before the first word that matters, where a sentence is cut there."""


def render_more(
    turn: Turn, passage: Passage, question: str, target: RenderTarget, *, asker: int, message: int | None
) -> Rendered:
    """The menu on a passage that a turn led to; `message` is the answer's, where a thread may be opened on it."""
    say = target.say
    asked, found = _part_with(turn, passage)
    rows: list[Row] = []
    if found and (options := _options(asked, found, passage)):
        ref = PassageRef(NO_REF, 0, asker)
        rows.append(Select(custom_id("other", *ref.parts()), say(gettext_lazy("Other passages")), options))
    buttons = (
        []
        if found and found.fact
        else [Button(say(gettext_lazy("Why this?")), with_question("why", passage, question))]
    )
    if message is not None:
        buttons.append(thread_button(say, asker, message))
    evidence = found.evidence if found and found.passage == passage else ()
    if passage.article.url and (marked := marked_url(passage.article.url, passage, evidence)):
        buttons.append(Button(say(gettext_lazy("Open the page at these words")), url=marked))
    if buttons:
        rows.append(tuple(buttons))
    title = escape(cut(passage.article.headline, _TITLE))
    return Rendered(f"**{pinpoint(passage.paragraphs)}** · {title}", rows=tuple(rows))


def _part_with(turn: Turn, passage: Passage) -> tuple[Turn, Found | None]:
    """The part of a turn that found a passage, or else its first, with what it found."""
    replies = parts_of(turn.reply)
    found = [
        (asked, reply) for asked, reply in zip(turn.parts or (turn,), replies, strict=True) if isinstance(reply, Found)
    ]
    return next((one for one in found if one[1].passage == passage), found[0] if found else (turn, None))


def _options(asked: Turn, found: Found, passage: Passage) -> tuple[Option, ...]:
    """The other passages that a question met: first the words that matter, then where they stand."""
    met = {evidence.hit.passage: evidence for evidence in asked.ranked}
    return tuple(
        _option(other, met.get(other))
        for other in (found.passage, *found.others)
        if other is not None and other != passage
    )


def _option(passage: Passage, met: Evidence | None) -> Option:
    article = passage.article
    return Option(
        cut(_telling_words(passage, met), limits.SELECT_OPTION_LABEL),
        f"{article.key}:{passage.paragraphs[0]}",
        cut(f"{pinpoint(passage.paragraphs)} · {article.headline}", limits.SELECT_OPTION_DESCRIPTION),
    )


def _telling_words(passage: Passage, met: Evidence | None) -> str:
    """The best sentence of a passage, from a little before the first word of it that the question has."""
    sentence = met.sentence if met else None
    if met is None or sentence is None:
        return " ".join(passage.text.split())
    text = " ".join(passage.article.body[sentence.span.start : sentence.span.end].split())
    keys = {key for match in met.matches if match.key for key in match.key.split(" ")}
    forms = [form for term, form in zip(sentence.terms, sentence.forms, strict=True) if term in keys]
    place = min((at for form in forms if (at := text.casefold().find(form)) >= 0), default=0)
    if len(text) <= limits.SELECT_OPTION_LABEL or place < limits.SELECT_OPTION_LABEL - _BEFORE:
        return text
    return f"…{text[text.find(' ', place - _BEFORE) :]}"


def marked_url(url: str, passage: Passage, evidence: Sequence[Span]) -> str | None:
    """The address with a text fragment that opens the page at the quoted words; None where it would be too long.

    The fragment names the first and the last words of the first sentence of evidence (WICG, URL fragment text
    directives: `#:~:text=start,end`).
    """
    span = evidence[0] if evidence else _first_sentence(passage)
    words = passage.article.body[span.start : span.end].split()
    if not words or "#" in url:
        return None
    if len(words) <= 2 * _FRAGMENT_WORDS:
        fragment = _encoded(words)
    else:
        fragment = f"{_encoded(words[:_FRAGMENT_WORDS])},{_encoded(words[-_FRAGMENT_WORDS:])}"
    marked = f"{url}#:~:text={fragment}"
    return marked if len(marked) <= limits.BUTTON_URL else None


def _first_sentence(passage: Passage) -> Span:
    sentence = next(iter(split_sentences(passage.text)), Span(0, len(passage.text)))
    return Span(passage.span.start + sentence.start, passage.span.start + sentence.end)


def _encoded(words: Sequence[str]) -> str:
    """Words for a text directive, in which "-", "," and "&" have a meaning of their own."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
