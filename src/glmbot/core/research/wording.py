"""What is said beside comparisons and timelines."""

from glmbot.core.citation import bluebook_date
from glmbot.core.research.comparison import Column
from glmbot.core.translatable import gettext_lazy, ngettext_lazy

_TITLES = 2


def older_line(column: Column) -> list[str]:
    """The line on older articles of a jurisdiction on the same topic; none where there are none."""
    if not column.others:
        return []
    titles = "; ".join(f"{one.headline} ({bluebook_date(one.date)})" for one in column.others[:_TITLES])
    left = len(column.others) - _TITLES
    if left <= 0:
        return [gettext_lazy("Older on this: {titles}", titles=titles)]
    return [
        ngettext_lazy(
            "Older on this: {titles}; and {count} more",
            "Older on this: {titles}; and {count} more",
            left,
            titles=titles,
        )
    ]
