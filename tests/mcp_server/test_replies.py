"""A client gets the replies of the command line, and what is quoted to it stands in the article."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot.storage.load import demo_corpus, read_corpus
from support.mcp_client import Session, connected, environment

BODIES = {one.article_id: one.body for one in read_corpus(demo_corpus()).articles}
WORDS = sorted({word for body in BODIES.values() for word in body.split()})
EVERY = 9
"""One in so many of the evaluation's questions is asked."""
ADDED = {"warnings"}


def questions(path: Path) -> list[str]:
    asked = yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]
    return [" ".join(one["question"].split("\n")) for one in asked][::EVERY]


def plain(reply: dict[str, Any]) -> dict[str, Any]:
    """A reply as the command line has it: several parts are known by their number there."""
    kept = {name: value for name, value in reply.items() if name not in ADDED}
    kept["parts"] = [plain(part) for part in reply["parts"]]
    if kept["kind"] == "several":
        kept["kind"] = kept["parts"][0]["kind"]
    return kept


def test_a_client_gets_the_replies_of_the_command_line(evaluation: Path, tmp_path: Path) -> None:
    corpus = str(evaluation / "articles")
    asked = [one for path in sorted(evaluation.glob("hand[13]-blind.yaml")) for one in questions(path)]
    asked += ["Who signed it? When?", "thank you", "", "Quelles sont les peines ?", "fishing " * 300]
    result = subprocess.run(
        [sys.executable, "-m", "glmbot", "ask", "--stdin", "--json", "--corpus", corpus],
        input="\n".join(asked).encode(), capture_output=True, check=True, cwd=tmp_path, env=environment(tmp_path),
    )  # fmt: skip
    expected = [json.loads(line) for line in result.stdout.splitlines()]
    with connected(tmp_path, "--corpus", corpus, mode="legacy") as session:
        replies = [session.given("search", question=one) for one in asked]
    assert len({one["kind"] for one in replies}) >= 3
    assert [plain(one) for one in replies] == expected


@pytest.mark.parametrize(
    ("tool", "arguments", "command"),
    [
        ("compare", {"topic": "electric scooters", "jurisdictions": ["Brenland", "Quenara", "Chile"]},
         ["compare", "electric scooters", "Brenland", "Quenara", "Chile"]),
        ("timeline", {"topic": "fisheries", "jurisdiction": "Brenland"},
         ["timeline", "fisheries", "--jurisdiction", "Brenland"]),
    ],
)  # fmt: skip
def test_a_client_gets_the_comparisons_and_timelines_of_the_command_line(
    session: Session, tmp_path: Path, tool: str, arguments: dict[str, Any], command: list[str]
) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "glmbot", *command, "--json", "--corpus", "demo"],
        capture_output=True, check=True, cwd=tmp_path, env=environment(tmp_path),
    )  # fmt: skip
    found = session.given(tool, **arguments)
    assert found == json.loads(result.stdout)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
@settings(max_examples=60)
def test_what_is_quoted_stands_in_the_article(session: Session, words: list[str]) -> None:
    reply = session.given("search", question=" ".join(words))
    for one in (reply, *reply["parts"]):
        if one["quote"] is not None:
            body = BODIES[one["article_id"]]
            assert one["quote"] in body
            assert all(piece in one["quote"] for piece in (*one["evidence"], one["evidence_span"] or ""))
            read = session.given("passage", passage_id=one["passage_id"])
            assert (read["text"], read["citation"]) == (one["quote"], one["citation"])


@given(st.text(st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=60)
def test_no_text_is_too_odd_to_be_asked_or_checked(session: Session, text: str) -> None:
    assert session.given("search", question=text)["question"] == text
    if text:
        for one in session.given("verify", text=text)["quotations"]:
            assert text[one["start"] : one["end"]] == one["quotation"]
            assert one["original"] is None or one["original"] in BODIES[one["article_id"]]
