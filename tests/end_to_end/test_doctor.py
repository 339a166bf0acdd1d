"""`glmbot doctor` beside a local Discord: what it finds, and what it says to do."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from glmbot.sim.kinds import Permission
from glmbot.sim.laid_faults import deny
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.storage.database import GuildSettings, Store
from support.articles import GIVEN_PATH

Start = Callable[..., Coroutine[Any, Any, Child]]


async def examined(local: LocalDiscord, tmp_path: Path, **environment: str) -> tuple[int, dict[str, list[str]]]:
    """The exit code of the doctor, and for each name of its findings their states and lines."""
    bare = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "GLMBOT_READER": "0",  # the model has tests of its own
        "GLMBOT_CORPUS": str(GIVEN_PATH.parent),
        "GLMBOT_DATABASE": str(tmp_path / "glmbot.sqlite3"),
        "GLMBOT_DISCORD_API": local.api,
        "GLMBOT_DISCORD_GATEWAY": local.gateway,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "glmbot", "doctor", "--json", env={**bare, **environment}, cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    assert err == b"", err.decode()
    report = json.loads(out)
    assert report["ok"] is (process.returncode == 0)
    found: dict[str, list[str]] = {}
    for one in report["findings"]:
        found.setdefault(one["name"], []).append(f"{one['state']}: {one['what']}; {one['remedy']}")
    return process.returncode or 0, found


async def test_beside_a_running_bot_all_is_in_order(local: LocalDiscord, start: Start, tmp_path: Path) -> None:
    await start()
    await local.commands()
    code, found = await examined(local, tmp_path)
    wrong = {name: lines for name, lines in found.items() if not all(line.startswith("ok: ") for line in lines)}
    assert (code, wrong) == (0, {})
    assert set(found) == {
        "versions", "settings", "corpus", "index", "reader", "database", "disk", "token", "clock", "login", "gateway",
        "intents", "commands", "server 'Reading Room'",
    }  # fmt: skip
    assert "a bot is using it" in found["database"][0]
    assert "may do what it needs in 4 channels" in found["server 'Reading Room'"][0]


async def test_before_the_first_start_the_commands_are_registered_by_it(local: LocalDiscord, tmp_path: Path) -> None:
    code, found = await examined(local, tmp_path)
    assert code == 0
    assert found["commands"][0].startswith("note: 0 are registered")
    assert "is made at the first start" in found["database"][0]
    assert not (tmp_path / "glmbot.sqlite3").exists(), "nothing is changed"


async def test_commands_that_somebody_took_away_are_to_be_registered_by_hand(
    local: LocalDiscord, start: Start, tmp_path: Path
) -> None:
    child = await start()
    commands = await local.commands()
    await child.stop()
    local.service.commands.delete(None, commands[0]["id"])
    code, found = await examined(local, tmp_path)
    assert code == 1
    assert found["commands"][0].startswith("must: ")
    assert found["commands"][0].endswith("; glmbot sync")


@pytest.mark.parametrize(
    ("ahead", "says"),
    [(0, ""), (600, "s behind Discord's; set it by NTP"), (-600, "s ahead of Discord's; set it by NTP")],
)
async def test_a_clock_that_is_off_is_told_without_any_message(
    local: LocalDiscord, start: Start, tmp_path: Path, ahead: float, says: str
) -> None:
    local.world.ids.ahead_seconds = ahead
    child = await start()
    await local.commands()
    lines = [line for line in child.tail(500).splitlines() if "this machine's clock" in line]
    assert [says in line for line in lines] == [True] * bool(says)
    _, found = await examined(local, tmp_path)
    assert found["clock"][0].startswith("must: " if says else "ok: ")
    assert says.partition(";")[0] in found["clock"][0]


@pytest.mark.parametrize(
    ("denied", "says"),
    [
        (Permission.EMBED_LINKS, "must: the bot lacks embed links in every channel; give its role the right"),
        (Permission.VIEW_CHANNEL, "must: the bot sees no channel there; give its role: view channel, send messages"),
    ],
)
async def test_a_permission_that_lacks_everywhere_must_be_given(
    local: LocalDiscord, tmp_path: Path, denied: Permission, says: str
) -> None:
    deny(local.service, denied)
    code, found = await examined(local, tmp_path)
    assert code == 1
    assert found["server 'Reading Room'"][0].startswith(says)


async def test_a_channel_that_the_settings_name_must_let_the_bot_answer(local: LocalDiscord, tmp_path: Path) -> None:
    deny(local.service, Permission.SEND_MESSAGES)
    questions = next(one for one in local.world.channels.values() if one.name == "questions")
    with Store(tmp_path / "glmbot.sqlite3") as store:
        store.set_guild_settings(int(local.world.guild_id), GuildSettings(channels=frozenset({int(questions.id)})))
    code, found = await examined(local, tmp_path)
    assert code == 1
    assert "the bot lacks send messages" in found["server 'Reading Room'"][0]
    assert "in every channel that /settings names" in found["server 'Reading Room'"][0]


async def test_a_refused_token_is_to_be_copied_again(local: LocalDiscord, tmp_path: Path) -> None:
    local.service.faults.standing.add("login-401")
    code, found = await examined(local, tmp_path)
    assert code == 1
    assert found["login"][0].startswith("must: Discord refused the token; copy it again")
    assert "servers" not in found


async def test_an_intent_that_is_set_but_not_granted_must_be_switched_on(local: LocalDiscord, tmp_path: Path) -> None:
    code, found = await examined(local, tmp_path, GLMBOT_MESSAGE_CONTENT="1")
    assert code == 1
    assert found["intents"][0].startswith("must: GLMBOT_MESSAGE_CONTENT is set")


async def test_where_discord_can_not_be_reached_all_else_is_examined(local: LocalDiscord, tmp_path: Path) -> None:
    local.service.faults.standing.add("api-down")
    code, found = await examined(local, tmp_path)
    assert code == 1
    assert found["clock"][0].startswith("must: Discord can't be reached")
    assert found["corpus"][0].startswith("ok: 1 article")
