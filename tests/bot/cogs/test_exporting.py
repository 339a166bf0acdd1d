"""Files of a reading list, under discord.py's real command tree."""

import asyncio
import threading
import time
from collections.abc import Sequence
from typing import Any

import pytest

from glmbot.bot.cogs import exporting
from glmbot.bot.reading_lists import compared, work_on
from glmbot.core.research.reading_list import Entry
from glmbot.core.research.reading_list_files import Listed
from support.articles import GIVEN_ID
from support.sent import custom_id_of


async def saved(channel: Any, person: Any, paragraph: int = 2) -> Any:
    card = (await person.slash(channel, "source", article=GIVEN_ID, paragraph=paragraph)).response
    return (await person.click(card, custom_id=custom_id_of(card, "Save"))).response


async def content_of(result: Any) -> bytes:
    (file,) = result.response.attachments
    return bytes(await file.read())


@pytest.mark.parametrize("form", ["markdown", "docx", "ris", "csl-json", "bibtex", "biblatex"])
async def test_each_format_is_one_file_for_the_person_alone_made_beside_the_event_loop(
    channel: Any, ada: Any, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await saved(channel, ada)
    threads: list[threading.Thread] = []
    make = exporting._file

    def noted(*arguments: Any) -> tuple[str, bytes]:
        threads.append(threading.current_thread())
        return make(*arguments)

    monkeypatch.setattr(exporting, "_file", noted)
    result = await ada.slash(channel, "export", format=form)
    assert result.ephemeral
    (file,) = result.response.attachments
    assert file.filename.startswith("reading-list.")
    assert [one is threading.main_thread() for one in threads] == [False]


async def test_files_are_made_one_after_the_other(channel: Any, ada: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    make_all = exporting._exported

    async def keep(interaction: Any, form: str) -> Any:
        asked.append(interaction)
        return await make_all(interaction, form)

    monkeypatch.setattr(exporting, "_exported", keep)
    await saved(channel, ada)
    await ada.slash(channel, "export", format="markdown")
    make, making, most = exporting._file, 0, 0

    def slowly(*arguments: Any) -> tuple[str, bytes]:
        nonlocal making, most
        making += 1
        most = max(most, making)
        time.sleep(0.05)
        making -= 1
        return make(*arguments)

    monkeypatch.setattr(exporting, "_file", slowly)
    made = await asyncio.gather(*(make_all(asked[0], "markdown") for _ in range(4)))
    assert all(one.file for one in made)
    assert most == 1


async def test_the_button_asks_for_the_kind_of_file(channel: Any, ada: Any) -> None:
    name = custom_id_of(await saved(channel, ada), "Note").rpartition(":")[2]
    listed = (await ada.slash(channel, "reading-list")).response
    other = (await ada.slash(channel, "reading-list")).response
    opened = (await ada.select(other, [name], custom_id="glmbot:list-open")).response
    for message in (listed, opened):
        offered = await ada.click(message, custom_id=custom_id_of(message, "Export"))
        assert offered.ephemeral
        made = await ada.select(offered.response, ["ris"], custom_id="glmbot:list-format")
        assert made.ephemeral
        (file,) = made.response.attachments
        assert file.filename == "reading-list.ris"


async def test_a_file_is_the_list_of_one_moment_whatever_the_person_does_meanwhile(
    channel: Any, ada: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = await saved(channel, ada)
    name = custom_id_of(told, "Note").rpartition(":")[2]
    await saved(channel, ada, 3)

    async def removing(interaction: Any, entries: Sequence[Entry]) -> list[Listed]:
        monkeypatch.undo()
        assert await work_on(interaction, lambda shelf: shelf.remove(name))
        return await compared(interaction, entries)

    monkeypatch.setattr(exporting, "compared", removing)
    before = (await content_of(await ada.slash(channel, "export", format="markdown"))).decode()
    after = (await content_of(await ada.slash(channel, "export", format="markdown"))).decode()
    assert (before.count("\n## "), after.count("\n## ")) == (2, 1)
