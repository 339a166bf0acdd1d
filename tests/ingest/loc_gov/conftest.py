import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glmbot.storage.load import shipped_corpus
from ingest.loc_gov.bench import Clock, Rig
from ingest.loc_gov.loc_server import LocServer


@pytest.fixture
def server() -> Iterator[LocServer]:
    with LocServer(7) as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rig(server: LocServer, clock: Clock, tmp_path: Path) -> Iterator[Rig]:
    with Rig.on(server, clock, tmp_path) as made:
        yield made


@pytest.fixture
def again(server: LocServer, clock: Clock, tmp_path: Path) -> Callable[[], Rig]:
    """The same folders, as a later run finds them."""
    return lambda: Rig.on(server, clock, tmp_path)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    shutil.copytree(shipped_corpus(), tmp_path / "mine")
    return tmp_path / "mine"
