"""A run: each listed item is fetched, handed on, and written down as finished."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from glmbot.core.corpus.filters import Filters
from glmbot.ingest.loc_gov.entries import Entry, is_wanted, may_be_wanted, read_record
from glmbot.ingest.loc_gov.errors import AnswerError, FailingError, StopError
from glmbot.ingest.loc_gov.journal import Journal
from glmbot.ingest.loc_gov.session import Session
from glmbot.ingest.loc_gov.values import read_object

Store: TypeAlias = Callable[[bytes, str], str]
"""Takes an item's JSON and its name; says what became of it, in words that begin with one of OUTCOMES."""

OUTCOMES: Final = ("added", "replaced", "skipped", "refused")
UNWANTED: Final = "unwanted"
_FAILURES_IN_A_ROW: Final = 3


@dataclass
class Summary:
    """How many items came to what end."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, outcome: str) -> None:
        """Count one item by the first word of what became of it."""
        word = outcome.split(maxsplit=1)[0].rstrip(":,") if outcome.strip() else "failed"
        word = word if word in {*OUTCOMES, UNWANTED} else "failed"
        self.counts[word] = self.counts.get(word, 0) + 1

    def __getitem__(self, outcome: str) -> int:
        return self.counts.get(outcome, 0)

    def __str__(self) -> str:
        shown = ["added", "skipped", "refused", "failed", *(one for one in ("replaced", UNWANTED) if self[one])]
        return ", ".join(f"{word} {self[word]}" for word in shown)


@dataclass
class Run:
    """What fetching works with; `known` are the addresses of articles that the corpus has."""

    session: Session
    journal: Journal
    store: Store
    known: Collection[str]
    tell: Callable[[str], None]
    summary: Summary = field(default_factory=Summary)

    def fetch(self, entries: Iterable[Entry], filters: Filters, limit: int | None = None) -> None:
        """Fetch the listed items that are wanted and not there yet, at most `limit`.

        Raises:
            StopError: nothing more can be fetched now.
        """
        left, failures = limit, 0
        for entry in entries:
            if not may_be_wanted(entry, filters):
                continue
            if self._is_there(entry):
                self.summary.add("skipped")
                continue
            outcome, failing = self._one(entry, filters)
            self.summary.add(outcome)
            self.tell(f"{entry.name}: {outcome}")
            failures = failures + 1 if failing else 0
            if failures >= _FAILURES_IN_A_ROW:
                raise StopError(f"loc.gov fails: {failures} items in a row could not be had; try again later")
            if left is not None and not outcome.startswith(UNWANTED):
                left -= 1
            if left == 0:
                return

    def _is_there(self, entry: Entry) -> bool:
        return entry.address in self.known or entry.address in self.journal.finished

    def _one(self, entry: Entry, filters: Filters) -> tuple[str, bool]:
        """What became of an item, and whether the server was failing; what failed is tried again in the next run."""
        try:
            body = self.session.get(entry.address, "item")
        except AnswerError as error:
            return f"failed: {error}", isinstance(error, FailingError)
        if not is_wanted(read_record(read_object(body) or {}) | entry.record, filters):
            return f"{UNWANTED}: its jurisdictions or topics are others", False
        outcome = self.store(body, entry.name)
        self.journal.finish(entry.address, outcome)
        return outcome, False
