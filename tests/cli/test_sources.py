import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from glmbot.core.corpus.article_file import format_article
from support.articles import GIVEN_ID, given_article, make_article

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
TRUTH: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "core" / "given_article_truth.yaml").read_text(encoding="utf-8")
)
DOUBTS = (
    "Barns are red. (Red Sheds, OBF website (Mar. 4, 2011); Blue Sheds, OBF website (Apr. 5, 2011).) Huts too. (Id.)"
    "\n\nSilos are grey. (Nobody, supra.)"
    "\n\nGates are green. (Ada Quill, Green Gates, THE COURIER (May 6, 2011)."
)


def objects(result: "subprocess.CompletedProcess[bytes]") -> list[dict[str, Any]]:
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.isascii()
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


def shown(result: "subprocess.CompletedProcess[bytes]") -> str:
    assert (result.returncode, result.stderr) == (0, b"")
    return " ".join(result.stdout.decode().split())


@pytest.fixture
def doubts(tmp_path: Path) -> str:
    folder = tmp_path / "articles"
    folder.mkdir()
    article = make_article(DOUBTS, title="Elbonia: Barns")
    (folder / f"{article.article_id}.md").write_text(format_article(article), encoding="utf-8")
    return str(folder)


def test_the_objects_of_the_given_article_equal_the_truth(run: Run) -> None:
    body = given_article().body
    found = objects(run("sources", GIVEN_ID[11:], "--json"))
    expected = []
    for truth in TRUTH["sources"]:
        authority = TRUTH["authorities"][truth["resolves_to"]]
        start, end = (truth[key] - TRUTH["body_start"] for key in ("start", "end"))
        expected.append(
            {
                "paragraph": truth["paragraph"],
                "start": start,
                "end": end,
                "text": body[start:end],
                "form": truth["form"],
                "resolves_to": {key: authority[key] for key in ("author", "title", "container", "date")},
                "candidates": [],
                "flags": truth["flags"],
                "cites": [],
            }
        )
    printed = [one["resolves_to"].pop("text") for one in found]
    assert found == expected
    assert all(text in body for text in printed)


def test_several_cites_in_one_parenthesis_are_told_apart(run: Run, doubts: str) -> None:
    found = objects(run("sources", "barns", "--json", "--corpus", doubts))
    first, id_form, supra, damaged = found
    assert [(cite["start"], cite["end"], cite["form"]) for cite in first["cites"]] == [
        (16, 53, "full"),
        (55, 93, "full"),
    ]
    assert first["cites"][0]["resolves_to"] == first["resolves_to"]
    assert all(set(cite) == {"start", "end", "form", "resolves_to", "candidates"} for cite in first["cites"])
    assert id_form["resolves_to"] is None
    assert id_form["flags"] == ["ambiguous"]
    assert [one["title"] for one in id_form["candidates"]] == ["Red Sheds", "Blue Sheds"]
    assert (supra["form"], supra["flags"], supra["candidates"]) == ("supra", ["unresolved"], [])
    assert damaged["flags"] == ["unbalanced"]
    assert all(one["text"] == DOUBTS[one["start"] : one["end"]] for one in found)


def test_a_person_reads_what_each_source_is_and_where_it_is_cited_again(run: Run) -> None:
    text = shown(run("sources", "combat trafficking"))
    assert "6 source parentheses, 3 authorities in full" in text
    assert "UNODC website (Nov. 1, 2011).) also ¶ 2 (Id.), ¶ 5 (supra)" in text
    assert "3 ¶ 2 (Id.) → source 2: UNODC and UNHCR Sign Memorandum" in text
    assert text.count("damaged: its closing parenthesis is missing") == 2
    assert "6 ¶ 6 (Press Conference, supra.) → source 4: Press Conference on Signing" in text


def test_a_person_reads_what_is_uncertain_and_what_it_may_be(run: Run, doubts: str) -> None:
    text = shown(run("sources", "barns", "--corpus", doubts))
    assert "ambiguous: may be source 1: Red Sheds, OBF website (Mar. 4, 2011) or source 1: Blue Sheds" in text
    assert "(Nobody, supra.) unresolved: nothing cited before is certain to be meant" in text
    assert "damaged: its closing parenthesis is missing" in text


@pytest.mark.parametrize(("paragraph", "count"), [("2", 2), ("4", 0), ("6", 1)])
def test_a_paragraph_has_its_own_sources(run: Run, paragraph: str, count: int) -> None:
    found = objects(run("sources", GIVEN_ID, "--paragraph", paragraph, "--json"))
    assert [one["paragraph"] for one in found] == [int(paragraph)] * count


def test_a_paragraph_without_a_source_shows_what_supports_it(run: Run) -> None:
    text = shown(run("sources", GIVEN_ID, "--paragraph", "4"))
    assert "¶ 4 has no source parenthesis of its own. It rests on: 5 ¶ 5 (UNODC" in text


def test_an_article_without_sources_says_so(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "2014-03-03-plain.md").write_text(format_article(make_article("Barns are red.")), encoding="utf-8")
    assert "has no source parentheses" in shown(run("sources", "plain", "--corpus", str(folder)))
    assert objects(run("sources", "plain", "--json", "--corpus", str(folder))) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["combat trafiking"], f"nearest: {GIVEN_ID}"),
        (["zzzz"], "lists them all"),
        ([GIVEN_ID, "--paragraph", "7"], "it has paragraphs 1 to 6"),
        ([GIVEN_ID, "--paragraph", "0"], "Invalid value"),
        ([], "Missing argument"),
    ],
)
def test_an_unknown_article_or_paragraph_exits_with_two(run: Run, arguments: list[str], message: str) -> None:
    for more in ([], ["--json"]):
        result = run("sources", *arguments, *more)
        assert (result.returncode, result.stdout) == (2, b"")
        assert message in " ".join(result.stderr.decode().split())
        assert b"Traceback" not in result.stderr


def test_the_help_has_an_example(run: Run) -> None:
    result = run("sources", "--help")
    assert result.returncode == 0
    assert b"Example:" in result.stdout
