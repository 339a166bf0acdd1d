"""What every store keeps alike, whether in a file or in PostgreSQL: one suite for both."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from glmbot.config import DatabaseAddress
from glmbot.storage import gaps
from glmbot.storage.database import GuildSettings, PassageVotes, Store
from glmbot.storage.shared_store import open_store
from glmbot.storage.upkeep import read_kept
from support import postgres

ADA, BEN, MESSAGE, GUILD = 234567890123456789, 345678901234567890, 987654321098765432, 456789012345678901
DAY = dt.date(2026, 3, 1)
PASSAGE, OTHER = "2014-03-03-ferry#p1", "2014-03-03-ferry-who-pays?-100%#p2"
LOUD = GuildSettings(frozenset({5, 7}), threads=False, private=True, language="es", full_answers=True)


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


def test_what_is_kept_is_there_for_the_next_process(database: Path | DatabaseAddress) -> None:
    with open_store(database) as store:
        assert store.recall("commands") is None
        store.remember("commands", "1")
        store.remember("commands", "2")
        store.vote(MESSAGE, ADA, PASSAGE, 1, DAY)
        store.set_guild_settings(GUILD, GuildSettings())
        store.set_guild_settings(GUILD, LOUD)
        store.set_wants_full(ADA, wanted=True)
    with open_store(database) as store:
        assert store.recall("commands") == "2"
        assert store.state() == {"commands": "2"}
        assert store.vote_of(MESSAGE, ADA) == 1
        assert store.guild_settings() == {GUILD: LOUD}
        assert (store.wants_full().of(ADA), store.wants_full().of(BEN)) == (True, None)
    kept = read_kept(database)
    assert (kept.state["commands"], kept.channels) == ("2", {GUILD: LOUD.channels})


def test_a_person_has_one_vote_on_an_answer_and_may_take_it_back(store: Store) -> None:
    for vote in (1, 1, -1):
        store.vote(MESSAGE, ADA, PASSAGE, vote, DAY)
    assert store.vote_of(MESSAGE, ADA) == -1
    assert store.vote_of(MESSAGE, BEN) == store.vote_of(MESSAGE + 1, ADA) == 0
    assert [store.toggle_vote(MESSAGE, ADA, PASSAGE, vote, DAY) for vote in (-1, 1, -1, -1)] == [0, 1, -1, 0]
    assert store.votes() == []


def test_votes_are_counted_by_passage_most_first(store: Store) -> None:
    for message, person, passage, vote in ((1, ADA, OTHER, 1), (1, BEN, OTHER, -1), (3, ADA, PASSAGE, -1)):
        store.vote(message, person, passage, vote, DAY)
    assert store.votes() == [PassageVotes(OTHER, 1, 1), PassageVotes(PASSAGE, 0, 1)]


def test_forgetting_a_person_deletes_all_that_is_theirs_and_nothing_else(store: Store) -> None:
    for person in (ADA, BEN):
        store.vote(MESSAGE, person, PASSAGE, 1, DAY)
        store.set_wants_full(person, wanted=False)
    assert store.forget(ADA) == 1
    assert (store.vote_of(MESSAGE, ADA), store.vote_of(MESSAGE, BEN)) == (0, 1)
    assert (store.wants_full().of(ADA), store.wants_full().of(BEN)) == (None, False)


def test_old_votes_are_purged(store: Store) -> None:
    store.vote(1, ADA, PASSAGE, 1, DAY)
    store.vote(2, ADA, PASSAGE, 1, DAY + dt.timedelta(days=1))
    assert store.purge(DAY + dt.timedelta(days=1)) == 1
    assert (store.vote_of(1, ADA), store.vote_of(2, ADA)) == (0, 1)


def test_the_settings_of_a_guild_can_be_forgotten(store: Store) -> None:
    store.set_guild_settings(GUILD, LOUD)
    store.set_wants_full(ADA, wanted=True)
    store.forget_guild(GUILD)
    store.set_wants_full(ADA, wanted=None)
    assert store.guild_settings() == {}
    assert store.wants_full().of(ADA) is None


def test_words_that_no_article_has_are_counted_told_and_forgotten(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [ADA, BEN, 3, 4, 5]
    store.note_gaps([("harp", person) for person in people] + [("lute", person) for person in people[:4]], DAY)
    assert store.gaps() == [gaps.Gap("harp", 5)]
    store.forget(ADA)
    assert store.gaps() == []
    store.note_gaps([("harp", 6)], DAY)
    store.purge_gaps(DAY + dt.timedelta(days=gaps.KEEP_DAYS))
    assert store.gaps() == [gaps.Gap("harp", 5)]
    store.purge_gaps(DAY + dt.timedelta(days=gaps.KEEP_DAYS + 1))
    assert store.gaps() == []
    monkeypatch.setattr(gaps, "MOST_USES", 5)
    store.note_gaps([("harp", person) for person in people], DAY)
    store.note_gaps([("lute", person) for person in people], DAY + dt.timedelta(days=1))
    assert store.gaps() == [gaps.Gap("lute", 5)]
