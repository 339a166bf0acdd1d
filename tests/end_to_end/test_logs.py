"""What the bot's log holds when all goes well and when it does not: no person, and nothing that anyone has written."""

import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from glmbot.sim.errors import SimError
from glmbot.sim.process import Child
from glmbot.sim.script.player import play_script
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text

Start = Callable[..., Coroutine[Any, Any, Child]]

EVERYTHING = """
Ada in #questions says: @bot Which regions does the xylophone target?
bot replies: anything
Ada edits: @bot Which regions does the glockenspiel target?
bot edits: anything
Ada says: @bot Which regions does the MOU target?
bot replies: "¶ 2 of 6"
Ada presses "👍" on "¶ 2 of 6"
only Ada sees: "Noted: helpful"
Ada presses "More"
only Ada sees: button "Why this?"
Ada presses "Why this?"
only Ada sees: anything
Ada presses "More"
only Ada sees: button "Continue in a thread"
Ada presses "Continue in a thread"
bot in "Which regions does the MOU target?" replies: anything
only Ada sees: anything
Ben in DM says: Who is the glockenspiel?
bot replies: anything
Ben runs /ask question:"Who plays the xylophone?" jurisdiction:Glockenspielia
only Ben sees: "No article has the jurisdiction"
Ben in "elsewhere" runs /ask question:"Who plays the xylophone?"
only Ben sees: anything
Ben in "Ada and Ben" says: Where is the xylophone?
Ben uses "Find sources for this message" on "xylophone"
only Ben sees: anything
Ben runs /article article:"xylophone"
only Ben sees: "No article is called"
Mod in #questions runs /reload
only Mod sees: "Nothing has changed"
Mod runs /settings
only Mod sees: "everywhere"
Mod presses "Private"
bot edits: "yes"
Ada deletes
bot deletes
Ada runs /forget-me
only Ada sees: "1 vote"
Ben in #questions says: @bot xylophone
bot replies: anything
Ben says: @bot xylophone
bot replies: anything
Ben runs /ask question:"xylophone"
only Ben sees: anything
Ben says: @bot xylophone
bot replies: "Too much at once"
"""


async def struck(local: LocalDiscord) -> None:
    await local.until(lambda: not local.service.faults.armed or None, what="the fault to strike")


@pytest.mark.parametrize(("level", "form"), [("INFO", "text"), ("DEBUG", "text"), ("DEBUG", "json")])
async def test_no_line_holds_a_person_or_what_somebody_wrote(
    local: LocalDiscord, start: Start, level: str, form: str
) -> None:
    child = await start(GLMBOT_LOG_LEVEL=level, GLMBOT_LOG_FORMAT=form, GLMBOT_QUESTIONS_PER_MINUTE="6")
    transcript = await play_script(local, EVERYTHING)
    assert transcript.passed, "\n".join([*transcript.lines[-30:], transcript.difference or ""])
    for fault, count in (("404", 1), ("403", 2), ("500", 2)):
        local.fault(fault, count, on="callback")
        await local.run("Mod", "#questions", "ask", question="Who broke the glockenspiel?")
        await struck(local)
    for fault in ("403", "404", "429-no-via"):
        local.fault(fault, 1, on="POST /channels/{channel_id}/messages")
        await local.say("Mod", "#questions", "@bot Who mended the xylophone?")
        await struck(local)
    for fault in ("404", "403"):
        local.fault(fault, 1, on="callback")
        with pytest.raises(SimError):
            await local.autocomplete("Mod", "#questions", "article", "article", article="glockenspiel")
        await struck(local)
    await local.silence(0.3)
    log = child.tail(500)
    assert "registered" in log, "the log was read at INFO"
    assert "choices could not be offered (403" in log
    assert "could not be sent (429" in log
    people = [user for user in local.world.users.values() if user is not local.world.bot]
    held = [user.id for user in people if user.id in log]
    assert held == []
    tokens = local.service.interactions._by_token
    assert tokens
    assert [token for token in tokens if token in log] == []
    assert not re.search(r"xylophone|glockenspiel|regions|MOU\b|\bAda\b|\bBen\b", log, re.IGNORECASE)


async def test_a_failure_inside_the_bot_is_logged_without_the_words_that_led_to_it(
    local: LocalDiscord, start: Start, tmp_path: Path
) -> None:
    """A database that is taken away makes every interaction fail that needs it."""
    child = await start(GLMBOT_LOG_LEVEL="INFO")
    question = await local.say("Ada", "#questions", "@bot Which regions does the MOU target?")
    answer = await local.reply(question)
    await local.commands()
    break_database(tmp_path / "glmbot.sqlite3")
    press = await local.press("Ada", answer, "👍")
    assert "Something went wrong here" in visible_text((await press.response()).body)
    log = child.tail(500)
    assert "OperationalError" in log
    assert not any(user.id in log for user in local.world.people)
    assert "regions" not in log


def break_database(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE votes")
