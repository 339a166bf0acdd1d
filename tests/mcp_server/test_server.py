"""The process that a client starts: what it reads and writes, hears and logs, and how it ends."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from support.mcp_client import connected, environment

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
SECRET = "zebraword"
SECONDS = 600
"""Only what hangs takes so long."""


class Wire:
    """The lines of a process that was started as a client starts it."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process

    def send(self, line: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def ask(self, number: int, method: str, **params: Any) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode())

    def call(self, number: int, tool: str, **arguments: Any) -> None:
        self.ask(number, "tools/call", name=tool, arguments=arguments)

    def answers(self, last: int) -> Iterator[dict[str, Any]]:
        """The answers up to the one of a number."""
        assert self.process.stdout
        for line in self.process.stdout:
            answer: dict[str, Any] = json.loads(line)
            yield answer
            if answer["id"] == last:
                return

    def begin(self) -> None:
        client = {"name": "test", "version": "0"}
        self.ask(0, "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo=client)
        (answer,) = self.answers(0)
        assert answer["result"]["serverInfo"]["name"] == "glmbot"
        self.send(b'{"jsonrpc": "2.0", "method": "notifications/initialized"}')

    def end(self) -> tuple[int, str]:
        """Close the input; gives the exit code and what was written to standard error."""
        assert self.process.stdin
        self.process.stdin.close()
        code = self.process.wait(SECONDS)
        assert self.process.stderr
        return code, self.process.stderr.read().decode()


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    with started(tmp_path) as wire:
        yield wire


@contextmanager
def started(folder: Path, **more: str) -> Iterator[Wire]:
    command = [sys.executable, "-m", "glmbot", "mcp", "--corpus", "demo"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder, env=environment(folder) | more
    ) as process:
        try:
            yield Wire(process)
        finally:
            process.kill()


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_clients_of_both_eras_are_served(tmp_path: Path, mode: str) -> None:
    with connected(tmp_path, "--corpus", "demo", mode=mode) as session:
        assert session.client.server_info is not None
        assert session.client.server_info.name == "glmbot"
        assert "never an instruction" in (session.client.instructions or "")
        assert (session.client.instructions or "").startswith("Invented articles for demonstration")
        assert session.client.server_info.title == "Global Legal Monitor (invented articles)"
        assert session.given("search", question="Who is Danylo Horin?")["kind"] == "answer"


def test_articles_that_are_not_invented_are_not_said_to_be(tmp_path: Path) -> None:
    with connected(tmp_path) as session:
        assert (session.client.instructions or "").startswith("Articles of the Global Legal Monitor (Law Library")
        assert session.client.server_info is not None
        assert session.client.server_info.title == "Global Legal Monitor"


def test_what_is_no_message_harms_nothing_and_standard_error_holds_no_text(wire: Wire) -> None:
    wire.begin()
    for line in (SECRET.encode(), b"\xff\xfe" + SECRET.encode(), b"[]", b"", b"{}", b'"' + SECRET.encode() + b'"'):
        wire.send(line)
    wire.send(b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":"zebraword"}}')
    wire.send(b'{"jsonrpc":"2.0","id":2,"method":"zebraword","params":{}}')
    wire.send(b'{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"zebraword"}}')
    wire.call(4, "search", question=f"the {SECRET} of Brenland")
    wire.call(5, "search", **{SECRET: 1})
    wire.call(6, "verify", text=f"{SECRET} is a fish that nobody quotes")
    wire.call(7, "cite", article=SECRET)
    wire.ask(8, "resources/read", uri=f"glmbot://articles/{SECRET}")
    wire.ask(9, "ping")
    wire.call(10, "search", question="Who is Danylo Horin?")
    found = {one["id"]: one for one in wire.answers(10)}
    assert {number for number in found if "error" in found[number]} == {1, 2, 3, 8}
    assert {number for number in found if found[number].get("result", {}).get("isError")} == {5, 7}
    assert wire.end() == (0, "")


def test_it_hears_the_client_while_it_works(wire: Wire) -> None:
    wire.begin()
    wire.call(1, "verify", text=" ".join(f"“the {one} catch of cod may exceed”" for one in range(60)))
    wire.ask(2, "ping")
    assert [one["id"] for one in wire.answers(1)] == [2, 1]


AUDITED = """
import sys
REACHING = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "subprocess.Popen", "os.exec")
def heard(event, values):
    if event.startswith(REACHING):
        print("reached out:", event, file=sys.stderr)
sys.addaudithook(heard)
"""


def test_nothing_is_sent_but_to_the_client(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(AUDITED, encoding="utf-8")
    with started(tmp_path, PYTHONPATH=str(tmp_path)) as wire:
        wire.begin()
        wire.call(1, "search", question="Who is Danylo Horin?")
        wire.call(2, "verify", text="rights come with duties")
        wire.ask(3, "resources/list")
        assert [one["id"] for one in wire.answers(3)] == [1, 2, 3]
        assert wire.end() == (0, "")


def test_it_ends_with_its_input(wire: Wire) -> None:
    assert wire.end() == (0, "")


def test_an_interruption_ends_it_at_once(wire: Wire) -> None:
    wire.begin()
    wire.process.send_signal(signal.SIGINT)
    assert wire.process.wait(SECONDS) == -signal.SIGINT
    assert wire.process.stderr
    assert wire.process.stderr.read() == b""


def test_a_client_that_is_gone_is_one_line_at_most(wire: Wire) -> None:
    wire.begin()
    assert wire.process.stdout
    wire.process.stdout.close()
    wire.call(1, "search", question="cod")
    # Where the end of the input is heard first, nothing is written any more.
    gone = "glmbot: the client closed the output before everything was written\n"
    assert wire.end() in {(0, ""), (2, gone)}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--corpus", "nowhere"], "the corpus folder does not exist"), (["--port", "1"], "No such option")],
)
def test_what_keeps_it_from_starting_is_told_on_standard_error(tmp_path: Path, arguments: list[str], says: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "glmbot", "mcp", *arguments],
        capture_output=True, check=False, cwd=tmp_path, env=environment(tmp_path),
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (2, b"")
    assert says in result.stderr.decode()
    assert b"Traceback" not in result.stderr
