"""The articles read anew by /reload while the bot runs: what changes, what is refused, what buttons say afterwards."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from glmbot.core.corpus.article_file import format_article
from glmbot.core.model import Article
from glmbot.sim.process import Child
from glmbot.sim.script.player import play_script
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from support.articles import GIVEN_PATH, make_article

Start = Callable[..., Coroutine[Any, Any, Child]]

QUESTION = "Which regions does the MOU target?"
KITES = make_article(
    "(Mar. 3, 2014) The Kite Act of Norland forbids kites above the lighthouse.\n\n"
    "The keeper of the lighthouse may cut the string of such a kite.",
    title="Norland: Kite Act Adopted",
)
TAXES = make_article(
    "(May 5, 2015) Sudmark raised the tax on windows to nine crowns.",
    title="Sudmark: Window Tax Raised", date="2015-05-05", jurisdictions=["Sudmark"],
)  # fmt: skip
FERRIES = make_article(
    "(June 6, 2016) Westland requires two lamps on all of its ferries.",
    title="Westland: Lamps on Ferries", date="2016-06-06", jurisdictions=["Westland"],
)  # fmt: skip


def write(folder: Path, article: Article) -> Path:
    path = folder / f"{article.article_id}.md"
    path.write_text(format_article(article), encoding="utf-8")
    return path


def clear(folder: Path, names: str) -> None:
    for path in folder.glob(names):
        path.unlink()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The given article and two invented ones."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / GIVEN_PATH.name).write_bytes(GIVEN_PATH.read_bytes())
    write(folder, KITES)
    write(folder, TAXES)
    return folder


async def played(local: LocalDiscord, script: str) -> None:
    transcript = await play_script(local, script)
    assert transcript.passed, "\n".join([*transcript.lines[-40:], transcript.difference or ""])


BEFORE = """
Mod in #questions runs /reload
only Mod sees: anything
| Read anew: 3 articles.
| Nothing has changed.
Ada in DM runs /reload
only Ada sees: content is "Only the owner of this bot can do that."

Ada in #questions says: @bot Which kites does Norland forbid?
bot replies: "forbids kites above the lighthouse" ; "¶ 1 of 2"
Ada in #sources says: @bot How high is the tax on windows in Sudmark?
bot replies: "nine crowns"
Ada in #announcements runs /articles jurisdiction:Sudmark
only Ada sees: "Window Tax"
Ada in #sources presses "Cite"
only Ada sees: select "Citation style"
Ada in "Lounge" says: @bot Which regions does the MOU target?
bot replies: "¶ 2 of 6"
"""

CHANGED = "That article has changed or is gone since this answer. Ask again."

AFTER = f"""
Mod in #questions runs /reload
only Mod sees: "Read anew: 3 articles." ; "Added 1 - 2016-06-06-westland-bell-act-adopted" ; "Changed 1 - 2014-03-03-norland-kite-act-adopted" ; "Removed 1 - 2015-05-05-sudmark-window-tax-raised"
Mod runs /reload
only Mod sees: "Nothing has changed."

# Changed: no button of the answer shows what the article did not say then.
Ada in #questions presses "¶ 2 ▶"
only Ada sees: "{CHANGED}"
Ada presses "Sources"
only Ada sees: "{CHANGED}"
Ada presses "Cite"
only Ada sees: "{CHANGED}"
Ada presses "More"
only Ada sees: "{CHANGED}"
Ada presses "👍"
only Ada sees: "{CHANGED}"
Ben in #questions presses "¶ 2 ▶"
only Ben sees: "{CHANGED}"
Ada says: @bot Which kites does Norland forbid?
bot replies: "forbids kites above the church" ; "¶ 1 of 2"

# Gone.
Ada in #sources presses "Cite"
only Ada sees: "{CHANGED}"
Ada chooses "APA 7" in "Citation style"
only Ada sees: "{CHANGED}"
Ada says: @bot How high is the tax on windows in Sudmark?
bot replies: lacks "nine crowns"
Ada runs /article article:"2015-05-05-sudmark-window-tax-raised"
only Ada sees: "No article is called"

# Added, and unchanged.
Ada says: @bot When do sledges need a bell in Westland?
bot replies: "need a bell after dusk"
Ada in "Lounge" presses "¶ 3 ▶"
bot edits: "¶ 3 of 6"
"""  # noqa: E501 - a line of a script is one step


async def test_buttons_of_a_changed_or_removed_article_say_so(local: LocalDiscord, start: Start, shelf: Path) -> None:
    await start(GLMBOT_CORPUS=str(shelf))
    await played(local, BEFORE)
    write(shelf, replace(KITES, body=KITES.body.replace("lighthouse", "church")))
    (shelf / f"{TAXES.article_id}.md").unlink()
    write(
        shelf,
        make_article(
            "(June 6, 2016) Sledges need a bell after dusk, the Bell Act of Westland says.",
            title="Westland: Bell Act Adopted", date="2016-06-06", jurisdictions=["Westland"],
        ),
    )  # fmt: skip
    await played(local, AFTER)


async def test_a_list_whose_jurisdiction_is_gone_says_so(local: LocalDiscord, start: Start, shelf: Path) -> None:
    for number in range(11):
        write(shelf, replace(TAXES, article_id=f"2015-05-05-sudmark-tax-{number}", title=f"Sudmark: Tax {number}"))
    await start(GLMBOT_CORPUS=str(shelf))
    await played(
        local, 'Ada in #questions runs /articles jurisdiction:Sudmark\nonly Ada sees: "12 articles" ; button "▶"'
    )
    clear(shelf, "*sudmark*")
    await played(
        local,
        'Ada in #questions presses "▶"\nbot edits: button "Page 2 of 2"\n'
        'Mod in #questions runs /reload\nonly Mod sees: "Removed 12" ; "… and 2 more"\n'
        'Ada presses "◀"\nonly Ada sees: "The articles have changed since this list. Use /articles again."\n',
    )


ONE_FAULT = """
Mod in #questions runs /reload
only Mod sees: "The articles were not read anew: the old ones stay." ; "2014-03-03-norland-kite-act-adopted.md:3" ; "2015-05-05-sudmark-window-tax-raised.md:1"
Ada in #questions says: @bot Which kites does Norland forbid?
bot replies: "forbids kites above the lighthouse"
Ada presses "¶ 2 ▶"
bot edits: "may cut the string"
"""  # noqa: E501 - a line of a script is one step

MANY_FAULTS = """
Mod in #questions runs /reload
only Mod sees: content is "The articles were not read anew: the old ones stay." ; file "faults.txt" contains "2014-01-01-norland-0.md:1" ; file "faults.txt" contains "2014-01-01-norland-59.md:1" ; file "faults.txt" contains "2014-03-03-norland-kite-act-adopted.md:3"
Ada in #questions says: @bot Which regions does the MOU target?
bot replies: "¶ 2 of 6"
"""  # noqa: E501 - a line of a script is one step

EMPTY = """
Mod in #questions runs /reload
only Mod sees: "The articles were not read anew: the old ones stay." ; "no article in this folder"
Ada in #questions says: @bot Which regions does the MOU target?
bot replies: "¶ 2 of 6"
Ada runs /articles
only Ada sees: "3 articles"
"""


async def test_a_faulty_file_is_told_and_the_old_articles_stay(local: LocalDiscord, start: Start, shelf: Path) -> None:
    child = await start(GLMBOT_CORPUS=str(shelf))
    kites = shelf / f"{KITES.article_id}.md"
    kites.write_text(kites.read_text(encoding="utf-8").replace("2014-03-03", "2014-02-30"), encoding="utf-8")
    (shelf / f"{TAXES.article_id}.md").write_text("no front matter\n", encoding="utf-8")
    await played(local, ONE_FAULT)
    for number in range(60):
        (shelf / f"2014-01-01-norland-{number}.md").write_text("no front matter\n", encoding="utf-8")
    await played(local, MANY_FAULTS)
    clear(shelf, "*.md")
    await played(local, EMPTY)
    assert "Traceback" not in child.tail(200)


def test_where_faulty_files_are_left_out_a_reload_counts_them(shelf: Path, tmp_path: Path) -> None:
    (shelf / f"{TAXES.article_id}.md").write_text("no front matter\n", encoding="utf-8")
    script = tmp_path / "reload.script"
    script.write_text('Mod in #questions runs /reload\nonly Mod sees: "2 articles" ; "Left out 1 faulty file"\n')
    command = [sys.executable, "-m", "glmbot", "simulate", "--skip-faulty", "--script", str(script)]
    command += ["--corpus", str(shelf)]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GLMBOT_READER": "0"}
    result = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path, env=environment
    )
    assert result.returncode == 0, result.stdout + result.stderr


async def test_a_reload_loses_no_question(local: LocalDiscord, start: Start, shelf: Path) -> None:
    for number in range(600):
        write(shelf, replace(TAXES, article_id=f"2015-05-05-sudmark-tax-{number}", title=f"Sudmark: Tax {number}"))
    await start(GLMBOT_CORPUS=str(shelf), GLMBOT_QUESTIONS_PER_MINUTE="100")
    await local.commands()
    write(shelf, replace(KITES, body=KITES.body.replace("lighthouse", "church")))
    reload = await local.run("Mod", "#sources", "reload")
    second = await local.run("Mod", "#announcements", "reload")
    asked = [await local.say(("Ada", "Ben")[at % 2], "#questions", f"@bot {QUESTION}") for at in range(10)]
    await local.until(lambda: answers(local) or None, within=20)
    during = reload.original is None or reload.original.loading
    for at in range(10):
        asked.append(await local.say(("Ada", "Ben")[at % 2], "#questions", f"@bot {QUESTION}"))
        await asyncio.sleep(0.05)
    await local.until(lambda: len(answers(local)) == 20 or None, within=20, what="20 answers")
    assert {body["message_reference"]["message_id"] for body in answers(local)} == {one.id for one in asked}
    assert all("Latin America" in visible_text(body) for body in answers(local))
    assert "**Changed** 1" in visible_text((await reload.response(within=20)).body)
    assert "read anew already" in visible_text((await second.response(within=20)).body)
    assert during, "the reload was over before the first answer came"


def answers(local: LocalDiscord) -> list[dict[str, Any]]:
    channel = local.where("#questions", local.world.bot)
    bot = local.world.bot.id
    return [one.body for one in local.world.messages[channel.id].values() if one.author_id == bot]


async def test_what_changes_in_the_folder_is_taken_in_whole_or_not_at_all(
    local: LocalDiscord, start: Start, shelf: Path
) -> None:
    child = await start(GLMBOT_CORPUS=str(shelf), GLMBOT_WATCH="1")

    async def log(words: str) -> None:
        await local.until(lambda: words in child.tail(500) or None, within=20, what=f"the log to say {words!r}")

    async def answer(question: str) -> str:
        return visible_text((await local.reply(await local.say("Ada", "#questions", f"@bot {question}"))).body)

    added = write(shelf, FERRIES)
    await log("articles read anew: 1 added, 0 changed, 0 removed")
    assert "two lamps" in await answer("Which ferries of Westland need lamps?")
    # One article is faulty and another is gone: neither is taken in.
    kites = shelf / f"{KITES.article_id}.md"
    whole = kites.read_bytes()
    kites.write_bytes(whole[:40])
    added.unlink()
    await log(f"{kites}:")
    assert "the old ones stay" in child.tail(500)
    assert "two lamps" in await answer("Which ferries of Westland need lamps?")
    kites.write_bytes(whole)
    await log("articles read anew: 0 added, 0 changed, 1 removed")
    assert "forbids kites" in await answer("Which kites does Norland forbid?")
    assert "two lamps" not in await answer("Which ferries of Westland need lamps?")
    await child.stop()
    assert child.exit_code == 0
    assert "Traceback" not in child.tail(500)
