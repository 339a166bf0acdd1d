"""Each new article that a watch waits for is in one digest, whatever comes between; a digest is always sendable."""

import asyncio
import datetime as dt
import re
from collections import Counter
from functools import cache
from operator import attrgetter
from typing import Final, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot.bot.articles import Articles
from glmbot.bot.context import BotContext
from glmbot.bot.ui.render import RenderTarget
from glmbot.bot.ui.render_digest import PAGE, render_digest
from glmbot.bot.ui.render_watches import render_watches
from glmbot.bot.watcher import ArticlesOf, Watcher
from glmbot.core.answering.answerer import Answerer
from glmbot.core.model import Article
from glmbot.core.research.digest import in_order
from glmbot.core.research.watching import LONGEST, OFTEN, Wanted, mark_of
from glmbot.core.text.tokens import plain_text
from glmbot.storage import digests, watches
from glmbot.storage.database import Store
from glmbot.storage.digests import Digest
from glmbot.storage.load import build_answerer
from glmbot.storage.watches import Draft, State, Watch
from support.articles import corpus_of, make_article
from support.nasty import articles, nasty, written
from support.sendable import RENDER_TARGETS, assert_sendable, text_of

SHELF: Final = [
    make_article(
        f"(May {number + 1}, 2015) A lamp of kind {number}." if number % 3 else "(May 1, 2015) A tax.",
        title=f"Act {number}", date=f"2015-05-{number + 1:02d}",
        jurisdictions=["Norland" if number % 2 else "Sudmark"], topics=["Ferries"] if number % 5 else [],
    )
    for number in range(12)
]  # fmt: skip
WANTED: Final = [
    Wanted("Norland"),
    Wanted(None, "Ferries"),
    Wanted(None, None, ("lamp",)),
    Wanted("Norland", None, ("lamp",)),
]
START: Final = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)


class Killed(BaseException):
    """The process is gone."""


@cache
def answerer(count: int) -> Answerer:
    return build_answerer(corpus_of(*SHELF[:count]))


class Letterbox:
    """Takes digests as Discord does, a nonce once; it may fail, or the process may end, before or after."""

    def __init__(self) -> None:
        self.messages: dict[str, Digest] = {}
        self.fate = "ok"

    def serves(self, _: Watch) -> bool:
        return True

    async def send(self, digest: Digest, articles_of: ArticlesOf, now: dt.datetime) -> bool:
        del articles_of, now
        fate, self.fate = self.fate, "ok"
        if fate == "fails":
            return False
        if fate == "raises":
            raise RuntimeError("whatever")
        if fate == "killed before":
            raise Killed
        self.messages.setdefault(digest.digest_id, digest)
        if fate == "killed after":
            raise Killed
        STORE[-1].within(digests.mark_sent, digest.digest_id, START)
        return True

    async def tell(self, watch: Watch) -> bool:
        raise AssertionError(f"nothing is to be told of {watch}")


STORE: list[Store] = []
LAST: Final = (0, dt.timedelta(days=8), False, "ok")
steps = st.lists(
    st.tuples(
        st.integers(0, 3),  # articles that come
        st.sampled_from([dt.timedelta(seconds=31), dt.timedelta(hours=5), dt.timedelta(days=1), dt.timedelta(days=8)]),
        st.booleans(),  # a restart
        st.sampled_from(["ok", "ok", "fails", "raises", "killed before", "killed after"]),
    ),
    max_size=12,
)


async def lived(store: Store, acts: list[tuple[int, dt.timedelta, bool, str]]) -> tuple[Letterbox, int]:
    """What arrives in a life of the bot, at whose end all is sent; and how many articles there are then."""
    box, count, now = Letterbox(), 2, START
    context = BotContext(answerer(count), store)
    watcher = Watcher(context, box)
    await watcher.turn(now)
    for number, wanted in enumerate(WANTED):
        for often in OFTEN:
            draft = Draft(number + 10 * OFTEN.index(often), None, None, wanted, often, "en", "Europe/Paris", now)
            assert store.within(watches.add, lambda content, _: content, draft)
    for more, later, restarts, fate in [*acts, LAST, LAST]:
        is_over = restarts
        count, now, box.fate = min(count + more, len(SHELF)), now + later, fate
        context.answerer, context.articles = answerer(count), Articles(answerer(count))
        try:
            await watcher.turn(now)
        except Killed:
            is_over = True
        if is_over:
            context = BotContext(answerer(count), store)
            watcher = Watcher(context, box)
    return box, count


@settings(max_examples=25, deadline=None)
@given(steps)
def test_each_new_article_is_in_one_digest_of_each_watch_that_waits_for_it(
    acts: list[tuple[int, dt.timedelta, bool, str]],
) -> None:
    with Store(None) as store:
        STORE[:] = [store]
        box, count = asyncio.run(lived(store, acts))
        told = Counter((one.watch.wanted, one.watch.often, mark) for one in box.messages.values() for mark in one.marks)
    expected = {
        (wanted, often, mark_of(article.article_id)): 1
        for wanted in WANTED
        for often in OFTEN
        for article in SHELF[2:count]
        if (wanted.jurisdiction is None or wanted.jurisdiction in article.jurisdictions)
        and (wanted.topic is None or wanted.topic in article.topics)
        and (not wanted.keys or "lamp" in article.body)
    }
    assert dict(told) == expected


@st.composite
def kept(draw: st.DrawFn) -> Watch:
    name = st.none() | nasty.map(lambda text: plain_text(written(text))[:LONGEST])
    keys = tuple(draw(st.lists(st.text("abcxyzé", min_size=1, max_size=20), min_size=1, max_size=8)))
    return Watch(
        watch_id=f"{draw(st.integers(0, 2**64 - 1)):016x}", guild=draw(st.none() | st.just(5)),
        channel=draw(st.none() | st.just(7)), person="person", sealed=b"",
        wanted=Wanted(draw(name) or None, draw(name) or None, keys), often=draw(st.sampled_from(OFTEN)),
        language="en", zone="UTC", batch=1, looked=START, state=draw(st.sampled_from(STATES)), is_told=False,
    )  # fmt: skip


STATES: Final[tuple[State, ...]] = get_args(State)
PING: Final = re.compile(r"(?<!\\)(?:@everyone|@here|<@[!&]?\d)")


@settings(max_examples=60, deadline=None)
@given(kept(), st.lists(articles(), max_size=PAGE), st.integers(1, 10_000), st.data())
def test_a_page_of_a_digest_is_inside_the_limits_and_pings_nobody(
    watch: Watch, found: list[Article], count: int, data: st.DataObject
) -> None:
    digest = Digest("0" * 16, watch, ["0" * 16] * max(count, len(found)), None)
    page = data.draw(st.integers(0, (len(digest.marks) - 1) // PAGE))
    target = data.draw(st.sampled_from(RENDER_TARGETS))
    message = render_digest(digest, in_order(watch.wanted, found), page, target, "America/Argentina/ComodRivadavia")
    assert_sendable(message)
    assert (message.embed is not None) == target.embeds
    shown = "\n".join([message.content, *(embed.description or "" for embed in message.embeds)])
    assert not PING.search(re.sub(r"https?://\S+", "", shown)), (
        "an address stays whole; the client lets nobody be pinged"
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(kept(), max_size=10, unique_by=attrgetter("watch_id")),
    st.lists(kept(), max_size=20, unique_by=attrgetter("watch_id")),
    st.sampled_from(RENDER_TARGETS),
)
def test_a_list_of_watches_is_inside_the_limits(own: list[Watch], of_guild: list[Watch], target: RenderTarget) -> None:
    message = render_watches(own, of_guild, target, lambda _: "America/Argentina/ComodRivadavia")
    assert_sendable(message)
    assert text_of(message)
