"""The SDK's own client, speaking to `glmbot mcp` as a process over real pipes, for tests that are not asynchronous."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import CallToolResult


class Session:
    """A session with a client; each method waits for the answer."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self._portal = portal
        self.client = client

    def ask(self, method: str, *arguments: Any, **named: Any) -> Any:
        """What a method of the client gives."""
        return self._portal.call(lambda: getattr(self.client, method)(*arguments, **named))

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        """What a tool gives; an error of the tool is a result too."""
        result: CallToolResult = self.ask("call_tool", tool, arguments)
        return result

    def given(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The object that a tool gives."""
        result = self.call(tool, **arguments)
        assert not result.is_error, text_of(result)
        found: dict[str, Any] = json.loads(json.dumps(result.structured_content))
        return found

    def fault(self, tool: str, **arguments: Any) -> str:
        """What a tool says of arguments that it can't take."""
        result = self.call(tool, **arguments)
        assert result.is_error
        assert result.structured_content is None
        return text_of(result)


def text_of(result: CallToolResult) -> str:
    """The words of a result."""
    (content,) = result.content
    assert content.type == "text"
    text: str = content.text
    return text


def environment(folder: Path) -> dict[str, str]:
    """A bare environment with a home of its own; the model has tests of its own."""
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "GLMBOT_READER": "0"}


@contextmanager
def connected(folder: Path, *arguments: str, mode: str = "auto") -> Iterator[Session]:
    """A session with `glmbot mcp`, started in a folder."""
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "glmbot", "mcp", *arguments], env=environment(folder), cwd=folder
    )
    with start_blocking_portal() as portal:
        client = Client(stdio_client(command), mode=mode)
        with portal.wrap_async_context_manager(client):
            yield Session(portal, client)
