"""The seam between the core and where the passages are kept and searched.

Theory of operation. What is known of whole articles (records, labels, titles, sources) and of all words is the
catalogue: it is in memory, or mapped from a file. Passages are many times more; an engine keeps and searches them.
`EmbeddedEngine` has them in arrays of this process, another may ask a server. All number them alike, in the catalogue's
order, and give the same scores to the last bit: replies don't depend on the engine.
"""

from collections.abc import Iterable
from typing import Final, Protocol

from glmbot.core.index.bm25 import Alternatives, Statistics
from glmbot.core.index.passage_block import PassageBlock, PassageRow
from glmbot.core.index.postings import Floats, Longs
from glmbot.core.index.scope import Scope
from glmbot.core.model import GlmbotError
from glmbot.core.translatable import gettext_lazy

AWAY: Final = gettext_lazy("My articles can't be reached at the moment. Ask again in a minute.")


class EngineAwayError(GlmbotError):
    """The server that keeps the passages does not answer; `what` is for the operator."""

    def __init__(self, what: str) -> None:
        super().__init__(AWAY)
        self.what = what

    @property
    def for_operator(self) -> str:
        """What is wrong with the server, and how to mend it."""
        return self.what


class PassageEngine(Protocol):
    """Searches passages and keeps them; numbers are those of the catalogue.

    Each method may raise EngineAwayError where the passages are kept elsewhere.
    """

    @property
    def is_remote(self) -> bool:
        """Whether it asks a server, so that others must not wait for it meanwhile."""

    @property
    def away(self) -> str:
        """Why the server can't be asked; "" where it can."""

    @property
    def statistics(self) -> Statistics:
        """What each term weighs among the passages."""

    def search(self, words: Iterable[Alternatives], k: int, scope: Scope | None = None) -> tuple[Longs, Floats]:
        """The k best passages that share a term with the words, and their scores; ties in the passages' order.

        A score is BM25's: the sum over the words, each counted by its best alternative in that passage.
        """

    def search_apart(
        self, words: Iterable[Alternatives], k: int, scopes: Iterable[Scope]
    ) -> list[tuple[Longs, Floats]]:
        """What `search` finds in each of several scopes."""

    def row(self, number: int) -> PassageRow:
        """A passage, by number."""

    def block(self, numbers: Longs) -> PassageBlock:
        """Some passages with their sentences and tokens, by number, given in order."""
