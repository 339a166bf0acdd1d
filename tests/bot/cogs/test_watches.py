"""/watch, /watches and the buttons of digests, under discord.py's real command tree."""

import asyncio
from typing import Any

import discord
import pytest

from glmbot.bot.articles import Articles
from glmbot.bot.client import GlmBot
from glmbot.bot.cogs.watches import WatchesCog
from glmbot.bot.context import BotContext
from glmbot.core.model import Article
from glmbot.storage import watches
from glmbot.storage.database import Store
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article
from support.sent import custom_id_of, marks


def ferry(number: int) -> Article:
    return make_article(
        f"(Mar. 3, 2014) The lamp of ferry {number} is green.", title=f"Norland: Ferry Act {number}", topics=["Ferries"]
    )


@pytest.fixture
def context() -> BotContext:
    return BotContext(build_answerer(corpus_of(ferry(0))), Store(None))


@pytest.fixture
def cog(simcord_bot: GlmBot, channel: Any, monkeypatch: pytest.MonkeyPatch) -> WatchesCog:
    assert channel
    # simcord does not tell for whom the bot was installed
    monkeypatch.setattr(discord.Interaction, "is_guild_integration", lambda one: one.guild_id is not None)
    cog = simcord_bot.get_cog(WatchesCog.__name__)
    assert isinstance(cog, WatchesCog)
    cog.look.cancel()  # the tests take its steps
    return cog


async def come(cog: WatchesCog, count: int) -> None:
    """Let articles come, and the watches be looked through before and after."""
    await cog.watcher.step(discord.utils.utcnow())
    cog.bot.context.swap(Articles(build_answerer(corpus_of(*map(ferry, range(count + 1))))))
    await cog.watcher.step(discord.utils.utcnow())


def description(message: Any) -> str:
    return str(message.embeds[0].description)


@pytest.mark.usefixtures("cog")
async def test_a_watch_is_made_for_who_asks_and_listed_to_them_alone(channel: Any, ada: Any, manager: Any) -> None:
    made = await ada.slash(channel, "watch", topic="ferries", words="green lamps")
    assert made.ephemeral
    assert "Watching for new articles: Ferries · “green lamps”." in made.response.content
    assert "every day at 09:00 (UTC), by direct message" in made.response.content
    listed = await ada.slash(channel, "watches")
    assert listed.ephemeral
    assert "Ferries · “green lamp” · every day at 09:00 (UTC)" in description(listed.response)
    assert "No watches." in (await manager.slash(channel, "watches")).response.content


async def test_the_watches_of_a_deleted_channel_are_gone_at_once(cog: WatchesCog, channel: Any, manager: Any) -> None:
    await manager.slash(channel, "watch", topic="Ferries", where="here")
    deleted = cog.bot.get_channel(channel.id)
    cog.bot.dispatch("guild_channel_delete", deleted)
    for _ in range(100):
        if untold := cog.bot.context.store.within(watches.untold):
            break
        await asyncio.sleep(0.01)
    assert [one.state for one in untold] == ["gone"]


@pytest.mark.usefixtures("cog")
async def test_the_same_watch_again_only_changes_how_often_it_tells(channel: Any, ada: Any) -> None:
    await ada.slash(channel, "watch", topic="Ferries")
    again = await ada.slash(channel, "watch", topic="Ferries", often="weekly")
    assert again.response.content.startswith(
        "This watch was there already: Ferries. I tell of new articles every Monday"
    )
    lines = description((await ada.slash(channel, "watches")).response).splitlines()
    assert lines[1:] == ["- Ferries · every Monday at 09:00 (UTC)"]


@pytest.mark.simcord(check_errors=False)
@pytest.mark.usefixtures("cog")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "a watch on everything is none"),
        ({"jurisdiction": "Norlnd"}, "nearest: Norland"),
        ({"topic": "Feries"}, "nearest: Ferries"),
        ({"words": "the of"}, "too common"),
        ({"topic": "Ferries", "where": "here"}, "Only who may manage this channel or server"),
    ],
)
async def test_what_can_not_be_watched_is_said_to_the_person_alone(
    channel: Any, ada: Any, context: BotContext, options: dict[str, str], told: str
) -> None:
    result = await ada.slash(channel, "watch", **options)
    assert result.ephemeral
    assert told in result.response.content
    assert context.store.within(watches.active) == []


@pytest.mark.usefixtures("cog")
async def test_of_a_topic_that_no_article_has_the_first_is_told(channel: Any, ada: Any) -> None:
    made = await ada.slash(channel, "watch", topic="Lighthouses")
    assert "No article has the topic Lighthouses yet" in made.response.content


@pytest.mark.usefixtures("cog")
async def test_one_watch_too_many_is_not_made(channel: Any, ada: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watches, "MOST_OF_PERSON", 1)
    await ada.slash(channel, "watch", topic="Ferries")
    assert "one watch too many" in (await ada.slash(channel, "watch", words="lamp")).response.content


async def test_a_digest_is_turned_page_by_page_and_links_each_article_once(
    channel: Any, ada: Any, manager: Any, cog: WatchesCog
) -> None:
    made = await manager.slash(channel, "watch", topic="Ferries", often="once", where="here")
    assert f"at once, <#{channel.id}>" in made.response.content
    await come(cog, 25)
    shown = description(channel.last_message)
    for _ in range(2):
        await ada.click(channel.last_message, label="▶")
        shown += "\n" + description(channel.last_message)
    titles = [f"Ferry Act {number}**" for number in range(1, 26)]
    assert [shown.count(title) for title in titles] == [1] * 25
    assert "Ferry Act 0**" not in shown
    assert marks(channel.last_message) == ["◀", "Page 3 of 3", "▶", "End this watch"]


async def test_only_its_maker_or_a_manager_ends_the_watch_of_a_digest(
    channel: Any, ada: Any, manager: Any, cog: WatchesCog, context: BotContext
) -> None:
    await manager.slash(channel, "watch", topic="Ferries", often="once", where="here")
    await come(cog, 1)
    digest = channel.last_message
    for person, told, left in ((ada, "Only who made", 1), (manager, "Ended: the watch on Ferries", 0)):
        result = await person.click(digest, label="End this watch")
        assert result.ephemeral
        assert told in result.response.content
        assert len(context.store.within(watches.active)) == left
    assert "That watch has ended" in (await ada.click(digest, label="End this watch")).response.content


async def test_a_person_is_told_by_direct_message_and_ends_the_watch_there(
    simcord_env: Any, cog: WatchesCog, context: BotContext
) -> None:
    ben = simcord_env.create_user("ben")
    await ben.slash("watch", words="green lamp", often="once")
    await come(cog, 1)
    assert "Ferry Act 1" in description(ben.dm_channel.last_message)
    result = await ben.click(ben.dm_channel.last_message, label="End this watch")
    assert "Ended: the watch on “green lamp”." in result.response.content
    assert context.store.within(watches.active) == []


@pytest.mark.usefixtures("cog")
async def test_the_list_ends_what_is_chosen_and_nobody_else_s(
    channel: Any, ada: Any, manager: Any, context: BotContext
) -> None:
    for person in (ada, manager):
        await person.slash(channel, "watch", topic="Ferries")
    (own,) = context.store.within(watches.of_person, ada.id)
    (other,) = context.store.within(watches.of_person, manager.id)
    shown = (await ada.slash(channel, "watches")).response
    result = await ada.select(shown, [own.watch_id], custom_id=custom_id_of(shown, "End a watch of yours"))
    assert "No watches." in result.response.content
    assert context.store.within(watches.active) == [other]


@pytest.mark.usefixtures("cog")
async def test_a_paused_watch_is_woken_below_the_list(channel: Any, ada: Any, context: BotContext) -> None:
    await ada.slash(channel, "watch", topic="Ferries")
    (own,) = context.store.within(watches.active)
    context.store.within(watches.pause, own.watch_id, "closed")
    shown = (await ada.slash(channel, "watches")).response
    assert "paused: you take no direct messages from me" in description(shown)
    result = await ada.click(shown, label="Try again")
    assert "Ferries · every day" in description(result.response)
    assert context.store.within(watches.active) == [own]


@pytest.mark.usefixtures("cog")
async def test_who_manages_a_channel_is_shown_its_watches_and_no_others(
    simcord_env: Any, guild: Any, channel: Any, manager: Any
) -> None:
    hidden = guild.create_text_channel("hidden")
    await manager.slash(hidden, "watch", topic="Ferries", often="once", where="here")
    await manager.slash(channel, "watch", words="green lamp", often="once", where="here")
    role = guild.create_role("keepers", permissions=discord.Permissions(manage_channels=True, view_channel=True))
    keeper = guild.add_member(simcord_env.create_user("kim"), roles=[role])
    listed = description((await keeper.slash(channel, "watches")).response)
    assert "green lamp" in listed
    assert "Ferries" not in listed
    assert "Ferries" in description((await manager.slash(channel, "watches")).response)


@pytest.mark.usefixtures("cog")
async def test_a_topic_that_no_article_has_is_no_markup_in_the_hint(channel: Any, ada: Any) -> None:
    made = await ada.slash(channel, "watch", topic="[x](https://x.example)")
    assert made.response.content.count("\\[x") == 2, made.response.content
