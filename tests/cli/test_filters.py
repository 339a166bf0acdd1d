import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glmbot.core.corpus.article_file import format_article
from support.articles import make_article

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
QUESTION = "How many lifeboats must a ferry carry?"


@pytest.fixture
def shelf(tmp_path: Path) -> str:
    """Three articles on ferries: an older and a newer one of Japan, and one of Chile."""
    folder = tmp_path / "articles"
    folder.mkdir()
    laws = (("Japan", "2014-03-03", "forty"), ("Japan", "2018-05-01", "fifty"), ("Chile", "2016-07-08", "sixty"))
    for place, date, number in laws:
        article = make_article(
            f"A new law obliges every ferry to carry a lifeboat for each {number} passengers.",
            title=f"{place}: Ferry Safety", date=date, jurisdictions=(place,), topics=("Ferries",),
        )  # fmt: skip
        (folder / f"{article.article_id}.md").write_text(format_article(article), encoding="utf-8")
    return str(folder)


def reply_to(run: Run, shelf: str, question: str, *options: str) -> dict[str, Any]:
    result = run("ask", question, "--json", "--corpus", shelf, *options)
    assert result.returncode in {0, 1}, result.stderr
    reply = json.loads(result.stdout)
    assert isinstance(reply, dict)
    return reply


@pytest.mark.parametrize(
    ("options", "article"),
    [
        (["--after", "2018"], "2018-05-01-japan-ferry-safety"),
        (["--after", "2018-05", "--before", "2018-05-01"], "2018-05-01-japan-ferry-safety"),
        (["--before", "2014"], "2014-03-03-japan-ferry-safety"),
        (["--before", "2014-03"], "2014-03-03-japan-ferry-safety"),
        (["--jurisdiction", "chile"], "2016-07-08-chile-ferry-safety"),
        (["--jurisdiction", "Chili"], "2016-07-08-chile-ferry-safety"),
        (["--jurisdiction", "Japón", "--before", "2015"], "2014-03-03-japan-ferry-safety"),
        (["--topic", "FERRIES", "--after", "2016", "--before", "2016"], "2016-07-08-chile-ferry-safety"),
    ],
)
def test_a_year_a_month_or_a_day_bounds_the_search(run: Run, shelf: str, options: list[str], article: str) -> None:
    assert reply_to(run, shelf, QUESTION, *options)["article_id"] == article


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--after", "Dec. 2011"], "after 'Dec. 2011' is no date; write it as YYYY, YYYY-MM or YYYY-MM-DD"),
        (["--before", "2011-13"], "before '2011-13' is no date"),
        (["--after", "2015", "--before", "2014"], "no day is both after 2015-01-01 and before 2014-12-31; swap them"),
        (["--jurisdiction", "Peru"], "no article has the jurisdiction “Peru”; there are: Chile, Japan"),
        (["--topic", "Wolves"], "no article has the topic “Wolves”; there are: Ferries"),
    ],
)
def test_a_filter_that_can_not_be_met_is_one_line(run: Run, shelf: str, options: list[str], message: str) -> None:
    result = run("ask", QUESTION, "--corpus", shelf, *options)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().startswith(f"glmbot: {message}")
    assert result.stderr.count(b"\n") == 1


def test_newer_articles_on_the_same_subject_are_named(run: Run, shelf: str) -> None:
    reply = reply_to(run, shelf, QUESTION, "--before", "2014")
    assert reply["newer"] == [
        {"article_id": "2018-05-01-japan-ferry-safety", "title": "Japan: Ferry Safety", "date": "2018-05-01"}
    ]
    shown = " ".join(run("ask", QUESTION, "--before", "2014", "--corpus", shelf).stdout.decode().split())
    assert "Newer on this: Japan: Ferry Safety (May 1, 2018)" in shown
    assert "Reported in 2014; the law may have changed since." in shown
    assert reply_to(run, shelf, QUESTION, "--after", "2018")["newer"] == []


def test_a_place_or_year_in_the_question_brings_its_articles_first_and_says_so(run: Run, shelf: str) -> None:
    reply = reply_to(run, shelf, f"{QUESTION[:-1]} in Chile?")
    assert reply["article_id"] == "2016-07-08-chile-ferry-safety"
    assert "Your question names Chile: such articles came first." in reply["notes"]
    reply = reply_to(run, shelf, f"{QUESTION[:-1]} by the law of 2018?")
    assert reply["article_id"] == "2018-05-01-japan-ferry-safety"
    assert "Your question names 2018: such articles came first." in reply["notes"]
