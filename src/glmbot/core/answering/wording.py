"""The wording of replies, around the quotation: one for the terminal and for Discord."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from glmbot.core.citation import bluebook_date, signed
from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.model import Article, NoAnswer, NoAnswerReason, Passage, Related
from glmbot.core.translatable import either, gettext_lazy, lazy_join, quoted

RELATED_LEAD: Final = gettext_lazy("Not sure that this answers it. The closest passage is:")
INVENTED_NOTICE: Final = gettext_lazy("Invented for demonstration: no real article, no real law.")
LIBRARIAN: Final = "ask.loc.gov/law"
USAGE_HINT: Final = gettext_lazy(
    "Ask about a Global Legal Monitor article in one sentence, for example: Which regions does the MOU target?"
)

OLD_AFTER_YEARS: Final = 3
"""An article older than this is shown with a line that the law may have changed."""

_WORDS_SHOWN: Final = 6
_QUESTION_SHOWN: Final = 160
_LEFT_OUT: Final = 2


def related_lead(reply: Related) -> str:
    """What stands above a passage that may not answer: that it is not certain, and the weightiest reason."""
    if not reply.doubts:
        return RELATED_LEAD
    return gettext_lazy("Not sure that this answers it. {reason}", reason=reply.doubts[0])


def place_parts(article: Article, passage: Passage | None) -> list[str]:
    """The parts of a byline: date, jurisdictions, paragraph: `Dec. 6, 2011`, `United Nations`, `¶ 2 of 6`."""
    parts = [bluebook_date(article.date), ", ".join(article.jurisdictions)]
    if passage is not None:
        count = len(split_paragraphs(article.body))
        parts.append(gettext_lazy("{place} of {count}", place=pinpoint(passage.paragraphs), count=count))
    return [part for part in parts if part]


def pinpoint(paragraphs: Sequence[int]) -> str:
    """The paragraphs of a passage: `¶ 2`, `¶¶ 4–5`."""
    return signed(paragraphs)


def is_old(date: dt.date, today: dt.date) -> bool:
    """Whether an article is so old that the law may well have changed."""
    return (date.year + OLD_AFTER_YEARS, date.month, date.day) < (today.year, today.month, today.day)


def footer_lines(article: Article, today: dt.date) -> list[str]:
    """The disclaimer: that it is a quotation and no legal advice, first that it is old where it is (`is_old`)."""
    if article.is_invented:
        return [INVENTED_NOTICE]
    lines = [gettext_lazy("Quoted from the Global Legal Monitor, Law Library of Congress; not legal advice.")]
    if is_old(article.date, today):
        lines.insert(0, gettext_lazy("Reported in {year}; the law may have changed since.", year=article.date.year))
    return [*lines]


def short_footer_lines(article: Article, today: dt.date) -> list[str]:
    """The disclaimer as short as it may be: that the law may have changed where the article is old, and no advice."""
    if article.is_invented:
        return [INVENTED_NOTICE]
    lines = [gettext_lazy("Not legal advice.")]
    if is_old(article.date, today):
        lines.insert(0, gettext_lazy("Reported in {year}; the law may have changed.", year=article.date.year))
    return [*lines]


def newer_line(newer: Sequence[Article]) -> str | None:
    """The line on later articles on the same jurisdiction and topic; None where there are none."""
    titles = "; ".join(f"{article.headline} ({bluebook_date(article.date)})" for article in newer)
    return gettext_lazy("Newer on this: {titles}", titles=titles) if titles else None


def long_notes(asked: str, left_out: Sequence[str]) -> list[str]:
    """What is said to a long message: which question of it was asked, and which others were left out."""
    lines = [
        gettext_lazy(
            "Your message is long. This was asked, the rest being its context: “{question}”", question=_shortened(asked)
        )
    ]
    if left_out:
        questions = lazy_join(" ", [quoted(_shortened(one)) for one in left_out[:_LEFT_OUT]])
        lines.append(gettext_lazy("Left out, to be asked by itself: {questions}", questions=questions))
    return [*lines]


def _shortened(text: str) -> str:
    return text if len(text) <= _QUESTION_SHOWN else text[: _QUESTION_SHOWN - 1].rstrip() + "…"


def no_answer_lines(reply: NoAnswer) -> list[str]:
    """An abstention in words: why nothing answers, titles that come near, and the next step, a line each."""
    lines: list[str] = [_REASONS[reply.reason]]
    if reply.reason in {"no_match", "off_topic"} and reply.unmatched_words:
        lines[0] = gettext_lazy("{reason} {unmatched}", reason=lines[0], unmatched=_unmatched(reply))
    if reply.suggestions:
        lines.append(
            gettext_lazy(
                "Nearest by title: {titles}", titles="; ".join(suggestion.title for suggestion in reply.suggestions)
            )
        )
    lines.append(_next_step(reply.reason))
    return lines


_REASONS: Final[dict[NoAnswerReason, str]] = {
    "empty": gettext_lazy("There is no question in that."),
    "unreadable": gettext_lazy("That could not be read: it is not UTF-8 text."),
    "no_match": gettext_lazy("No article here answers that."),
    "off_topic": gettext_lazy("No article here answers that."),
    "filtered": gettext_lazy("Nothing inside these filters answers that; something outside them may."),
}


def _unmatched(reply: NoAnswer) -> str:
    told = [quoted(word) for word in reply.unmatched_words[:_WORDS_SHOWN]]
    return gettext_lazy("Outside their source notes, nothing in them mentions {words}.", words=either(told))


def _next_step(reason: NoAnswerReason) -> str:
    if reason in {"empty", "unreadable"}:
        return USAGE_HINT
    if reason == "filtered":
        return gettext_lazy("Widen the filters, or ask without them.")
    return gettext_lazy("Ask with other words, or ask a librarian: {address}", address=LIBRARIAN)
