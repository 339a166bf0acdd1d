"""How to cite an article, with a pinpoint paragraph, in the styles of lawyers, scholars and programs.

Where each rule was read stands in `docs/decisions/citation-styles.md`.
"""

from glmbot.core.citation.dates import bluebook_date
from glmbot.core.citation.formats import BLUEBOOK, CHECK_LABEL, STYLES, cite, cite_all, cite_in_runs, in_text, is_by
from glmbot.core.citation.pinpoints import Paragraphs, signed
from glmbot.core.citation.style import Remarks, Style
from glmbot.core.citation.typography import Markup, Run

__all__ = [
    "BLUEBOOK",
    "CHECK_LABEL",
    "STYLES",
    "Markup",
    "Paragraphs",
    "Remarks",
    "Run",
    "Style",
    "bluebook_date",
    "cite",
    "cite_all",
    "cite_in_runs",
    "in_text",
    "is_by",
    "signed",
]
