import shutil
import sqlite3
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from glmbot.config import Settings
from glmbot.health import machine
from glmbot.health.finding import Finding, State
from glmbot.storage.database import Store
from glmbot.storage.migrations import MIGRATIONS
from support.articles import GIVEN_PATH


def bare(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)


def by_name(folder: Path, **options: bool) -> dict[str, Finding]:
    settings = bare(GLMBOT_READER="0")
    return {finding.name: finding for finding in machine.examine_articles(folder, settings, **options)}


def test_the_versions_that_the_tests_run_with_are_fit() -> None:
    assert machine.examine_versions().state is State.OK


@pytest.mark.parametrize(
    ("version", "says"), [("0.1", "discord-py 0.1 is not >=2.7.1"), (None, "discord-py is missing")]
)
def test_a_version_that_does_not_do_is_named(monkeypatch: pytest.MonkeyPatch, version: str | None, says: str) -> None:
    real = metadata.version

    def installed(name: str) -> str:
        if name == "discord-py" and version is None:
            raise metadata.PackageNotFoundError
        return version if name == "discord-py" and version else real(name)

    monkeypatch.setattr(metadata, "version", installed)
    finding = machine.examine_versions()
    assert (finding.state, finding.what) == (State.MUST, says)


def test_a_misspelt_setting_is_named_with_the_nearest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GLMBOT_CORPUSS", "x")
    env_file = tmp_path / ".env"
    env_file.write_text("GLMBOT_READERS=0\nOTHER=1\n")
    env_file.chmod(0o600)
    found = list(machine.examine_settings(env_file))
    assert [str(one) for one in found if one.state is State.NOTE] == [
        "GLMBOT_CORPUSS is no setting and changes nothing; did you mean GLMBOT_CORPUS?",
        "GLMBOT_READERS is no setting and changes nothing; did you mean GLMBOT_READER?",
    ]


def test_a_token_file_that_others_can_read_is_named(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("DISCORD_TOKEN=x\n")
    env_file.chmod(0o644)
    assert f"chmod 600 {env_file}" in [one.remedy for one in machine.examine_settings(env_file)]


def test_a_token_that_none_can_be_is_told_without_it() -> None:
    finding = machine.examine_token(bare(DISCORD_TOKEN="a secret"))
    assert finding.state is State.MUST
    assert "secret" not in str(finding)
    assert machine.examine_token(bare(DISCORD_TOKEN="abc.def")).state is State.OK


def test_a_few_sound_articles_need_nothing(tmp_path: Path) -> None:
    shutil.copy(GIVEN_PATH, tmp_path)
    found = by_name(tmp_path)
    assert {finding.state for finding in found.values()} == {State.OK}
    assert found["corpus"].what.startswith("1 article in ")


def test_faulty_articles_must_be_mended_unless_they_are_left_out(tmp_path: Path) -> None:
    shutil.copy(GIVEN_PATH, tmp_path)
    (tmp_path / "2020-01-01-faulty.md").write_text("nothing\n")
    assert by_name(tmp_path)["corpus"].state is State.MUST
    left_out = by_name(tmp_path, skip_faulty=True)["corpus"]
    assert left_out.state is State.NOTE
    assert "1 faulty file" in left_out.what


def test_a_folder_without_articles_must_be_filled(tmp_path: Path) -> None:
    assert by_name(tmp_path)["corpus"].state is State.MUST
    assert "does not exist" in by_name(tmp_path / "none")["corpus"].what


def test_an_index_that_fits_a_large_corpus_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from glmbot.storage import load

    monkeypatch.setattr(load, "SMALL_BYTES", 1)
    shutil.copy(GIVEN_PATH, tmp_path)
    assert by_name(tmp_path)["index"].state is State.NOTE
    load.open_answerer(tmp_path)
    assert by_name(tmp_path)["index"].state is State.OK
    (tmp_path / GIVEN_PATH.name).touch()
    assert by_name(tmp_path)["index"].state is State.NOTE, "an article has changed since"


def test_a_database_is_looked_at_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "glmbot.sqlite3"
    assert machine.examine_database(path).what == f"{path} is made at the first start"
    with Store(path, exclusive=True):
        assert machine.examine_database(path).what.endswith("a bot is using it")
    before = path.read_bytes()
    finding = machine.examine_database(path)
    assert finding.state is State.OK
    assert "using" not in finding.what
    assert path.read_bytes() == before


def test_a_newer_or_damaged_database_must_be_mended(tmp_path: Path) -> None:
    newer, damaged = tmp_path / "newer.sqlite3", tmp_path / "damaged.sqlite3"
    with sqlite3.connect(newer) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    for path, says in ((newer, "update glmbot"), (damaged, "put a backup in its place")):
        finding = machine.examine_database(path)
        assert finding.state is State.MUST
        assert says in finding.remedy


class _Usage(NamedTuple):
    free: int


@pytest.mark.parametrize(("free", "state"), [(10_000_000, State.MUST), (100_000_000, State.NOTE), (10**10, State.OK)])
def test_the_disk_must_have_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, state: State) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(free))
    assert machine.examine_disk(tmp_path / "not" / "there" / "glmbot.sqlite3").state is state
