"""A store of each kind: in a file, and in a PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from glmbot.config import DatabaseAddress
from glmbot.storage.database import Store
from glmbot.storage.shared_store import open_store
from support import postgres


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    if reason := postgres.missing():
        pytest.skip(reason)
    with postgres.running() as server:
        yield server


@pytest.fixture(params=["file", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Path | DatabaseAddress:
    if request.param == "file":
        return tmp_path / "glmbot.sqlite3"
    server: postgres.Server = request.getfixturevalue("server")
    return server.database()


@pytest.fixture
def store(database: Path | DatabaseAddress) -> Iterator[Store]:
    with open_store(database) as store:
        yield store
