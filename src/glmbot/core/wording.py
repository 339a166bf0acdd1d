"""What a reply says around the quotation: one wording for the terminal and for Discord."""

from collections.abc import Sequence
from typing import Final

from glmbot.core.citation import bluebook_date
from glmbot.core.model import Article, NoAnswer, NoAnswerReason, Passage
from glmbot.core.passages import split_paragraphs

RELATED_LEAD: Final = "Not sure that this answers it. The closest passage is:"
LIBRARIAN: Final = "ask.loc.gov/law"
USAGE_HINT: Final = (
    "Ask about a Global Legal Monitor article in one sentence, for example: Which regions does the MOU target?"
)

_WORDS_SHOWN: Final = 6


def place_line(article: Article, passage: Passage | None) -> str:
    """Date, jurisdictions and paragraph: `Dec. 6, 2011 · United Nations · ¶ 2 of 6`."""
    parts = [bluebook_date(article.date), ", ".join(article.jurisdictions)]
    if passage is not None:
        parts.append(f"{pinpoint(passage.paragraphs)} of {len(split_paragraphs(article.body))}")
    return " · ".join(part for part in parts if part)


def pinpoint(paragraphs: Sequence[int]) -> str:
    """The paragraphs of a passage: `¶ 2`, `¶ 4–5`."""
    first, last = paragraphs[0], paragraphs[-1]
    return f"¶ {first}" if first == last else f"¶ {first}–{last}"


def disclaimer(article: Article) -> str:
    """What a reader must know about the age and the nature of the text."""
    return (
        f"Reported in {article.date.year}; the law may have changed since."
        " Quoted from the Global Legal Monitor, Law Library of Congress; not legal advice."
    )


def no_answer_lines(reply: NoAnswer) -> list[str]:
    """Why nothing answers, and what to do next; the first line stands alone."""
    lines = [_REASONS[reply.reason]]
    if reply.reason in {"no_match", "off_topic"} and reply.unmatched_words:
        lines[0] += f" {_unmatched(reply)}"
    if reply.suggestions:
        lines.append("Nearest by title: " + "; ".join(one.title for one in reply.suggestions))
    lines.append(_next_step(reply.reason))
    return lines


_REASONS: Final[dict[NoAnswerReason, str]] = {
    "empty": "There is no question in that.",
    "unreadable": "That could not be read: it is not UTF-8 text.",
    "smalltalk": "Hello. Ask me about Global Legal Monitor articles; I answer with the passage and its citation.",
    "no_match": "No article here answers that.",
    "off_topic": "No article here answers that.",
    "filtered": "Nothing inside these filters answers that; something outside them may.",
}


def _unmatched(reply: NoAnswer) -> str:
    quoted = [f"“{word}”" for word in reply.unmatched_words[:_WORDS_SHOWN]]
    listed = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
    return f"Outside their source notes, nothing in them mentions {listed}."


def _next_step(reason: NoAnswerReason) -> str:
    if reason in {"empty", "unreadable", "smalltalk"}:
        return USAGE_HINT
    if reason == "filtered":
        return "Widen the filters, or ask without them."
    return f"Ask with other words, or ask a librarian: {LIBRARIAN}"
