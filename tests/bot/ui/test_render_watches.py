"""Lists of watches as messages: each on its line, with what ends it and what wakes it."""

import datetime as dt
from typing import Final, get_args

import pytest

from glmbot.bot.ui.components import Select
from glmbot.bot.ui.render import RenderTarget
from glmbot.bot.ui.render_digest import REASONS
from glmbot.bot.ui.render_watches import render_watches
from glmbot.core.research.watching import LONGEST, Wanted
from glmbot.storage.watches import MOST_OF_GUILD, MOST_OF_PERSON, State, Watch
from support.sendable import ENGLISH, RENDER_TARGETS, assert_sendable, text_of
from support.sent import ids_of

PAUSED: Final = [state for state in get_args(State) if state != "active"]


def a_watch(number: int, channel: int | None = None, state: State = "active", topic: str = "Ferries") -> Watch:
    return Watch(
        watch_id=f"{number:016x}", guild=channel and 5, channel=channel, person="person", sealed=b"",
        wanted=Wanted(topic=f"{topic} {number}"), often="daily", language="en", zone="UTC", batch=1,
        looked=dt.datetime(2026, 3, 6, tzinfo=dt.UTC), state=state, is_told=False,
    )  # fmt: skip


def zone_of(watch: Watch) -> str:
    return "Europe/Paris" if watch.channel else "UTC"


@pytest.mark.parametrize("target", RENDER_TARGETS)
def test_the_most_watches_that_there_may_be_are_all_listed(target: RenderTarget) -> None:
    long = "@everyone_" * (LONGEST // 10)
    own = [a_watch(number, topic=long) for number in range(MOST_OF_PERSON)]
    of_guild = [a_watch(100 + number, 10**18 + number, "sealed", long) for number in range(MOST_OF_GUILD)]
    rendered = render_watches(own, of_guild, target, zone_of)
    assert_sendable(rendered)
    listed = rendered.content + "".join(embed.description or "" for embed in rendered.embeds)
    assert sum(line.startswith("- ") for line in listed.splitlines()) == MOST_OF_PERSON + MOST_OF_GUILD
    assert all(f"<#{one.channel}>" in listed for one in of_guild)
    assert "@everyone" not in listed.replace(r"\@everyone", "")
    choices = [one.value for row in rendered.rows if isinstance(row, Select) for one in row.options]
    assert choices == [one.watch_id for one in (*own, *of_guild)], "each can be ended"


@pytest.mark.parametrize(
    ("own", "of_guild", "ids"),
    [
        ([], [], []),
        ([a_watch(1)], [], ["watches-end:own"]),
        ([], [a_watch(2, 7)], ["watches-end:guild"]),
        ([a_watch(1)], [a_watch(2, 7)], ["watches-end:own", "watches-end:guild"]),
        ([a_watch(1, state="closed")], [], ["watches-end:own", "watches-again"]),
        ([a_watch(1)], [a_watch(2, 7, "refused")], ["watches-end:own", "watches-end:guild", "watches-again"]),
    ],
)
def test_only_what_can_be_done_is_offered(own: list[Watch], of_guild: list[Watch], ids: list[str]) -> None:
    rendered = render_watches(own, of_guild, ENGLISH, zone_of)
    assert_sendable(rendered)
    assert list(ids_of(rendered.rows)) == [f"glmbot:{one}" for one in ids]
    assert ("No watches." in text_of(rendered)) == (not ids)


@pytest.mark.parametrize("state", PAUSED)
def test_a_watch_that_tells_nothing_says_why_instead_of_how_often(state: State) -> None:
    (embed,) = render_watches([a_watch(1, state=state), a_watch(2)], [], ENGLISH, zone_of).embeds
    _, paused, active = (embed.description or "").splitlines()
    assert paused == f"- Ferries 1 · {ENGLISH.say(REASONS[state])}"
    assert active == "- Ferries 2 · every day at 09:00 (UTC)"


def test_each_watch_is_told_in_the_zone_of_its_own_place() -> None:
    shown = text_of(render_watches([a_watch(1)], [a_watch(2, 7)], ENGLISH, zone_of))
    assert "- Ferries 1 · every day at 09:00 (UTC)" in shown
    assert "- <#7> · Ferries 2 · every day at 09:00 (Europe/Paris)" in shown
