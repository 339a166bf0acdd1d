"""Milvus as it is asked here: with time-outs, tries, and one line when it is away.

Milvus Lite, which runs in this process or as a server of its own, and a cluster are asked alike.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

from glmbot.config import EngineAddress
from glmbot.core.index.engine import EngineAwayError
from glmbot.core.model import GlmbotError

_log = logging.getLogger(__name__)
# A command that keeps no log says on its own that the server is away: Python would print the line a second time.
_log.addHandler(logging.NullHandler())
_T = TypeVar("_T")

ASK_SECONDS: Final = 10.0
"""So long a question waits for the server, all tries together."""
CONNECT_SECONDS: Final = 5.0
PAUSES: Final = (0.2, 0.5, 1.0)
"""Seconds between the tries."""
_CHANNEL: Final = {
    "grpc.use_local_subchannel_pool": 1,
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.max_reconnect_backoff_ms": 1000,
    "grpc.keepalive_time_ms": 310_000,
}
"""A channel of its own, that tries again soon: gRPC waits ever longer for a server that was away, up to two minutes.

A server that is not told otherwise hangs up on who pings more often than every 300 seconds without data; pymilvus does
so every ten. https://github.com/grpc/grpc/blob/master/doc/keepalive.md
"""
AWAY_SECONDS: Final = 2.0
"""So long a server that was away is left alone: else each question would wait for it in turn."""


class EngineError(GlmbotError):
    """What stands in the engine can't be used."""


class Milvus:
    """A server, connected when it is first asked; safe to use from several threads."""

    def __init__(self, address: EngineAddress) -> None:
        """Take where it is.

        Raises:
            EngineError: the package that speaks to it is missing.
        """
        try:
            import pymilvus  # noqa: F401, PLC0415 - an extra brings it
        except ModuleNotFoundError:
            raise EngineError(
                "GLMBOT_MILVUS_URI names a server, but pymilvus is missing; pip install 'glmbot[milvus]'"
            ) from None
        # It writes each error with a traceback; what matters of it is said here.
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
        self.address = address
        self.away = ""
        """Why it can't be asked; "" where it can."""
        self._away_until = 0.0
        self._client: Any = None
        self._guard = threading.Lock()

    def ask(self, work: Callable[[Any], _T], *, seconds: float = ASK_SECONDS) -> _T:
        """What some work with the client gives, tried again for so long.

        Raises:
            EngineAwayError: the server does not answer, or refuses.
        """
        if time.monotonic() < self._away_until:
            raise EngineAwayError(self.away)
        deadline = time.monotonic() + seconds
        for pause in (*PAUSES, None):
            try:
                done = work(self._connected())
            except Exception as error:  # noqa: BLE001 - the client lets through what gRPC, DNS and TLS raise
                # A server that has started again is connected and asked to load anew.
                self.close()
                if pause is None or time.monotonic() + pause > deadline:
                    raise self._gone(error) from None
                time.sleep(pause)
            else:
                if self.away:
                    _log.info("%s: the engine answers again", self.address)
                    self.away = ""
                return done
        raise AssertionError("the last try returns or raises")

    def close(self) -> None:
        """Close the connection."""
        with self._guard:
            client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(Exception):
                client.close()

    def _connected(self) -> Any:
        from pymilvus import MilvusClient  # noqa: PLC0415 - an extra brings it

        with self._guard:
            if self._client is None:
                address = self.address
                options: dict[str, Any] = {"timeout": CONNECT_SECONDS, "grpc_options": _CHANNEL}
                if address.token is not None:
                    options["token"] = address.token.get_secret_value()
                if address.ca is not None:
                    options |= {"secure": True, "server_pem_path": str(address.ca)}
                client = MilvusClient(address.uri, **options)
                # Milvus Lite has them released when it starts; for a cluster this is nothing.
                for name in client.list_collections():
                    if name.startswith(f"{address.name}_"):
                        client.load_collection(name)
                self._client = client
            return self._client

    def _gone(self, error: Exception) -> EngineAwayError:
        what = " ".join(str(getattr(error, "message", "") or error).split())[:200] or type(error).__name__
        if self.address.token is not None:
            what = what.replace(self.address.token.get_secret_value(), "…")
        line = f"{self.address}: the engine does not answer ({what}); check GLMBOT_MILVUS_URI and its server"
        if not self.away:
            _log.error("%s", line)
        self.away, self._away_until = line, time.monotonic() + AWAY_SECONDS
        return EngineAwayError(line)
