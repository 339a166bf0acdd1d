"""What the bot may read and do, and who may do what with it: intents, permissions, settings, languages of commands."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from glmbot.bot.i18n import translations
from glmbot.sim.errors import SimError
from glmbot.sim.kinds import MEMBER, MODERATOR, Permission
from glmbot.sim.laid_faults import deny
from glmbot.sim.process import Child
from glmbot.sim.script.player import play_script
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.sim.world import Message

Start = Callable[..., Coroutine[Any, Any, Child]]

QUESTION = "Which regions does the MOU target?"


async def played(local: LocalDiscord, script: str) -> None:
    transcript = await play_script(local, script)
    assert transcript.passed, "\n".join([*transcript.lines[-40:], transcript.difference or ""])


WITH_CONTENT = """
Ben in #questions says: Which regions does the MOU target?
bot stays silent for 0.3 s
Ada in #questions replies to "Which regions": @bot
bot replies: "¶ 2 of 6" ; "Latin America" ; button "More" ; pings Ada
Ada presses "More"
only Ada sees: button "Why this?"
Ada presses "Why this?"
only Ada sees: "“regions”"
# An answer of the bot is no question, and a message without text is none either.
Ada replies: @bot
bot replies: "Ask about a Global Legal Monitor article"
"""


async def test_with_the_content_intent_a_bare_mention_takes_the_message_that_it_replies_to(
    local: LocalDiscord, start: Start
) -> None:
    await start(GLMBOT_MESSAGE_CONTENT="true")
    await played(local, WITH_CONTENT)


async def answered(local: LocalDiscord) -> tuple[Message, Message]:
    question = await local.say("Ada", "#questions", f"@bot {QUESTION}")
    return question, await local.reply(question)


async def test_the_preview_of_a_link_in_a_question_changes_nothing(local: LocalDiscord, start: Start) -> None:
    await start(GLMBOT_QUESTIONS_PER_MINUTE="3")
    question = await local.say("Ada", "#questions", f"@bot {QUESTION} https://www.loc.gov/")
    answer = await local.reply(question)
    preview = {"type": "link", "url": "https://www.loc.gov/", "title": "Library of Congress"}
    local.service.messages.update(question, {"embeds": [preview]}, edited=False)
    await local.silence(0.4)
    assert answer.edits == 0
    # A preview that comes after an edit does not answer again either, and neither is a question.
    await local.edit(question, "@bot Who is Yuri Fedotov? https://www.loc.gov/")
    await local.until(lambda: answer.edits or None)
    for _ in range(5):
        local.service.messages.update(question, {"embeds": [preview]}, edited=False)
    await local.silence(0.4)
    assert answer.edits == 1
    assert "Latin America" in visible_text((await answered(local))[1].body)


@pytest.mark.parametrize("missing", [Permission.CREATE_THREADS, Permission.SEND_IN_THREADS])
async def test_where_the_bot_may_not_open_a_thread_it_says_so(
    local: LocalDiscord, start: Start, missing: Permission
) -> None:
    child = await start()
    _, answer = await answered(local)
    deny(local.service, missing)
    menu = await (await local.press("Ada", answer, "More")).response()
    press = await local.press("Ada", menu, "Continue in a thread")
    response = await press.response()
    assert "I can't open a thread here" in visible_text(response.body)
    assert response.visible_to == local.who("Ada").id
    deny(local.service, Permission(0))
    # What Discord itself refuses is told as well.
    local.fault("403", 1, on="threads")
    press = await local.press("Ada", menu, "Continue in a thread")
    assert "I can't open a thread here" in visible_text((await press.followup()).body)
    press = await local.press("Ada", menu, "Continue in a thread")
    assert visible_text((await press.followup()).body) == f"<#{answer.id}>"
    assert "Traceback" not in child.tail(200)


async def test_only_who_manages_the_guild_sees_and_changes_its_settings(local: LocalDiscord, start: Start) -> None:
    await start()
    await local.commands()
    for who, place in (("Ada", "#questions"), ("Mod", "DM"), ("Ada", "elsewhere"), ("Mod", "elsewhere")):
        with pytest.raises(SimError, match="can't be used|may not use"):
            await local.run(who, place, "settings")
    with pytest.raises(SimError, match="can't be used"):
        await local.run("Ada", "Ada and Ben", "settings")

    ada = local.who("Ada")
    ada.permissions = MODERATOR
    shown = await (await local.run("Ada", "#questions", "settings")).response()
    assert shown.visible_to == ada.id
    ada.permissions = MEMBER
    presses = [await local.press("Ada", shown, name) for name in ("Threads", "Private")]
    presses.append(await local.choose("Ada", shown, "Language", ["fr"]))
    presses.append(await local.choose("Ada", shown, "Channels", ["#sources"]))
    for press in presses:
        response = await press.response()
        assert "Only who may manage this server can change its settings." in visible_text(response.body)
        assert response.visible_to == ada.id
    shown = await (await local.run("Mod", "#questions", "settings")).response()
    text = visible_text(shown.body)
    assert "everywhere" in text
    assert "yes" in text
    assert "Français" not in text


async def test_a_guild_that_lets_everyone_use_settings_does_not_open_them(local: LocalDiscord, start: Start) -> None:
    """A guild can override who may use a command; the bot looks at the permission itself."""
    await start()
    command = next(one for one in await local.commands() if one["name"] == "settings")
    assert int(command["default_member_permissions"]) == Permission.MANAGE_GUILD
    assert (command["contexts"], command["integration_types"]) == ([0], [0])
    command["default_member_permissions"] = None
    use = await local.run("Ada", "#questions", "settings")
    assert "Only who may manage this server" in visible_text((await use.response()).body)


async def test_commands_are_described_in_each_language_and_keep_their_names(local: LocalDiscord, start: Start) -> None:
    await start()
    commands = {one["name"]: one for one in await local.commands()}
    for language, locale in (("es", "es-ES"), ("fr", "fr")):
        words = translations(language).gettext
        for name in ("ask", "articles", "settings", "forget-me"):
            said = commands[name]["description"]
            assert commands[name]["description_localizations"][locale] == words(said) != said
        assert commands["ask"]["options"][0]["description_localizations"][locale]
    assert not any(one.get("name_localizations") for one in commands.values() if one["type"] == 1)
    menu = commands["Find sources for this message"]
    assert menu["name_localizations"]["fr"] == translations("fr").gettext("Find sources for this message")
    # One who speaks French uses the menu under its French name; the bot gets the one that it registered.
    await local.speak("Ada", "fr")
    question = await local.say("Ben", "#questions", QUESTION)
    use = await local.run("Ada", "#questions", "Find sources for this message", target=question)
    assert "¶ 2 sur 6" in visible_text((await use.response()).body)


async def test_two_people_press_the_same_answer_at_the_same_time(local: LocalDiscord, start: Start) -> None:
    await start()
    _, answer = await answered(local)
    await local.commands()
    people = ("Ada", "Ben", "Mod")
    votes = await asyncio.gather(*(local.press(who, answer, "👍") for who in people))
    steps = await asyncio.gather(*(local.press(who, answer, "¶ 3 ▶") for who in people))
    for use in steps:
        assert "¶ 3 of 6" in visible_text((await use.response()).body)
    for use in votes:
        assert "Noted: helpful" in visible_text((await use.response()).body)
    assert [use.original is answer for use in steps] == [True, False, False]
    stats = await (await local.run("Ada", "#questions", "stats")).response()
    assert "**Votes** 3 up, 0 down" in visible_text(stats.body)
