"""Digests on their way to Discord: each once, and what a refusal does to its watch."""

import datetime as dt
from collections.abc import AsyncIterator, Iterable
from types import SimpleNamespace
from typing import Any, Final

import discord
import pytest

from glmbot.bot.client import GlmBot
from glmbot.bot.cogs.watches import WatchesCog
from glmbot.bot.context import BotContext
from glmbot.bot.post import REMEMBERED, DiscordPost
from glmbot.core.model import Article
from glmbot.core.research.watching import Wanted, mark_of
from glmbot.storage import digests, watches
from glmbot.storage.database import GuildSettings
from glmbot.storage.digests import Digest
from glmbot.storage.watches import Draft, State, Watch
from support.articles import make_article
from support.sent import marks

ARTICLE: Final = make_article(topics=["Ferries"])
HISTORY: Final = discord.abc.Messageable.history
SOON: Final = REMEMBERED / 2
LATER: Final = 2 * REMEMBERED


def articles_of(found: Iterable[str]) -> list[Article]:
    return [ARTICLE] * len(list(found))


def failure(kind: type[discord.HTTPException], status: int, code: int = 0, **headers: str) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="", headers=headers)
    return kind(response, {"code": code, "message": ""})


FORBIDDEN: Final = failure(discord.Forbidden, 403, 50013)
ARCHIVED: Final = failure(discord.HTTPException, 400, 50083)
CLOSED: Final = failure(discord.Forbidden, 403, 50007)
NO_GUILD_IN_COMMON: Final = failure(discord.Forbidden, 403, 50278)
TOO_FAST: Final = failure(discord.Forbidden, 403, 40003, Via="1.1 google")
GONE: Final = failure(discord.NotFound, 404, 10003)
REFUSED: Final = failure(discord.HTTPException, 400, 50035)
LIMITED: Final = failure(discord.HTTPException, 429, Via="1.1 google")
TURNED_AWAY: Final = failure(discord.HTTPException, 429)
UNAVAILABLE: Final = failure(discord.DiscordServerError, 503)


class Desk:
    """A post of a bot that is connected, and the watches and digests that it is given."""

    def __init__(self, bot: GlmBot, now: dt.datetime, guild: Any, channel: Any, person: Any) -> None:
        self.post = DiscordPost(bot)
        self.store, self.now = bot.context.store, now
        self.guild, self.channel, self.person = guild, channel, person

    def watch(self, *, here: bool, guild: int | None = None, topic: str = "Ferries") -> Watch:
        draft = Draft(
            person=self.person.id,
            guild=guild or self.guild.id if here else None,
            channel=self.channel.id if here else None,
            wanted=Wanted(topic=topic),
            often="once",
            language="en",
            zone="Asia/Tokyo",
            looked=self.now,
        )
        made = self.store.within(watches.add, self.post.seal.sealed, draft)
        assert made is not None
        return made

    def digest(self, watch: Watch) -> Digest:
        self.store.within(digests.look, watch, watch.batch + 1, [mark_of(ARTICLE.article_id)], self.now)
        (made,) = self.store.within(digests.unsent)
        return made

    async def send(self, digest: Digest, after: dt.timedelta = dt.timedelta()) -> bool:
        return await self.post.send(digest, articles_of, self.now + after)

    def again(self, digest: Digest) -> Digest:
        """A digest as it is kept by now."""
        found = self.store.within(digests.find_digest, digest.digest_id)
        assert found is not None
        return found

    def is_sent(self) -> bool:
        return not self.store.within(digests.unsent)

    def state(self, watch: Watch) -> State:
        found = self.store.within(watches.find, watch.watch_id)
        assert found is not None
        return found.state


@pytest.fixture
def desk(simcord_env: Any, simcord_bot: GlmBot, guild: Any, channel: Any) -> Desk:
    cog = simcord_bot.get_cog(WatchesCog.__name__)
    assert isinstance(cog, WatchesCog)
    cog.look.cancel()  # so that nobody else sends the digests
    return Desk(simcord_bot, simcord_env.now(), guild, channel, simcord_env.create_user("ada"))


async def test_a_digest_goes_to_its_channel_or_to_its_maker_and_is_marked_as_sent(desk: Desk) -> None:
    for place, here in ((desk.channel, True), (desk.person.dm_channel, False)):
        assert await desk.send(desk.digest(desk.watch(here=here)))
        assert place.last_message.embeds[0].title == "1 new article: Ferries"
        assert marks(place.last_message) == ["End this watch"]
        assert len(place.history()) == 1
        assert desk.is_sent()


async def test_a_digest_that_arrived_long_before_it_was_marked_is_not_sent_again(desk: Desk) -> None:
    digest = desk.digest(desk.watch(here=True))
    assert await desk.send(digest)
    assert await desk.send(desk.again(digest), LATER)
    assert len(desk.channel.history()) == 1


async def test_a_digest_that_never_arrived_is_sent_however_long_ago_it_was_begun(desk: Desk) -> None:
    digest = desk.digest(desk.watch(here=True))
    desk.store.within(digests.begin, digest.digest_id, desk.now - LATER)
    assert await desk.send(desk.again(digest))
    assert len(desk.channel.history()) == 1


async def oldest(place: discord.abc.Messageable, *, limit: int, **which: Any) -> AsyncIterator[discord.Message]:
    """The first messages after one, as Discord gives them; simcord gives the last."""
    async for message in HISTORY(place, limit=None, **which):
        if limit == 0:
            return
        limit -= 1
        yield message


async def test_a_digest_that_arrived_at_its_last_try_is_found_behind_all_that_was_written_since_the_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, simcord_env: Any, ada: Any
) -> None:
    digest = desk.digest(desk.watch(here=True))
    with monkeypatch.context() as outage:
        refuse(outage, UNAVAILABLE)
        assert not await desk.send(digest)
    for number in range(5):
        await ada.send(desk.channel, f"message {number}")
    simcord_env.backend.clock.advance(3600)
    monkeypatch.setattr("glmbot.bot.post._READ", 5 + 1)
    monkeypatch.setattr(discord.abc.Messageable, "history", oldest)
    hour = dt.timedelta(hours=1)
    with monkeypatch.context() as outage:
        refuse(outage, UNAVAILABLE)
        assert not await desk.send(desk.again(digest), hour)
    for number in range(5):
        await ada.send(desk.channel, f"message {number}")
    assert await desk.send(desk.again(digest), hour + SOON), "it arrived, and the bot ended before it could note that"
    refuse(monkeypatch, UNAVAILABLE)
    assert await desk.send(desk.again(digest), hour + LATER), "it is there, and nothing is sent"


async def test_where_the_channel_can_not_be_read_a_digest_is_looked_for_from_its_first_try_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = desk.digest(desk.watch(here=True))
    desk.store.within(digests.begin, digest.digest_id, desk.now - LATER)

    def barred(*_: object, **__: object) -> None:
        raise FORBIDDEN

    monkeypatch.setattr(discord.TextChannel, "history", barred)
    assert await desk.send(desk.again(digest))
    assert len(desk.channel.history()) == 1
    assert desk.again(digest).begun == desk.now - LATER


async def test_a_try_soon_after_another_relies_on_the_nonce(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = desk.digest(desk.watch(here=True))
    nonces: list[str] = []

    async def noted(*_: object, nonce: str) -> None:
        nonces.append(nonce)

    await desk.send(digest)
    monkeypatch.setattr("glmbot.bot.post.post", noted)
    await desk.send(desk.again(digest), SOON)
    assert nonces == [digest.digest_id]
    await desk.send(desk.again(digest), LATER)
    assert nonces == [digest.digest_id], "later the channel is read"


@pytest.mark.parametrize(
    ("here", "error", "state"),
    [
        (True, FORBIDDEN, "forbidden"),
        (True, ARCHIVED, "forbidden"),
        (False, CLOSED, "closed"),
        (False, NO_GUILD_IN_COMMON, "closed"),
        (False, FORBIDDEN, "refused"),
        (True, GONE, "gone"),
        (True, REFUSED, "refused"),
        (False, REFUSED, "refused"),
    ],
    ids=str,
)
async def test_a_refusal_pauses_the_watch_and_keeps_the_digest(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, here: bool, error: Exception, state: State
) -> None:
    refuse(monkeypatch, error)
    watch = desk.watch(here=here)
    digest = desk.digest(watch)
    assert await desk.send(digest)
    assert desk.state(watch) == state
    desk.store.within(watches.resume, watch.watch_id)
    assert not desk.is_sent()


@pytest.mark.parametrize("here", [True, False])
@pytest.mark.parametrize("error", [TOO_FAST, LIMITED, TURNED_AWAY, UNAVAILABLE, TimeoutError(), OSError()], ids=repr)
async def test_what_fails_in_passing_waits_and_pauses_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception, *, here: bool
) -> None:
    refuse(monkeypatch, error)
    watch = desk.watch(here=here)
    assert not await desk.send(desk.digest(watch))
    assert desk.state(watch) == "active"
    assert not desk.is_sent()


def refuse(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    async def refused(*_: object, nonce: str) -> None:
        assert nonce
        raise error

    monkeypatch.setattr("glmbot.bot.post.post", refused)


async def test_a_refusal_in_a_guild_that_the_bot_has_left_says_that_the_channel_is_gone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, FORBIDDEN)
    watch = desk.watch(here=True, guild=5)
    await desk.send(desk.digest(watch))
    assert desk.state(watch) == "gone"


async def test_a_watch_whose_maker_another_key_sealed_is_paused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = desk.watch(here=False)
    digest = desk.digest(watch)
    monkeypatch.setattr(desk.post.seal, "opened", lambda *_: None)
    assert await desk.send(digest)
    assert desk.state(watch) == "sealed"
    assert desk.person.dm_channel.last_message is None


@pytest.mark.parametrize(
    ("state", "told"),
    [("forbidden", "I may not write in"), ("refused", "Discord refused a digest"), ("gone", "is gone"), ("closed", "")],
)
async def test_the_maker_of_a_paused_watch_is_told_why_by_direct_message(desk: Desk, state: State, told: str) -> None:
    desk.store.within(watches.pause, desk.watch(here=True).watch_id, state)
    (watch,) = desk.store.within(watches.untold)
    assert await desk.post.tell(watch)
    message = desk.person.dm_channel.last_message
    assert told in message.content if told else message is None
    assert desk.store.within(watches.untold) == []
    assert (desk.store.within(watches.find, watch.watch_id) is None) == (state == "gone")


async def test_a_maker_is_told_once_of_all_that_is_silent_in_a_place(desk: Desk) -> None:
    for topic in ("Ferries", "Lamps"):
        desk.store.within(watches.pause, desk.watch(here=True, topic=topic).watch_id, "forbidden")
    (watch,) = desk.store.within(watches.untold)
    assert await desk.post.tell(watch)
    assert "your watch on Ferries; Lamps is paused" in desk.person.dm_channel.last_message.content
    assert desk.store.within(watches.untold) == []


@pytest.mark.parametrize(
    ("error", "is_told"),
    [(FORBIDDEN, True), (TOO_FAST, False), (TURNED_AWAY, False), (UNAVAILABLE, False)],
    ids=str,
)
async def test_a_notice_is_given_up_only_where_another_try_would_not_help(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception, *, is_told: bool
) -> None:
    refuse(monkeypatch, error)
    desk.store.within(watches.pause, desk.watch(here=True).watch_id, "refused")
    (watch,) = desk.store.within(watches.untold)
    assert await desk.post.tell(watch) == is_told
    assert (desk.store.within(watches.untold) == []) == is_told


async def test_a_channel_is_told_by_the_zone_of_its_guild_and_a_person_by_their_own(
    desk: Desk, context: BotContext
) -> None:
    here, direct = desk.watch(here=True), desk.watch(here=False)
    assert [desk.post.zone_of(one) for one in (here, direct)] == ["UTC", "Asia/Tokyo"]
    await context.records.set_guild_settings(desk.guild.id, GuildSettings(zone="Europe/Paris"))
    assert [desk.post.zone_of(one) for one in (here, direct)] == ["Europe/Paris", "Asia/Tokyo"]


async def test_a_digest_speaks_the_language_of_its_guild(desk: Desk, context: BotContext) -> None:
    await context.records.set_guild_settings(desk.guild.id, GuildSettings(language="fr"))
    await desk.send(desk.digest(desk.watch(here=True)))
    assert desk.channel.last_message.embeds[0].title.startswith("1 nouvel article")
