import json
import subprocess
from collections.abc import Callable

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.mark.parametrize("columns", ["40", "140"])
def test_a_comparison_is_printed_for_people_however_wide_the_terminal_is(run: Run, columns: str) -> None:
    result = run("compare", "electric scooters", "Brenland", "Velluno Federation", "--corpus", "demo", COLUMNS=columns)
    assert (result.returncode, result.stderr) == (0, b"")
    text = " ".join(result.stdout.decode().split())
    for words in ("Brenland", "Jan. 28, 2021", "Feb. 12, 2019", "Invented"):
        assert words in text


@pytest.mark.parametrize("arguments", [["--json"], ["--format", "json"]])
def test_a_comparison_is_an_object_for_machines(run: Run, arguments: list[str]) -> None:
    result = run("compare", "smoking", "Caldora", "Chile", "--corpus", "demo", *arguments)
    found = json.loads(result.stdout)
    first, second = found["columns"]
    assert first.keys() == second.keys()
    assert (first["kind"], second["kind"], second["has_articles"]) == ("answer", "none", False)


@pytest.mark.parametrize("form", ["markdown", "csv"])
def test_a_comparison_is_a_table_for_other_programs(run: Run, form: str) -> None:
    result = run("compare", "electric scooters", "Velluno Federation", "Chile", "--corpus", "demo", "--format", form)
    text = result.stdout.decode()
    for words in ("FEDERAL LAW GAZETTE", "Invented for demonstration", "Jonah Attwater"):
        assert words in text


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["smoking", "Chile", "Peru"], 1, ""),
        (["smoking", "Caldora"], 2, "two to four"),
        (["smoking", "Caldorra", "Brenlnd"], 2, "nearest: Caldora · no article is on “Brenlnd”; nearest: Brenland"),
        (["Brenland", "electric", "scooters", "Caldora"], 2, "the topic comes first"),
        (["smoking", "Caldora", "Peru", "--json", "--format", "csv"], 2, "not both"),
    ],
)
def test_what_is_not_found_or_wrong_has_its_exit_code(run: Run, arguments: list[str], code: int, message: str) -> None:
    result = run("compare", *arguments, "--corpus", "demo")
    assert result.returncode == code
    assert message in result.stderr.decode()
    assert b"Traceback" not in result.stderr
