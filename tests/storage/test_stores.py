"""What every store keeps alike, whether in a file or in PostgreSQL: one suite for both."""

import datetime as dt
from pathlib import Path

import pytest

from glmbot.config import DatabaseAddress
from glmbot.core.research.watching import Wanted, mark_of
from glmbot.storage import digests, gaps, watches
from glmbot.storage.database import GuildSettings, PassageVotes, Store
from glmbot.storage.shared_store import open_store
from glmbot.storage.upkeep import read_kept
from glmbot.storage.watches import Draft, Watch
from support.votes import put_vote, vote_of

ADA, BEN, MESSAGE, GUILD = 234567890123456789, 345678901234567890, 987654321098765432, 456789012345678901
DAY = dt.date(2026, 3, 1)
PASSAGE, OTHER = "2014-03-03-ferry#p1", "2014-03-03-ferry-who-pays?-100%#p2"
LOUD = GuildSettings(
    frozenset({5, 7}), threads=False, private=True, language="es", full_answers=True, zone="Asia/Tokyo"
)


def test_what_is_kept_is_there_for_the_next_process(database: Path | DatabaseAddress) -> None:
    with open_store(database) as store:
        assert store.recall("commands") is None
        store.remember("commands", "1")
        store.remember("commands", "2")
        put_vote(store, MESSAGE, ADA, PASSAGE, 1, DAY)
        store.set_guild_settings(GUILD, GuildSettings())
        store.set_guild_settings(GUILD, LOUD)
        store.set_wants_full(ADA, wanted=True)
    with open_store(database) as store:
        assert store.recall("commands") == "2"
        assert store.state() == {"commands": "2"}
        assert vote_of(store, MESSAGE, ADA) == 1
        assert store.guild_settings() == {GUILD: LOUD}
        assert (store.wants_full().of(ADA), store.wants_full().of(BEN)) == (True, None)
    kept = read_kept(database)
    assert (kept.state["commands"], kept.channels) == ("2", {GUILD: LOUD.channels})


def test_a_person_has_one_vote_on_an_answer_and_may_take_it_back(store: Store) -> None:
    for vote in (1, 1, -1):
        put_vote(store, MESSAGE, ADA, PASSAGE, vote, DAY)
    assert vote_of(store, MESSAGE, ADA) == -1
    assert vote_of(store, MESSAGE, BEN) == vote_of(store, MESSAGE + 1, ADA) == 0
    assert [store.toggle_vote(MESSAGE, ADA, PASSAGE, vote, DAY) for vote in (-1, 1, -1, -1)] == [0, 1, -1, 0]
    assert store.votes() == []


def test_votes_are_counted_by_passage_most_first(store: Store) -> None:
    for message, person, passage, vote in ((1, ADA, OTHER, 1), (1, BEN, OTHER, -1), (3, ADA, PASSAGE, -1)):
        put_vote(store, message, person, passage, vote, DAY)
    assert store.votes() == [PassageVotes(OTHER, 1, 1), PassageVotes(PASSAGE, 0, 1)]


def test_forgetting_a_person_deletes_all_that_is_theirs_and_nothing_else(store: Store) -> None:
    for person in (ADA, BEN):
        put_vote(store, MESSAGE, person, PASSAGE, 1, DAY)
        store.set_wants_full(person, wanted=False)
    assert store.forget(ADA).votes == 1
    assert (vote_of(store, MESSAGE, ADA), vote_of(store, MESSAGE, BEN)) == (0, 1)
    assert (store.wants_full().of(ADA), store.wants_full().of(BEN)) == (None, False)


def test_old_votes_are_purged(store: Store) -> None:
    put_vote(store, 1, ADA, PASSAGE, 1, DAY)
    put_vote(store, 2, ADA, PASSAGE, 1, DAY + dt.timedelta(days=1))
    assert store.purge(DAY + dt.timedelta(days=1)) == 1
    assert (vote_of(store, 1, ADA), vote_of(store, 2, ADA)) == (0, 1)


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
    others = [person + 100 for person in people]
    store.note_gaps([("harp", person) for person in others], DAY)
    store.note_gaps([("lute", person) for person in others], DAY + dt.timedelta(days=1))
    assert store.gaps() == [gaps.Gap("lute", 5)]


NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
ON_NORLAND, ON_FERRIES = Wanted("Norland"), Wanted(None, "Ferries", ("lamp",))


def marks(*names: str) -> list[str]:
    return [mark_of(name) for name in names]


def sealed(content: bytes, place: str) -> bytes:
    return place.encode() + content[::-1]


def draft(person: int = ADA, *, guild: int | None = None, wanted: Wanted = ON_NORLAND) -> Draft:
    return Draft(person, guild, MESSAGE if guild else None, wanted, "daily", "en", "Asia/Tokyo", NOW)


def watch(store: Store, person: int = ADA, *, guild: int | None = None, wanted: Wanted = ON_NORLAND) -> Watch:
    made = store.within(watches.add, sealed, draft(person, guild=guild, wanted=wanted))
    assert made is not None
    return made


def test_a_watch_is_kept_without_its_makers_id_and_the_same_twice_is_one(store: Store) -> None:
    first = watch(store, wanted=ON_FERRIES)
    assert (first.wanted, first.often, first.guild, first.channel, first.looked) == (
        ON_FERRIES, "daily", None, None, NOW,
    )  # fmt: skip
    assert str(ADA) not in first.person
    assert watch(store, wanted=ON_FERRIES) == first
    assert watch(store, BEN, wanted=ON_FERRIES) != first
    assert [one.watch_id for one in store.within(watches.of_person, ADA)] == [first.watch_id]
    in_channel = watch(store, guild=GUILD)
    assert watch(store, BEN, guild=GUILD) == in_channel, "who names it again does not become its maker"
    assert store.within(watches.of_guild, GUILD) == [in_channel]
    assert (in_channel.guild, in_channel.channel) == (GUILD, MESSAGE)


def test_a_person_has_ten_watches_and_a_guild_twenty(store: Store) -> None:
    for number in range(watches.MOST_OF_GUILD):
        watch(store, guild=GUILD, wanted=Wanted(f"Land {number}"))
    for number in range(watches.MOST_OF_PERSON):
        watch(store, wanted=Wanted(f"Land {number}"))
    for guild in (None, GUILD):
        assert store.within(watches.add, sealed, draft(guild=guild, wanted=Wanted("Elsewhere"))) is None
        assert watch(store, guild=guild, wanted=Wanted("Land 3")).wanted == Wanted("Land 3")
    watch(store, BEN, wanted=Wanted("Elsewhere"))


def test_what_is_there_at_first_is_not_new_and_each_mark_comes_once(store: Store) -> None:
    assert store.within(digests.note, marks("a", "b")) == 1
    assert store.within(digests.note, marks("a", "b")) == 1
    assert store.within(digests.note, marks("b", "c")) == 2
    assert store.within(digests.note, marks("a", "b", "c")) == 2, "what goes and comes back is not new"
    assert store.within(digests.arrived, 1) == [(2, marks("c"))]


def test_another_collection_is_not_new(store: Store) -> None:
    store.within(digests.note, marks("a", "b"))
    made = watch(store)
    assert store.within(digests.note, marks("x", "y")) == 2
    (now,) = store.within(watches.active)
    assert (made.batch, now.batch) == (1, 2)


def test_many_articles_are_kept_in_parts(store: Store) -> None:
    many = marks(*map(str, range(10_000)))
    store.within(digests.note, marks("a"))
    store.within(digests.note, [*marks("a"), *many])
    found = store.within(digests.arrived, 1)
    assert {batch for batch, _ in found} == {2}
    assert [mark for _, part in found for mark in part] == many


def test_a_digest_is_made_once_sent_and_then_only_found(store: Store) -> None:
    made = watch(store)
    assert store.within(digests.look, made, 1, marks("c", "d"), NOW)
    assert not store.within(digests.look, made, 1, marks("c", "d"), NOW), "another process was first"
    (now,) = store.within(watches.active)
    assert store.within(digests.look, now, 2, [], NOW)
    (digest,) = store.within(digests.unsent)
    assert (digest.marks, digest.begun, digest.watch.watch_id) == (marks("c", "d"), None, made.watch_id)
    store.within(digests.begin, digest.digest_id, NOW)
    assert [one.begun for one in store.within(digests.unsent)] == [NOW]
    store.within(digests.begin, digest.digest_id, NOW + dt.timedelta(hours=1))
    assert [one.begun for one in store.within(digests.unsent)] == [NOW + dt.timedelta(hours=1)]
    store.within(digests.mark_sent, digest.digest_id, NOW)
    assert store.within(digests.unsent) == []
    store.within(digests.purge, NOW)
    assert store.within(digests.find_digest, digest.digest_id) is not None
    store.within(digests.purge, NOW + dt.timedelta(seconds=1))
    assert store.within(digests.find_digest, digest.digest_id) is None


def test_a_paused_watch_is_told_of_once_and_what_is_gone_ends_then(store: Store) -> None:
    for state in ("forbidden", "gone"):
        made = watch(store)
        store.within(digests.look, made, made.batch + 1, marks("c"), NOW)
        store.within(watches.pause, made.watch_id, state)
        assert store.within(watches.active) == []
        assert store.within(digests.unsent) == []
        (untold,) = store.within(watches.untold)
        assert untold.state == state
        store.within(watches.told, untold)
        assert store.within(watches.untold) == []
        assert len(store.within(watches.of_person, ADA)) == (state == "forbidden")
        store.within(watches.resume, made.watch_id)
        assert len(store.within(digests.unsent)) == (state == "forbidden")
    assert store.within(watches.find, made.watch_id) is None


def test_who_is_forgotten_has_no_watch_and_is_not_known_of_a_channels(store: Store) -> None:
    for person in (ADA, BEN):
        store.within(digests.look, watch(store, person), 1, marks("c"), NOW)
    watch(store, guild=GUILD)
    store.forget(ADA)
    assert store.within(watches.of_person, ADA) == []
    assert len(store.within(watches.of_person, BEN)) == len(store.within(digests.unsent)) == 1
    (left,) = store.within(watches.of_guild, GUILD)
    assert (left.person, left.sealed) == ("", b"")
    assert watch(store, BEN, guild=GUILD).person != ""


def test_a_guild_that_is_gone_takes_its_watches_along(store: Store) -> None:
    kept = watch(store)
    store.within(digests.look, watch(store, guild=GUILD), 1, marks("c"), NOW)
    assert store.within(watches.guilds) == {GUILD}
    store.forget_guild(GUILD)
    assert store.within(watches.guilds) == set()
    assert store.within(watches.active) == [kept]
    assert store.within(digests.unsent) == []
