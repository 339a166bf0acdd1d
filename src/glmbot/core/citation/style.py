"""What a citation style is; each module of styles lists its own as `STYLES`."""

from collections.abc import Callable
from dataclasses import dataclass

from glmbot.core.citation.typography import Markup
from glmbot.core.model import Article


@dataclass(frozen=True)
class Style:
    """A way to cite an article."""

    name: str
    """What commands take."""
    label: str
    """What people call it."""
    format: Callable[[Article, int | None, Markup], str]
    """The citation, given the paragraph of the pinpoint; for people one line, for programs the text of a file."""
    extension: str | None = None
    """The ending of a file that programs read; None where the citation is for people."""

    @property
    def is_for_programs(self) -> bool:
        """Whether programs read it, so that it comes as a file of several lines."""
        return self.extension is not None

    def file_name(self, article: Article) -> str:
        """What to name a file that holds the citation: the article's id and the format's usual ending."""
        return article.article_id + (self.extension or ".txt")
