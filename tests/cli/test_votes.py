import datetime as dt
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from glmbot.storage.database import Store
from support.votes import put_vote

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
FERRY, WOLF = "2014-03-03-ferry#p1", "2016-07-08-wolf#p2"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with three votes on one passage and one on another."""
    path = tmp_path / "votes.sqlite3"
    with Store(path) as store:
        for message, person, passage, vote in ((8, 1, FERRY, 1), (8, 2, FERRY, -1), (8, 3, FERRY, 1), (9, 1, WOLF, -1)):
            put_vote(store, message, person, passage, vote, dt.date(2026, 1, 1))
    return path


def test_votes_are_shown_by_passage_most_first(run: Run, database: Path) -> None:
    result = run("votes", GLMBOT_DATABASE=str(database))
    assert (result.returncode, result.stderr) == (0, b"")
    head, *rows = (line.split() for line in result.stdout.decode().splitlines())
    assert head == ["Up", "Down", "Passage"]
    assert rows == [["2", "1", FERRY], ["0", "1", WOLF]]


def test_votes_come_as_json(run: Run, database: Path) -> None:
    result = run("votes", "--json", GLMBOT_DATABASE=str(database))
    assert result.returncode == 0
    assert json.loads(result.stdout) == [
        {"passage_id": FERRY, "up": 2, "down": 1},
        {"passage_id": WOLF, "up": 0, "down": 1},
    ]


def test_votes_can_be_read_while_the_bot_runs(run: Run, database: Path) -> None:
    with Store(database, exclusive=True) as store:
        put_vote(store, 10, 4, WOLF, 1, dt.date(2026, 1, 1))
        result = run("votes", "--json", GLMBOT_DATABASE=str(database))
    assert result.returncode == 0
    assert json.loads(result.stdout)[1] == {"passage_id": WOLF, "up": 1, "down": 1}


def test_without_a_database_there_are_no_votes_and_none_is_made(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none" / "votes.sqlite3"
    assert run("votes", GLMBOT_DATABASE=str(path)).stdout == b"no votes yet\n"
    assert json.loads(run("votes", "--json", GLMBOT_DATABASE=str(path)).stdout) == []
    assert not path.parent.exists()


def test_a_database_without_votes_says_so(run: Run, tmp_path: Path) -> None:
    Store(tmp_path / "new.sqlite3").close()
    result = run("votes", GLMBOT_DATABASE=str(tmp_path / "new.sqlite3"))
    assert (result.returncode, result.stdout) == (0, b"no votes yet\n")


def test_a_database_that_can_not_be_used_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "votes.sqlite3"
    path.write_bytes(b"no database, but a text that is long enough")
    result = run("votes", GLMBOT_DATABASE=str(path))
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.startswith(f"glmbot: {path}: the database can't be used".encode())
    assert result.stderr.count(b"\n") == 1
