"""The recipe "a question language" of the docs, followed: its two files make glmbot read Portuguese."""

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
FILES = ("src/glmbot/core/languages/pt.py", "src/glmbot/resources/lexicon/pt.yaml")


def files_of_recipe() -> dict[str, str]:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("extending*.md")))
    found = re.findall(
        r"^ *```(?:python|yaml)\n( *# (src/glmbot/\S*/pt\.\w+)\n.*?)^ *```$", pages, re.DOTALL | re.MULTILINE
    )
    return {path: textwrap.dedent(block) for block, path in found}


QUESTIONS = (
    PERSON := "Quem assinou o memorando de entendimento?",
    COUNT := "Quantas regiões visa o memorando?",
    SPANISH := "¿Quién firmó el memorando?",
    DATE := "Quando foi publicado o artigo?",
    BOTH := "Quem assinou o acordo e quantas regiões visa o memorando?",
)


@pytest.fixture(scope="module")
def replies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The replies, over the shipped corpus, of a copy of glmbot with the files of the recipe and no other change."""
    root = tmp_path_factory.mktemp("glmbot")
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for path, content in files_of_recipe().items():
        (root / path).write_text(content, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "glmbot", "ask", "--stdin", "--json", "--explain", "--corpus", str(ROOT / "corpus")],
        input="\n".join(QUESTIONS),
        env={**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return dict(zip(QUESTIONS, map(json.loads, done.stdout.splitlines()), strict=True))


def test_the_recipe_takes_one_module_and_one_file_of_words() -> None:
    assert tuple(files_of_recipe()) == FILES
    assert not any((ROOT / path).exists() for path in FILES), "Portuguese is there: let the recipe add another"


@pytest.mark.parametrize(("question", "question_type"), [(PERSON, "person"), (COUNT, "count")])
def test_a_question_in_the_new_language_is_translated_and_answered(
    replies: dict[str, Any], question: str, question_type: str
) -> None:
    reply = replies[question]
    assert reply["kind"] in {"answer", "related"}
    assert reply["explain"]["kind"] == question_type
    assert reply["notes"] == ["Os artigos estão em inglês; a pergunta foi traduzida palavra por palavra."]
    assert "Memorandum of Understanding" in replies[PERSON]["quote"]


def test_a_question_of_two_parts_and_one_about_the_article_are_known(replies: dict[str, Any]) -> None:
    assert replies[DATE]["fact"]["field"] == "date"
    assert len(replies[BOTH]["parts"]) == 2


def test_other_languages_are_told_apart_as_before(replies: dict[str, Any]) -> None:
    assert replies[SPANISH]["notes"][0].startswith("Los artículos")
