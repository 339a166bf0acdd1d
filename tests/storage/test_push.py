"""Articles pushed to Milvus: again and again, stopped half way, changed, gone; and the server away."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from measure_push import differing, measure

from glmbot.config import EngineAddress
from glmbot.core.index.engine import EngineAwayError
from glmbot.core.objects.replies import reply_object
from glmbot.health.finding import State
from glmbot.health.machine import examine_engine
from glmbot.storage import milvus as client
from glmbot.storage import push as pushing
from glmbot.storage.engine_rows import stored_key
from glmbot.storage.load import open_answerer
from glmbot.storage.milvus import EngineError, Milvus
from glmbot.storage.push import Pushed
from glmbot.storage.remote import open_remote, read_head
from support.engines import Server, missing

if reason := missing():
    pytest.skip(reason, allow_module_level=True)

EVALUATION = Path(__file__).parents[1] / "evaluation" / "articles"
push = partial(pushing.push, batch=20)
QUESTION = "Who may work outdoors during a heat wave?"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return shutil.copytree(EVALUATION / "hand3", tmp_path / "articles")


@pytest.fixture
def milvus(tmp_path: Path) -> Iterator[Milvus]:
    milvus = Milvus(EngineAddress(str(tmp_path / "articles.db")))
    yield milvus
    milvus.close()


def names_of(milvus: Milvus) -> list[str]:
    head = read_head(milvus)
    assert head is not None
    rows = milvus.ask(lambda one: one.query(head.passages, filter="place >= 0", output_fields=["passage"]))
    return sorted(row["passage"] for row in rows)


def test_what_is_pushed_answers_as_it_does_here_and_pushing_it_again_changes_nothing(
    milvus: Milvus, folder: Path
) -> None:
    here = open_answerer(folder)
    count = len(here.corpus_index.passages)
    assert push(milvus, folder, dry_run=True) == Pushed(count, 0, 0, anew=True)
    assert read_head(milvus) is None, "a dry run leaves nothing"
    assert push(milvus, folder) == Pushed(count, 0, 0, anew=True)
    names = names_of(milvus)
    assert push(milvus, folder) == Pushed(0, count, 0, anew=False)
    assert names_of(milvus) == names
    there = open_remote(milvus.address)
    for question in (QUESTION, here.corpus.articles[0].title, "What is the weather like?"):
        assert reply_object(there.answer(question)) == reply_object(here.answer(question))


def test_a_push_that_is_stopped_half_way_goes_on_and_ends_as_another(
    milvus: Milvus, folder: Path, tmp_path: Path
) -> None:
    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(milvus, folder, say=stop)
    assert read_head(milvus) is None, "no question sees half"
    resumed = push(milvus, folder)
    assert resumed.kept > 0 < resumed.added
    whole = Milvus(EngineAddress(str(tmp_path / "whole.db")))
    push(whole, folder)
    assert names_of(milvus) == names_of(whole)
    whole.close()


def test_a_push_that_is_killed_and_begun_again_leaves_the_rows_of_one_that_was_not(tmp_path: Path) -> None:
    measured = measure(tmp_path, 300, 40, by_address=False)
    assert measured.stopped.was_killed
    assert measured.undisturbed.added == measured.resumed.added + measured.resumed.kept == 300
    assert measured.resumed.kept > 0 < measured.resumed.added
    assert measured.differ == []


def test_a_row_that_differs_is_named(milvus: Milvus, folder: Path, tmp_path: Path) -> None:
    other = Milvus(EngineAddress(str(tmp_path / "other.db")))
    for one in (milvus, other):
        push(one, folder)
    keys = [stored_key(article) for article in open_answerer(folder).corpus.articles]
    assert [*differing(milvus, other, keys)] == []
    head, name = read_head(other), names_of(other)[0]
    assert head is not None
    (row,) = other.ask(lambda one: one.query(head.passages, filter=f'passage == "{name}"', output_fields=["*"]))
    other.ask(lambda one: one.upsert(head.passages, [{**row, "terms": {7: 0.5}}]))
    assert [*differing(milvus, other, keys)] == [name]
    other.ask(lambda one: one.delete(head.passages, filter=f'passage == "{name}"'))
    count = len(names_of(milvus))
    assert [*differing(milvus, other, keys)] == [f"{head.passages}: {count} and {count - 1} rows", name]
    other.close()


def test_new_articles_are_added_changed_ones_replaced_and_gone_ones_deleted(
    milvus: Milvus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "MOST_DRIFT", 0.5)
    paths = sorted(folder.rglob("*.md"))
    late = paths[0].read_bytes()
    paths[0].unlink()
    push(milvus, folder)
    before = names_of(milvus)
    paths[0].write_bytes(late)
    paths[1].write_text(paths[1].read_text(encoding="utf-8").rstrip() + " It ends here.\n", encoding="utf-8")
    paths[2].unlink()
    done = push(milvus, folder)
    assert not done.anew
    assert (done.gone, done.kept > 0, done.added > 0) == (2, True, True), "the changed one and the one that is gone"
    here, there = open_answerer(folder), open_remote(milvus.address)
    assert set(names_of(milvus)) != set(before)
    assert len(names_of(milvus)) == len(here.corpus_index.passages)
    for article in here.corpus.articles:
        assert reply_object(there.answer(article.title)) == reply_object(here.answer(article.title))


def test_where_the_mean_length_has_moved_far_all_passages_are_made_anew(milvus: Milvus, folder: Path) -> None:
    push(milvus, folder)
    for path in sorted(folder.rglob("*.md"))[::2]:
        text = path.read_text(encoding="utf-8").rstrip()
        path.write_text(f"{text} {'harbour ferry toll bridge ' * 200}\n", encoding="utf-8")
    assert push(milvus, folder).anew
    collections = milvus.ask(lambda one: one.list_collections())
    assert len(collections) == 2, "what the alias does not lead to is dropped"


def test_nothing_pushed_and_another_version_are_told_with_what_to_do(
    milvus: Milvus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EngineError, match="no articles were pushed there; glmbot corpus push does it"):
        open_remote(milvus.address)
    push(milvus, folder)
    monkeypatch.setattr("glmbot.storage.remote.made_by", lambda: "another")
    with pytest.raises(EngineError, match="another version pushed the articles; push them again"):
        open_remote(milvus.address)


def test_a_server_that_stops_is_told_in_one_line_and_found_again(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(client, "AWAY_SECONDS", 0.0)
    server = Server(tmp_path)
    request.addfinalizer(server.stop)
    server.start()
    push(Milvus(server.address), folder)
    here, there = open_answerer(folder), open_remote(server.address)
    titles = [article.title for article in here.corpus.articles]
    expected = [reply_object(here.answer(title)) for title in titles]
    assert reply_object(there.answer(titles[0])) == expected[0]
    server.stop()
    with pytest.raises(EngineAwayError, match="My articles can't be reached at the moment") as raised:
        there.answer(titles[1])
    assert there.corpus_index.engine.away == raised.value.what
    assert "the engine does not answer" in raised.value.what
    assert "\n" not in raised.value.what
    server.start()
    assert [reply_object(there.answer(title)) for title in titles] == expected
    assert there.corpus_index.engine.away == ""


def test_the_doctor_knows_the_server(milvus: Milvus, folder: Path) -> None:
    assert "no articles were pushed there; glmbot corpus push" in str(examine_engine(milvus.address))
    push(milvus, folder)
    assert "answers; " in str(examine_engine(milvus.address))
    gone = examine_engine(EngineAddress("http://127.0.0.1:1"))
    assert (gone.state, gone.remedy) == (State.MUST, "check GLMBOT_MILVUS_URI and its server")
