import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_a_timeline_is_printed_with_its_years(run: Run) -> None:
    text = run("timeline", "brenland", "--corpus", "demo").stdout.decode()
    assert "2011  ██ 2" in text
    assert "Cod Quota Act Amended (invented)" in text


def test_a_timeline_is_an_object_and_a_picture(run: Run, tmp_path: Path) -> None:
    result = run("timeline", "fisheries", "--jurisdiction", "Brenland", "--json", "--svg", "a.svg", "--corpus", "demo")
    found = json.loads(result.stdout)
    assert (found["topic"], found["jurisdiction"], found["per_year"]["2009"]) == ("fisheries", "Brenland", 0)
    assert [one["date"] for one in found["articles"]] == ["2008-03-02", "2011-12-01"]
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")


def test_what_no_article_is_on_exits_with_one(run: Run) -> None:
    result = run("timeline", "wolves", "--corpus", "demo")
    assert (result.returncode, result.stdout) == (1, b"")
    assert b"No title, jurisdiction or topic of an article here has: wolves." in result.stderr
    assert b"""'glmbot ask "wolves"' asks them""" in result.stderr


def test_years_bound_a_timeline_and_a_correction_is_told(run: Run) -> None:
    text = run("timeline", "brenlandia before 2010", "--after", "2009", "--corpus", "demo").stdout.decode()
    assert "Read “brenlandia” as “brenland”." in text
    assert text.count("(invented)") == text.count("Oct. 12, 2009") == 1


def test_no_subject_is_wrong_usage(run: Run) -> None:
    result = run("timeline")
    assert result.returncode == 2
    assert b"name a topic" in result.stderr
