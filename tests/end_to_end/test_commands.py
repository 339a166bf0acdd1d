"""`glmbot sync` and `glmbot invite` against the local Discord."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from glmbot.sim.server import LocalDiscord


async def run(local: LocalDiscord, folder: Path, *arguments: str) -> tuple[int | None, str]:
    environment = {
        "PATH": os.environ["PATH"],
        "GLMBOT_READER": "0",  # the model has tests of its own
        "HOME": str(folder),
        "GLMBOT_DATABASE": str(folder / "glmbot.sqlite3"),
        "GLMBOT_DISCORD_API": local.api,
        "GLMBOT_DISCORD_GATEWAY": local.gateway,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "glmbot", *arguments, env=environment, cwd=folder,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await asyncio.wait_for(process.communicate(), 30)
    return process.returncode, output.decode()


async def test_sync_registers_the_commands_everywhere(local: LocalDiscord, tmp_path: Path) -> None:
    code, output = await run(local, tmp_path, "sync")
    names = {command["name"] for command in await local.commands()}
    assert (code, names >= {"ask", "source", "sources", "cite", "articles", "about", "help"}) == (0, True), output
    assert "commands registered" in output


async def test_sync_registers_the_commands_in_one_guild(local: LocalDiscord, tmp_path: Path) -> None:
    guild = local.world.place("#questions", local.world.bot).guild_id
    code, output = await run(local, tmp_path, "sync", "--guild", str(guild))
    assert code == 0, output
    assert f"in guild {guild}" in output


async def test_the_invitation_names_the_application_that_the_token_belongs_to(
    local: LocalDiscord, tmp_path: Path
) -> None:
    code, output = await run(local, tmp_path, "invite")
    assert code == 0
    assert f"client_id={local.world.application_id}" in output


@pytest.mark.parametrize("command", ["sync", "invite"])
async def test_a_refused_token_is_one_line(local: LocalDiscord, tmp_path: Path, command: str) -> None:
    local.fault("login-401")
    code, output = await run(local, tmp_path, command)
    assert code == 2
    assert output.startswith("glmbot: Discord refused the token")
    assert len(output.strip().splitlines()) == 1


async def test_an_unknown_guild_is_one_line(local: LocalDiscord, tmp_path: Path) -> None:
    code, output = await run(local, tmp_path, "sync", "--guild", "1")
    assert code == 2, output
    assert output.startswith("glmbot: Discord refused a request (404, code 10004): Unknown Guild")


@pytest.mark.parametrize("command", ["sync", "invite"])
async def test_a_discord_that_is_not_there_is_one_line(local: LocalDiscord, tmp_path: Path, command: str) -> None:
    local.fault("api-down")
    code, output = await run(local, tmp_path, command)
    assert code == 2
    assert output.startswith("glmbot: Discord can't be reached")
    assert len(output.strip().splitlines()) == 1
