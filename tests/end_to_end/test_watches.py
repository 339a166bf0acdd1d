"""Watches from the command to the digest: the real bot, its folder watched, in the local Discord."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from glmbot.core.corpus.article_file import format_article
from glmbot.core.model import Article
from glmbot.sim.process import Child
from glmbot.sim.script.player import play_script
from glmbot.sim.server import LocalDiscord
from support.articles import GIVEN_PATH, make_article

Start = Callable[..., Coroutine[Any, Any, Child]]


def ferry(number: int, place: str = "Norland") -> Article:
    return make_article(
        f"(Mar. 3, 2014) The lamp of ferry {number} is green. It burns all night.\n\nNobody may put it out.",
        title=f"{place}: Ferry Act {number}", topics=["Ferries"], jurisdictions=[place],
    )  # fmt: skip


def write(folder: Path, article: Article) -> None:
    """Put an article into a folder, whole at once."""
    path = folder / f".{article.article_id}.part"
    path.write_text(format_article(article), encoding="utf-8")
    path.rename(folder / f"{article.article_id}.md")


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


async def test_a_digest_comes_at_once_to_a_channel_and_to_a_person(
    local: LocalDiscord, start: Start, shelf: Path
) -> None:
    child = await start(GLMBOT_CORPUS=str(shelf), GLMBOT_WATCH="1", wait=False)
    await local.ready(60)
    await played(
        local,
        """
Mod in #announcements runs /watch topic:"Ferries" often:"once" where:"here"
only Mod sees: "Watching for new articles: Ferries" ; "at once"
Ada in #questions runs /watch words:"green lamps" often:"once"
only Ada sees: "“green lamp”" ; "by direct message"
Ada runs /watch jurisdiction:"Norlnd"
only Ada sees: "nearest: Norland"
Ada runs /watch
only Ada sees: "a watch on everything is none"
""",
    )
    write(shelf, ferry(1))
    await played(
        local,
        """
bot in #announcements replies: "1 new article: Ferries" ; "Ferry Act 1" ; "The lamp of ferry 1 is green." ; pings nobody
bot in DM replies: "1 new article" ; "Ferry Act 1"
""",
    )
    assert "Traceback" not in child.tail(300)
