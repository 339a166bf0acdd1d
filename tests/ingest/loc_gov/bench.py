"""What the tests of fetching work with: a clock that sleeping moves, and a session on the local server."""

import datetime as dt
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from glmbot.core.corpus.filters import Filters, read_filters
from glmbot.ingest.loc_gov.addresses import read_site
from glmbot.ingest.loc_gov.cache import Cache
from glmbot.ingest.loc_gov.collection import list_collection
from glmbot.ingest.loc_gov.journal import Journal
from glmbot.ingest.loc_gov.pace import Pace
from glmbot.ingest.loc_gov.run import Run
from glmbot.ingest.loc_gov.session import Session
from glmbot.ingest.loc_gov.web import HttpWeb
from ingest.loc_gov.loc_server import LocServer

TODAY = dt.date(2026, 1, 1)


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Rig:
    session: Session
    web: HttpWeb
    folder: Path
    stored: list[tuple[str, bytes]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    verdict: str = "added"

    @classmethod
    def on(cls, server: LocServer, clock: Clock, folder: Path, seconds: float = 5.0) -> Self:
        web = HttpWeb("tests@example.org", seconds=seconds, proxies=False)
        pace = Pace(folder / "cache" / "pace.json", clock=clock, wall=clock, sleep=clock.sleep)
        corpus = folder / "corpus"
        corpus.mkdir(exist_ok=True)
        session = Session(read_site(server.base), web, Cache(folder / "cache", clock), pace, clock)
        return cls(session, web, corpus)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.web.__exit__(*error)

    def run(self, *, known: frozenset[str] = frozenset()) -> Run:
        return Run(self.session, Journal(self.folder), self.store, known, self.told.append)

    def fetch(self, filters: Filters | None = None, limit: int | None = None) -> Run:
        run = self.run()
        chosen = filters or read_filters()
        run.fetch(list_collection(self.session, chosen, TODAY, self.told.append), chosen, limit)
        return run

    def store(self, item: bytes, name: str) -> str:
        assert json.loads(item)["item"]
        self.stored.append((name, item))
        return self.verdict

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.stored]
