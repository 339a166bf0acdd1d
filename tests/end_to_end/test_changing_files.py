"""A large corpus whose files change under the running bot, before anyone says /reload."""

import os
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from glmbot.sim.process import Child
from glmbot.sim.script.player import play_script
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from support.articles import make_article
from support.shelves import fill, write_article

Start = Callable[..., Coroutine[Any, Any, Child]]

KITES = make_article(
    "(Mar. 3, 2014) The Kite Act of Norland forbids kites above the lighthouse.\n\n"
    "The keeper of the lighthouse may cut the string of such a kite.",
    title="Norland: Kite Act Adopted",
)
CHANGED = "That article has changed or is gone since this answer. Ask again."


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return fill(tmp_path / "articles", KITES)


async def played(local: LocalDiscord, script: str) -> None:
    transcript = await play_script(local, script)
    assert transcript.passed, "\n".join([*transcript.lines[-40:], transcript.difference or ""])


ASKED = """
Ada in #questions says: @bot Which kites does Norland forbid?
bot replies: "forbids kites above the lighthouse"
# What was read once is remembered: another process knows no text yet.
restart bot
wait for bot
"""

CHANGED_THEN = f"""
Ada in #questions presses "¶ 2 ▶"
only Ada sees: "{CHANGED}" ; button "Show the new text"
Ada presses "Show the new text"
bot edits: "forbids kites above the church" ; "¶ 1 of 2"
Ada presses "¶ 2 ▶"
bot edits: "keeper of the church"
Ada says: @bot Which kites does Norland forbid?
bot replies: "forbids kites above the church" ; lacks "lighthouse"
Ada presses "More"
only Ada sees: button "Why this?"
Ada presses "Why this?"
only Ada sees: "kites"
Ben in #sources runs /ask question:"Which kites does Norland forbid?"
bot replies: "forbids kites above the church"
Ben runs /source article:"kite act" paragraph:2
bot replies: "keeper of the church"
Ben runs /article article:"kite act"
bot replies: "above the church"
Ben runs /sources article:"kite act"
only Ben sees: anything
"""


OTHERS = """
Ben in DM says: Which regions does the MOU target?
bot replies: "Latin America"
Ben says: How high is the duty on casks by order 40?
bot replies: anything
"""


async def test_the_new_text_is_offered_and_answered_from(local: LocalDiscord, start: Start, shelf: Path) -> None:
    child = await start(GLMBOT_CORPUS=str(shelf))
    await played(local, ASKED)
    path = write_article(shelf, replace(KITES, body=KITES.body.replace("lighthouse", "church")))
    await played(local, CHANGED_THEN)
    assert child.tail(200).count(f"{path}: the article has changed") == 1
    # Whoever cuts off a file that is mapped kills with SIGBUS.
    (shelf / ".glmbot-index").write_bytes(b"")
    await played(local, OTHERS)
    assert not child.ended
    assert no_paths(local, shelf)


def a_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def a_growing_file(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more " * 300_000)


def gone(path: Path) -> None:
    path.unlink()


SPOILS: tuple[Callable[[Path], None], ...] = (a_fifo, a_device, a_growing_file, gone)


def spoilt(kind: str) -> str:
    """What a person meets who asks for what an article said whose file is no article any more."""
    return f"""
Ada in #questions says: @bot What does the {kind} Act forbid?
bot replies: lacks "above the lighthouse"
Ben in DM runs /source article:"{kind} act"
only Ben sees: "{CHANGED}" ; no button "Show the new text"
"""


REST = """
Ada in #questions presses "¶ 2 ▶"
only Ada sees: "That article has changed or is gone" ; no button "Show the new text"
Ben in DM says: Which regions does the MOU target?
bot replies: "Latin America"
Ada in #questions runs /latest
only Ada sees: anything
"""


async def test_a_file_that_is_no_article_any_more_costs_that_article_only(
    local: LocalDiscord, start: Start, tmp_path: Path
) -> None:
    kinds = ("Kite", "Sledge", "Raft", "Bell")
    articles = [
        replace(KITES, article_id=f"2014-03-03-{kind.lower()}-act", title=f"Norland: {kind} Act Adopted",
                body=KITES.body.replace("Kite", kind).replace("kite", f"{kind.lower()}"))
        for kind in kinds
    ]  # fmt: skip
    shelf = fill(tmp_path / "articles", *articles)
    child = await start(GLMBOT_CORPUS=str(shelf), GLMBOT_QUESTIONS_PER_MINUTE="100")
    await played(local, ASKED)
    for article, spoil in zip(articles, SPOILS, strict=True):
        spoil(shelf / f"{article.article_id}.md")
    await played(local, "".join(map(spoilt, kinds)) + REST)
    for article in articles:
        assert f"{article.article_id}.md: the article is gone or faulty" in child.tail(200)
    assert no_paths(local, shelf)
    assert "Traceback" not in child.tail(200)


def no_paths(local: LocalDiscord, folder: Path) -> bool:
    """Whether no message names the folder."""
    return not any(str(folder) in visible_text(one.body) for one in local.world.everything())
