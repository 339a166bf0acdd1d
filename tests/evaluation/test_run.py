from pathlib import Path
from typing import Any

import pytest
import yaml

from glmbot.core.corpus.article_file import format_article
from glmbot.evaluation.judge import EvaluationError
from glmbot.evaluation.run import Evaluator, QuestionFile, read_question_files
from support.articles import GIVEN_ID, make_article

FERRY = make_article()
WOLF = make_article("A wolf was shot in Südmark.", title="Südmark: Hunters Fined", date="2016-07-08")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two folders of an article each, below one of both."""
    for name, article in (("ferries", FERRY), ("wolves", WOLF)):
        path = tmp_path / "articles" / name / f"{article.article_id}.md"
        path.parent.mkdir(parents=True)
        path.write_text(format_article(article), encoding="utf-8")
    return tmp_path / "articles"


def question_file(folder: Path, **questions: Any) -> QuestionFile:
    path = folder.parent / "question_file.yaml"
    path.write_text(yaml.safe_dump(questions), encoding="utf-8")
    return QuestionFile(path, folder)


def entry(question: str, **more: Any) -> dict[str, Any]:
    return {"id": question, "kind": "exact", "question": question, "gold": [1], **more}


def test_each_question_is_asked_and_judged_in_order(folder: Path) -> None:
    asked = question_file(folder, questions=[entry("Who shot a wolf?"), entry("zapatilla", gold=[], kind="off-topic")])
    outcomes = list(Evaluator().evaluate(asked))
    assert [one.case.question for one in outcomes] == ["Who shot a wolf?", "zapatilla"]
    assert outcomes[0].article in {None, WOLF.article_id}
    assert outcomes[1].kind == "none"


@pytest.mark.parametrize(
    ("corpus", "ids"),
    [
        (None, {FERRY.article_id, WOLF.article_id}),
        ("pool", {FERRY.article_id, WOLF.article_id}),
        ("articles", {FERRY.article_id, WOLF.article_id}),  # the folder's own name
        ("ferries", {FERRY.article_id}),
        ("given", {GIVEN_ID}),
        ([WOLF.article_id], {WOLF.article_id}),
        ([], set()),
    ],
)
def test_a_question_is_asked_of_the_articles_that_it_names(folder: Path, corpus: Any, ids: set[str]) -> None:
    asked = question_file(folder, questions=[entry("Who?", corpus=corpus)])
    evaluator = Evaluator()
    (case,) = evaluator.read(asked).cases
    assert {one.article_id for one in evaluator.answerer(case, asked).corpus.articles} == ids


def test_a_folder_that_is_not_there_is_named(folder: Path) -> None:
    asked = question_file(folder, questions=[entry("Who?", corpus="atlantis")])
    with pytest.raises(EvaluationError, match="Who.* is asked of 'atlantis', but .* has no such folder"):
        list(Evaluator().evaluate(asked))


def test_an_answerer_is_built_once_for_the_same_articles(folder: Path) -> None:
    asked = question_file(folder, questions=[entry("Who?"), entry("When?"), entry("Why?", corpus="ferries")])
    evaluator = Evaluator()
    one, other, third = [evaluator.answerer(case, asked) for case in evaluator.read(asked).cases]
    assert one is other
    assert one is not third


def test_turns_of_a_dialogue_lean_on_the_ones_before(folder: Path) -> None:
    turns = [{"question": "What is the source in paragraph 2 on skippers of Norland?", "gold": [2]}]
    asked = question_file(folder, dialogues=[{"id": "d1", "turns": [*turns, {"question": "says who?", "gold": [2]}]}])
    first, second = Evaluator().evaluate(asked)
    assert [first.case.case_id, second.case.case_id] == ["question_file-d1-1", "question_file-d1-2"]
    assert second.is_right
    (alone,) = Evaluator().evaluate(question_file(folder, questions=[entry("says who?")]))
    assert not alone.is_right


def test_a_question_file_is_one_paper_of_the_given_folder(folder: Path) -> None:
    asked = question_file(folder, questions=[entry("Who?")])
    assert read_question_files(asked.path, folder) == [asked]


def test_a_suite_names_papers_and_folders_beside_it(folder: Path) -> None:
    asked = question_file(folder, questions=[entry("Who?")])
    suite = folder.parent / "suite.yaml"
    suite.write_text(yaml.safe_dump({"suite": [{"questions": "question_file.yaml", "corpus": "articles/wolves"}]}))
    assert read_question_files(suite, Path("/nowhere")) == [QuestionFile(asked.path, (folder / "wolves").resolve())]


@pytest.mark.parametrize("content", [b"a: [", b"\xff\xfe", b"\x00", b"when: 2011-13-45"])
def test_a_file_that_is_no_yaml_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "question_file.yaml"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match=r"question_file\.yaml: can't be read as questions") as caught:
        read_question_files(path, tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suite", [5, None, [5], [{}], [{"questions": "x.yaml"}], [{"questions": 5, "corpus": "x"}]])
def test_a_suite_that_names_no_papers_is_refused(tmp_path: Path, suite: Any) -> None:
    path = tmp_path / "suite.yaml"
    path.write_text(yaml.safe_dump({"suite": suite}))
    with pytest.raises(EvaluationError):
        read_question_files(path, tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="can't be read"):
        read_question_files(tmp_path / "nowhere.yaml", tmp_path)


def test_a_file_without_questions_is_refused_by_its_name(folder: Path) -> None:
    with pytest.raises(EvaluationError, match="^question_file: "):
        list(Evaluator().evaluate(question_file(folder, about="nothing")))
