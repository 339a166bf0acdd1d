"""`glmbot cite`: what it prints, for one article and for many."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import rispy

from glmbot.core.corpus.article_file import format_article
from support.articles import GIVEN_ID, make_article

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def shelf(tmp_path: Path) -> str:
    """Invented articles: two of Norland, an older and a newer one, and one of Sudmark."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for place, date, author, topic in (
        ("Norland", "2012-03-03", "Marine Le Pen", "Ferries"),
        ("Norland", "2016-05-01", "Ada Ilves, Bo Rask", "Courts"),
        ("Sudmark", "2014-07-08", "Jan van der Berg", "Ferries"),
    ):
        article = make_article(
            title=f"{place}: Ferry Act", date=date, jurisdictions=(place,), authors=(author,), topics=(topic,)
        )
        (folder / f"{article.article_id}.md").write_text(format_article(article), encoding="utf-8")
    return str(folder)


def printed(result: "subprocess.CompletedProcess[bytes]") -> list[str]:
    assert result.returncode == 0, result.stderr
    assert result.stderr == b"glmbot: Check before filing.\n"
    return result.stdout.decode().splitlines()


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--paragraph", "2"], "Global Legal Monitor ¶ 2 (Dec. 6, 2011)"),
        (["--paragraph", "4-5"], "Global Legal Monitor ¶¶ 4–5 (Dec. 6, 2011)"),
        (["--paragraph", "4–5"], "Global Legal Monitor ¶¶ 4–5 (Dec. 6, 2011)"),
        (["--paragraph", "2,4-5", "--style", "oscola"], "paras 2, 4–5 <"),
        (["--paragraph", "1-3", "--style", "bluebook-short"], "Zeldin, supra, ¶¶ 1–3."),
    ],
)
def test_the_citation_is_one_line_and_nothing_else(run: Run, arguments: list[str], part: str) -> None:
    (line,) = printed(run("cite", GIVEN_ID, *arguments))
    assert part in line


@pytest.mark.parametrize("style", ["apa", "mla", "chicago"])
def test_the_form_for_the_text_comes_only_when_asked_for(run: Run, style: str) -> None:
    bare = printed(run("cite", GIVEN_ID, "--style", style, "--paragraph", "4-5"))
    entry, aside = printed(run("cite", GIVEN_ID, "--style", style, "--paragraph", "4-5", "--in-text"))
    assert bare == [entry]
    assert aside.startswith("[In a note: " if style == "chicago" else "[In text: ")
    assert "s. 4–5" in aside


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["cite"], "name an article, or say which by"),
        (["cite", GIVEN_ID, "--topic", "Courts"], "not both"),
        (["cite", "--all", "--paragraph", "1"], "points into one article"),
        (["cite", GIVEN_ID, "--in-text"], "--in-text goes with apa, mla and chicago"),
        (["cite", GIVEN_ID, "--paragraph", "5-4"], "write 2, 4-5 or 2,4-5"),
        (["cite", GIVEN_ID, "--paragraph", "five"], "write 2, 4-5 or 2,4-5"),
        (["cite", GIVEN_ID, "--paragraph", "5-7"], "it has paragraphs 1 to 6"),
        (["cite", "--jurisdiction", "Ruritania"], "no article has the jurisdiction"),
        (["cite", "--author", "Nobody"], "no article is by"),
    ],
)
def test_what_cannot_be_cited_exits_with_two(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert message in " ".join(result.stderr.decode().replace("│", " ").split())


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["--jurisdiction", "Norland"], ["2016-05-01-norland-ferry-act", "2012-03-03-norland-ferry-act"]),
        (["--jurisdiction", "norland", "--topic", "Ferries"], ["2012-03-03-norland-ferry-act"]),
        (["--after", "2014", "--before", "2015"], ["2014-07-08-sudmark-ferry-act"]),
        (["--author", "bo rask"], ["2016-05-01-norland-ferry-act"]),
        (["--author", "Jan van der Berg"], ["2014-07-08-sudmark-ferry-act"]),
        (
            ["2012-03-03-norland-ferry-act", "sudmark", "2012-03-03-norland-ferry-act"],
            ["2012-03-03-norland-ferry-act", "2014-07-08-sudmark-ferry-act"],
        ),
    ],
)
def test_a_filter_or_several_names_give_a_citation_each(
    run: Run, shelf: str, arguments: list[str], ids: list[str]
) -> None:
    result = run("cite", *arguments, "--json", "--corpus", shelf)
    records = json.loads(result.stdout)
    assert [one["article_id"] for one in records] == ids
    lines = printed(run("cite", *arguments, "--corpus", shelf))
    assert lines == [one["citation"] for one in records]


def test_a_filter_that_nothing_meets_exits_with_one(run: Run, shelf: str) -> None:
    result = run("cite", "--jurisdiction", "Norland", "--after", "2020", "--corpus", shelf)
    assert (result.returncode, result.stdout) == (1, b"")


def test_a_record_tells_the_citation_and_what_stands_in_the_text(run: Run) -> None:
    (record,) = json.loads(run("cite", GIVEN_ID, "--style", "apa", "--paragraph", "4-5", "--json").stdout)
    assert record["article_id"] == GIVEN_ID
    assert record["paragraphs"] == [4, 5]
    assert record["in_text"] == "[In text: (Zeldin, 2011, paras. 4–5)]"
    assert record["citation"].startswith("Zeldin, W. (2011, December 6).")


def test_a_thousand_articles_become_one_file(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1000):
        article = make_article(title=f"Norland: Ferry Act {number}", authors=("Marine Le Pen", "Bo Rask"))
        (folder / f"{article.article_id}.md").write_text(format_article(article), encoding="utf-8")
    keys = {}
    for style in ("ris", "csl-json", "biblatex"):
        result = run("cite", "--all", "--style", style, "--corpus", str(folder))
        keys[style] = result.stdout.decode()
    records = rispy.loads(keys["ris"])
    items = json.loads(keys["csl-json"])
    heads = [line for line in keys["biblatex"].splitlines() if line.startswith("@")]
    assert len(records) == len(items) == len(set(heads)) == len({one["id"] for one in items}) == 1000
    assert all(one["authors"] == ["Le Pen, Marine", "Rask, Bo"] for one in records)
