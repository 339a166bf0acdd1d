import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from glmbot.storage import gaps
from glmbot.storage.database import Store
from glmbot.storage.gaps import Gap, is_countable

DAY = dt.date(2026, 1, 31)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "glmbot.sqlite3"


def used(word: str, *people: int) -> list[tuple[str, int]]:
    return [(word, person) for person in people]


def content(path: Path) -> bytes:
    """All that is on disk, the log too."""
    return b"".join(one.read_bytes() for one in sorted(path.parent.iterdir()) if one.name.startswith(path.name))


def test_a_word_is_told_once_five_different_people_have_used_it(path: Path) -> None:
    with Store(path) as store:
        store.note_gaps(used("xylophone", 1, 2, 3, 4, 4, 4), DAY)
        assert store.gaps() == []
        store.note_gaps([*used("xylophone", 4, 5, 6), *used("harp", 1)], DAY)
        assert store.gaps() == [Gap("xylophone", 6)]


def test_until_then_the_word_is_not_on_the_disk_and_no_person_ever_is(path: Path) -> None:
    person = 987654321098765432
    with Store(path) as store:
        store.note_gaps(used("xylophone", 1, 2, 3, person), DAY)
        assert b"xylophone" not in content(path)
        store.note_gaps(used("xylophone", 5), DAY)
        assert b"xylophone" in content(path)
        assert str(person).encode() not in content(path)


def test_the_words_of_one_person_can_not_be_put_together(path: Path) -> None:
    with Store(path) as store:
        store.note_gaps([*used("xylophone", 1), *used("harp", 1)], DAY)
    with sqlite3.connect(path) as connection:
        people = [row[0] for row in connection.execute("SELECT person FROM gap_uses")]
    assert len(set(people)) == 2


def test_words_are_forgotten_after_thirty_days(path: Path) -> None:
    with Store(path) as store:
        store.note_gaps(used("xylophone", 1, 2, 3, 4, 5), DAY)
        store.note_gaps(used("harp", 1, 2, 3, 4), DAY)
        store.note_gaps(used("harp", 5), DAY + dt.timedelta(days=10))
        store.purge_gaps(DAY + dt.timedelta(days=30))
        assert store.gaps() == [Gap("harp", 5), Gap("xylophone", 5)]
        store.purge_gaps(DAY + dt.timedelta(days=31))
        assert store.gaps() == []
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT * FROM gap_words").fetchall() == []
        assert len(connection.execute("SELECT * FROM gap_uses").fetchall()) == 1


def test_a_word_that_is_used_again_stays(path: Path) -> None:
    with Store(path) as store:
        store.note_gaps(used("harp", 1, 2, 3, 4, 5), DAY)
        store.note_gaps(used("harp", 1, 2, 3, 4, 5), DAY + dt.timedelta(days=20))
        store.purge_gaps(DAY + dt.timedelta(days=45))
        assert store.gaps() == [Gap("harp", 5)]


def test_a_person_who_wants_it_is_forgotten_and_the_word_with_them(path: Path) -> None:
    with Store(path) as store:
        store.note_gaps([*used("harp", 1, 2, 3, 4, 5), *used("lute", 1, 2, 3, 4, 5, 6)], DAY)
        store.forget(1)
        assert store.gaps() == [Gap("lute", 5)]
        store.note_gaps(used("harp", 6), DAY)
        assert [gap.word for gap in store.gaps()] == ["harp", "lute"]


def test_what_is_kept_is_bounded_and_the_oldest_goes_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "MOST_USES", 10)
    monkeypatch.setattr(gaps, "MOST_PEOPLE", 6)
    with Store(path) as store:
        store.note_gaps(used("harp", 1, 2, 3, 4, 5), DAY)
        store.note_gaps(used("lute", *range(100)), DAY + dt.timedelta(days=1))
        assert store.gaps() == [Gap("lute", 6)]
        store.note_gaps(used("harp", 6), DAY + dt.timedelta(days=1))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT COUNT(*) FROM gap_uses").fetchone() == (10 + 1 - 1,)
        assert connection.execute("SELECT COUNT(*) FROM gap_words").fetchone() == (1,)


@pytest.mark.parametrize(
    ("word", "counts"),
    [
        ("visa", True), ("müller", True), ("self-defence", True), ("l'etat", True), ("данные", True),
        ("12345", False), ("a1b2", False), ("ada@example.org", False), ("x" * 31, False), ("", False), ("-", False),
    ],
)  # fmt: skip
def test_only_words_of_a_language_are_counted(word: str, counts: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_countable(word) is counts
