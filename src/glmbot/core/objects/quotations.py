"""A quotation that was looked for as a JSON object."""

from typing import Any

from glmbot.core.citation import cite
from glmbot.core.quotations import Checked, Finding


def quotation_object(checked: Checked) -> dict[str, Any]:
    """The object of a quotation, for machines; every field is always there."""
    finding = checked.finding
    status = "short" if checked.is_short else finding.status if finding else "absent"
    article = finding.article if finding else None
    return {
        "quotation": checked.text,
        "start": checked.span.start,
        "end": checked.span.end,
        "status": status,
        "is_true": checked.is_true,
        "is_part": checked.is_part,
        "turns_sense": bool(finding and (finding.is_turned or finding.turned_before)),
        "word_before": (finding.turned_before or None) if finding else None,
        "article_id": article.article_id if article else None,
        "paragraphs": list(finding.paragraphs) if finding else [],
        "original": finding.original if finding else None,
        "differences": _differences(finding) if finding else [],
        "citation": cite(article, paragraphs=finding.paragraphs) if article and finding else None,
        "url": article.url if article else None,
    }


def _differences(finding: Finding) -> list[dict[str, str]]:
    aligned = finding.alignment
    return [
        {"kind": part.kind, "said": aligned.said(part).strip(), "original": aligned.original(part).strip()}
        for part in aligned.parts
        if part.kind not in {"same", "note"}
    ]
