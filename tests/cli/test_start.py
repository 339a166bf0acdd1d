"""What a command loads before it works."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
LOADED = """
import json, sys
from glmbot.cli import main
sys.argv = ["glmbot", *sys.argv[1:]]
try:
    main()
finally:
    json.dump(sorted({name.partition(".")[0] for name in sys.modules}), sys.stderr)
"""
COMMANDS = (
    "ask backup bench chat cite corpus doctor evaluate gaps invite restore run simulate sources sync votes".split()
)


def loaded_by(folder: Path, *arguments: str) -> set[str]:
    result = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, check=False, cwd=folder)
    assert result.stdout
    return set(json.loads(result.stderr))


def test_a_bare_question_loads_only_what_answers_it(tmp_path: Path) -> None:
    loaded = loaded_by(tmp_path, "ask", "Which regions does the MOU target?")
    assert {"glmbot", "numpy", "rich"} <= loaded
    assert not loaded & {"discord", "pydantic", "aiohttp", "rank_bm25", "babel", "typer", "asyncio", "sqlite3"}


def test_a_command_loads_no_other(tmp_path: Path) -> None:
    loaded = loaded_by(tmp_path, "ask", "--json", "Which regions does the MOU target?")
    assert not loaded & {"discord", "aiohttp", "rank_bm25", "babel", "sqlite3"}


def test_a_bare_question_is_answered_as_one_among_options(run: Run) -> None:
    for question in ("Which regions does the MOU target?", "What is the capital of France?", "", "zebra"):
        bare, among = run("ask", question), run("ask", "--", question)
        assert (bare.returncode, bare.stdout, bare.stderr) == (among.returncode, among.stdout, among.stderr)


def test_the_help_lists_every_command_with_its_line(run: Run) -> None:
    lines = run("--help").stdout.decode().splitlines()
    listed = {words[1]: words[2:] for line in lines if len(words := line.split()) > 3 and words[1] in COMMANDS}
    assert sorted(listed) == COMMANDS


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["as"], "No such command 'as'. Did you mean 'ask'"),
        (["simulat"], "Did you mean 'simulate'?"),
        (["corpus", "chek"], "Did you mean 'check'?"),
        (["nonsense"], "No such command 'nonsense'."),
    ],
)
def test_a_misspelt_command_is_told_with_the_nearest(run: Run, arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert says in result.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["corpus", "list", "--limit", "0"],
            "Invalid value for '--limit': it should be greater than or equal to 1. See '",
        ),
        (["corpus", "list", "--sort", "colour"], "Invalid value for '--sort': 'colour' is not one of "),
        (["cite", "ferry", "--style", "chigaco"], "Invalid value for '--style': 'chigaco' is not one of "),
        (["cite", "ferry", "--paragraph", "two"], "Invalid value for '--paragraph': 'two' is no paragraph"),
        (["corpus", "add"], "Missing argument 'PATH…'. See '"),
        (["ask", "--no-such", "boats"], "No such option: --no-such. See '"),
        (["--no-such"], "No such option: --no-such. See '"),
        (["restore", "a", "b"], "Got unexpected extra argument(s) (b). See '"),
    ],
)
def test_a_wrong_call_is_one_line_with_where_to_look(run: Run, arguments: list[str], says: str) -> None:
    result = run(*arguments, COLUMNS="40")
    said = result.stderr.decode()
    assert (result.returncode, result.stdout, said.count("\n")) == (2, b"", 1)
    assert said.startswith(f"glmbot: {says}")
    assert said.endswith(" --help'\n")


def test_a_group_without_a_command_shows_its_help(run: Run) -> None:
    for arguments in ((), ("corpus",)):
        shown = run(*arguments)
        assert b"Usage:" in shown.stdout + shown.stderr
        assert b"glmbot: " not in shown.stderr


@pytest.mark.parametrize("arguments", [["ask", "boats"], ["ask", "--json", "boats"]], ids=["bare", "with options"])
def test_a_setting_that_cannot_be_used_is_one_line(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    result = run(*arguments, GLMBOT_CORPUS="~nobody-here/articles")
    assert (result.returncode, result.stderr.count(b"\n")) == (2, 1)
    assert b"GLMBOT_CORPUS: '~nobody-here/articles' can't be used" in result.stderr
    (tmp_path / ".env").write_text("GLMBOT_CORPUS articles\n")
    result = run(*arguments)
    assert (result.returncode, result.stderr) == (
        2,
        b"glmbot: .env: line 1 can't be read; write NAME=value, or # before a remark\n",
    )


def test_a_setting_counts_however_its_name_is_written(run: Run, tmp_path: Path) -> None:
    assert b"does not exist" in run("ask", "boats", glmbot_corpus=str(tmp_path / "none")).stderr
