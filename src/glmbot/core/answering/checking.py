"""Whether a message quotes the articles as they are: a line for each quotation, for who asks that in words."""

from typing import Final

from glmbot.core.citation import cite
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.quotations import Checked, check_text
from glmbot.core.quotations.reading import marks_some
from glmbot.core.quotations.wording import compares, left_line, verdict
from glmbot.core.translatable import gettext_lazy

CHECKED: Final = gettext_lazy("The words are checked, not who said them. /verify shows them beside the original.")
_DIFFERS: Final = gettext_lazy("“{quotation}”: not as it stands there. {citation}")
_SAID: Final = gettext_lazy("“{quotation}”: {verdict} {citation}")
_MOST: Final = 5
_SHOWN: Final = 120


def checked_lines(index: CorpusIndex, message: str) -> list[str]:
    """What is said of each quotation that a message marks, and of how many are left; nothing where it marks none."""
    if not marks_some(message):
        return []
    checked = check_text(message, index, _MOST)
    lines = [_line(one) for one in checked if not one.is_left and not one.is_short]
    return [*lines, left] if (left := left_line(checked)) else lines


def _line(one: Checked) -> str:
    said = _DIFFERS if _is_to_be_compared(one) else _SAID
    citation = cite(one.article, paragraphs=one.paragraphs) if one.article else ""
    shown = one.text if len(one.text) <= _SHOWN else one.text[: _SHOWN - 1] + "…"
    return gettext_lazy(said, quotation=shown, verdict=verdict(one), citation=citation)


def _is_to_be_compared(one: Checked) -> bool:
    return one.finding is not None and compares(one.finding) and not (one.is_true and one.finding.status == "shortened")
