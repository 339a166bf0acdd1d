"""The only importer of httpx: one GET, bounded in time and size."""

import time
from collections.abc import Mapping
from typing import Final, Protocol, Self

import httpx

from glmbot import __version__
from glmbot.ingest.loc_gov.answers import Raw

LONGEST_BODY: Final = 5_000_000
_CONNECT_SECONDS: Final = 10.0
_READ_SECONDS: Final = 30.0
ANSWER_SECONDS: Final = 90.0


class WebError(Exception):
    """No whole answer came."""


class TooLongError(Exception):
    """An answer is longer than any article is."""


class Web(Protocol):
    """Asks for one address, once."""

    def get(self, address: str, headers: Mapping[str, str]) -> Raw:
        """The answer, whatever its status.

        Raises:
            WebError: none came, or only a part of one, or too slowly.
            TooLongError: it is too long.
        """


class HttpWeb:
    """The web by httpx; redirects are left to the caller, and cookies are not kept."""

    def __init__(self, contact: str, *, seconds: float = ANSWER_SECONDS, proxies: bool = True) -> None:
        self._seconds = seconds
        self._client = httpx.Client(
            headers={"User-Agent": f"glmbot/{__version__} (+{contact})"},
            timeout=httpx.Timeout(min(seconds, _READ_SECONDS), connect=min(seconds, _CONNECT_SECONDS)),
            follow_redirects=False,
            trust_env=proxies,
            limits=httpx.Limits(max_connections=1),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, headers: Mapping[str, str]) -> Raw:
        """As `Web.get`."""
        self._client.cookies.clear()
        try:
            with self._client.stream("GET", address, headers=dict(headers)) as answer:
                body = self._read(answer)
        except httpx.TimeoutException:
            raise WebError("the answer took too long") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise WebError(f"no whole answer ({type(error).__name__})") from None
        return Raw(answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, body)

    def _read(self, answer: httpx.Response) -> bytes:
        """The body, given up when it trickles or does not end."""
        end = time.monotonic() + self._seconds
        body = bytearray()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > LONGEST_BODY:
                raise TooLongError
            if time.monotonic() > end:
                raise WebError("the answer took too long")
        return bytes(body)
