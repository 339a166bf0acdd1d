"""Comparisons and timelines as JSON objects."""

import datetime as dt
from typing import Any

from glmbot.core.answering.wording import short_footer_lines
from glmbot.core.research.comparison import Column, Comparison, citation_of, kind_of
from glmbot.core.research.timeline import Timeline, lead_of, per_year


def comparison_object(found: Comparison, today: dt.date) -> dict[str, Any]:
    """The object of a comparison, for machines; every field is always there."""
    columns = [_column_object(column, today) for column in found.columns]
    return {"topic": found.topic, "notes": list(found.notes), "columns": columns}


def _column_object(column: Column, today: dt.date) -> dict[str, Any]:
    passage = column.passage
    article = passage.article if passage else None
    return {
        "jurisdiction": column.jurisdiction,
        "kind": kind_of(column),
        "has_articles": column.has_articles,
        "article_id": article.article_id if article else None,
        "passage_id": passage.passage_id if passage else None,
        "paragraphs": list(passage.paragraphs) if passage else [],
        "date": article.date.isoformat() if article else None,
        "title": article.headline if article else None,
        "quote": passage.text if passage else None,
        "evidence": [article.body[one.start : one.end] for one in column.evidence] if article else [],
        "citation": citation_of(column) or None,
        "url": article.url if article else None,
        "rests_on": list(column.rests_on),
        "older": [{"article_id": one.article_id, "title": one.headline} for one in column.others],
        "warnings": short_footer_lines(article, today) if article else [],
    }


def timeline_object(found: Timeline) -> dict[str, Any]:
    """The object of a timeline, for machines."""
    return {
        "topic": found.topic,
        "jurisdiction": found.jurisdiction,
        "after": found.period.after.isoformat() if found.period.after else None,
        "before": found.period.before.isoformat() if found.period.before else None,
        "notes": list(found.notes),
        "near": list(found.near),
        "per_year": dict(per_year(found.articles)),
        "articles": [
            {
                "article_id": one.article_id,
                "date": one.date.isoformat(),
                "title": one.headline,
                "jurisdictions": one.jurisdictions,
                "lead": lead_of(one),
                "url": one.url,
            }
            for one in found.articles
        ],
    }
