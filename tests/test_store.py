import sqlite3
from pathlib import Path

import pytest

from glmbot.store import MIGRATIONS, Store, StoreError


def test_what_is_remembered_outlives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "glmbot.sqlite3"
    with Store(path) as store:
        assert store.recall("commands") is None
        store.remember("commands", "1")
        store.remember("commands", "2")
    with Store(path) as store:
        assert store.recall("commands") == "2"


def test_a_newer_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "glmbot.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer glmbot"):
        Store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"this is no database at all, but a text of some length", b"SQLite format 3\x00" + b"\xff" * 200]
)
def test_a_damaged_database_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "glmbot.sqlite3"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="can't be used"):
        Store(path)
    assert path.read_bytes() == content


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be used"):
        Store(tmp_path)
