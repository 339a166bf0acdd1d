"""Articles in Milvus, opened by a bot: at a start while the server is away, and after other ones were pushed."""

import asyncio
import json
import logging
import shutil
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from glmbot.core.index.engine import EngineAwayError
from glmbot.core.objects.replies import reply_object
from glmbot.storage import milvus as client
from glmbot.storage import remote
from glmbot.storage.load import open_answerer
from glmbot.storage.milvus import EngineError, Milvus
from glmbot.storage.push import push
from glmbot.storage.remote import RemoteArticles, head_row, open_remote, read_head
from support.engines import Server, missing

if reason := missing():
    pytest.skip(reason, allow_module_level=True)

EVALUATION = Path(__file__).parents[1] / "evaluation" / "articles"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "AWAY_SECONDS", 0.0)
    monkeypatch.setattr(remote, "LOOK_AWAY_SECONDS", 0.05)
    monkeypatch.setattr(remote, "LOOK_SECONDS", 0.05)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "glmbot"


@pytest.fixture
def folder(tmp_path: Path, cache: Path) -> Path:
    assert not cache.exists()
    return shutil.copytree(EVALUATION / "hand3", tmp_path / "articles")


@pytest.fixture
def server(tmp_path: Path, folder: Path) -> Iterator[Server]:
    """A server to which the articles were pushed."""
    with Server(tmp_path) as server:
        milvus = Milvus(server.address)
        push(milvus, folder)
        milvus.close()
        yield server


class StillAwayError(Exception):
    """Raised where it would wait for the server."""


def give_up(_: float) -> None:
    raise StillAwayError


def one_goes(folder: Path) -> None:
    min(folder.rglob("*.md")).unlink()


def test_while_the_server_is_away_a_bot_starts_with_the_catalogue_that_was_opened_last(
    server: Server, folder: Path
) -> None:
    open_remote(server.address)
    server.stop()
    here, there = open_answerer(folder), RemoteArticles(server.address).start()
    titles = [article.title for article in there.corpus.articles]
    assert titles == [article.title for article in here.corpus.articles]
    assert "the engine does not answer" in there.corpus_index.engine.away
    with pytest.raises(EngineAwayError):
        there.answer(titles[0])
    server.start()
    for title in titles:
        assert reply_object(there.answer(title)) == reply_object(here.answer(title))


def test_where_none_was_opened_it_waits_for_the_server_and_says_so_once(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.stop()
    opened = []
    waiting = threading.Thread(target=lambda: opened.append(RemoteArticles(server.address).start()))
    with caplog.at_level(logging.WARNING):
        waiting.start()
        while "waiting for the engine" not in caplog.text:
            waiting.join(0.1)
        server.start()
        waiting.join()
    assert opened[0].corpus.articles
    assert caplog.text.count("waiting for the engine") == caplog.text.count("the engine does not answer") == 1


def test_a_catalogue_of_another_version_starts_nothing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    open_remote(server.address)
    server.stop()
    monkeypatch.setattr(remote, "made_by", lambda: "another")

    monkeypatch.setattr(client, "PAUSES", ())
    monkeypatch.setattr("glmbot.storage.remote.time.sleep", give_up)
    with pytest.raises(StillAwayError):
        RemoteArticles(server.address).start()


async def test_what_is_pushed_meanwhile_is_told_until_it_is_opened(server: Server, folder: Path) -> None:
    articles = RemoteArticles(server.address)
    count = len(articles.open().corpus.articles)
    changed = articles.changed()
    one_goes(folder)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(changed), 1)
    milvus = Milvus(server.address)
    await asyncio.to_thread(push, milvus, folder)
    changed = articles.changed()
    await anext(changed)
    await anext(changed)
    assert len(articles.open().corpus.articles) == count - 1
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(changed), 1)


async def test_articles_of_another_version_are_told_once(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = RemoteArticles(server.address)
    monkeypatch.setattr(remote, "made_by", lambda: "another")
    changed = articles.changed()
    await anext(changed)
    with pytest.raises(EngineError, match="another version"):
        articles.open()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(changed), 1)


@pytest.mark.parametrize("change", [{"made_by": "9.9", "vectors": 3}, {"chunks": None}], ids=str)
async def test_a_head_of_other_fields_is_another_versions_and_can_be_pushed_over(
    server: Server, folder: Path, change: dict[str, object]
) -> None:
    milvus = Milvus(server.address)
    head = read_head(milvus)
    assert head is not None
    written = {**asdict(head), "label": "other", **change}
    row = {**head_row(head), "data": json.dumps({key: value for key, value in written.items() if value is not None})}
    milvus.ask(lambda client: client.upsert(milvus.address.name, [row]))
    articles = RemoteArticles(server.address)
    changed = articles.changed()
    await asyncio.wait_for(anext(changed), 10)
    with pytest.raises(EngineError, match="another version"):
        articles.open()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(changed), 1)
    await asyncio.to_thread(one_goes, folder)
    await asyncio.to_thread(push, milvus, folder)
    assert articles.open().corpus.articles


def test_a_bots_catalogue_does_not_stand_in_a_file_that_others_could_cut_off(server: Server, cache: Path) -> None:
    answerer = RemoteArticles(server.address).open()
    (kept,) = cache.glob("*.catalogue")
    assert str(kept) not in Path("/proc/self/maps").read_text()
    assert answerer.corpus.articles


def test_only_the_catalogue_that_was_opened_last_is_kept(server: Server, folder: Path, cache: Path) -> None:
    open_remote(server.address)
    before = sorted(cache.glob("*.catalogue"))
    one_goes(folder)
    push(Milvus(server.address), folder)
    open_remote(server.address)
    after = sorted(cache.glob("*.catalogue"))
    assert len(before) == len(after) == 1
    assert before != after


def test_without_a_place_to_keep_it_the_catalogue_is_fetched_each_time(
    server: Server, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    here, there = open_answerer(folder), open_remote(server.address)
    title = here.corpus.articles[0].title
    assert reply_object(there.answer(title)) == reply_object(here.answer(title))


def test_a_damaged_catalogue_is_fetched_anew(server: Server, cache: Path) -> None:
    open_remote(server.address)
    (kept,) = cache.glob("*.catalogue")
    kept.write_bytes(kept.read_bytes()[:-64] + b"x" * 64)
    assert open_remote(server.address).corpus.articles
