"""What goes wrong during a run, by a seed: links that break, sessions that are lost, requests that fail, kills."""

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

from glmbot.core.article import INVENTED
from glmbot.core.corpus.article_file import format_article
from soak.bot import Bot
from soak.ledger import KILLED, LINK, SESSION, Asked, Ledger
from support.articles import make_article

KILL: Final = "kill -9"
_LINKS: Final = (("drop-link", None), ("op7", None), ("op9-true", None), ("close", "4000"), ("twice", None))
_SESSIONS: Final = ("lost-session", "op9-false")
_REQUESTS: Final = ("429", "429", "429-global", "500", "500", "502", "503", "500-after", "reset", "reset")
_SENDING: Final = "POST /channels/{channel_id}/messages"
_LINK_SECONDS: Final = 7.0
_SESSION_SECONDS: Final = 75.0
_KILL_SECONDS: Final = 40.0
_REQUEST_SECONDS: Final = 1.5
_KILLS_UNTIL: Final = 0.4
"""The last process lives for the rest of the run: so its memory can be seen to stay."""
_CALM_SECONDS: Final = 8.0
"""Before the end nothing is begun that takes so long."""
_RETURN_SECONDS: Final = 120.0
_SPARK: Final = replace(
    make_article(
        "(Apr. 1, 2016) The Lantern Act of Norland forbids sparks.",
        title="Norland: Lantern Act Adopted",
        date="2016-04-01",
    ),
    origin=INVENTED,
)


class Weather:
    """Lays faults for so many seconds, and tells the ledger what they excuse."""

    def __init__(self, bot: Bot, ledger: Ledger, source: Random, seconds: float) -> None:
        self._bot, self._ledger, self._source, self._seconds = bot, ledger, source, seconds
        self._began = 0.0
        self.laid: Counter[str] = Counter()
        self.reloads: Counter[str] = Counter()
        self.ready_after: list[float] = []
        """Seconds from each kill until the bot had identified anew."""

    def begin(self) -> None:
        """The time runs from now on."""
        self._began = time.perf_counter()

    async def over_the_link(self) -> None:
        """Break the link, lose the session and kill the bot, one after the other, each as soon as all is well again."""
        for at, name, value in self._plan():
            await asyncio.sleep(max(0.0, at - self._now()))
            if self._now() > self._seconds - _CALM_SECONDS:
                return
            self.laid[name] += 1
            if name == KILL:
                await self._kill()
            else:
                await self._part(name, value)

    async def over_requests(self) -> None:
        """Let requests of the bot fail, one at a time, and now and then three in a row where a message is sent."""
        faults = self._bot.local.service.faults
        while self._now() < self._seconds:
            await asyncio.sleep(self._source.uniform(0.5, 1.5) * _REQUEST_SECONDS)
            if faults.armed:
                continue
            name = self._source.choice(_REQUESTS)
            in_a_row = self._source.random() < 0.1 and name in {"429", "503", "reset"}
            faults.cause(name, "3" if in_a_row else "1", _SENDING if in_a_row else "")
            self.laid[name] += 3 if in_a_row else 1

    async def over_articles(self, every: float) -> None:
        """Change an article and let all be read anew, by /reload and by SIGHUP in turn."""
        number = 0
        while self._now() < self._seconds - _CALM_SECONDS:
            await asyncio.sleep(every)
            if not self._bot.local.service.gateway.online or self._bot.child.pid is None:
                continue
            number += 1
            self.change(number)
            if number % 2:
                self.reload()
            else:
                self.reloads["SIGHUP"] += 1
                os.kill(self._bot.pid, signal.SIGHUP)

    def change(self, number: int) -> None:
        """Give an article another text."""
        article = replace(_SPARK, body=f"{_SPARK.body} Of these there are {number % 3}.")
        path = self._bot.folder / f"{article.article_id}.md"
        path.write_text(format_article(article), encoding="utf-8")

    def reload(self) -> None:
        """Let the owner use /reload, which is a question like others."""
        local, at = self._bot.local, time.perf_counter()
        owner, command = local.who("Mod"), local.service.commands.named("reload")
        self.reloads["/reload"] += 1
        use = local.people.run(owner, local.where("#sources", owner), command, [])
        self._ledger.enter(Asked("reload", at, use=use))

    def clear(self) -> None:
        """End what is laid."""
        self._bot.local.service.faults.clear()

    async def _kill(self) -> None:
        self._ledger.begin(KILLED)
        at = await self._bot.kill()
        await self._bot.start()
        self.ready_after.append(time.perf_counter() - at)
        self._ledger.end()

    async def _part(self, name: str, value: str | None) -> None:
        gateway = self._bot.local.service.gateway
        before, is_lost = (gateway.resumes, gateway.identifies), name in _SESSIONS
        self._ledger.begin(SESSION if is_lost else LINK)
        self._bot.local.fault(name, value)
        await self._bot.local.until(
            lambda: gateway.identifies > before[1] or (not is_lost and gateway.resumes > before[0]) or None,
            within=_RETURN_SECONDS,
            what=f"waiting for the bot after {name}",
        )
        self._ledger.end()

    def _plan(self) -> Iterator[tuple[float, str, str | None]]:
        """What comes when; at least two kills, and one of each way to lose a session."""
        kills = max(2, round(self._seconds * _KILLS_UNTIL / _KILL_SECONDS))
        losses = max(2, round(self._seconds / _SESSION_SECONDS))
        planned = [
            *self._spread(kills, self._seconds * _KILLS_UNTIL, [(KILL, None)]),
            *self._spread(losses, self._seconds - _CALM_SECONDS, [(name, None) for name in _SESSIONS]),
            *self._spread(round(self._seconds / _LINK_SECONDS), self._seconds, _LINKS),
        ]
        yield from sorted(planned, key=lambda one: one[0])

    def _spread(
        self, count: int, until: float, names: "list[tuple[str, None]] | tuple[tuple[str, str | None], ...]"
    ) -> Iterator[tuple[float, str, str | None]]:
        step = until / count
        for number in range(count):
            name, value = names[number % len(names)]
            yield (number + self._source.uniform(0.2, 0.8)) * step, name, value

    def _now(self) -> float:
        return time.perf_counter() - self._began
