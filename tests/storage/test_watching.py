import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from glmbot.storage import watching
from glmbot.storage.watching import article_changes, state_of


def names_in(folder: Path) -> str:
    return " ".join(sorted(path.name for path in folder.rglob("*.md")))


@asynccontextmanager
async def told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator["asyncio.Queue[str]"]:
    """What is told of a folder, once it is watched: the names of its files at that moment."""
    monkeypatch.setattr(watching, "QUIET_MILLISECONDS", 100)
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def listen() -> None:
        async for _ in article_changes(folder, state_of(folder)):
            heard.put_nowait(names_in(folder))

    task = asyncio.create_task(listen())
    # It is watched from the first change on that is heard.
    while heard.empty():
        (folder / "first.md").write_text("x")
        await asyncio.sleep(0.05)
        (folder / "first.md").unlink()
        await asyncio.sleep(0.2)
    while not heard.empty():
        heard.get_nowait()
    try:
        yield heard
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_files_that_come_together_are_told_of_once_and_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as heard:
        (tmp_path / "2020").mkdir()
        for name in ("a.md", "b.md", "2020/c.md"):
            (tmp_path / name).write_text("x")
        assert (await asyncio.wait_for(heard.get(), 10)).endswith("a.md b.md c.md")


async def test_a_file_that_changes_and_one_that_goes_are_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "a.md"
    article.write_text("x")
    async with told(tmp_path, monkeypatch) as heard:
        article.write_text("y")
        assert await asyncio.wait_for(heard.get(), 10) == "a.md"
        article.unlink()
        assert await asyncio.wait_for(heard.get(), 10) == ""


async def test_what_is_no_article_is_not_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with told(tmp_path, monkeypatch) as heard:
        (tmp_path / ".hidden").mkdir()
        for name in (".glmbot-index", "README.md", "notes.txt", ".hidden/a.md", ".a.md"):
            (tmp_path / name).write_text("x")
        await asyncio.sleep(0.5)
        (tmp_path / "a.md").write_text("x")
        assert "a.md" in await asyncio.wait_for(heard.get(), 10)
        assert heard.empty()


async def test_a_folder_that_is_not_there_ends_the_watching_with_a_line_of_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async for _ in article_changes(tmp_path / "none", ""):
        pytest.fail("nothing can change there")
    assert "changes can't be watched" in caplog.text


async def test_what_changed_while_the_articles_were_read_is_told_first(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    as_read = state_of(tmp_path)
    (tmp_path / "b.md").write_text("x")
    changes = article_changes(tmp_path, as_read)
    await asyncio.wait_for(anext(changes), 10)
    assert state_of(tmp_path) != as_read


async def test_what_changes_while_the_first_change_is_taken_in_is_told_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "QUIET_MILLISECONDS", 100)
    as_read = state_of(tmp_path)
    (tmp_path / "a.md").write_text("x")
    changes = article_changes(tmp_path, as_read)
    await asyncio.wait_for(anext(changes), 10)
    (tmp_path / "b.md").write_text("x")
    await asyncio.sleep(0.5)
    await asyncio.wait_for(anext(changes), 10)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(changes), 1)
