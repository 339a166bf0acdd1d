import pytest

from glmbot.sim.errors import SimError
from glmbot.sim.script.player import play_script
from glmbot.sim.server import LocalDiscord
from glmbot.sim.world import Message
from sim.clients import RestClient, Running
from sim.desk_bot import DeskBot


async def opened(local: LocalDiscord, who: str = "Mod") -> Message:
    return await (await local.run(who, "#questions", "channels")).response()


async def test_channels_are_chosen_by_name(local: LocalDiscord, running: Running, desk_bot: DeskBot) -> None:
    async with running(desk_bot):
        card = await opened(local)
        select = card.body["components"][0]["components"][0]
        assert (select["min_values"], select["max_values"]) == (0, 25)
        questions = local.where("#questions", local.who("Mod")).id
        assert select["default_values"] == [{"id": questions, "type": "channel"}]
        use = await local.choose("Mod", card, "Channels", ["#sources", "help-desk", "#first visit"])
        await use.response()
        await local.until(lambda: card.content.startswith("chosen") or None)
    assert card.content == "chosen: sources (text), help-desk (forum), first visit (public_thread)"
    assert len(card.body["components"][0]["components"][0]["default_values"]) == 3


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["#announcements"], "the select offers no"),
        (["elsewhere"], "the select offers no"),
        (["DM"], "no channel is called '#DM'"),
        (["nowhere"], "no channel is called '#nowhere'"),
        (["#sources", "#sources"], "choose 0 to 25 different values"),
    ],
)
async def test_only_channels_that_the_select_offers_can_be_chosen(
    local: LocalDiscord, running: Running, desk_bot: DeskBot, names: list[str], words: str
) -> None:
    async with running(desk_bot):
        card = await opened(local)
        with pytest.raises(SimError, match=words):
            await local.choose("Mod", card, "Channels", names)


SETTINGS = """
Mod runs /channels
only Mod sees: "which?"; select "Channels"
Mod chooses "#questions", "#sources" in "Channels"
bot edits: "chosen: questions (text), sources (text)"
Mod chooses nothing in "Channels"
bot edits: "chosen: none"
"""

THREAD = """
Ada runs /desk
bot replies: "desk"; button "Thread"
Ada presses "Thread"
bot in "Follow-up" replies: "Mention me here"
only Ada sees: "opened"
Ada in "Follow-up" says: @bot and now?
bot replies: "heard in Follow-up"; reply to "and now?"
Ben in "Follow-up" says: not to you
bot stays silent for 0.1 s
"""

FILE = """
Ben runs /desk private:true
only Ben sees: "desk"
Ben presses "File"
bot edits: "with a file"; file "cite.ris"; file "cite.ris" contains "TY - NEWS AU - Zeldin"
Ben presses "File"
bot edits: content is "with a file"
"""

MENU = """
Ada in {place} says: who signed?
Ben in {place} uses "Read" on "who signed?"
only Ben sees: "read 'who signed?' of ada"
"""

ELSEWHERE = """
Ada in {place} runs /where article:x
bot replies: "{told}"
Ada presses "File"
bot edits: file "cite.ris"
Ada types /where article:"
bot offers: "in en-US"
Ada runs /desk private:true
only Ada sees: "desk"
"""


@pytest.mark.parametrize(
    "script",
    [
        SETTINGS,
        THREAD,
        FILE,
        MENU.format(place="#questions"),
        MENU.format(place='"elsewhere"'),
        MENU.format(place='"Ada and Ben"'),
        ELSEWHERE.format(place='"elsewhere"', told="guild user en-US en-US x"),
        ELSEWHERE.format(place='"Ada and Ben"', told="private_channel user en-US None x"),
        ELSEWHERE.format(place="DM", told="dm_channel guild en-US None x"),
        ELSEWHERE.format(place="#questions", told="guild guild en-US en-US x"),
    ],
)
async def test_a_conversation_goes_as_its_script_says(
    local: LocalDiscord, running: Running, desk_bot: DeskBot, script: str
) -> None:
    async with running(desk_bot):
        assert (await play_script(local, script)).difference is None


async def test_a_file_is_told_where_it_is_another(local: LocalDiscord, running: Running, desk_bot: DeskBot) -> None:
    script = 'Ben runs /desk\nbot replies: "desk"\nBen presses "File"\nbot edits: file "cite.ris" contains "BOOK"'
    async with running(desk_bot):
        difference = (await play_script(local, script)).difference
    assert difference is not None
    assert '-file "cite.ris" contains "BOOK"' in difference
    assert "+cite.ris: TY  - NEWS" in difference


@pytest.mark.parametrize("place", ["#questions", "DM"])
async def test_an_edited_question_is_read_and_its_deletion_told(
    local: LocalDiscord, running: Running, desk_bot: DeskBot, place: str
) -> None:
    mention = f"<@{local.world.bot.id}>"
    async with running(desk_bot):
        question = await local.say("Ada", place, "@bot who signed?")
        await local.edit(question, "@bot who signed it?")
        await local.delete(question)
        await local.until(lambda: desk_bot.heard[1:] or None)
    assert desk_bot.heard == [f"edit {mention} who signed it?", f"delete {question.id}"]


async def test_an_edit_brings_the_mention_or_takes_it_away(
    local: LocalDiscord, running: Running, desk_bot: DeskBot
) -> None:
    async with running(desk_bot):
        question = await local.say("Ada", "#questions", "who signed?")
        await local.edit(question, "@bot who signed?")
        await local.edit(question, "@Ben who signed?")
        await local.until(lambda: desk_bot.heard[1:] or None)
    assert desk_bot.heard == [f"edit <@{local.world.bot.id}> who signed?", "edit "]
    assert question.pings == ()


async def test_a_reply_keeps_whom_it_pings_when_it_is_edited(
    local: LocalDiscord, running: Running, desk_bot: DeskBot
) -> None:
    async with running(desk_bot):
        answer = await local.reply(await local.say("Ada", "#questions", "@bot hello"))
        question = await local.say("Ada", "#questions", "and now?", reply_to=answer)
        await local.edit(question, "and later?")
        await local.until(lambda: desk_bot.heard or None)
    assert desk_bot.heard == ["edit and later?"]


async def test_an_edit_can_not_leave_a_message_empty(local: LocalDiscord) -> None:
    question = await local.say("Ada", "#questions", "hello")
    for text, words in ((" ", "empty"), ("x" * 4001, "at most 4000")):
        with pytest.raises(SimError, match=words):
            await local.edit(question, text)


async def test_mod_owns_the_bot(local: LocalDiscord, running: Running, desk_bot: DeskBot) -> None:
    async with running(desk_bot):
        guild = desk_bot.get_guild(int(local.world.guild_id))
        assert guild is not None
        for name in ("Ada", "Mod"):
            member = await guild.fetch_member(int(local.who(name).id))
            assert await desk_bot.is_owner(member) is (name == "Mod")
            assert any(role.permissions.manage_guild for role in member.roles) is (name == "Mod")


async def test_people_are_added_to_threads_only(local: LocalDiscord, rest: RestClient) -> None:
    thread, ada = local.where("old questions", local.who("Ada")).id, local.who("Ada").id
    assert await rest("PUT", f"/channels/{thread}/thread-members/@me") == (204, None)
    assert await rest("PUT", f"/channels/{thread}/thread-members/{ada}") == (204, None)
    assert (await rest("PUT", f"/channels/{thread}/thread-members/5"))[1]["code"] == 10013
    assert (await rest("PUT", f"{rest.questions}/thread-members/{ada}"))[1]["code"] == 50024
