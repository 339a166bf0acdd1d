"""A reply, and why it was chosen, as JSON objects."""

from collections.abc import Sequence
from typing import Any, Final

from glmbot.core.answering.explanation import Explanation
from glmbot.core.intents.help_lines import DISTRESS
from glmbot.core.model import (
    Article,
    Found,
    Listing,
    NoAnswer,
    Related,
    Remark,
    Reply,
    Several,
    SingleReply,
    Span,
    parts_of,
)


def reply_object(reply: Reply, question: str | None = None, gists: Sequence[str] = ()) -> dict[str, Any]:
    """The reply object of the command line: every field always present; of several parts, the first and `parts`.

    `question` is None where it could not be read; `gists` are the questions of the parts.
    """
    first = parts_of(reply)[0]
    found = first if isinstance(first, Found) else None
    none = first if isinstance(first, NoAnswer) else None
    passage = found.passage if found else None
    parts = reply.parts if isinstance(reply, Several) else ()
    return {
        "question": question,
        "kind": _KINDS.get(first.kind, first.kind),
        "article_id": found.article.article_id if found else None,
        "title": found.article.headline if found else None,
        "date": found.article.date.isoformat() if found else None,
        "passage_id": passage.passage_id if passage else None,
        "paragraphs": list(passage.paragraphs) if passage else [],
        "quote": passage.text if passage else None,
        "evidence": list(found.evidence_texts) if found else [],
        "evidence_span": _text_of(found.article, found.answer_span) if found and found.answer_span else None,
        "citation": found.citation if found else None,
        "url": found.article.url if found else None,
        "sources": list(found.sources) if found else [],
        "fact": {"field": found.fact.field, "text": found.fact.text} if found and found.fact else None,
        "reason": none.reason if none else _reason(first),
        "remark": "\n".join((first.text, *first.lines)) if isinstance(first, Remark) else None,
        "articles": [_article_object(one) for one in first.articles] if isinstance(first, Listing) else [],
        "unmatched_words": list(first.unmatched_words) if isinstance(first, Found | NoAnswer) else [],
        "suggestions": [{"article_id": one.article_id, "title": one.title} for one in none.suggestions] if none else [],
        "doubts": list(first.doubts) if isinstance(first, Related) else [],
        "notes": list(first.notes),
        "newer": [_article_object(one) for one in found.newer] if found else [],
        "parts": [reply_object(part, *gists[place : place + 1]) for place, part in enumerate(parts)],
    }


_KINDS: Final = {"remark": "none"}
"""What programs read as the kind: small talk is `none` with a reason to them, as before there were remarks."""


def _reason(reply: SingleReply) -> str | None:
    if not isinstance(reply, Remark):
        return None
    return "distress" if reply.intent in DISTRESS else "smalltalk"


def _text_of(article: Article, span: Span) -> str:
    return article.body[span.start : span.end]


def _article_object(article: Article) -> dict[str, str]:
    return {"article_id": article.article_id, "title": article.headline, "date": article.date.isoformat()}


def explanation_object(explanation: Explanation | None) -> dict[str, Any] | None:
    """Why, for machines."""
    if explanation is None:
        return None
    return {
        "kind": explanation.question_type,
        "words": [
            {
                "word": one.written,
                "met_by": one.met,
                "weight": round(one.weight, 3),
                "origin": one.origin,
                "in_title": one.in_title,
                "mass": round(one.mass, 2),
            }
            for one in explanation.reasons
        ],
        "doubts": list(explanation.doubts),
        "reader": _reading_object(explanation),
        "likely_right": round(explanation.likely_right, 3),
    }


def _reading_object(explanation: Explanation) -> dict[str, Any] | None:
    if (reading := explanation.reading) is None:
        return None
    return {
        "relevance": round(reading.relevance, 3),
        "span_score": round(reading.span_score, 3),
        "words": explanation.answering,
    }
