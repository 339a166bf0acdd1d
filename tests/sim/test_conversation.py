import asyncio

import discord

from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from sim.clients import Running
from sim.echo_bot import EchoBot
from sim.rich_bot import RichBot


async def test_a_mention_is_answered_as_a_reply(local: LocalDiscord, running: Running, echo_bot: EchoBot) -> None:
    async with running(echo_bot):
        question = await local.say("Ada", "#questions", "@bot hello")
        reply = await local.reply(question)
    assert reply.content == f"<@{local.world.bot.id}> hello"
    assert reply.body["message_reference"]["message_id"] == question.id
    assert reply.ack_ms is not None
    assert reply.requests == 1


async def test_a_direct_message_needs_no_mention(local: LocalDiscord, running: Running, echo_bot: EchoBot) -> None:
    async with running(echo_bot):
        assert (await local.reply(await local.say("Ben", "DM", "hello"))).content == "hello"


async def test_without_the_content_intent_an_unmentioned_bot_reads_nothing(
    local: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    async with running(rich_bot):
        await local.say("Ada", "#questions", "among ourselves")
        await local.say("Ada", "#questions", "@bot to you")
        await local.until(lambda: rich_bot.seen[1:] or None)
    assert rich_bot.seen == ["", f"<@{local.world.bot.id}> to you"]


async def test_with_the_content_intent_it_reads_everything(local: LocalDiscord, running: Running) -> None:
    heard = asyncio.Queue[str]()
    intents = discord.Intents(guilds=True, messages=True, message_content=True)
    bot = discord.Client(intents=intents, guild_ready_timeout=0.1)

    @bot.event
    async def on_message(message: discord.Message) -> None:
        heard.put_nowait(message.content)

    async with running(bot):
        await local.say("Ada", "#questions", "among ourselves")
        assert await asyncio.wait_for(heard.get(), 2) == "among ourselves"


async def test_without_the_messages_intent_no_message_arrives(local: LocalDiscord, running: Running) -> None:
    heard = asyncio.Queue[str]()
    bot = discord.Client(intents=discord.Intents(guilds=True), guild_ready_timeout=0.1)

    @bot.event
    async def on_message(message: discord.Message) -> None:
        heard.put_nowait(message.content)

    async with running(bot):
        await local.say("Ada", "#questions", "@bot hello")
        await local.silence(0.2)
    assert heard.empty()


async def test_every_kind_of_channel_carries_a_conversation(
    local: LocalDiscord, running: Running, echo_bot: EchoBot
) -> None:
    async with running(echo_bot):
        for place in ("#questions", "#announcements", "Lounge", "old questions", "first visit", "DM"):
            question = await local.say("Ada", place, "@bot here")
            assert (await local.reply(question)).channel_id == question.channel_id


async def test_a_thread_opened_later_carries_one_too(local: LocalDiscord, running: Running, echo_bot: EchoBot) -> None:
    async with running(echo_bot):
        start = await local.say("Ada", "#questions", "let us go aside")
        ada = local.who("Ada")
        thread = local.service.messages.open_thread(local.where("#questions", ada), "aside", ada, start)
        question = await local.say("Ada", thread, "@bot here")
        assert (await local.reply(question)).content.endswith("here")


async def test_bots_and_webhooks_can_speak_too(local: LocalDiscord, running: Running, rich_bot: RichBot) -> None:
    async with running(rich_bot):
        await local.say("Beep", "#questions", "@bot from a bot")
        await local.say("Hook", "#questions", "@bot from a webhook")
        await local.until(lambda: rich_bot.seen[1:] or None)
    assert [text.partition("> ")[2] for text in rich_bot.seen] == ["from a bot", "from a webhook"]


async def test_only_the_asker_is_pinged_where_mentions_are_forbidden(
    local: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    async with running(rich_bot):
        question = await local.say("Ada", "#questions", "@bot @Ben")
        channel = rich_bot.text_channel(question.channel_id)
        sent = await channel.get_partial_message(int(question.id)).reply(f"@everyone <@{local.who('Ben').id}>")
    reply = local.world.message(question.channel_id, str(sent.id))
    assert reply.pings == (local.who("Ada").id,)
    assert not reply.body["mention_everyone"]


async def test_by_default_everyone_is_pinged(local: LocalDiscord, running: Running, echo_bot: EchoBot) -> None:
    async with running(echo_bot):
        reply = await local.reply(await local.say("Ada", "DM", "@everyone @Ben"))
    assert set(reply.pings) == {local.who("Ada").id, local.who("Ben").id}
    assert reply.body["mention_everyone"]


async def test_edits_deletions_and_reactions_reach_the_bot(
    local: LocalDiscord, running: Running, echo_bot: EchoBot
) -> None:
    heard: list[str] = []

    @echo_bot.event
    async def on_raw_message_edit(payload: discord.RawMessageUpdateEvent) -> None:
        heard.append(f"edit {payload.message.content}")

    @echo_bot.event
    async def on_raw_message_delete(_: discord.RawMessageDeleteEvent) -> None:
        heard.append("delete")

    async with running(echo_bot):
        question = await local.say("Ada", "DM", "hello")
        await local.edit(question, "hello again")
        await local.delete(question)
        await local.until(lambda: heard[1:] or None)
    assert heard == ["edit hello again", "delete"]
    assert question.edits == 1
    assert question.deleted


async def test_the_bot_edits_deletes_and_reacts(local: LocalDiscord, running: Running, rich_bot: RichBot) -> None:
    async with running(rich_bot):
        question = await local.say("Ada", "#questions", "@bot hello")
        channel = rich_bot.text_channel(question.channel_id)
        sent = await channel.send("one")
        mine = local.world.message(question.channel_id, str(sent.id))
        await sent.edit(content="two", embed=discord.Embed(description="three"))
        assert visible_text(mine.body) == "two\nthree"
        await sent.add_reaction("👍")
        await local.react("Ada", mine, "👍")
        assert [(entry["emoji"]["name"], entry["count"]) for entry in mine.body["reactions"]] == [("👍", 2)]
        assert rich_bot.user is not None
        await sent.remove_reaction("👍", rich_bot.user)
        await local.until(lambda: "reaction 👍" in rich_bot.seen or None)
        fetched = await channel.fetch_message(sent.id)
        assert fetched.reactions[0].count == 1
        await sent.delete()
    assert mine.deleted


async def test_a_reply_to_a_deleted_question_says_so(local: LocalDiscord, running: Running, echo_bot: EchoBot) -> None:
    async with running(echo_bot):
        question = await local.say("Ada", "DM", "hello")
        reply = await local.reply(question)
        await local.delete(question)
    assert reply.gone_reference
    assert reply.body["referenced_message"] is None
