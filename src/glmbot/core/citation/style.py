"""What a citation style is; each module of styles lists its own as `STYLES`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from glmbot.core.citation.pinpoints import Paragraphs
from glmbot.core.citation.typography import Markup
from glmbot.core.model import Article


def lines(citations: Sequence[str]) -> str:
    """Citations as one text, each beginning a line; between entries, which end one, a blank line stands."""
    return "\n".join(citations)


@dataclass(frozen=True, slots=True)
class Remarks:
    """What stands beside a citation in a person's own collection: notes, a paragraph each, and tags."""

    notes: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Style:
    """A way to cite an article."""

    name: str
    """What commands take."""
    label: str
    """What people call it."""
    format: Callable[[Article, Paragraphs, Markup], str]
    """The citation, given the paragraphs of the pinpoint; for people one line, for programs an entry of a file."""
    extension: str | None = None
    """The ending of a file that programs read; None where the citation is for people."""
    in_text: Callable[[Article, Paragraphs], str] | None = None
    """What stands in the text, or in a note, where the citation itself is an entry of a list; None in other styles."""
    annotated: Callable[[Article, Paragraphs, Remarks], str] | None = None
    """The entry with a person's notes and tags, for the programs that take them; None where the citation is for people.
    """
    whole: Callable[[Sequence[str]], str] = lines
    """The text that some citations in the style make together."""

    @property
    def is_for_programs(self) -> bool:
        """Whether programs read it, so that it comes as a file of several lines."""
        return self.extension is not None

    def file_name(self, article: Article) -> str:
        """What to name a file that holds the citation: the article's id and the format's usual ending."""
        return article.article_id + (self.extension or ".txt")
