"""The steps through the watches: what a step makes, what waits, and what a failure leaves to the next one."""

import datetime as dt
import weakref
from typing import Any, Final

import pytest

from glmbot.bot.articles import Articles
from glmbot.bot.context import BotContext
from glmbot.bot.watcher import BETWEEN, FIRST_PAUSE, LONGEST_PAUSE, LOOK, ArticlesOf, Watcher
from glmbot.core.answering.answerer import Answerer
from glmbot.core.research.watching import Often, Wanted
from glmbot.storage import digests, watches
from glmbot.storage.database import Store
from glmbot.storage.digests import Digest
from glmbot.storage.load import build_answerer
from glmbot.storage.watches import Draft, Watch
from support.articles import corpus_of, make_article

FRIDAY_NOON: Final = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
SECOND: Final = dt.timedelta(seconds=1)
ACTS: Final = [make_article(title=f"Act {number}", topics=["Ferries"]) for number in range(4)]


def with_acts(count: int) -> Answerer:
    return build_answerer(corpus_of(*ACTS[:count]))


class Letterbox:
    """Keeps what is sent by the titles of its articles; fails or raises where told to."""

    def __init__(self, store: Store) -> None:
        self.store, self.sent, self.told = store, list[list[str]](), list[Watch]()
        self.tries: list[dt.datetime] = []
        self.fails, self.own = False, True
        self.error: Exception | None = None

    def serves(self, _: Watch) -> bool:
        return self.own

    async def send(self, digest: Digest, articles_of: ArticlesOf, now: dt.datetime) -> bool:
        self.tries.append(now)
        if self.error is not None:
            raise self.error
        if self.fails:
            return False
        self.sent.append([one.title for one in articles_of(digest.marks)])
        self.store.within(digests.mark_sent, digest.digest_id, now)
        return True

    async def tell(self, watch: Watch) -> bool:
        self.told.append(watch)
        self.store.within(watches.told, watch)
        return True


@pytest.fixture
def box() -> Letterbox:
    return Letterbox(Store(None))


@pytest.fixture
def context(box: Letterbox) -> BotContext:
    return BotContext(with_acts(1), box.store)


@pytest.fixture
def watcher(context: BotContext, box: Letterbox) -> Watcher:
    return Watcher(context, box)


def watched(box: Letterbox, often: Often = "once") -> Watch:
    draft = Draft(1, None, None, Wanted(topic="Ferries"), often, "en", "UTC", FRIDAY_NOON)
    made = box.store.within(watches.add, lambda content, _: content, draft)
    assert made is not None
    return made


async def test_what_comes_after_a_watch_is_told_once_and_what_was_there_is_not(
    context: BotContext, box: Letterbox, watcher: Watcher
) -> None:
    await watcher.step(FRIDAY_NOON)
    watched(box)
    for number, count in enumerate((1, 3, 3, 4)):
        context.swap(Articles(with_acts(count)))
        await watcher.step(FRIDAY_NOON + number * BETWEEN)
    assert [sorted(one) for one in box.sent] == [["Act 1", "Act 2"], ["Act 3"]]


async def test_articles_that_come_one_by_one_are_told_at_once_and_then_together(
    context: BotContext, box: Letterbox, watcher: Watcher
) -> None:
    await watcher.step(FRIDAY_NOON)
    watched(box)
    for count, seconds in ((2, 0), (3, 6), (4, 12), (4, BETWEEN.seconds)):
        context.swap(Articles(with_acts(count)))
        await watcher.step(FRIDAY_NOON + seconds * SECOND)
    assert [sorted(one) for one in box.sent] == [["Act 1"], ["Act 2", "Act 3"]]


async def test_nobody_is_told_of_an_article_twice_in_a_place(
    context: BotContext, box: Letterbox, watcher: Watcher
) -> None:
    await watcher.step(FRIDAY_NOON)
    for wanted in (Wanted(topic="Ferries"), Wanted(keys=("act",)), Wanted(topic="Ferries", keys=("act",))):
        draft = Draft(1, None, None, wanted, "once", "en", "UTC", FRIDAY_NOON)
        assert box.store.within(watches.add, lambda content, _: content, draft) is not None
    context.swap(Articles(with_acts(3)))
    await watcher.step(FRIDAY_NOON)
    assert [sorted(one) for one in box.sent] == [["Act 1", "Act 2"]]


async def test_articles_read_anew_during_a_step_do_not_confuse_it(
    context: BotContext, box: Letterbox, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    await watcher.step(FRIDAY_NOON)
    watched(box)
    context.swap(Articles(with_acts(2)))
    arrived = digests.arrived

    def meanwhile(*values: Any) -> Any:
        context.swap(Articles(build_answerer(corpus_of(make_article(title="A new first"), *ACTS[:2]))))
        return arrived(*values)

    monkeypatch.setattr(digests, "arrived", meanwhile)
    await watcher.step(FRIDAY_NOON)
    monkeypatch.undo()
    await watcher.step(FRIDAY_NOON)
    assert box.sent == [["Act 1"]]


async def test_watches_that_are_due_together_are_told_what_each_has_not_been(
    context: BotContext, box: Letterbox, watcher: Watcher
) -> None:
    await watcher.step(FRIDAY_NOON)
    watched(box, "daily")
    watched_elsewhere(box)
    context.swap(Articles(with_acts(2)))
    await watcher.step(FRIDAY_NOON)
    context.swap(Articles(with_acts(3)))
    await watcher.step(FRIDAY_NOON + dt.timedelta(days=1))
    first, *others = (sorted(one) for one in box.sent)
    assert first == ["Act 1"]
    assert sorted(others) == [["Act 1", "Act 2"], ["Act 2"]]


@pytest.mark.parametrize(
    ("often", "hours"),
    [("once", 0), ("daily", 21), ("weekly", 69)],  # from Friday noon to nine o'clock of Saturday and of Monday
)
async def test_a_digest_comes_at_its_hour_and_not_a_second_before(
    context: BotContext, box: Letterbox, watcher: Watcher, often: Often, hours: int
) -> None:
    await watcher.step(FRIDAY_NOON)
    watched(box, often)
    context.swap(Articles(with_acts(2)))
    hour = FRIDAY_NOON + dt.timedelta(hours=hours)
    if hours:
        await watcher.step(hour - SECOND)
        assert box.sent == []
    await watcher.step(hour)
    assert box.sent == [["Act 1"]]


async def test_a_digest_that_fails_is_tried_again_after_pauses_that_double_up_to_the_longest(
    context: BotContext, box: Letterbox, watcher: Watcher
) -> None:
    await watcher.step(FRIDAY_NOON)
    watched(box)
    context.swap(Articles(with_acts(2)))
    box.fails = True
    for minute in range(300):
        await watcher.step(FRIDAY_NOON + minute * FIRST_PAUSE)
    pauses = [later - earlier for earlier, later in zip(box.tries, box.tries[1:], strict=False)]
    assert pauses[:4] == [FIRST_PAUSE * factor for factor in (1, 2, 4, 8)]
    assert max(pauses) == pauses[-1] == LONGEST_PAUSE
    box.fails = False
    await watcher.step(FRIDAY_NOON + dt.timedelta(days=1))
    assert box.sent == [["Act 1"]]


async def test_an_error_of_one_digest_ends_no_step(context: BotContext, box: Letterbox, watcher: Watcher) -> None:
    await watcher.step(FRIDAY_NOON)
    watched(box)
    box.store.within(watches.pause, watched_elsewhere(box).watch_id, "forbidden")
    context.swap(Articles(with_acts(2)))
    box.error = RuntimeError("whatever")
    await watcher.step(FRIDAY_NOON)
    assert len(box.tries) == len(box.told) == 1


def watched_elsewhere(box: Letterbox) -> Watch:
    draft = Draft(1, 5, 7, Wanted(topic="Ferries"), "once", "en", "", FRIDAY_NOON)
    made = box.store.within(watches.add, lambda content, _: content, draft)
    assert made is not None
    return made


async def test_the_maker_of_a_paused_watch_is_told_once(box: Letterbox, watcher: Watcher) -> None:
    box.store.within(watches.pause, watched(box).watch_id, "closed")
    await watcher.step(FRIDAY_NOON)
    await watcher.step(FRIDAY_NOON)
    assert [one.state for one in box.told] == ["closed"]


async def test_what_another_process_serves_is_left_to_it(context: BotContext, box: Letterbox, watcher: Watcher) -> None:
    await watcher.step(FRIDAY_NOON)
    watched(box)
    context.swap(Articles(with_acts(2)))
    box.own = False
    await watcher.step(FRIDAY_NOON)
    assert box.sent == []
    assert box.store.within(digests.unsent) == []
    box.own = True
    await watcher.step(FRIDAY_NOON)
    assert box.sent == [["Act 1"]]


async def test_a_turn_waits_for_its_time_unless_it_is_woken_or_articles_have_come(
    context: BotContext, box: Letterbox, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[dt.datetime] = []
    step = watcher.step

    async def counted(now: dt.datetime) -> None:
        steps.append(now)
        await step(now)

    monkeypatch.setattr(watcher, "step", counted)
    moments = [FRIDAY_NOON + number * SECOND for number in range(5)]
    await watcher.turn(moments[0])
    await watcher.turn(moments[1])
    watcher.wake()
    await watcher.turn(moments[2])
    context.swap(Articles(with_acts(2)))
    assert watcher.is_behind
    await watcher.turn(moments[3])
    await watcher.turn(moments[4])
    await watcher.turn(moments[3] + LOOK)
    assert steps == [moments[0], moments[2], moments[3], moments[3] + LOOK]
    assert box.sent == []


async def test_articles_are_not_kept_in_memory_after_others_have_come(context: BotContext, watcher: Watcher) -> None:
    before = weakref.ref(context.articles)
    await watcher.turn(FRIDAY_NOON)
    context.swap(Articles(with_acts(2)))
    assert before() is None


async def test_a_step_that_fails_is_taken_up_at_the_next_time_and_no_sooner(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[dt.datetime] = []

    async def failing(now: dt.datetime) -> None:
        steps.append(now)
        raise RuntimeError("whatever")

    monkeypatch.setattr(watcher, "step", failing)
    for second in range(int(LOOK.total_seconds()) + 1):
        await watcher.turn(FRIDAY_NOON + second * SECOND)
    assert steps == [FRIDAY_NOON, FRIDAY_NOON + LOOK]
