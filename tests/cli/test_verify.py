import json
import subprocess
from collections.abc import Callable

import pytest

from support.articles import GIVEN_ID

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
TRUE = "the first formal cooperation agreement between the two United Nations entities"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (TRUE, 0, "Word for word."),
        (TRUE.replace("first ", ""), 1, "{+first+}"),
        ("See “United Nations: Agreement to Combat Trafficking in Persons,” 2011.", 0, "The title of this article."),
        (f"the “agreement” is “{TRUE}”", 0, "Too short"),
        (f"“6,000 reales” for “{TRUE}”", 1, "Not in these articles."),
        ("wolves may be shot on sight", 1, "Not in these articles."),
    ],
)
def test_a_quotation_is_checked_for_people(run: Run, text: str, code: int, words: str) -> None:
    result = run("verify", text)
    assert (result.returncode, result.stderr) == (code, b"")
    assert words in result.stdout.decode()


def test_what_is_left_out_is_to_be_compared_and_what_is_not_checked_is_said(run: Run) -> None:
    words = TRUE.split()
    result = run("verify", f"“{' '.join(words[:4])} … {' '.join(words[6:])}”")
    assert result.returncode == 1
    told = " ".join(result.stdout.decode().split())
    assert "what is left out may bear on the sense. Compare:" in told
    assert f"({' '.join(words[4:6])})" in told
    assert "Rests on" in told
    assert told.endswith("The words are checked, not who said them.")


def test_a_line_end_on_standard_input_is_no_part_of_a_quotation(run: Run) -> None:
    result = run("verify", "--stdin", stdin=f"{TRUE} zebra\n".encode())
    assert "[-zebra-]”" in result.stdout.decode()


def test_all_quotations_of_a_text_are_looked_for(run: Run) -> None:
    found = json.loads(run("verify", "--json", f"“{TRUE}” " * 40).stdout)
    assert [one["status"] for one in found] == ["exact"] * 40


def test_a_text_on_standard_input_is_checked_for_machines(run: Run) -> None:
    text = f"They call it “{TRUE}”, and “wolves may be shot on sight”."
    result = run("verify", "--stdin", "--json", stdin=text.encode())
    first, second = json.loads(result.stdout)
    assert result.returncode == 1
    assert first.keys() == second.keys()
    assert text[first["start"] : first["end"]] == first["quotation"] == first["original"] == TRUE
    assert (first["status"], first["article_id"], first["paragraphs"]) == ("exact", GIVEN_ID, [2])
    assert "¶ 2" in first["citation"]
    assert first["rests_on"]
    assert (first["may_turn_sense"], first["named_around"], first["other_articles"]) == (False, [], 0)
    assert (second["status"], second["is_true"], second["citation"]) == ("absent", False, None)


@pytest.mark.parametrize(("arguments", "stdin"), [([], b""), (["--stdin", "words"], b""), (["--stdin"], b"\xff\xfe")])
def test_wrong_usage_exits_with_two(run: Run, arguments: list[str], stdin: bytes) -> None:
    result = run("verify", *arguments, stdin=stdin)
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"Traceback" not in result.stderr
