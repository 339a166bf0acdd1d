"""Asks loc.gov politely: from the cache where it holds, again where the server fails, never where it says no."""

import time
from collections.abc import Callable
from typing import Final, NoReturn

from glmbot.ingest.loc_gov.addresses import Site, as_json
from glmbot.ingest.loc_gov.answers import Kind, Raw, Verdict, judge
from glmbot.ingest.loc_gov.cache import Cache, Kept
from glmbot.ingest.loc_gov.errors import AnswerError, BlockedError, FailingError, LimitedError, NotFoundError
from glmbot.ingest.loc_gov.pace import Pace, retry_after
from glmbot.ingest.loc_gov.web import TooLongError, Web, WebError

_TRIES: Final = 4
_REDIRECTS: Final = 5
_LONGEST_REST: Final = 300.0


class Session:
    """One way to loc.gov for a whole run."""

    def __init__(self, site: Site, web: Web, cache: Cache, pace: Pace, wall: Callable[[], float] = time.time) -> None:
        self.site = site
        self._web, self._cache, self._pace, self._wall = web, cache, pace, wall

    def get(self, address: str, kind: Kind) -> bytes:
        """The body of an answer that can be used.

        Raises:
            BlockedError: loc.gov wants a browser.
            LimitedError: it asks to wait.
            NotFoundError: it has nothing there.
            FailingError: it failed again and again.
            AnswerError: the answer can't be used, or leads elsewhere.
        """
        place = self._place(address, kind)
        kept = self._cache.find(place)
        if kept is not None and self._cache.is_fresh(kept):
            return kept.body
        why = "the server fails"
        for attempt in range(_TRIES):
            self._pace.rest(self._pace.pause * (2**attempt) if attempt else 0)
            try:
                raw = self._follow(place, kept, kind)
            except WebError as error:
                why = str(error)
                continue
            match judge(raw, kind):
                case Verdict.GOOD:
                    self._keep(place, raw)
                    return raw.body
                case Verdict.SAME if kept is not None:
                    return kept.body
                case Verdict.FAILING | Verdict.CUT as verdict:
                    why = _why(verdict, raw)
                    self._wait_as_asked(raw)
                case verdict:
                    self._give_up(verdict, raw)
        raise FailingError(f"{why}; tried {_TRIES} times")

    def _place(self, address: str, kind: Kind, beside: str | None = None) -> str:
        place = self.site.locate(address, beside)
        return place if kind == "feed" else as_json(place)

    def _follow(self, place: str, kept: Kept | None, kind: Kind) -> Raw:
        """The answer at the end of the redirects, each a request of its own."""
        conditions = kept.conditions if kept is not None else {}
        accept = "application/rss+xml, application/xml" if kind == "feed" else "application/json"
        for _ in range(_REDIRECTS + 1):
            try:
                with self._pace.turn():
                    raw = self._web.get(place, {"Accept": accept, **conditions})
            except TooLongError:
                raise AnswerError("the answer is longer than 5 MB") from None
            if judge(raw, kind) is not Verdict.MOVED:
                return raw
            place = self._place(raw.headers.get("location", ""), kind, place)
        raise AnswerError(f"redirected more than {_REDIRECTS} times")

    def _keep(self, place: str, raw: Raw) -> None:
        if "no-store" not in raw.headers.get("cache-control", "").lower():
            etag, modified = raw.headers.get("etag"), raw.headers.get("last-modified")
            self._cache.keep(place, raw.body, etag=etag, modified=modified)

    def _wait_as_asked(self, raw: Raw) -> None:
        seconds = retry_after(raw.headers.get("retry-after"), self._wall())
        if seconds is not None and seconds > _LONGEST_REST:
            self._pace.close(seconds)
            raise LimitedError(seconds)
        self._pace.rest(seconds or 0)

    def _give_up(self, verdict: Verdict, raw: Raw) -> NoReturn:
        if verdict is Verdict.BLOCKED:
            raise BlockedError
        if verdict is Verdict.LIMITED:
            seconds = retry_after(raw.headers.get("retry-after"), self._wall())
            self._pace.close(seconds)
            raise LimitedError(seconds)
        if verdict is Verdict.MISSING:
            raise NotFoundError("loc.gov has nothing there (404)")
        raise AnswerError(f"the answer has a form that glmbot doesn't know (status {raw.status})")


def _why(verdict: Verdict, raw: Raw) -> str:
    if verdict is Verdict.CUT:
        return "the JSON is cut or damaged"
    if raw.status >= 500:  # noqa: PLR2004 - the server's own errors
        return f"the server fails ({raw.status})"
    return "the server's index fails: no results, marked as not to be kept"
