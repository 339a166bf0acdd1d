"""What commands print is as wide as it is told, and in a pipe has no blanks at line ends."""

import json
import subprocess
from collections.abc import Callable
from io import StringIO

import pytest

from glmbot.cli.screen import Trimmed
from support.articles import GIVEN_ID

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
QUESTION = "Which regions does the MOU target?"


@pytest.mark.parametrize(
    ("pieces", "written"),
    [
        (["a  \n"], "a\n"),
        (["a ", " \n"], "a\n"),
        (["a ", "b"], "a b"),
        (["  a\n   \n\n", " "], "  a\n\n\n"),
        (["a \n b  ", "c \n"], "a\n b  c\n"),
    ],
)
def test_blanks_before_a_line_end_are_left_out(pieces: list[str], written: str) -> None:
    stream = StringIO()
    trimmed = Trimmed(stream)
    for piece in pieces:
        assert trimmed.write(piece) == len(piece)
    assert stream.getvalue() == written


@pytest.mark.parametrize(
    "arguments",
    [["ask", QUESTION], ["ask", "--explain", QUESTION], ["ask", "zebra"], ["sources", GIVEN_ID], ["ask", "--help"], []],
    ids=str,
)
def test_piped_text_has_no_blanks_at_line_ends(run: Run, arguments: list[str]) -> None:
    lines = run(*arguments).stdout.decode().splitlines()
    assert lines
    assert [line for line in lines if line.endswith(" ")] == []


@pytest.mark.parametrize("width", ["0", "00"])
def test_no_columns_are_eighty(run: Run, width: str) -> None:
    for arguments in (["ask", QUESTION], ["sources", GIVEN_ID]):
        assert run(*arguments, COLUMNS=width).stdout == run(*arguments, COLUMNS="80").stdout


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (["who", "signed"], "who signed"),
        (["Which", "regions", "does", "the", "MOU", "target?"], QUESTION),
        (["--json", "who", "signed", "the MOU"], "who signed the MOU"),
    ],
)
def test_the_words_of_a_question_need_no_quotes(run: Run, words: list[str], question: str) -> None:
    joined, quoted = run("ask", *words, "--json"), run("ask", question, "--json")
    assert joined.stdout == quoted.stdout
    assert json.loads(joined.stdout)["question"] == question
    assert run("ask", *(word for word in words if word != "--json")).stdout == run("ask", question).stdout


def test_each_object_carries_its_question(run: Run) -> None:
    lines = b"who signed the MOU?\n\nzebra\n\xff\n"
    objects = [json.loads(line) for line in run("ask", "--stdin", "--json", stdin=lines).stdout.splitlines()]
    assert [one["question"] for one in objects] == ["who signed the MOU?", "", "zebra", None]
