"""Runs question files: each question is asked of the corpus that its file names, and judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from glmbot.core.answering import Answerer
from glmbot.core.corpus import Corpus
from glmbot.core.evaluation import Case, EvaluationError, Outcome, QuestionSet, judge, read_question_set
from glmbot.library import build_answerer, read_corpus, shipped_corpus

SHIPPED_SUITE: Final = Path(__file__).parents[2] / "tests" / "evaluation" / "suite.yaml"
"""The suite of the source tree; an installed glmbot has none."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE: Final = frozenset({"pool"})
_SHIPPED: Final = "given"


@dataclass(frozen=True)
class Paper:
    """A question file and the folder of articles that its questions are asked of."""

    path: Path
    folder: Path


@dataclass
class Examiner:
    """Asks the questions of files; answerers are built once for each set of articles."""

    _corpora: dict[Path, Corpus] = field(default_factory=dict)
    _answerers: dict[tuple[str, ...], Answerer] = field(default_factory=dict)

    def examine(self, paper: Paper) -> Iterator[Outcome]:
        """Every question and every turn of every dialogue of a file, judged, in order."""
        questions = self.read(paper)
        for case in questions.cases:
            yield judge(case, self.answerer(case, paper).answer(case.question))
        for dialogue in questions.dialogues:
            before = None
            for case in dialogue.turns:
                before = self.answerer(case, paper).turn(case.question, before=before)
                yield judge(case, before.reply)

    def read(self, paper: Paper) -> QuestionSet:
        """The questions of a file."""
        return read_question_set(_read(paper.path), paper.path.stem)

    def answerer(self, case: Case, paper: Paper) -> Answerer:
        """The answerer over the articles that a question is asked of."""
        corpus = self._corpus(self._folder(case, paper))
        wanted = case.corpus if isinstance(case.corpus, tuple) else None
        articles = tuple(one for one in corpus.articles if wanted is None or one.article_id in wanted)
        key = tuple(str(id(one)) for one in articles)
        if key not in self._answerers:
            self._answerers[key] = build_answerer(Corpus(articles))
        return self._answerers[key]

    def _folder(self, case: Case, paper: Paper) -> Path:
        name = case.corpus
        if not isinstance(name, str) or name in _WHOLE or paper.folder.name == name:
            return paper.folder
        if (paper.folder / name).is_dir():
            return paper.folder / name
        if name == _SHIPPED:
            return shipped_corpus()
        raise EvaluationError(
            f"{paper.path}: {case.case_id} is asked of {name!r}, but {paper.folder} has no such folder"
        )

    def _corpus(self, folder: Path) -> Corpus:
        if folder not in self._corpora:
            self._corpora[folder] = read_corpus(folder)
        return self._corpora[folder]


def read_papers(path: Path, folder: Path) -> list[Paper]:
    """The papers of a suite (`suite: [{questions, corpus}]`, paths beside it), or the one question file itself.

    Raises:
        EvaluationError: the file can't be read, or is no suite and no question file.
    """
    data = _read(path)
    if not isinstance(data, Mapping) or "suite" not in data:
        return [Paper(path, folder)]
    try:
        entries = [(Path(one["questions"]), Path(one["corpus"])) for one in data["suite"]]
    except (KeyError, TypeError) as error:
        raise EvaluationError(f"{path}: a suite lists questions and corpus ({error!r}); see tests/evaluation") from None
    return [Paper(path.parent / questions, (path.parent / corpus).resolve()) for questions, corpus in entries]


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise EvaluationError(f"{path}: can't be read as questions ({str(error).splitlines()[0]})") from None
