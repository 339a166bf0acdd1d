from pathlib import Path
from typing import Any

import pytest

from glmbot.bot.client import GlmBot
from glmbot.bot.desk import Desk
from glmbot.bot.running import build_bot
from glmbot.config import read_settings
from glmbot.library import build_answerer
from glmbot.store import Store
from support.articles import GIVEN_PATH, corpus_of, given_article, make_article


@pytest.fixture
def desk() -> Desk:
    assert GIVEN_PATH.exists()
    return Desk(build_answerer(corpus_of(given_article(), make_article())), Store(None))


@pytest.fixture
def simcord_bot(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GlmBot:
    for name in ("GLMBOT_DISCORD_API", "GLMBOT_DISCORD_GATEWAY"):
        monkeypatch.delenv(name, raising=False)
    return build_bot(desk, read_settings(tmp_path / "none.env"))


@pytest.fixture
def guild(simcord_env: Any) -> Any:
    return simcord_env.create_guild()


@pytest.fixture
def channel(guild: Any) -> Any:
    return guild.create_text_channel("questions")


@pytest.fixture
def ada(simcord_env: Any, guild: Any) -> Any:
    return guild.add_member(simcord_env.create_user("ada"))
