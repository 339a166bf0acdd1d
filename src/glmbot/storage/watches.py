"""Watches on new articles, what has come of articles, and digests until they are sent and a while longer.

Theory of operation. Articles stand under marks (`mark_of`). What has come is kept in batches, numbered from 1: the
first are the articles that were there when the bot first looked, each later one what was new at a reading. A watch has
the number of the last batch that it was looked through for. A digest is made in the same transaction that moves that
number on, so that each article is in one digest of a watch at most and none is passed over, whatever ends the process.
A digest is sent under a nonce that its id makes, and marked afterwards (`glmbot.storage.digests`).

Who made a watch stands under a keyed hash, and the id itself sealed beside it. Words are kept as their stems.
"""

import datetime as dt
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, cast

from glmbot.core.research.watching import Often, Wanted
from glmbot.core.text.tokens import fold

TABLES: Final = (
    """CREATE TABLE watches (
        watch TEXT PRIMARY KEY,
        guild TEXT NOT NULL,
        channel TEXT NOT NULL,
        person TEXT NOT NULL,
        sealed TEXT NOT NULL,
        jurisdiction TEXT NOT NULL,
        topic TEXT NOT NULL,
        words TEXT NOT NULL,
        often TEXT NOT NULL,
        language TEXT NOT NULL,
        zone TEXT NOT NULL,
        batch INTEGER NOT NULL,
        looked TEXT NOT NULL,
        state TEXT NOT NULL
    )""",
    """CREATE TABLE arrivals (
        batch INTEGER NOT NULL,
        part INTEGER NOT NULL,
        articles TEXT NOT NULL,
        PRIMARY KEY (batch, part)
    )""",
    """CREATE TABLE digests (
        digest TEXT PRIMARY KEY,
        watch TEXT NOT NULL,
        articles TEXT NOT NULL,
        begun TEXT NOT NULL,
        sent TEXT NOT NULL
    )""",
)
"""Ids of Discord's are text, since they don't fit PostgreSQL's INTEGER, and a moment is in UTC by ISO 8601.

`guild` and `channel` are empty where a person is told. `person` and `sealed` are empty where who made a watch for a
channel was forgotten.
"""

MOST_OF_GUILD: Final = 20
MOST_OF_PERSON: Final = 10
KEEP_DAYS: Final = 90
"""So long the later pages of a digest can be turned to."""

State: TypeAlias = Literal["active", "forbidden", "closed", "sealed", "refused", "gone"]
"""Whether digests are sent; else why not. What is gone is ended once its maker was told."""
Hash: TypeAlias = Callable[[str], str]
Sealing: TypeAlias = Callable[[bytes, str], bytes]


@dataclass(frozen=True, slots=True)
class Watch:
    """A watch as it is kept; `channel` is None where a person is told by direct message."""

    watch_id: str
    guild: int | None
    channel: int | None
    person: str
    sealed: bytes
    wanted: Wanted
    often: Often
    language: str
    zone: str
    """The time zone of a person's watch; that of a channel's is what its guild has set."""
    batch: int
    looked: dt.datetime
    state: State
    is_told: bool
    """Whether its maker was told of its state."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A watch to be made; `looked` is now."""

    person: int
    guild: int | None
    channel: int | None
    wanted: Wanted
    often: Often
    language: str
    zone: str
    looked: dt.datetime


WATCHES: Final = (
    "SELECT watch, guild, channel, person, sealed, jurisdiction, topic, words, often, language, zone, batch, looked,"
    " state FROM watches"
)
_ADD: Final = (
    "INSERT INTO watches (watch, guild, channel, person, sealed, jurisdiction, topic, words, often, language, zone,"
    " batch, looked, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active')"
)
SAME_PLACE: Final = " WHERE guild = ? AND channel = ? AND (channel <> '' OR person = ?)"
_TOLD: Final = ":told"


def add(connection: Any, hashed: Hash, sealed: Sealing, draft: Draft) -> Watch | None:
    """Keep a watch; the same again changes how often it tells, and wakes it. None where there are too many."""
    latest = locked(connection)
    person = _person(hashed, draft.person)
    guild, channel = str(draft.guild or ""), str(draft.channel or "")
    own = sealed(str(draft.person).encode(), person).hex()
    there = map(watch_of, connection.execute(WATCHES + SAME_PLACE, (guild, channel, person)).fetchall())
    if before := next((one for one in there if _folded(one.wanted) == _folded(draft.wanted)), None):
        if before.person in {"", person}:
            connection.execute(
                "UPDATE watches SET person = ?, sealed = ? WHERE watch = ?", (person, own, before.watch_id)
            )
        connection.execute(
            "UPDATE watches SET often = ?, language = ?, zone = ?, state = 'active' WHERE watch = ?",
            (draft.often, draft.language, draft.zone, before.watch_id),
        )
        return find(connection, hashed, before.watch_id)
    if channel:
        count, most = "SELECT COUNT(*) FROM watches WHERE guild = ?", MOST_OF_GUILD
    else:
        count, most = "SELECT COUNT(*) FROM watches WHERE channel = '' AND person = ?", MOST_OF_PERSON
    if int(connection.execute(count, (guild if channel else person,)).fetchone()[0]) >= most:
        return None
    watch = secrets.token_hex(8)
    values = (watch, guild, channel, person, own, *_criteria(draft.wanted), draft.often, draft.language, draft.zone)
    connection.execute(_ADD, (*values, latest, written(draft.looked)))
    return find(connection, hashed, watch)


def active(connection: Any, _: Hash) -> list[Watch]:
    """The watches that are looked through."""
    rows = connection.execute(WATCHES + " WHERE state = 'active' ORDER BY watch").fetchall()
    return [watch_of(row) for row in rows]


def untold(connection: Any, _: Hash) -> list[Watch]:
    """The watches that are not active, whose makers are to be told of it: of some that are `alike` one."""
    rows = connection.execute(WATCHES + " WHERE state <> 'active' ORDER BY watch DESC").fetchall()
    found = [watch for row in rows if not (watch := watch_of(row)).is_told]
    return [*{(one.guild, one.channel, one.person, one.state): one for one in found}.values()]


def alike(connection: Any, _: Hash, watch: Watch) -> list[Watch]:
    """The watches of a maker for a place that are silent for the same reason, of which the maker was not told."""
    values = (str(watch.guild or ""), str(watch.channel or ""), watch.person, watch.state)
    condition = " WHERE guild = ? AND channel = ? AND person = ? AND state = ?"
    query = WATCHES + condition + " ORDER BY jurisdiction, topic, words"
    return [watch_of(row) for row in connection.execute(query, values).fetchall()]


def of_guild(connection: Any, _: Hash, guild: int) -> list[Watch]:
    """The watches of a guild's channels."""
    query = WATCHES + " WHERE guild = ? ORDER BY channel, jurisdiction, topic, words"
    return [watch_of(row) for row in connection.execute(query, (str(guild),)).fetchall()]


def of_person(connection: Any, hashed: Hash, person: int) -> list[Watch]:
    """The watches that tell a person by direct message."""
    query = WATCHES + " WHERE channel = '' AND person = ? ORDER BY jurisdiction, topic, words"
    return [watch_of(row) for row in connection.execute(query, (_person(hashed, person),)).fetchall()]


def find(connection: Any, _: Hash, watch_id: str) -> Watch | None:
    """A watch by its id."""
    row = connection.execute(WATCHES + " WHERE watch = ?", (watch_id,)).fetchone()
    return watch_of(row) if row else None


def is_of(_: Any, hashed: Hash, watch: Watch, person: int) -> bool:
    """Whether a person made a watch."""
    return watch.person == _person(hashed, person)


def pause(connection: Any, _: Hash, watch_id: str, state: State) -> None:
    """Send no digests of an active watch any more; its maker is to be told."""
    connection.execute("UPDATE watches SET state = ? WHERE watch = ? AND state = 'active'", (state, watch_id))


def told(connection: Any, hashed: Hash, watch: Watch) -> None:
    """Note that the maker of a watch was told why it, and what is `alike`, tells nothing; what is gone ends."""
    for one in alike(connection, hashed, watch):
        if one.state == "gone":
            end(connection, hashed, one.watch_id)
        values = (one.state + _TOLD, one.watch_id, one.state)
        connection.execute("UPDATE watches SET state = ? WHERE watch = ? AND state = ?", values)


def lose(connection: Any, _: Hash, channel: int) -> None:
    """Take the active watches of a channel as gone, since it was deleted; their makers are to be told."""
    connection.execute("UPDATE watches SET state = 'gone' WHERE channel = ? AND state = 'active'", (str(channel),))


def resume(connection: Any, _: Hash, watch_id: str) -> None:
    """Send the digests of a watch again."""
    connection.execute("UPDATE watches SET state = 'active' WHERE watch = ?", (watch_id,))


def end(connection: Any, _: Hash, watch_id: str) -> None:
    """Delete a watch with its digests."""
    connection.execute("DELETE FROM digests WHERE watch = ?", (watch_id,))
    connection.execute("DELETE FROM watches WHERE watch = ?", (watch_id,))


def forget(connection: Any, hashed: Hash, person: int) -> None:
    """Delete the watches that tell a person; those that they made for channels don't know any more who made them."""
    own = _person(hashed, person)
    for watch in of_person(connection, hashed, person):
        end(connection, hashed, watch.watch_id)
    connection.execute("UPDATE watches SET person = '', sealed = '' WHERE person = ?", (own,))


def guilds(connection: Any, _: Hash) -> set[int]:
    """The guilds whose channels are told."""
    rows = connection.execute("SELECT DISTINCT guild FROM watches WHERE guild <> ''").fetchall()
    return {int(guild) for (guild,) in rows}


def forget_guild(connection: Any, guild: int) -> None:
    """Delete the watches of a guild's channels with their digests."""
    connection.execute("DELETE FROM digests WHERE watch IN (SELECT watch FROM watches WHERE guild = ?)", (str(guild),))
    connection.execute("DELETE FROM watches WHERE guild = ?", (str(guild),))


def locked(connection: Any) -> int:
    """The number of the last batch; another process that asks for it waits for this transaction's end."""
    connection.execute(
        "INSERT INTO arrivals (batch, part, articles) VALUES (0, 0, '')"
        " ON CONFLICT (batch, part) DO UPDATE SET articles = excluded.articles"
    )
    return int(connection.execute("SELECT MAX(batch) FROM arrivals").fetchone()[0])


def _person(hashed: Hash, person: int) -> str:
    return hashed(f"watch:{person}")


def _criteria(wanted: Wanted) -> tuple[str, str, str]:
    return wanted.jurisdiction or "", wanted.topic or "", " ".join(wanted.keys)


def _folded(wanted: Wanted) -> tuple[str, ...]:
    """What a watch waits for, whatever its capitals and accents."""
    return tuple(map(fold, _criteria(wanted)))


def watch_of(row: Sequence[Any]) -> Watch:
    """The watch of a row that `WATCHES` found."""
    watch, guild, channel, person, sealed, jurisdiction, topic, words, often, language, zone, batch, looked, state = row
    return Watch(
        watch_id=watch,
        guild=int(guild) if guild else None,
        channel=int(channel) if channel else None,
        person=person,
        sealed=bytes.fromhex(sealed),
        wanted=Wanted(jurisdiction or None, topic or None, tuple(words.split())),
        often=often,
        language=language,
        zone=zone,
        batch=int(batch),
        looked=dt.datetime.fromisoformat(looked),
        state=cast("State", state.removesuffix(_TOLD)),
        is_told=state.endswith(_TOLD),
    )


def written(moment: dt.datetime) -> str:
    """A moment as it is kept."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
