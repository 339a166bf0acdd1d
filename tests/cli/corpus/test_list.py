import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from glmbot.cli.corpus.stats import chart
from glmbot.core.corpus.article_file import format_article
from support.articles import FERRY, make_article

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def shelf(tmp_path: Path) -> str:
    folder = tmp_path / "articles"
    folder.mkdir()
    for article in (
        make_article(title="Chile: Zinc", date="2012-01-01", jurisdictions=["Chile"], authors=["Élan Vey"]),
        make_article(
            "Short.", title="Japan: [bold]Apples", date="2014-05-05", jurisdictions=["Japan", "Chile"], topics=["Fruit"]
        ),
        make_article(
            f"{FERRY}\n\nMore.",
            title="Japan: Boats",
            date="2013-02-02",
            jurisdictions=["Japan"],
            authors=[],
            topics=["Sea"],
        ),
    ):
        (folder / f"{article.article_id}.md").write_text(format_article(article), encoding="utf-8")
    return str(folder)


def titles(run: Run, shelf: str, *options: str) -> list[str]:
    result = run("corpus", "list", "--json", "--corpus", shelf, *options)
    return [article["title"].split()[-1] for article in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["[bold]Apples", "Boats", "Zinc"]),
        (["--reverse"], ["Zinc", "Boats", "[bold]Apples"]),
        (["--sort", "title"], ["Zinc", "[bold]Apples", "Boats"]),
        (["--sort", "title", "--reverse"], ["Boats", "[bold]Apples", "Zinc"]),
        (["--sort", "paragraphs"], ["Boats", "Zinc", "[bold]Apples"]),
        (["--sort", "paragraphs", "--limit", "1"], ["Boats"]),
        (["--jurisdiction", "chile"], ["[bold]Apples", "Zinc"]),
        (["--topic", "SEA"], ["Boats"]),
        (["--author", "elan vey"], ["Zinc"]),
        (["--after", "2013"], ["[bold]Apples", "Boats"]),
        (["--before", "2013-02"], ["Boats", "Zinc"]),
        (["--jurisdiction", "Japan", "--author", "Ines Fabel"], ["[bold]Apples"]),
        (["--jurisdiction", "Chile", "--topic", "Sea"], []),
    ],
)
def test_the_list_is_filtered_and_sorted(run: Run, shelf: str, options: list[str], expected: list[str]) -> None:
    assert titles(run, shelf, *options) == expected


def test_who_wrote_together_is_found_alone(run: Run, shelf: str) -> None:
    article = make_article(title="Kenya: Wells", authors=["Jane Roe and John Doe"])
    Path(shelf, f"{article.article_id}.md").write_text(format_article(article), encoding="utf-8")
    assert titles(run, shelf, "--author", "john doe") == ["Wells"]


def test_an_empty_list_exits_with_one_and_a_name_that_nobody_bears_with_two(run: Run, shelf: str) -> None:
    result = run("corpus", "list", "--jurisdiction", "Chile", "--topic", "Sea", "--corpus", shelf)
    assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"glmbot: no article is as wanted\n")
    result = run("corpus", "list", "--author", "Nobody", "--corpus", shelf)
    assert (result.returncode, result.stderr.count(b"\n")) == (2, 1)


def test_in_a_pipe_each_article_is_a_line_of_five_cells(run: Run, shelf: str) -> None:
    lines = run("corpus", "list", "--corpus", shelf, COLUMNS="20").stdout.decode().splitlines()
    assert lines[0].split("\t") == [
        "2014-05-05", "2014-05-05-japan-bold-apples", "Japan: [bold]Apples", "Japan; Chile", "1",
    ]  # fmt: skip
    assert len(lines) == 3


def shown(folder: Path, *arguments: str, columns: int) -> list[str]:
    """What a terminal of so many columns gets."""
    main, side = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "LINES": "24", "NO_COLOR": "1", "TERM": "dumb"}
    command = [sys.executable, "-m", "glmbot", *arguments]
    with subprocess.Popen(command, stdin=side, stdout=side, cwd=folder, env=environment) as process:
        os.close(side)
        output = b""
        try:
            while piece := os.read(main, 65536):
                output += piece
        except OSError:
            pass  # Linux tells the end of a terminal so
        assert process.wait(timeout=900) == 0
    os.close(main)
    return output.decode().replace("\r\n", "\n").splitlines()


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_long_title_stays_in_its_column_on_a_terminal(tmp_path: Path, columns: int) -> None:
    title = "Norland: " + "Unbreakable" * 20 + " and the rest of it"
    (tmp_path / "2014-03-03-x.md").write_text(format_article(make_article(title=title)))
    lines = shown(tmp_path, "corpus", "list", "--corpus", str(tmp_path), columns=columns)
    assert all(len(line) <= columns for line in lines)
    assert sum(line.count("Unbreakable") for line in lines) >= 5
    assert "the rest of it" in " ".join(" ".join(lines).split())
    assert sum(line.startswith("2014-03-03 ") for line in lines) == 1


def test_counts_are_told_for_each_field_with_those_that_have_none(run: Run, shelf: str) -> None:
    told = json.loads(run("corpus", "stats", "--json", "--corpus", shelf).stdout)
    assert told["articles"] == 3
    assert told["jurisdiction"] == {
        "values": [{"value": "Chile", "articles": 2}, {"value": "Japan", "articles": 2}], "distinct": 2, "without": 0,
    }  # fmt: skip
    assert [one["value"] for one in told["year"]["values"]] == ["2014", "2013", "2012"]
    assert (told["topic"]["without"], told["author"]["without"]) == (1, 1)
    only = json.loads(run("corpus", "stats", "--json", "--by", "topic", "--top", "1", "--corpus", shelf).stdout)
    assert only == {
        "articles": 3,
        "topic": {"values": [{"value": "Fruit", "articles": 1}], "distinct": 2, "without": 1},
    }


def test_the_longest_bar_takes_the_width(run: Run, shelf: str) -> None:
    lines = run("corpus", "stats", "--corpus", shelf, COLUMNS="80").stdout.decode().splitlines()
    assert max(map(len, lines)) == 79
    assert "Years" in lines
    assert any(line.split() == ["(none)", "1"] for line in lines)
    plain = run("corpus", "stats", "--corpus", shelf, PYTHONIOENCODING="ascii").stdout
    assert b"####" in plain


labels = st.text(st.characters(categories=["L", "N", "P", "S", "M"]), min_size=1, max_size=90)


@given(
    st.dictionaries(labels, st.integers(1, 10**6), max_size=12), st.integers(0, 10**6), st.none() | st.integers(1, 12),
    st.integers(39, 200),
)  # fmt: skip
def test_no_line_of_a_chart_is_longer_than_the_width(
    found: dict[str, int], without: int, top: int | None, width: int
) -> None:
    lines = list(chart(list(found.items()), without=without, top=top, width=width))
    assert all(cell_len(line) <= width for line in lines)
    assert len(lines) <= len(found) + 2
    assert sum("█" in line for line in lines) >= min(len(found), top or len(found))
