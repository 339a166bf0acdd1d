"""Digests as messages: what stands on a page, under which names, and what is said where a watch tells nothing."""

import datetime as dt
from dataclasses import replace
from typing import Final, get_args

import pytest

from glmbot.bot.ui.render import RenderTarget
from glmbot.bot.ui.render_digest import PAGE, REASONS, often_told, render_digest, render_silence
from glmbot.core.research.digest import in_order
from glmbot.core.research.watching import Often, Wanted, mark_of
from glmbot.storage.digests import Digest
from glmbot.storage.watches import State, Watch
from support.articles import make_article
from support.sendable import ENGLISH, RENDER_TARGETS, assert_sendable, text_of
from support.sent import ids_of

ID: Final = "0123456789abcdef"
WATCH: Final = Watch(
    watch_id="fedcba9876543210", guild=5, channel=7, person="person", sealed=b"", wanted=Wanted(topic="Ferries"),
    often="daily", language="en", zone="UTC", batch=1, looked=dt.datetime(2026, 3, 6, tzinfo=dt.UTC), state="active",
    is_told=False,
)  # fmt: skip
ARTICLES: Final = in_order(
    WATCH.wanted,
    [
        make_article(
            f"(May {number + 1}, 2015) The *keeper* of @everyone lamps is paid.",
            title=f"Act_{number}",
            date=f"2015-05-{number + 1:02d}",
            jurisdictions=[("Norland", "Sudmark", "")[number % 3]] if number % 3 < 2 else [],
            url=f"https://a.example/{number}/",
        )
        for number in range(25)
    ],
)
DIGEST: Final = Digest(ID, WATCH, [mark_of(one.article_id) for one in ARTICLES], None)
STATES: Final[tuple[State, ...]] = get_args(State)


def page(number: int, target: RenderTarget, digest: Digest = DIGEST) -> str:
    found = ARTICLES[number * PAGE : (number + 1) * PAGE]
    rendered = render_digest(digest, found, number, target, "Europe/Paris")
    assert_sendable(rendered)
    return text_of(rendered)


@pytest.mark.parametrize("target", RENDER_TARGETS)
def test_a_digest_links_each_article_once(target: RenderTarget) -> None:
    shown = "\n".join(page(number, target) for number in range(3))
    assert [shown.count(f"https://a.example/{number}/") for number in range(25)] == [1] * 25
    assert "@everyone" not in shown.replace(r"\@everyone", "")


def test_a_page_names_the_groups_of_its_articles_and_those_without_one_last() -> None:
    names = [line for number in range(3) for line in page(number, ENGLISH).splitlines() if line.startswith("### ")]
    assert list(dict.fromkeys(names)) == ["### Norland", "### Sudmark", "### Without a jurisdiction"]


def test_the_title_counts_the_whole_digest_and_not_its_page() -> None:
    assert [page(number, ENGLISH).startswith("25 new articles: Ferries\n") for number in range(3)] == [True] * 3


@pytest.mark.parametrize(
    ("number", "turns", "disabled"),
    [(0, "0b 0n 1f", [True, True, False]), (1, "0b 1n 2f", [False, True, False]), (2, "1b 2n 2f", [False, True, True])],
)
def test_the_buttons_lead_to_the_neighbouring_pages_and_no_further(
    number: int, turns: str, disabled: list[bool]
) -> None:
    rendered = render_digest(DIGEST, ARTICLES[:1], number, ENGLISH, "UTC")
    ids = list(ids_of(rendered.rows))
    assert ids == [*(f"glmbot:digest:{ID}:{to[0]}:{to[1]}" for to in turns.split()), f"glmbot:watch-end:{ID}"]
    (row,) = rendered.rows
    assert isinstance(row, tuple)
    assert [button.is_disabled for button in row] == [*disabled, False]


def test_one_page_has_nothing_to_turn() -> None:
    digest = replace(DIGEST, marks=DIGEST.marks[:PAGE])
    assert list(ids_of(render_digest(digest, ARTICLES[:PAGE], 0, ENGLISH, "UTC").rows)) == [f"glmbot:watch-end:{ID}"]


@pytest.mark.parametrize("target", RENDER_TARGETS[:2])
def test_a_page_whose_articles_are_gone_says_so(target: RenderTarget) -> None:
    rendered = render_digest(DIGEST, [], 0, target, "UTC")
    assert_sendable(rendered)
    assert "These articles are not here any more." in text_of(rendered)


def test_where_embeds_may_not_be_sent_the_same_articles_stand_in_the_text() -> None:
    rendered = render_digest(DIGEST, ARTICLES[:PAGE], 0, ENGLISH, "UTC")
    assert rendered.plain is not None
    plain = rendered.plain()
    assert not plain.embeds
    assert plain.rows == rendered.rows
    assert all((one.url or "?") in plain.content for one in ARTICLES[:PAGE])


@pytest.mark.parametrize(
    ("often", "told"),
    [
        ("once", "at once"),
        ("daily", "every day at 09:00 (Asia/Tokyo)"),
        ("weekly", "every Monday at 09:00 (Asia/Tokyo)"),
    ],
)
def test_how_often_is_told_with_its_hour_and_zone(often: Often, told: str) -> None:
    assert ENGLISH.say(often_told(often, "Asia/Tokyo")) == told


@pytest.mark.parametrize("target", RENDER_TARGETS)
@pytest.mark.parametrize("state", STATES)
def test_every_silence_names_its_watch(state: State, target: RenderTarget) -> None:
    rendered = render_silence([replace(WATCH, state=state)], target)
    assert_sendable(rendered)
    assert "Ferries" in text_of(rendered)


def test_every_state_but_an_active_one_has_its_reason() -> None:
    assert {*REASONS} == {*STATES} - {"active"}
    assert len({ENGLISH.say(one) for one in REASONS.values()}) == len(REASONS)
