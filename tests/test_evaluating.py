from pathlib import Path
from typing import Any

import pytest
import yaml

from glmbot.core.corpus import format_article
from glmbot.core.evaluation import EvaluationError
from glmbot.evaluating import Examiner, Paper, read_papers
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


def paper(folder: Path, **questions: Any) -> Paper:
    path = folder.parent / "paper.yaml"
    path.write_text(yaml.safe_dump(questions), encoding="utf-8")
    return Paper(path, folder)


def entry(question: str, **more: Any) -> dict[str, Any]:
    return {"id": question, "kind": "exact", "question": question, "gold": [1], **more}


def test_each_question_is_asked_and_judged_in_order(folder: Path) -> None:
    asked = paper(folder, questions=[entry("Who shot a wolf?"), entry("zapatilla", gold=[], kind="off-topic")])
    outcomes = list(Examiner().examine(asked))
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
    asked = paper(folder, questions=[entry("Who?", corpus=corpus)])
    examiner = Examiner()
    (case,) = examiner.read(asked).cases
    assert {one.article_id for one in examiner.answerer(case, asked).corpus.articles} == ids


def test_a_folder_that_is_not_there_is_named(folder: Path) -> None:
    asked = paper(folder, questions=[entry("Who?", corpus="atlantis")])
    with pytest.raises(EvaluationError, match="Who.* is asked of 'atlantis', but .* has no such folder"):
        list(Examiner().examine(asked))


def test_an_answerer_is_built_once_for_the_same_articles(folder: Path) -> None:
    asked = paper(folder, questions=[entry("Who?"), entry("When?"), entry("Why?", corpus="ferries")])
    examiner = Examiner()
    one, other, third = [examiner.answerer(case, asked) for case in examiner.read(asked).cases]
    assert one is other
    assert one is not third


def test_turns_of_a_dialogue_lean_on_the_ones_before(folder: Path) -> None:
    turns = [{"question": "What is the source in paragraph 2 on skippers of Norland?", "gold": [2]}]
    asked = paper(folder, dialogues=[{"id": "d1", "turns": [*turns, {"question": "says who?", "gold": [2]}]}])
    first, second = Examiner().examine(asked)
    assert [first.case.case_id, second.case.case_id] == ["paper-d1-1", "paper-d1-2"]
    assert second.is_right
    (alone,) = Examiner().examine(paper(folder, questions=[entry("says who?")]))
    assert not alone.is_right


def test_a_question_file_is_one_paper_of_the_given_folder(folder: Path) -> None:
    asked = paper(folder, questions=[entry("Who?")])
    assert read_papers(asked.path, folder) == [asked]


def test_a_suite_names_papers_and_folders_beside_it(folder: Path) -> None:
    asked = paper(folder, questions=[entry("Who?")])
    suite = folder.parent / "suite.yaml"
    suite.write_text(yaml.safe_dump({"suite": [{"questions": "paper.yaml", "corpus": "articles/wolves"}]}))
    assert read_papers(suite, Path("/nowhere")) == [Paper(asked.path, (folder / "wolves").resolve())]


@pytest.mark.parametrize("content", [b"a: [", b"\xff\xfe", b"\x00", b"when: 2011-13-45"])
def test_a_file_that_is_no_yaml_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "paper.yaml"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match=r"paper\.yaml: can't be read as questions") as caught:
        read_papers(path, tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suite", [5, None, [5], [{}], [{"questions": "x.yaml"}], [{"questions": 5, "corpus": "x"}]])
def test_a_suite_that_names_no_papers_is_refused(tmp_path: Path, suite: Any) -> None:
    path = tmp_path / "suite.yaml"
    path.write_text(yaml.safe_dump({"suite": suite}))
    with pytest.raises(EvaluationError):
        read_papers(path, tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="can't be read"):
        read_papers(tmp_path / "nowhere.yaml", tmp_path)


def test_a_file_without_questions_is_refused_by_its_name(folder: Path) -> None:
    with pytest.raises(EvaluationError, match="^paper: "):
        list(Examiner().examine(paper(folder, about="nothing")))
