"""Runs question files: each question is asked of the corpus that its file names, and judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.ranking.reading import Reader
from glmbot.evaluation.judge import Case, EvaluationError, Outcome, QuestionSet, judge, read_question_set
from glmbot.storage.load import build_answerer, read_corpus, shipped_corpus
from glmbot.storage.resources import read_yaml

SHIPPED_SUITE: Final = Path(__file__).parents[3] / "tests" / "evaluation" / "suite.yaml"
"""The suite of the source tree; an installed glmbot has none."""

_WHOLE: Final = frozenset({"pool"})
_SHIPPED: Final = "given"


@dataclass(frozen=True)
class QuestionFile:
    """A question file and the folder of articles that its questions are asked of."""

    path: Path
    folder: Path


@dataclass
class Evaluator:
    """Asks the questions of files; answerers are built once for each set of articles."""

    reader: Reader | None = None
    _corpora: dict[Path, Corpus] = field(default_factory=dict)
    _answerers: dict[tuple[str, ...], Answerer] = field(default_factory=dict)

    def evaluate(self, question_file: QuestionFile) -> Iterator[Outcome]:
        """Every question and every turn of every dialogue of a file, judged, in order."""
        questions = self.read(question_file)
        for case in questions.cases:
            yield judge(case, self.answerer(case, question_file).answer(case.question))
        for dialogue in questions.dialogues:
            before = None
            for case in dialogue.turns:
                before = self.answerer(case, question_file).turn(case.question, before=before)
                yield judge(case, before.reply)

    def read(self, question_file: QuestionFile) -> QuestionSet:
        """The questions of a file."""
        return read_question_set(_read(question_file.path), question_file.path.stem)

    def answerer(self, case: Case, question_file: QuestionFile) -> Answerer:
        """The answerer over the articles that a question is asked of."""
        corpus = self._corpus(self._folder(case, question_file))
        wanted = case.corpus if isinstance(case.corpus, tuple) else None
        articles = tuple(one for one in corpus.articles if wanted is None or one.article_id in wanted)
        key = tuple(str(id(one)) for one in articles)
        if key not in self._answerers:
            self._answerers[key] = build_answerer(Corpus(articles), reader=self.reader)
        return self._answerers[key]

    def _folder(self, case: Case, question_file: QuestionFile) -> Path:
        name = case.corpus
        if not isinstance(name, str) or name in _WHOLE or question_file.folder.name == name:
            return question_file.folder
        if (question_file.folder / name).is_dir():
            return question_file.folder / name
        if name == _SHIPPED:
            return shipped_corpus()
        raise EvaluationError(
            f"{question_file.path}: {case.case_id} is asked of {name!r}, but {question_file.folder} has no such folder"
        )

    def _corpus(self, folder: Path) -> Corpus:
        if folder not in self._corpora:
            self._corpora[folder] = read_corpus(folder)
        return self._corpora[folder]


def read_question_files(path: Path, folder: Path) -> list[QuestionFile]:
    """The question_files of a suite (`suite: [{questions, corpus}]`, paths beside it), or the one question file itself.

    Raises:
        EvaluationError: the file can't be read, or is no suite and no question file.
    """
    data = _read(path)
    if not isinstance(data, Mapping) or "suite" not in data:
        return [QuestionFile(path, folder)]
    try:
        entries = [(Path(one["questions"]), Path(one["corpus"])) for one in data["suite"]]
    except (KeyError, TypeError) as error:
        raise EvaluationError(f"{path}: a suite lists questions and corpus ({error!r}); see tests/evaluation") from None
    return [QuestionFile(path.parent / questions, (path.parent / corpus).resolve()) for questions, corpus in entries]


def _read(path: Path) -> Any:
    try:
        return read_yaml(path)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise EvaluationError(f"{path}: can't be read as questions ({str(error).splitlines()[0]})") from None
