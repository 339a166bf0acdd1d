"""`glmbot corpus add`, `init` and `remove`, run as a person runs them."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.generate import article, as_page, generate
from support.articles import GIVEN_ID, GIVEN_PATH, ROOT

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
INPUTS = ROOT / "tests" / "ingest" / "inputs"
ORIGINAL = ROOT / "tests" / "core" / "given_article_original.txt"
FERRY_ID = "2012-03-05-norland-sundland-invented-treaty-on-ferry-lights-signed"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def articles_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.md"))}


def summary(done: "subprocess.CompletedProcess[bytes]") -> dict[str, int]:
    counts = {}
    for line in done.stdout.decode().splitlines():
        words = line.replace("would be ", "").split()
        if len(words) == 2 and words[0].isdigit() and words[1] in {"added", "replaced", "skipped", "refused"}:
            counts[words[1]] = int(words[0])
    return counts


def test_the_given_text_gives_the_shipped_file_to_the_byte_but_for_provenance(run: Run, corpus: Path) -> None:
    arguments = ("corpus", "add", "-", "--author", "Wendy Zeldin", "--yes", "--corpus", str(corpus))
    done = run(*arguments, stdin=ORIGINAL.read_bytes())
    assert done.returncode == 0, done.stderr
    lines = (corpus / "2011" / f"{GIVEN_ID}.md").read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith((b"retrieved: ", b"origin: "))]
    assert len(lines) - len(kept) == 2
    assert b"".join(kept) == GIVEN_PATH.read_bytes()


def test_what_was_added_is_answered_from_at_once(run: Run, corpus: Path) -> None:
    assert run("corpus", "add", str(INPUTS / "e-page.html"), "--yes", "--corpus", str(corpus)).returncode == 0
    done = run("ask", "Who is chosen as keeper of hives in Varosia?", "--corpus", str(corpus))
    assert done.returncode == 0
    assert b"The law gives each village a keeper of hives" in done.stdout


def test_without_a_terminal_and_without_yes_nothing_is_written(run: Run, corpus: Path) -> None:
    done = run("corpus", "add", str(INPUTS / "b-page.html"), "--corpus", str(corpus))
    assert done.returncode == 2
    assert b"use --yes" in done.stderr
    assert b"4 paragraphs, 0 headings, 3 sources" in done.stdout
    assert list(corpus.iterdir()) == []


def test_a_dry_run_writes_nothing_and_ends_well(run: Run, corpus: Path) -> None:
    done = run(
        "corpus", "add", str(INPUTS / "b-page.html"), str(INPUTS / "b-text.txt"), "--dry-run", "--corpus", str(corpus)
    )
    assert done.returncode == 0
    assert summary(done) == {"added": 1, "replaced": 0, "skipped": 1, "refused": 0}
    assert list(corpus.iterdir()) == []


def test_all_inputs_at_once_one_line_each_and_the_good_ones_are_added(run: Run, corpus: Path) -> None:
    folder = corpus.parent / "inputs"
    folder.mkdir()
    refused = sorted(INPUTS.glob("refused-*.refused.txt"))
    for name in ("b-page.html", "a-text.txt", *(path.name.removesuffix(".refused.txt") for path in refused)):
        (folder / name).write_bytes((INPUTS / name).read_bytes())
    (folder / "a-link.txt").symlink_to(INPUTS / "c-text.txt")
    with (folder / "huge.html").open("wb") as stream:
        stream.truncate(200_000_000)
    done = run("corpus", "add", str(folder), "--yes", "--corpus", str(corpus))
    assert done.returncode == 2
    assert len(articles_of(corpus)) == 2
    lines = [line for line in done.stderr.decode().splitlines() if ": refused: " in line]
    # The ZIP that is a file of its own is opened as such.
    assert len(lines) == len(refused) + 2
    assert any("a symbolic link" in line for line in lines)
    assert any("200,000,000 bytes; a page has 5,000,000 at most" in line for line in lines)
    assert b"Traceback" not in done.stderr


def archive_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return out.getvalue()


def test_an_archive_is_read_within_limits(run: Run, corpus: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    inner = archive_of({"a.txt": b"invented"})
    path = corpus.parent / "pages.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("good/page.html", (INPUTS / "b-page.html").read_bytes())
        archive.writestr("good/page_files/style.css", b"p {}")
        archive.writestr("../climbs.txt", b"invented")
        archive.writestr("/absolute.txt", b"invented")
        archive.writestr("C:\\drive.txt", b"invented")
        archive.writestr("bomb.txt", b"a" * 4_000_000)
        archive.writestr("large.txt", b"a" * 6_000_000)
        archive.writestr("inner.zip", inner)
        archive.writestr(link, "/etc/passwd")
    done = run("corpus", "add", str(path), "--yes", "--corpus", str(corpus))
    assert done.returncode == 2
    told = done.stderr.decode()
    assert told.count("its path leads out of the archive") == 3
    assert "bomb.txt: refused: packed more than 100 times" in told
    assert "large.txt: refused: 6,000,000 bytes" in told
    assert "inner.zip: refused: a ZIP in a ZIP" in told
    assert "link.txt: refused: a symbolic link in the archive" in told
    assert summary(done) == {"added": 1, "replaced": 0, "skipped": 0, "refused": 7}
    assert len(articles_of(corpus)) == 1


@pytest.mark.parametrize("damage", [slice(0, 60), slice(0, -30), slice(40, None)])
def test_a_broken_archive_is_one_line(run: Run, corpus: Path, damage: slice) -> None:
    path = corpus.parent / "broken.zip"
    path.write_bytes(b"PK\x03\x04" + archive_of({"page.html": (INPUTS / "b-page.html").read_bytes()})[4:][damage])
    done = run("corpus", "add", str(path), "--yes", "--corpus", str(corpus))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_the_same_article_under_another_address_is_skipped_by_name(run: Run, corpus: Path) -> None:
    run("corpus", "add", str(INPUTS / "b-page.html"), "--yes", "--corpus", str(corpus))
    before = articles_of(corpus)
    done = run("corpus", "add", str(INPUTS / "b-text-no-breadcrumb.txt"), "--yes", "--corpus", str(corpus))
    assert done.returncode == 0
    assert f"a duplicate of {FERRY_ID}" in " ".join(done.stdout.decode().split())
    assert articles_of(corpus) == before


def test_nearly_the_same_text_under_another_title_is_skipped(run: Run, corpus: Path) -> None:
    title, _, paragraphs = article(1)
    for name, words in (("one", paragraphs), ("two", [*paragraphs[:-1], f"{paragraphs[-1]} One more."])):
        (corpus.parent / f"{name}.html").write_text(as_page(title + ("" if name == "one" else " Today"), words))
    done = run(
        "corpus", "add", str(corpus.parent / "one.html"), str(corpus.parent / "two.html"), "--yes",
        "--corpus", str(corpus),
    )  # fmt: skip
    assert summary(done) == {"added": 1, "replaced": 0, "skipped": 1, "refused": 0}
    assert "of its text is the same" in " ".join(done.stdout.decode().split())


def test_replace_shows_what_changes_and_leaves_one_article(run: Run, corpus: Path) -> None:
    run("corpus", "add", str(INPUTS / "b-page.html"), "--yes", "--corpus", str(corpus))
    done = run(
        "corpus", "add", str(INPUTS / "b-text.txt"), "--author", "Ines Fabel", "--replace", "--yes",
        "--corpus", str(corpus),
    )  # fmt: skip
    assert summary(done) == {"added": 0, "replaced": 1, "skipped": 0, "refused": 0}
    assert b'+authors: ["Ines Fabel"]' in done.stdout
    assert b'authors: ["Ines Fabel"]' in articles_of(corpus)[f"2012/{FERRY_ID}.md"]
    assert len(articles_of(corpus)) == 1


def test_what_a_person_says_beats_the_input(run: Run, corpus: Path) -> None:
    page = str(INPUTS / "refused-other-site.html")
    arguments = (
        "--title",
        "Norland: Invented Cakes",
        "--date",
        "2020-02-03",
        "--topic",
        "Cake",
        "--jurisdiction",
        "N.",
    )
    done = run("corpus", "add", page, *arguments, "--yes", "--corpus", str(corpus))
    assert done.returncode == 0, done.stderr
    text = articles_of(corpus)["2020/2020-02-03-norland-invented-cakes.md"].decode()
    assert 'topics: ["Cake"]' in text
    assert 'jurisdictions: ["N."]' in text
    assert "url: null" in text


def test_another_language_is_added_when_asked_for(run: Run, corpus: Path) -> None:
    page = str(INPUTS / "refused-spanish.txt")
    assert run("corpus", "add", page, "--any-language", "--yes", "--corpus", str(corpus)).returncode == 0
    assert len(articles_of(corpus)) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--date", "3 March 2014"), "is no date; write it as YYYY-MM-DD"),
        (("--url", "norland"), "is no web address"),
    ],
)
def test_a_wrong_option_is_one_line(run: Run, corpus: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("corpus", "add", str(INPUTS / "b-text.txt"), *arguments, "--corpus", str(corpus))
    assert done.returncode == 2
    assert told in done.stderr.decode()


def test_a_title_for_several_inputs_is_refused(run: Run, corpus: Path) -> None:
    done = run("corpus", "add", str(INPUTS), "--title", "x", "--corpus", str(corpus))
    assert done.returncode == 2
    assert b"are of one article" in done.stderr


@pytest.mark.parametrize("path", ["missing.html", "*.invented", "/dev/null"])
def test_a_path_that_gives_nothing_is_refused(run: Run, corpus: Path, path: str) -> None:
    done = run("corpus", "add", path, "--yes", "--corpus", str(corpus))
    assert done.returncode == 2
    assert summary(done)["refused"] == 1


def test_the_shipped_corpus_is_never_written_to(run: Run) -> None:
    for arguments in (("add", str(INPUTS / "b-text.txt"), "--yes"), ("remove", GIVEN_ID, "--yes")):
        done = run("corpus", *arguments)
        assert done.returncode == 2
        assert b"glmbot corpus init DIR" in done.stderr
        assert b"GLMBOT_CORPUS" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert GIVEN_PATH.exists()


def test_init_starts_a_corpus_and_leaves_a_folder_that_holds_something(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert run("corpus", "init", str(folder)).returncode == 0
    assert (folder / "2011" / GIVEN_PATH.name).read_bytes() == GIVEN_PATH.read_bytes()
    again = run("corpus", "init", str(folder))
    assert again.returncode == 2
    assert b"not empty" in again.stderr


def test_remove_asks_or_wants_yes(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    run("corpus", "init", str(folder))
    refused = run("corpus", "remove", "Combat Trafficking", "--corpus", str(folder))
    assert refused.returncode == 2
    assert len(articles_of(folder)) == 1
    done = run("corpus", "remove", "Combat Trafficking", "--yes", "--corpus", str(folder))
    assert done.returncode == 0, done.stderr
    assert articles_of(folder) == {}


def test_a_faulty_file_in_the_corpus_is_left_alone(run: Run, corpus: Path) -> None:
    faulty = corpus / "2012" / f"{FERRY_ID}.md"
    faulty.parent.mkdir()
    faulty.write_text("no article")
    done = run("corpus", "add", str(INPUTS / "b-page.html"), "--yes", "--corpus", str(corpus))
    assert done.returncode == 2
    assert b"is there already, and is faulty" in done.stderr
    assert faulty.read_text() == "no article"


@pytest.mark.skipif(sys.platform == "win32", reason="it is about SIGKILL")
def test_a_killed_run_leaves_no_half_article_and_goes_on_to_the_same_corpus(run: Run, tmp_path: Path) -> None:
    generate(tmp_path / "inputs", 300)
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    whole.mkdir()
    killed.mkdir()
    assert run("corpus", "add", str(tmp_path / "inputs"), "--yes", "--corpus", str(whole)).returncode == 0
    command = [
        sys.executable,
        "-m",
        "glmbot",
        "corpus",
        "add",
        str(tmp_path / "inputs"),
        "--yes",
        "--corpus",
        str(killed),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ)
    ) as process:
        end = time.monotonic() + 50
        while len(articles_of(killed)) < 100 and time.monotonic() < end:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    half = articles_of(killed)
    assert 100 <= len(half) < len(articles_of(whole))
    assert all(articles_of(whole)[name] == raw for name, raw in half.items())
    done = run("corpus", "add", str(tmp_path / "inputs"), "--yes", "--corpus", str(killed))
    assert done.returncode == 0, done.stderr
    assert articles_of(killed) == articles_of(whole)
    assert not list(killed.rglob(".glmbot-new-*"))


def test_what_many_inputs_warn_of_is_told_without_a_preview(run: Run, corpus: Path) -> None:
    folder = corpus.parent / "inputs"
    folder.mkdir()
    for number in range(6):
        title, _, paragraphs = article(number)
        (folder / f"{number}.html").write_text(as_page(title, paragraphs), "utf-8")
    (folder / "damaged.txt").write_bytes((INPUTS / "b-text-damaged.txt").read_bytes())
    done = run("corpus", "add", str(folder), "--yes", "--corpus", str(corpus))
    told = done.stdout.decode()
    assert "begins" not in told
    assert "1 with a warning" in told
    assert any("damaged.txt" in line and "damaged characters" in line for line in told.splitlines())
    again = run("corpus", "check", "--corpus", str(corpus))
    assert b"damaged characters" in again.stdout
