"""What is said beside comparisons and timelines."""

from glmbot.core.citation import bluebook_date
from glmbot.core.research.comparison import Column
from glmbot.core.research.timeline import Timeline
from glmbot.core.translatable import gettext_lazy, ngettext_lazy

_TITLES = 2


def not_found(column: Column) -> str:
    """What is said of a jurisdiction that has nothing on the topic."""
    if not column.has_articles:
        return gettext_lazy("No article here is on {jurisdiction}.", jurisdiction=column.jurisdiction)
    return gettext_lazy("Nothing found for {jurisdiction}.", jurisdiction=column.jurisdiction)


def no_articles_lines(found: Timeline) -> list[str]:
    """What is said where a timeline has no article: what was looked at, and topics that come near."""
    if found.topic is None:
        return [gettext_lazy("No article here is on {subject}.", subject=found.subject)]
    lines = [gettext_lazy("No title, jurisdiction or topic of an article here has: {subject}.", subject=found.subject)]
    if found.near:
        lines.append(gettext_lazy("Nearest topics: {topics}.", topics=", ".join(found.near)))
    return [*lines]


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
