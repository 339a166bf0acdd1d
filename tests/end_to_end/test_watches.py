"""Watches from the command to the digest: the real bot, its folder watched, in the local Discord."""

import asyncio
import datetime as dt
import os
import random
import signal
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from glmbot.sim.kinds import Permission
from glmbot.sim.laid_faults import deny
from glmbot.sim.payloads import channel_payload
from glmbot.sim.process import Child
from glmbot.sim.script.player import play_script
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.sim.world import Message
from support.articles import GIVEN_PATH
from support.digests import acts, digests_of, ferry, write

KILLS = 12
Start = Callable[..., Coroutine[Any, Any, Child]]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / GIVEN_PATH.name).write_bytes(GIVEN_PATH.read_bytes())
    write(folder, ferry(0))
    return folder


async def played(local: LocalDiscord, script: str) -> None:
    transcript = await play_script(local, script)
    assert transcript.passed, "\n".join([*transcript.lines[-40:], transcript.difference or ""])


async def ready(start: Start, local: LocalDiscord, shelf: Path) -> Child:
    child = await start(GLMBOT_CORPUS=str(shelf), GLMBOT_WATCH="1", wait=False)
    await local.ready(60)
    return child


async def told(local: LocalDiscord, count: int, within: float = 60) -> None:
    await local.until(lambda: len(digests_of(local)) >= count or None, within=within, what=f"{count} digests")


ONE_EACH = """
Mod in #announcements runs /watch topic:"Ferries" often:"once" where:"here"
only Mod sees: "Watching for new articles: Ferries" ; "at once"
Ada in #questions runs /watch words:"green lamps" often:"once"
only Ada sees: "“green lamps”" ; "by direct message"
"""


async def test_a_digest_comes_at_once_to_a_channel_and_to_a_person(
    local: LocalDiscord, start: Start, shelf: Path
) -> None:
    child = await ready(start, local, shelf)
    await played(
        local,
        ONE_EACH
        + """
Ada runs /watch jurisdiction:"Norlnd"
only Ada sees: "nearest: Norland"
Ada runs /watch
only Ada sees: "a watch on everything is none"
Ada runs /watch topic:"Ferries" where:"here"
only Ada sees: "Only who may manage this channel or server"
Ada runs /watches
only Ada sees: "“green lamp” · at once" ; lacks "Ferries"
""",
    )
    write(shelf, ferry(1))
    await played(
        local,
        """
bot in #announcements replies: "1 new article: Ferries" ; "Ferry Act 1" ; "The lamp of ferry 1 is green." ; pings nobody
bot in DM replies: "1 new article" ; "Ferry Act 1"
Ada in #announcements presses "End this watch"
only Ada sees: "Only who made this watch"
Mod in #announcements presses "End this watch"
only Mod sees: "Ended: the watch on Ferries."
Ada in DM presses "End this watch"
only Ada sees: "Ended: the watch on “green lamp”."
Ada runs /watches
only Ada sees: "No watches."
""",
    )
    assert "Traceback" not in child.tail(300)


PAGE = """Norland: Ferry Act 7

(Mar. 3, 2014) The lamp of ferry 7 is green. It burns all night, and nobody may put it out before the day has come.

The parliament of Norland adopted the act on March 1, 2014, after a debate of three hours.
"""


async def test_a_digest_tells_of_an_article_that_is_taken_in_beside_the_bot(
    local: LocalDiscord, start: Start, shelf: Path, tmp_path: Path
) -> None:
    await ready(start, local, shelf)
    await played(local, ONE_EACH)
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    adding = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "glmbot", "corpus", "add", str(page), "--corpus", str(shelf), "--yes"
    )
    assert await adding.wait() == 0
    await played(local, 'bot in DM replies: "1 new article" ; "Ferry Act 7"')


async def test_a_digest_tells_of_articles_that_a_reload_brings(local: LocalDiscord, start: Start, shelf: Path) -> None:
    await start(GLMBOT_CORPUS=str(shelf), wait=False)
    await local.ready(60)
    await played(local, ONE_EACH)
    await asyncio.sleep(3)  # what is there when the bot first looks, within a second, is not new
    write(shelf, ferry(1))
    await played(
        local,
        """
Mod in #announcements runs /reload
only Mod sees: "Read anew: 3 articles."
""",
    )
    await told(local, 2)
    assert [*acts(digests_of(local)).values()] == [1, 1]


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("es-ES", ("25 artículos nuevos", "Página 2 de 3", "Cancelado: el aviso")),
        ("fr", ("25 nouveaux articles", "Page 2 sur 3", "Arrêtée\u00a0: la veille")),
    ],
    ids=["es", "fr"],
)
async def test_a_long_digest_has_pages_also_after_a_restart(
    local: LocalDiscord, start: Start, shelf: Path, locale: str, said: tuple[str, str, str]
) -> None:
    new, page, ended = said
    child = await ready(start, local, shelf)
    await played(
        local,
        f"""
the guild speaks {locale}
Mod speaks {locale}
Mod in #announcements runs /watch topic:"Ferries" often:"once" where:"here"
only Mod sees: "Ferries"
""",
    )
    for number in range(1, 26):
        write(shelf, ferry(number, f"Land {number % 4}"))
    await told(local, 1)
    (digest,) = digests_of(local)
    assert new in visible_text(digest.body)
    seen = acts([digest])
    await child.restart()
    await local.ready(60)
    for _ in range(2):
        await turned(local, digest, "▶")
        seen += acts([digest])
    assert sorted(number for _, number in seen) == list(range(1, 26))
    await turned(local, digest, "◀")
    assert page in str(digest.body["components"])
    press = await local.press("Mod", digest, digest.body["components"][0]["components"][3]["label"])
    assert ended in visible_text((await press.response(within=20)).body)
    assert "Traceback" not in child.tail(300)


async def turned(local: LocalDiscord, digest: Message, to: str) -> None:
    before = visible_text(digest.body)
    await local.press("Mod", digest, to)
    await local.until(lambda: visible_text(digest.body) != before or None, within=20, what="another page")


async def test_what_came_while_the_bot_was_off_is_told_and_what_was_there_at_first_is_not(
    local: LocalDiscord, start: Start, shelf: Path
) -> None:
    child = await ready(start, local, shelf)
    await played(local, ONE_EACH)
    await child.stop()
    write(shelf, ferry(1))
    await child.start()
    await local.ready(60)
    await told(local, 2)
    await local.silence(2)
    assert sorted(number for _, number in acts(digests_of(local))) == [1, 1]


def kill(child: Child) -> None:
    assert child.pid is not None
    os.killpg(child.pid, signal.SIGKILL)


def killing(child: Child, accept: Callable[..., Message]) -> Callable[..., Message]:
    """Takes a message in, and kills the bot before it is answered."""

    def create(*values: Any, **named: Any) -> Message:
        message = accept(*values, **named)
        if child.pid is not None:
            kill(child)
        return message

    return create


async def test_kills_at_any_moment_double_no_article_and_lose_none(
    local: LocalDiscord, start: Start, shelf: Path
) -> None:
    chance = random.Random(20)  # noqa: S311 - decides when to kill
    child = await ready(start, local, shelf)
    await played(
        local,
        ONE_EACH + 'Ben in DM runs /watch jurisdiction:"Norland" often:"once"\nonly Ben sees: "by direct message"\n',
    )
    local.fault("slow", "0.3")  # many kills come while a request is under way
    number, accept = 0, local.service.messages.create
    for turn in range(KILLS):
        if turn % 2:  # as soon as Discord has a digest, so that the bot never hears of it
            local.service.messages.create = killing(child, accept)  # type: ignore[method-assign]
        for _ in range(chance.randint(1, 3)):
            number += 1
            write(shelf, ferry(number))
        if turn % 2:
            await local.until(lambda: child.pid is None or None, within=60, what="the process to be killed")
        else:
            await asyncio.sleep(chance.uniform(0.5, 4.5))
            kill(child)
            await local.until(lambda: child.pid is None or None, within=10, what="the process to be gone")
        local.service.messages.create = accept  # type: ignore[method-assign]
        await child.start()
        await local.ready(60)
    local.fault("clear")
    whole = dict.fromkeys(range(1, number + 1), 1)

    def all_told() -> bool | None:
        return sum(acts(digests_of(local)).values()) >= 3 * number or None

    await local.until(all_told, within=60, what=f"3 times {number} articles")
    await local.silence(3)
    by_channel: dict[str, dict[int, int]] = defaultdict(dict)
    for (channel, act), count in acts(digests_of(local)).items():
        by_channel[channel][act] = count
    assert [*by_channel.values()] == [whole] * 3


async def test_a_digest_that_arrived_long_before_a_kill_is_not_sent_again(
    local: LocalDiscord, start: Start, shelf: Path, tmp_path: Path
) -> None:
    child = await ready(start, local, shelf)
    await played(local, ONE_EACH)
    write(shelf, ferry(1))
    await told(local, 2)
    await asyncio.sleep(1)
    await child.stop()
    long_ago = (dt.datetime.now(dt.UTC) - dt.timedelta(minutes=10)).isoformat(timespec="microseconds")
    with closing(sqlite3.connect(tmp_path / "glmbot.sqlite3")) as connection, connection:
        assert connection.execute("UPDATE digests SET sent = '', begun = ?", (long_ago,)).rowcount == 2
    local.service.nonces.clear()
    lost = next(one for one in digests_of(local) if local.world.channels[one.channel_id].guild_id is None)
    local.service.messages.delete(lost)  # as if this one had not arrived
    await child.start()
    await local.ready(60)
    await told(local, 2)
    await local.silence(3)
    assert sorted(acts(digests_of(local)).values()) == [1, 1]
    with closing(sqlite3.connect(tmp_path / "glmbot.sqlite3")) as connection:
        assert connection.execute("SELECT COUNT(*) FROM digests WHERE sent = ''").fetchone() == (0,)


async def test_where_the_bot_may_not_write_the_watch_is_paused_its_maker_told_once_and_nothing_lost(
    local: LocalDiscord, start: Start, shelf: Path
) -> None:
    child = await ready(start, local, shelf)
    await played(local, ONE_EACH)
    deny(local.service, Permission.SEND_MESSAGES)
    local.world.closed.add(local.who("Ada").id)
    write(shelf, ferry(1))
    await local.until(lambda: notices(local) or None, within=60, what="a notice")
    await child.restart()
    await local.ready(60)
    await local.silence(3)
    (notice,) = notices(local)
    assert local.world.channels[notice.channel_id].recipients == (local.who("Mod").id,)
    assert digests_of(local) == []
    deny(local.service, Permission(0))
    local.world.closed.clear()
    await played(
        local,
        """
Mod in #questions runs /watches
only Mod sees: "Ferries · paused: I may not write there"
Mod presses "Try again"
bot edits: "Ferries · at once"
Ada in #sources runs /watches
only Ada sees: "paused: you take no direct messages from me"
Ada presses "Try again"
bot edits: "at once"
bot in #announcements replies: "Ferry Act 1"
bot in DM replies: "Ferry Act 1"
""",
    )
    assert "Traceback" not in child.tail(300)


def notices(local: LocalDiscord) -> list[Message]:
    found = [one for one in local.world.everything() if one.author_id == local.world.bot.id and not one.visible_to]
    return [one for one in found if "your watch" in visible_text(one.body)]


async def test_the_watch_of_a_channel_that_is_gone_ends_and_its_maker_is_told(
    local: LocalDiscord, start: Start, shelf: Path
) -> None:
    child = await ready(start, local, shelf)
    await played(local, ONE_EACH)
    gone = local.where("#announcements", local.world.bot)
    local.service.messages.gateway_event("CHANNEL_DELETE", gone, channel_payload(local.world, gone))
    local.world.remove(gone)
    await local.until(lambda: notices(local) or None, within=60, what="a notice")
    (notice,) = notices(local)
    assert "the watch has ended" in visible_text(notice.body)
    await played(local, 'Mod in #questions runs /watches\nonly Mod sees: "No watches."')
    assert "Traceback" not in child.tail(300)


async def test_what_discord_fails_at_in_passing_is_tried_again(local: LocalDiscord, start: Start, shelf: Path) -> None:
    child = await ready(start, local, shelf)
    await played(local, ONE_EACH)
    for name in ("500-after", "429", "reset", "503"):
        local.fault(name, 2, on="POST /channels/{channel_id}/messages")
    write(shelf, ferry(1))
    await told(local, 2)
    await local.silence(3)
    assert sorted(acts(digests_of(local)).values()) == [1, 1]
    assert "Traceback" not in child.tail(300)


async def test_a_guild_that_the_bot_leaves_takes_its_watches_along(
    local: LocalDiscord, start: Start, shelf: Path, tmp_path: Path
) -> None:
    await ready(start, local, shelf)
    await played(local, ONE_EACH)
    local.service.gateway.dispatch("GUILD_DELETE", {"id": local.world.guild_id})

    def left() -> int | None:
        with closing(sqlite3.connect(tmp_path / "glmbot.sqlite3")) as connection:
            (count,) = connection.execute("SELECT COUNT(*) FROM watches").fetchone()
        return count if count == 1 else None

    await local.until(left, within=20, what="one watch, Ada's")
