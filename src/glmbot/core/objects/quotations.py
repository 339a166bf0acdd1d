"""A quotation that was looked for as a JSON object."""

from typing import Any

from glmbot.core.citation import cite
from glmbot.core.quotations import Checked, Finding


def quotation_object(checked: Checked) -> dict[str, Any]:
    """The object of a quotation, for machines; every field is always there."""
    finding = checked.finding
    article = checked.article
    return {
        "quotation": checked.text,
        "start": checked.span.start,
        "end": checked.span.end,
        "status": _status(checked),
        "is_true": checked.is_true,
        "is_part": checked.is_part,
        "turns_sense": bool(finding and (finding.is_turned or finding.turned_before)),
        "word_before": (finding.turned_before or None) if finding else None,
        "skips_sentence_end": bool(finding and finding.skips_end),
        "may_turn_sense": bool(finding and finding.may_turn),
        "leaves_out_note": bool(finding and finding.leaves_note),
        "editors_notes": finding.editors_notes if finding else [],
        "named_around": list(checked.named),
        "other_articles": checked.others,
        "article_id": article.article_id if article else None,
        "paragraphs": list(checked.paragraphs),
        "original": finding.original if finding else article.title if article else None,
        "differences": _differences(finding) if finding else [],
        "rests_on": list(checked.rests_on),
        "citation": cite(article, paragraphs=checked.paragraphs) if article else None,
        "url": article.url if article else None,
    }


def _status(checked: Checked) -> str:
    if checked.title_of is not None:
        return "title"
    if checked.is_left:
        return "unchecked"
    return "short" if checked.is_short else checked.finding.status if checked.finding else "absent"


def _differences(finding: Finding) -> list[dict[str, str]]:
    aligned = finding.alignment
    return [
        {"kind": part.kind, "said": aligned.said(part).strip(), "original": aligned.original(part).strip()}
        for part in aligned.parts
        if part.kind not in {"same", "note"}
    ]
