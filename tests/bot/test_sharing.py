"""Conversations that go on in another process, over a database that both share."""

import asyncio
import pickle
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pydantic import SecretStr

from glmbot.bot.records import Records
from glmbot.bot.sharing import Sharing, _unpacked
from glmbot.core.answering.answerer import Answerer, Turn
from glmbot.core.model import Article, Found, parts_of
from glmbot.storage.database import Store
from glmbot.storage.load import build_answerer
from glmbot.storage.seal import Seal
from support.articles import corpus_of, given_article, make_article

KEYS = (SecretStr("the token"),)
HERE = (234567890123456789, 1)


@dataclass
class Desk:
    """Two processes and the turns that pass between them, without the server between."""

    answerer: Answerer = field(default_factory=lambda: build_answerer(corpus_of(given_article(), make_article())))

    def find(self, key: str) -> Article | None:
        return self.answerer.corpus_index.article_with_key(key)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[int, int], bytes]:
    """The turns that the database holds."""
    turns: dict[tuple[int, int], bytes] = {}

    def keep(_: object, person: int, channel: int, sealed: bytes) -> None:
        turns[person, channel] = sealed

    monkeypatch.setattr("glmbot.storage.shared_store.SharedStore.keep_turn", keep)
    monkeypatch.setattr("glmbot.storage.shared_store.SharedStore.turn", lambda _, *key: turns.get(key[:2]))
    return turns


async def passed_on(desk: Desk, question: str) -> Turn | None:
    one, other = (Sharing(Records(Store(None)), KEYS) for _ in range(2))
    one.keep(HERE, desk.answerer.turn(question))
    await asyncio.gather(*one.keeping)
    return await other.turn(HERE, desk.find)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    "question",
    [
        "Which regions does the MOU target?",
        "Who signed it? And what must every ferry carry?",
        "What is the weather like?",
        "When was the article on ferries published?",
        "thanks!",
        "¿Qué regiones abarca el memorando?",
    ],
)
async def test_a_turn_reaches_another_process_as_it_was_but_for_its_candidates(desk: Desk, question: str) -> None:
    turn = desk.answerer.turn(question)
    passed = await passed_on(desk, question)
    assert passed is not None
    assert (passed.query, passed.reply, passed.ranked) == (turn.query, turn.reply, ())
    first = parts_of(passed.reply)[0]
    if isinstance(first, Found):
        assert first.article is desk.find(first.article.key), "articles stand in it by their keys"
    assert (
        desk.answerer.turn("And who signed it?", before=passed).reply
        == desk.answerer.turn("And who signed it?", before=turn).reply
    )


async def test_what_is_kept_shows_neither_question_nor_passage(desk: Desk, kept: dict[tuple[int, int], bytes]) -> None:
    await passed_on(desk, "Which regions does the MOU target?")
    (sealed,) = kept.values()
    assert b"regions" not in sealed
    assert b"MOU" not in sealed


async def test_a_turn_whose_article_is_gone_or_that_another_token_sealed_is_none(
    desk: Desk, kept: dict[tuple[int, int], bytes]
) -> None:
    await passed_on(desk, "Which regions does the MOU target?")
    assert await Sharing(Records(Store(None)), KEYS).turn(HERE, lambda _: None) is None
    assert await Sharing(Records(Store(None)), (SecretStr("another"),)).turn(HERE, desk.find) is None
    kept[HERE[0], 2] = kept[HERE]
    assert await Sharing(Records(Store(None)), KEYS).turn((HERE[0], 2), desk.find) is None, "it is of another place"
    kept[HERE] = Seal(KEYS, "turns").sealed(b"of another version", ":".join(map(str, HERE)))
    assert await Sharing(Records(Store(None)), KEYS).turn(HERE, desk.find) is None


def calling(module: str, name: str, argument: str) -> bytes:
    """A pickle that calls something with a text (protocol 4: a dotted name leads into what a module imports)."""

    def short(text: str) -> bytes:
        return b"\x8c" + bytes([len(text)]) + text.encode()

    return b"\x80\x04" + short(module) + short(name) + b"\x93" + short(argument) + b"\x85R."


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "mkdir"),
        ("posix", "mkdir"),
        ("glmbot.sim.process", "os.mkdir"),
        ("glmbot.storage.atomic_file", "os.mkdir"),
        ("glmbot.core.sources", "importlib.import_module"),
        ("datetimes", "mkdir"),
    ],
)
def test_a_sealed_text_builds_turns_and_calls_nothing(tmp_path: Path, module: str, name: str) -> None:
    """Whoever had the token could seal anything."""
    made = tmp_path / "made"
    assert _unpacked(zlib.compress(calling(module, name, str(made))), lambda _: None) is None
    assert not made.exists()


def test_the_text_of_the_test_before_would_call(tmp_path: Path) -> None:
    pickle.loads(calling("os", "mkdir", str(tmp_path / "made")))  # noqa: S301 - so that the test above can fail
    assert (tmp_path / "made").exists()
