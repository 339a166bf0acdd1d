import asyncio
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from glmbot.sim.errors import SimError
from glmbot.sim.feed import Feed
from glmbot.sim.process import Child, resident
from glmbot.sim.server import LocalDiscord
from glmbot.sim.simulate import simulate

ECHO = [sys.executable, str(Path(__file__).with_name("echo_bot.py"))]
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2][:3]


async def gone(pid: int) -> bool:
    for _ in range(100):
        if not alive(pid):
            return True
        await asyncio.sleep(0.05)
    return False


async def simulated(command: list[str] = ECHO, **more: Any) -> int:
    return await simulate(
        command=command, environment=os.environ, api_variable="ECHO_API", gateway_variable="ECHO_GATEWAY",
        title="echo", status="", bot_name="echo", **more,
    )  # fmt: skip


def environment(local: LocalDiscord) -> dict[str, str]:
    return {**os.environ, "ECHO_API": local.api, "ECHO_GATEWAY": local.gateway}


async def test_a_bot_runs_as_a_child_and_is_restarted_and_stopped(local: LocalDiscord) -> None:
    local.child = Child(ECHO, environment(local), local.service.feed)
    await local.child.start()
    await local.ready()
    first = local.child.pid
    assert first is not None
    assert (await local.reply(await local.say("Ada", "DM", "hello"))).content == "hello"
    frame = local.child.frame(0, online=True)
    assert frame["state"] == "running"
    assert frame["rss_bytes"] > 1_000_000
    await local.child.restart()
    await local.ready()
    assert local.child.pid != first
    assert (await local.reply(await local.say("Ada", "DM", "again"))).content == "again"
    await local.child.stop()
    assert local.child.frame(0, online=False)["state"] == "stopped"
    assert not alive(first)


async def test_what_ignores_the_request_to_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glmbot.sim.process.PATIENCE_SECONDS", 0.2)
    child = Child([sys.executable, "-c", STUBBORN], os.environ, Feed())
    await child.start()
    await child.feed.until(lambda: "up" in child.log or None, within=5, what="its first line")
    pid = child.pid
    await child.stop()
    assert pid is not None
    assert await gone(pid)
    assert "killed" in child.tail()


async def test_a_bot_that_ends_tells_why() -> None:
    child = Child([sys.executable, "-c", "print('no token'); raise SystemExit(3)"], os.environ, Feed())
    async with LocalDiscord() as local:
        local.child = child
        await child.start()
        with pytest.raises(SimError, match=r"exit code 3\nno token"):
            await local.ready()
        assert child.frame(0, online=False)["state"] == "failed"


async def test_a_command_that_is_not_there_ends_at_once() -> None:
    child = Child(["/no/such/command"], os.environ, Feed())
    await child.start()
    await child.feed.until(lambda: child.ended or None, within=5, what="its end")
    assert child.exit_code != 0
    await child.stop()


def test_of_no_process_no_memory_is_told() -> None:
    assert resident(None) is None


async def test_a_taken_port_is_named() -> None:
    async with LocalDiscord() as local:
        with pytest.raises(SimError, match=str(local.port)):
            await LocalDiscord(port=local.port).start()


async def test_after_the_end_nothing_listens_any_more() -> None:
    async with LocalDiscord() as local:
        port = local.port
    with socket.socket() as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("127.0.0.1", port))


async def test_a_script_is_played_against_a_child(capsys: pytest.CaptureFixture[str]) -> None:
    script = 'Ada says: @bot hello\nbot replies: "hello"\nrestart bot\nAda in DM says: again\nbot replies: "again"\n'
    assert await simulated(script=script) == 0
    assert "| again" in capsys.readouterr().out


async def test_a_difference_is_an_exit_code_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    script = 'Ada says: @bot hello\nbot replies: "goodbye"\n'
    assert await simulated(script=script) == 1
    assert '-"goodbye"' in capsys.readouterr().out


async def test_a_bot_that_does_not_start_is_an_exit_code_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert await simulated([sys.executable, "-c", "1/0"]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().out


async def test_cancelled_it_leaves_neither_process_nor_port() -> None:
    lines: list[str] = []
    started = asyncio.Event()

    def ready(url: str) -> None:
        lines.append(url)
        started.set()

    task = asyncio.create_task(simulated(on_ready=ready))
    await asyncio.wait_for(started.wait(), 15)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    port = int(lines[0].rpartition(":")[2])
    with socket.socket() as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("127.0.0.1", port))
    assert not [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]


OWNER = """
import asyncio, os, sys
from glmbot.sim.feed import Feed
from glmbot.sim.process import Child

async def main():
    child = Child([sys.executable, "-c", "import time; time.sleep(60)"], os.environ, Feed())
    await child.start()
    print(child.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


async def test_a_child_does_not_outlive_a_parent_that_is_killed() -> None:
    owner = await asyncio.create_subprocess_exec(sys.executable, "-c", OWNER, stdout=subprocess.PIPE)
    assert owner.stdout is not None
    pid = int(await asyncio.wait_for(owner.stdout.readline(), 10))
    assert alive(pid)
    owner.kill()
    await owner.wait()
    assert await gone(pid)


SIMULATING = """
import asyncio, os, sys
from glmbot.sim.simulate import simulate
print(asyncio.run(simulate(command=sys.argv[1:], environment=os.environ, api_variable="ECHO_API",
    gateway_variable="ECHO_GATEWAY", title="echo", status="", bot_name="echo",
    on_ready=lambda url: print(url, flush=True))), flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_everything_cleanly(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", SIMULATING, *ECHO], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline()
        process.send_signal(number)
        try:
            rest, _ = process.communicate(timeout=60)
        finally:
            process.kill()
    assert rest.strip() == "0"
    with socket.socket() as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("127.0.0.1", int(url.rpartition(":")[2])))
