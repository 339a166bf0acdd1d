"""A person's list as the event loop meets it, and what is told of articles that have changed since."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import SecretStr

from glmbot.bot import reading_lists
from glmbot.bot.articles import Articles
from glmbot.bot.context import BotContext, today
from glmbot.bot.reading_lists import at_once, compared, now_of, work_on
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Article
from glmbot.core.research.reading_list import Entry, Standing
from glmbot.core.research.reading_list_files import Listed
from glmbot.storage import load
from glmbot.storage.load import build_answerer, open_answerer
from glmbot.storage.reading_lists import Shelf
from support.articles import corpus_of, given_article, make_article
from support.shelves import write_article

FERRY = make_article()
STRICTER = replace(FERRY, body=FERRY.body.replace("forty", "thirty"))
ENTRY = Entry.of(split_passages(FERRY)[0], today())
LIMIT = 20.0


class Asked:
    """An interaction of a person's, with what Discord was told before there was an answer."""

    def __init__(self, context: BotContext, person: int = 1, keys: str = "first") -> None:
        self.told: list[dict[str, bool]] = []
        self.release = threading.Event()
        settings = SimpleNamespace(keys=tuple(map(SecretStr, keys.split())))
        self.interaction: Any = SimpleNamespace(
            client=SimpleNamespace(context=context, settings=settings),
            user=SimpleNamespace(id=person),
            response=SimpleNamespace(defer=self.defer),
            extras={},
        )

    async def defer(self, **told: bool) -> None:
        self.told.append(told)
        self.release.set()

    def held(self, shelf: Shelf) -> int:
        """Work on the list that waits until it is let go on, but not for ever."""
        assert self.release.wait(LIMIT), "nothing happened meanwhile"
        return shelf.person


async def test_each_person_has_a_list_of_their_own(context: BotContext) -> None:
    ada, ben = Asked(context, 1).interaction, Asked(context, 2).interaction
    assert await work_on(ada, lambda shelf: shelf.save(ENTRY)) == "new"
    assert [entry for _, entry in (await work_on(ada, Shelf.all)).entries] == [ENTRY]
    assert (await work_on(ben, Shelf.all)).entries == ()


@pytest.mark.parametrize(
    ("keys", "opened"), [("first", True), ("second first", True), ("first second", True), ("second", False)]
)
async def test_a_list_is_read_with_any_of_the_operator_s_keys_that_sealed_it(
    context: BotContext, keys: str, *, opened: bool
) -> None:
    await work_on(Asked(context, keys="first").interaction, lambda shelf: shelf.save(ENTRY))
    found = await work_on(Asked(context, keys=keys).interaction, Shelf.all)
    assert (len(found.entries), len(found.unreadable)) == ((1, 0) if opened else (0, 1))


@pytest.mark.parametrize("way", [at_once, work_on])
async def test_the_work_is_done_in_the_thread_of_the_database(context: BotContext, way: Any) -> None:
    asked = Asked(context)
    assert await way(asked.interaction, lambda _: threading.current_thread().name) == "database_0"
    assert asked.told == []


async def test_work_that_fails_leaves_the_list_as_it_was(context: BotContext) -> None:
    def broken(shelf: Shelf) -> None:
        shelf.save(ENTRY)
        raise ZeroDivisionError

    asked = Asked(context).interaction
    with pytest.raises(ZeroDivisionError):
        await work_on(asked, broken)
    assert (await work_on(asked, Shelf.all)).entries == ()


async def test_what_is_wanted_at_once_is_none_where_it_takes_long_and_nothing_is_answered(
    context: BotContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_lists, "PATIENCE_SECONDS", 0.01)
    asked = Asked(context)
    try:
        assert await at_once(asked.interaction, asked.held) is None
    finally:
        asked.release.set()
    assert asked.told == []


async def test_the_loop_goes_on_while_the_list_is_worked_on(context: BotContext) -> None:
    asked = Asked(context, person=7)
    working = asyncio.create_task(work_on(asked.interaction, asked.held))
    await asyncio.sleep(0)
    assert not working.done()
    asked.release.set()
    assert await working == 7


@pytest.mark.parametrize(
    ("articles", "listed"),
    [
        ((FERRY, given_article()), Listed(ENTRY, "same", FERRY.body)),
        ((STRICTER, given_article()), Listed(ENTRY, "changed")),
        ((given_article(),), Listed(ENTRY, "gone")),
    ],
    ids=["same", "changed", "gone"],
)
async def test_an_entry_is_compared_with_the_articles_of_today(
    context: BotContext, articles: tuple[Article, ...], listed: Listed
) -> None:
    context.swap(Articles(build_answerer(corpus_of(*articles))))
    assert await compared(Asked(context).interaction, [ENTRY, ENTRY]) == [listed, listed]


async def test_of_an_entry_without_its_sources_they_are_told_where_the_article_is_as_it_was(
    context: BotContext,
) -> None:
    given = given_article()
    context.swap(Articles(build_answerer(corpus_of(given))))
    older = replace(Entry.of(split_passages(given)[3], today()), rests_on=None)
    changed = replace(older, key="0" * 16)
    with_none = replace(older, rests_on=())
    same, other, none = await compared(Asked(context).interaction, [older, changed, with_none])
    assert same.resting.startswith("Rests on: UNODC and UNHCR Sign Memorandum of Understanding"), "supra is resolved"
    assert (other.entry, other.resting, none.resting) == (changed, "", "")


def untouched(_: Path) -> None:
    pass


def rewritten(folder: Path) -> None:
    write_article(folder, STRICTER)


def deleted(folder: Path) -> None:
    (folder / f"{FERRY.article_id}.md").unlink()


@pytest.mark.parametrize(
    ("happens", "standing", "now"),
    [(untouched, "same", FERRY.body), (rewritten, "changed", STRICTER.body), (deleted, "gone", None)],
)
async def test_a_file_that_changes_while_the_bot_runs_counts_as_it_is_by_then(
    context: BotContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    happens: Callable[[Path], None],
    standing: Standing,
    now: str | None,
) -> None:
    monkeypatch.setattr(load, "SMALL_BYTES", 0)
    write_article(tmp_path, FERRY)
    context.swap(Articles(open_answerer(tmp_path)))
    (saved,) = context.articles.answerer.corpus.articles
    entry = replace(ENTRY, key=saved.key)
    happens(tmp_path)
    (listed,) = await compared(Asked(context).interaction, [entry])
    assert listed.standing == standing
    article = now_of(context.articles, entry)
    assert (article and article.body) == now
