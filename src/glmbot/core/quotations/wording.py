"""What is said of a quotation: one wording for the terminal and for Discord."""

from collections.abc import Iterator, Sequence
from typing import Final

from glmbot.core.quotations.checking import Checked
from glmbot.core.quotations.judging import Finding, Status
from glmbot.core.quotations.reading import FEWEST_WORDS
from glmbot.core.translatable import gettext_lazy, ngettext_lazy

_SAID: Final[dict[Status, str]] = {
    "exact": gettext_lazy("Word for word."),
    "same_words": gettext_lazy("Word for word; only capitals or punctuation differ."),
    "shortened": gettext_lazy("Word for word, but for what it marks as left out."),
    "edited": gettext_lazy("Word for word, but for what stands in brackets, as an editor's. Compare:"),
    "altered": gettext_lazy("Not word for word. Compare:"),
}
WORDS_ONLY: Final = gettext_lazy("The words are checked, not who said them.")
"""What is said below all quotations that were checked."""
_TURNED: Final = gettext_lazy("Not word for word, and what differs bears on the sense. Compare:")
_ABSENT: Final = gettext_lazy("Not in these articles.")
_SKIPS_END: Final = gettext_lazy(
    "These words stand there, but what is left out holds the end of a sentence; the subject may differ."
)
_MAY_TURN: Final = gettext_lazy("These words stand there, but what is left out may bear on the sense. Compare:")
_LEAVES_NOTE: Final[dict[Status, str]] = {
    "same_words": gettext_lazy("Word for word; a citation is left out."),
    "shortened": gettext_lazy("Word for word, but for what it marks as left out and a citation."),
}
_CROSSES: Final = gettext_lazy("Word for word; a citation is left out, and the quotation crosses a paragraph break.")
_TITLE: Final = gettext_lazy("The title of this article.")
_PART: Final = gettext_lazy("This part stands there, but the whole quotation does not.")


def verdict(checked: Checked) -> str:
    """What is said of a quotation first."""
    if checked.is_short:
        return ngettext_lazy(
            "Too short to look for; quote {count} word or more.",
            "Too short to look for; quote {count} words or more.",
            FEWEST_WORDS,
        )
    if checked.title_of is not None:
        return _TITLE
    if checked.finding is None:
        return _ABSENT
    return _PART if checked.is_part and checked.finding.is_true else _said_of(checked.finding)


def remarks(checked: Checked) -> Iterator[str]:
    """What is to be said of a quotation besides."""
    if checked.others:
        yield ngettext_lazy("Also in {count} other article.", "Also in {count} other articles.", checked.others)
    if checked.named and checked.article:
        yield gettext_lazy(
            "The text around it names {named}; this article is on {jurisdictions}.",
            named=", ".join(checked.named),
            jurisdictions=", ".join(checked.article.jurisdictions),
        )


def left_line(checked: Sequence[Checked]) -> str:
    """How many quotations were not looked for; "" where all were."""
    count = sum(one.is_left for one in checked)
    return (
        ngettext_lazy(
            "{count} quotation more was not looked for; check it by itself.",
            "{count} quotations more were not looked for; check the text in parts.",
            count,
        )
        if count
        else ""
    )


def _said_of(finding: Finding) -> str:
    if finding.status in {"altered", "edited"}:
        return _TURNED if finding.is_turned else _SAID[finding.status]
    if finding.turned_before:
        return gettext_lazy(
            "These words stand there, but “{word}” stands just before them.", word=finding.turned_before
        )
    if finding.skips_end:
        return _SKIPS_END
    return _MAY_TURN if finding.may_turn else _said_of_true(finding)


def _said_of_true(finding: Finding) -> str:
    if finding.status in {"exact", "same_words"} and finding.editors_notes:
        return gettext_lazy("Word for word; “{note}” is an editor's.", note=finding.editors_notes[0])
    if finding.leaves_note:
        return _CROSSES if finding.crosses and finding.status != "shortened" else _LEAVES_NOTE[finding.status]
    return _SAID[finding.status]


def compares(finding: Finding) -> bool:
    """Whether there is a difference to be shown."""
    return finding.status in {"altered", "edited", "shortened"}
