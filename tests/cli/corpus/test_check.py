import dataclasses
import datetime as dt
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from glmbot.core.corpus.article_file import format_article
from glmbot.core.model import Article
from glmbot.storage.load import shipped_corpus
from support.articles import FERRY, GIVEN_ID, make_article

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def whole(article: Article) -> Article:
    """An article that lacks nothing."""
    url = article.url or f"https://www.loc.gov/item/global-legal-monitor/{article.date}/{article.slug}/"
    return dataclasses.replace(article, url=url, retrieved=dt.date(2025, 1, 1))


GOOD = format_article(whole(make_article())).encode()
UNSURE = make_article("The Act was passed by the Assembly. (Id.)", title="Norland: Unsure")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def put(folder: Path, article: Article) -> None:
    (folder / f"{article.article_id}.md").write_bytes(format_article(whole(article)).encode())


def test_a_good_corpus_is_silent_but_for_its_count(run: Run, folder: Path) -> None:
    put(folder, make_article())
    result = run("corpus", "check", "--strict", "--corpus", str(folder))
    assert (result.returncode, result.stdout) == (0, b"")
    assert result.stderr.decode() == f"glmbot: {folder}: 1 article, no fault\n"


def test_what_is_worth_a_look_is_one_line_an_article_and_fails_only_when_strict(run: Run, folder: Path) -> None:
    put(folder, make_article())
    put(folder, UNSURE)
    result = run("corpus", "check", "--corpus", str(folder))
    assert (result.returncode, result.stdout) == (0, f"{UNSURE.article_id}\t1 source unresolved\n".encode())
    assert b"2 articles, no fault, 1 worth a look" in result.stderr
    assert run("corpus", "check", "--strict", "--corpus", str(folder)).returncode == 1
    particulars = run("corpus", "check", "--verbose", "--corpus", str(folder)).stdout.decode().splitlines()
    assert "  cites: 3 resolved, 0 unresolved; parentheses: 0 damaged" in particulars
    assert "      ¶ 1: Id." in particulars


def test_the_json_object_has_articles_with_their_remarks_and_faults(run: Run, folder: Path) -> None:
    put(folder, UNSURE)
    (folder / "bad.md").write_text("nothing\n")
    result = run("corpus", "check", "--json", "--corpus", str(folder))
    assert result.returncode == 2
    told = json.loads(result.stdout)
    assert told["articles"] == [
        {
            "article_id": UNSURE.article_id,
            "path": str(folder / f"{UNSURE.article_id}.md"),
            "sources": {"resolved": 0, "unresolved": 1, "damaged": 0},
            "remarks": [{"kind": "sources", "text": "1 source unresolved", "details": ["¶ 1: Id."]}],
        }
    ]
    assert [(one["path"], one["line"]) for one in told["faults"]] == [(str(folder / "bad.md"), 1)]


def test_near_duplicates_are_told_with_the_article_that_was_first(run: Run, folder: Path) -> None:
    long = "\n\n".join(
        (FERRY, *(f"The harbour of the {n}th quay has {n} boats and {n + 3} keepers." for n in range(30)))
    )
    put(folder, make_article(long))
    put(folder, make_article(long.replace("ninety", "eighty"), title="Norland: Ferries Once More"))
    put(folder, make_article("Wolves are protected in the north of the land.", title="Norland: Wolves"))
    lines = run("corpus", "check", "-v", "--corpus", str(folder)).stdout.decode().splitlines()
    place = lines.index("  near-duplicate")
    assert lines[place - 2] == "2014-03-03-norland-ferry-safety-act-adopted"
    assert lines[place + 1].endswith("the same as 2014-03-03-norland-ferries-once-more")
    assert lines.count("  near-duplicate") == 1


def test_links_in_circles_pipes_and_folders_named_like_articles_are_told_and_passed(run: Run, folder: Path) -> None:
    put(folder, make_article())
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "folder.md").mkdir()
    (folder / "folder.md" / "back").symlink_to(folder)
    os.mkfifo(folder / "pipe.md")
    for options in ([], ["--fix", "--yes"]):
        result = run("corpus", "check", "--corpus", str(folder), *options)
        assert result.returncode == 2
        assert b"loop.md:1: can't be read" in result.stderr
        assert b"pipe.md:1: is no regular file" in result.stderr
        assert b"1 good article, 2 faults" in result.stderr
        assert b"Traceback" not in result.stderr


def test_a_file_name_steers_no_terminal(run: Run, folder: Path) -> None:
    (folder / "2014-03-04-a\x1b[31m\tb\nc.md").write_bytes(GOOD)
    (folder / "bad\x1b[31m\n.md").write_bytes(b"nothing")
    for options in ([], ["-v"], ["--fix", "--yes"]):
        result = run("corpus", "check", "--corpus", str(folder), *options)
        assert b"\x1b" not in result.stdout + result.stderr
    assert result.stdout.count(b"\n") == 1
    listed = run("corpus", "list", "--skip-faulty", "--corpus", str(folder))
    assert b"\x1b" not in listed.stdout
    assert listed.stdout.count(b"\n") == 1
    assert listed.stdout.count(b"\t") == 4


def test_mending_shows_a_diff_writes_when_told_and_then_finds_nothing(run: Run, folder: Path) -> None:
    path = folder / "2014-03-03-norland.md"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    before = path.read_bytes()
    asked = run("corpus", "check", "--fix", "--corpus", str(folder))
    assert (asked.returncode, path.read_bytes()) == (2, before)
    assert b"1 file can be mended; nothing is written without --yes" in asked.stderr
    told = run("corpus", "check", "--fix", "--yes", "--corpus", str(folder))
    assert (told.returncode, path.read_bytes()) == (0, GOOD)
    assert told.stdout == asked.stdout
    assert "-[BOM]---␍\n" in told.stdout.decode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in folder.iterdir()] == [path.name]
    again = run("corpus", "check", "--fix", "--corpus", str(folder))
    assert (again.returncode, again.stdout) == (0, b"")
    assert b"nothing to mend" in again.stderr


@pytest.mark.parametrize(("reply", "writes"), [(b"y\n", True), (b"n\n", False), (b"\n", False)])
def test_on_a_terminal_mending_asks(folder: Path, reply: bytes, writes: bool) -> None:  # noqa: FBT001
    path = folder / "2014-03-03-norland.md"
    path.write_bytes(GOOD.replace(b"\n", b"\r\n"))
    main, side = pty.openpty()
    command = [sys.executable, "-m", "glmbot", "corpus", "check", "--fix", "--corpus", str(folder)]
    with subprocess.Popen(command, stdin=side, stdout=side, stderr=subprocess.PIPE, cwd=folder.parent) as process:
        os.write(main, reply)
        said = b""
        while b"[y/N]:" not in said:
            said += os.read(main, 4096)
        process.wait(timeout=900)
    os.close(side)
    os.close(main)
    assert b"Write 1 file?" in said
    assert (path.read_bytes() == GOOD) is writes


def test_the_packaged_corpus_is_never_written_to(run: Run) -> None:
    given = next(shipped_corpus().rglob("*.md"))
    before = given.read_bytes()
    for arguments in ([], ["--corpus", str(shipped_corpus())], ["--corpus", str(given.parent)]):
        result = run("corpus", "check", "--fix", "--yes", *arguments)
        assert result.returncode == 2
        assert b"the packaged corpus is never written to" in result.stderr
    assert given.read_bytes() == before


def test_a_link_to_a_file_elsewhere_is_left_alone(run: Run, folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(GOOD.replace(b"\n", b"\r\n"))
    (folder / "2014-03-03-x.md").symlink_to(elsewhere)
    result = run("corpus", "check", "--fix", "--yes", "--corpus", str(folder))
    assert b"left alone" in result.stderr
    assert elsewhere.read_bytes() == GOOD.replace(b"\n", b"\r\n")


def test_a_shown_diff_is_no_json(run: Run) -> None:
    assert run("corpus", "check", "--fix", "--json").returncode == 2


def test_the_shipped_article_is_told_to_have_two_sources_without_an_end(run: Run) -> None:
    assert run("corpus", "check").stdout.decode() == f"{GIVEN_ID}\t2 sources without an end, no date of retrieval\n"


def test_a_real_article_among_invented_ones_is_a_fault_and_the_bot_refuses_it_in_a_line(run: Run, folder: Path) -> None:
    put(folder, make_article())
    put(folder, dataclasses.replace(make_article(article_id="2014-05-05-other"), origin="invented"))
    checked = run("corpus", "check", "--corpus", str(folder))
    assert checked.returncode == 2
    assert "2014-05-05-other.md:1: the article is marked invented" in checked.stderr.decode()
    for command in (("ask", "Which ferry?"), ("chat",), ("run",), ("ask", "--skip-faulty", "Which ferry?")):
        refused = run(*command, "--corpus", str(folder), DISCORD_TOKEN="x")
        (line,) = refused.stderr.decode().splitlines()
        assert refused.returncode == 2
        assert line.endswith("; move the invented ones to a folder of their own")
