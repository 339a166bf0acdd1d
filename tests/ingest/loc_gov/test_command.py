import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glmbot.cli.corpus.fetch import _session
from glmbot.cli.corpus.fetch import fetch as command
from glmbot.core.model import GlmbotError
from glmbot.ingest.loc_gov.addresses import Site
from glmbot.ingest.loc_gov.errors import BLOCKED
from glmbot.ingest.loc_gov.journal import NAME
from glmbot.storage.load import read_corpus, shipped_corpus
from ingest.loc_gov.loc_server import COLLECTION, LocServer, Scripted, path_of
from ingest.loc_gov.running import at, fetch, start, wait_for


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("GLMBOT_FETCH_CONTACT", raising=False)


Inside = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def inside(corpus: Path, server: LocServer, here: None, capsys: pytest.CaptureFixture[str]) -> Inside:
    """The command in this process, where it ends with another code than 0."""
    del here
    usual = {"corpus": corpus, "cache": Path("cache"), "base": server.base, "pause": 0.0, "contact": "a@example.org"}

    def _inside(**options: Any) -> tuple[int, list[str]]:
        with pytest.raises(SystemExit) as caught:
            command(**{**usual, **options})
        lines = [line.removeprefix("glmbot: ") for line in capsys.readouterr().err.splitlines()]
        return int(caught.value.code or 0), lines

    return _inside


def test_without_a_contact_nothing_is_asked(corpus: Path, server: LocServer) -> None:
    code, lines = fetch(corpus, "--base", server.base)
    assert (code, len(lines)) == (2, 1)
    assert "GLMBOT_FETCH_CONTACT" in lines[0]
    assert not server.seen


@pytest.mark.parametrize(
    "contact",
    ["", "somebody", "a@b", "me@example.org\r\nX-Other: 1", "mé@example.org", "ftp://example.org", "a@b.cd" * 40],
)
@pytest.mark.usefixtures("here")
def test_a_contact_that_reaches_nobody_is_refused(corpus: Path, contact: str) -> None:
    with pytest.raises(SystemExit) as caught:
        command(corpus=corpus, contact=contact)
    assert caught.value.code == 2


def test_the_contact_may_stand_in_the_environment_or_in_env(
    inside: Inside, server: LocServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.script(COLLECTION, *[Scripted(403)] * 2)
    Path(".env").write_text("GLMBOT_FETCH_CONTACT=other@example.org\n")
    inside(contact=None)
    monkeypatch.setenv("GLMBOT_FETCH_CONTACT", "https://example.org/about")
    inside(contact=None)
    agents = [one.headers["User-Agent"].partition(" ")[2] for one in server.seen]
    assert agents == ["(+other@example.org)", "(+https://example.org/about)"]


@pytest.mark.parametrize("missing", ["httpx", "defusedxml"])
def test_without_the_extra_one_line_says_how_to_get_it(
    inside: Inside, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    code, lines = inside()
    assert (code, len(lines)) == (2, 1)
    assert lines[0].endswith("pip install 'glmbot[fetch]'")


def test_no_other_command_loads_what_fetching_needs(corpus: Path) -> None:
    code = (
        "import sys; sys.argv[1:] = ['corpus', 'check']\n"
        "import atexit; atexit.register(lambda: print(sorted({'httpx', 'glmbot.ingest.loc_gov'} & {*sys.modules})))"
    )
    out, _ = start(corpus, code=code).communicate(timeout=60)
    assert out.endswith("[]\n")


@pytest.mark.usefixtures("here")
def test_the_shipped_corpus_is_never_written_to() -> None:
    before = sorted(shipped_corpus().rglob("*"))
    for folder in (shipped_corpus(), shipped_corpus() / "2011"):
        with pytest.raises(GlmbotError, match="glmbot corpus init DIR"):
            command(corpus=folder, contact="tests@example.org")
    assert sorted(shipped_corpus().rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"since": "yesterday"}, "--since 'yesterday' is no date"),
        ({"until": "2020-13"}, "--until '2020-13' is no date"),
        ({"since": "2021", "until": "2020"}, "swap them"),
        ({"base": "http://www.loc.gov"}, "--base"),
        ({"base": "https://user@www.loc.gov"}, "--base"),
        ({"base": "https://www.loc.gov/search"}, "--base"),
        ({"base": "http://[x"}, "--base"),
        ({"corpus": Path("missing")}, "does not exist"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_can_be_mended_is_one_line(
    corpus: Path, arguments: dict[str, Any], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises((SystemExit, GlmbotError)) as caught:
        command(**{"corpus": corpus, "contact": "tests@example.org", **arguments})
    said = capsys.readouterr().err.strip() or str(caught.value)
    assert told in said
    assert "\n" not in said


def test_articles_come_into_the_corpus_once(corpus: Path, server: LocServer) -> None:
    del server.items[path_of(2)]
    server.items[path_of(3)] = {"item": {"title": "Norland: Invented Act 3", "partof": ["Global Legal Monitor"]}}
    code, lines = fetch(corpus, *at(server), "--since", "2019-02")
    assert code == 1
    assert lines[0] == "listed 7 of 7"
    assert lines[-1] == "added 4, skipped 0, refused 1, failed 1"
    assert "2019-02-15/norland-invented-act-1: added" in lines
    assert any(line.startswith("2019-04-15/norland-invented-act-3: refused: ") for line in lines)
    there = {one.article_id: one for one in read_corpus(corpus).articles}
    assert len(there) == 5
    found = next(one for one in there.values() if one.title == "Norland: Invented Act 4 & Its Rules")
    assert found.url == f"https://www.loc.gov{path_of(4)}"
    assert found.body.startswith("(May 15, 2019) The Assembly of Norland")
    assert (found.topics, found.date.isoformat()) == (("Fisheries",), "2019-05-15")
    (corpus / NAME).unlink()
    code, lines = fetch(corpus, *at(server), "--since", "2019-05")
    assert (code, lines) == (0, ["listed 7 of 7", "added 0, skipped 3, refused 0, failed 0"])


def test_a_block_is_told_and_not_tried_again(inside: Inside, server: LocServer) -> None:
    server.script(COLLECTION, Scripted(403, b"<html>Just a moment...</html>", {"cf-mitigated": "challenge"}))
    code, lines = inside()
    assert code == 1
    assert lines == ["added 0, skipped 0, refused 0, failed 0", BLOCKED]
    assert len(server.seen) == 1


def test_a_limit_says_when_to_come_back(inside: Inside, server: LocServer) -> None:
    server.script(COLLECTION, Scripted(429, headers={"Retry-After": "600"}))
    for _ in range(2):
        code, lines = inside()
        assert code == 1
        assert "try again in 10 min" in lines[-1]
    assert len(server.seen) == 1


def test_no_option_makes_the_pause_shorter_at_loc(tmp_path: Path) -> None:
    for base in ("https://www.loc.gov", "https://loc.gov", "https://mirror.example"):
        with _session(Site(base), "a@example.org", tmp_path, 0.0) as session:
            assert session._pace.pause == 6
    with _session(Site("http://127.0.0.1:1"), "a@example.org", tmp_path, 0.0) as session:
        assert session._pace.pause == 0


def test_two_at_the_same_time_are_refused(corpus: Path, server: LocServer) -> None:
    server.script(COLLECTION, Scripted(429, delay=8))
    first = start(corpus, *at(server))
    wait_for(lambda: bool(server.seen))
    code, lines = fetch(Path(shutil.copytree(corpus, corpus.parent / "other")), *at(server))
    first.kill()
    first.communicate(timeout=20)
    assert code == 2
    assert "another `glmbot corpus fetch` runs" in lines[-1]
    assert len(server.seen) == 1


def test_an_interruption_keeps_what_was_fetched(corpus: Path, server: LocServer) -> None:
    server.script(path_of(0), Scripted(delay=8))
    process = start(corpus, *at(server))
    wait_for(lambda: len(server.seen) > 1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.splitlines()[-2:] == [
        "glmbot: added 0, skipped 0, refused 0, failed 0",
        "glmbot: interrupted; what was fetched is kept: run the same command again to go on",
    ]
