"""How to cite an article, with a pinpoint paragraph, in twelve styles.

Where each rule was read stands in `docs/decisions/citation-styles.md`.
"""

from glmbot.core.citation.dates import bluebook_date, is_monthly_issue
from glmbot.core.citation.formats import cite
from glmbot.core.citation.style import CHECK_LABEL, Style, file_name, is_machine_format, style_label
from glmbot.core.citation.typography import Markup

__all__ = [
    "CHECK_LABEL",
    "Markup",
    "Style",
    "bluebook_date",
    "cite",
    "file_name",
    "is_machine_format",
    "is_monthly_issue",
    "style_label",
]
