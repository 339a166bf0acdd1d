"""Fits src/glmbot/resources/coefficients.json: the weights of the ranking and the two scores of the decision.

Ranking: for each question the candidates' signals, and the weights that make the right passage most likely (softmax,
L2). Decision: logistic regressions (L2) over the features of the best passage: is anything here about the question, and
is the passage right. Questions with a doubt that forbids an answer anyway take no part in the second. Prints figures
with each set left out in turn (the sets are the files of the suite).

    python tools/fit_coefficients.py [--more FOLDER] [--xquad FILE] [--write]

--more is a folder with questions.yaml and one folder of articles a corpus; --xquad is xquad.en.json, of which a sample
is taken so that corpora of 5 and 240 passages, and questions put to the wrong corpus, are seen too.
"""

import argparse
import datetime as dt
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import plots

from glmbot.core.answering.answerer import Answerer, Turn
from glmbot.core.answering.decision import FEATURES, SOFT_DOUBTS
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.model import Article
from glmbot.core.ranking.features import SIGNALS, Evidence
from glmbot.evaluation.judge import OFF, Case
from glmbot.evaluation.run import SHIPPED_SUITE, Evaluator, QuestionFile, read_question_files
from glmbot.storage.load import build_answerer
from glmbot.storage.resources import RESOURCES

Floats = npt.NDArray[np.float64]
OWN_WEIGHT, OTHER_WEIGHT, FOREIGN_WEIGHT, OFF_WEIGHT = 1.0, 0.25, 1.0, 3.0
RANKING_PENALTY, DECISION_PENALTY = 2.0, 3.0
NONE_BELOW, ANSWER_FROM = 0.45, 0.55
SEED = 20111206


@dataclass(frozen=True)
class Row:
    """One question: the candidates' signals and which are right; the best passage's features and doubts."""

    question_file: str
    signals: Floats
    right: npt.NDArray[np.bool_]
    features: Floats
    is_doubtful: bool
    is_on_topic: bool
    is_answerable: bool

    @property
    def is_right(self) -> bool:
        """Whether the best passage is right."""
        return bool(len(self.right)) and bool(self.right[0])


@dataclass(frozen=True)
class Posed:
    """A question as it is put to an answerer, with what is known of its answer."""

    question_file: str
    answerer: Answerer
    question: str
    gold: Callable[[Evidence], bool]
    on_topic: bool
    answerable: bool
    before: Turn | None = None


def row(posed: Posed) -> Row | None:
    """Ask one question; None where nothing is to be learnt from it."""
    answerer, before = posed.answerer, posed.before
    query = answerer.parser.parse(posed.question, before.query if before else None)
    ranked = answerer.rank(query) if query.own else []
    shown = before.shown if before else None
    if not ranked or answerer._from_metadata(query, None, shown):  # noqa: SLF001 - the same order of stages
        return None
    right = np.array([posed.gold(evidence) for evidence in ranked])
    signals = np.array([astuple(evidence.signals) for evidence in ranked])
    assessment = answerer.assess(query, ranked)
    features = np.array(astuple(assessment.features))
    is_doubtful = bool(assessment.doubts.keys() - SOFT_DOUBTS)
    return Row(posed.question_file, signals, right, features, is_doubtful, posed.on_topic, posed.answerable)


def posed_of(question_files: Sequence[QuestionFile]) -> Iterator[Posed]:
    """All single questions of some files, and the turns that lean on the one before.

    Questions in parts are answered part by part, and teach nothing whole.
    """
    evaluator = Evaluator()
    for question_file in question_files:
        name, questions = question_file.path.stem, evaluator.read(question_file)
        for case in questions.cases:
            if case.kind != "multipart":
                answerer = evaluator.answerer(case, question_file)
                gold = partial(answers, case)
                yield Posed(name, answerer, case.question, gold, case.kind not in OFF, case.is_answerable)
        for dialogue in questions.dialogues:
            before = None
            for case in dialogue.turns:
                answerer = evaluator.answerer(case, question_file)
                turn = answerer.turn(case.question, before=before)
                if turn.query.leans:
                    gold = partial(answers, case)
                    yield Posed(name, answerer, case.question, gold, True, case.is_answerable, before)  # noqa: FBT003
                before = turn


def answers(case: Case, evidence: Evidence) -> bool:
    """Whether a passage is one that the judgement names."""
    passage = evidence.hit.passage
    is_article = case.article is None or passage.article.article_id.endswith(case.article)
    return is_article and bool(case.gold.intersection(passage.paragraphs))


def posed_of_xquad(path: Path, foreign: Sequence[str]) -> Iterator[Posed]:
    """Questions on other text: over 240 passages, over 5, and put to the wrong corpus."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    articles, questions = read_xquad(path)
    large = build_answerer(Corpus(tuple(articles)))
    for question, article_id, number in chance.sample(questions, 300):
        yield _other("xquad-240", large, question, article_id, number)
    for question in chance.sample(list(foreign), min(150, len(foreign))):
        yield _other("foreign-240", large, question)
    for article in chance.sample(articles, 30):
        small = build_answerer(Corpus((article,)))
        own = [one for one in questions if one[1] == article.article_id]
        for question, article_id, number in chance.sample(own, min(8, len(own))):
            yield _other("xquad-5", small, question, article_id, number)
        for question, article_id, _ in chance.sample(questions, 6):
            if article_id != article.article_id:
                yield _other("foreign-5", small, question)


def _other(name: str, answerer: Answerer, question: str, article_id: str = "", number: int = 0) -> Posed:
    """A question on other text; without an article, nothing there answers it."""

    def gold(evidence: Evidence) -> bool:
        passage = evidence.hit.passage
        return passage.article.article_id == article_id and number in passage.paragraphs

    return Posed(name, answerer, question, gold, bool(article_id), bool(article_id))


def read_xquad(path: Path) -> tuple[list[Article], list[tuple[str, str, int]]]:
    """The articles of an XQuAD file, and its questions with article id and paragraph."""
    articles, questions = [], []
    for place, entry in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
        article_id = f"2000-01-01-{place:03}"
        body = "\n\n".join(" ".join(one["context"].split()) for one in entry["paragraphs"])
        title = str(entry.get("title", place)).replace("_", " ")
        articles.append(Article(article_id, title, dt.date(2000, 1, 1), (), (), (), None, body))
        for number, one in enumerate(entry["paragraphs"], 1):
            questions += [(str(qa["question"]), article_id, number) for qa in one["qas"]]
    return articles, questions


def fit_ranking(rows: Sequence[Row], weights: Floats) -> Floats:
    """The signals' weights: softmax over the candidates, by gradient descent with momentum (Adam)."""
    w, m, v = np.ones(len(SIGNALS)), np.zeros(len(SIGNALS)), np.zeros(len(SIGNALS))
    for step in range(1, 301):
        gradient = RANKING_PENALTY * w
        for one, weight in zip(rows, weights, strict=True):
            if one.right.any():
                score = one.signals @ w
                p = np.exp(score - score.max())
                p /= p.sum()
                gradient -= weight * (p * one.right / (p @ one.right + 1e-12) - p) @ one.signals
        m, v = 0.9 * m + 0.1 * gradient, 0.99 * v + 0.01 * gradient**2
        w = w - 0.15 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-9)
    return w


def fit_logistic(x: Floats, y: Floats, weights: Floats) -> Floats:
    """Bias and weights of a logistic regression, by Newton's method."""
    a = np.c_[np.ones(len(x)), x]
    w = np.zeros(a.shape[1])
    penalty = np.eye(len(w)) * DECISION_PENALTY
    penalty[0, 0] = 0.01
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(a @ w, -30, 30)))
        gradient = a.T @ (weights * (p - y)) + penalty @ w
        w = w - np.linalg.solve((a * (weights * p * (1 - p))[:, None]).T @ a + penalty, gradient)
    return w


def probability(w: Floats, x: Floats) -> Floats:
    """What a fitted score gives."""
    return np.asarray(1 / (1 + np.exp(-np.clip(np.c_[np.ones(len(x)), x] @ w, -30, 30))))


@dataclass(frozen=True)
class Table:
    """All rows as arrays."""

    question_files: npt.NDArray[np.str_]
    topic: Floats
    right: Floats
    answerable: npt.NDArray[np.bool_]
    doubtful: npt.NDArray[np.bool_]
    x: Floats

    @property
    def is_own(self) -> npt.NDArray[np.bool_]:
        """Rows of our own question_files."""
        return ~np.char.startswith(self.question_files, ("xquad")) & ~np.char.startswith(self.question_files, "foreign")


def table_of(rows: Sequence[Row]) -> Table:
    """The rows as arrays."""
    return Table(
        np.array([one.question_file for one in rows]),
        np.array([float(one.is_on_topic) for one in rows]),
        np.array([float(one.is_right) for one in rows]),
        np.array([one.is_answerable for one in rows]),
        np.array([one.is_doubtful for one in rows]),
        np.array([one.features for one in rows]),
    )


def fit_decision(table: Table, part: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """The two scores of the decision, from a part of the rows."""
    weights = np.where(table.is_own, OWN_WEIGHT, OTHER_WEIGHT)
    weights = np.where(np.char.startswith(table.question_files, "foreign"), FOREIGN_WEIGHT, weights)
    topical = np.where(table.is_own & (table.topic == 0), OFF_WEIGHT, weights)
    sure = part & ~table.doubtful
    return (
        fit_logistic(table.x[part], table.topic[part], topical[part]),
        fit_logistic(table.x[sure], table.right[sure], weights[sure]),
    )


def left_out(table: Table) -> tuple[Floats, Floats]:
    """Both probabilities of each row, from scores that were fitted without its question_file."""
    topic, right = np.zeros(len(table.x)), np.zeros(len(table.x))
    for question_file in np.unique(table.question_files):
        mine = table.question_files == question_file
        on_topic, is_right = fit_decision(table, ~mine)
        topic[mine], right[mine] = probability(on_topic, table.x[mine]), probability(is_right, table.x[mine])
    return topic, right


def report(table: Table, topic: Floats, right: Floats) -> None:
    """The figures over our own question files for several thresholds, then for each file at those in force."""
    for answer_from in (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        line(f"answer from {answer_from:.2f}", table, table.is_own, topic, right, answer_from)
    for question_file in np.unique(table.question_files):
        line(question_file, table, table.question_files == question_file, topic, right, ANSWER_FROM)


def line(  # noqa: PLR0917 - a row of a table
    name: str, table: Table, part: npt.NDArray[np.bool_], topic: Floats, right: Floats, answer_from: float
) -> None:
    """Print the figures of a part of the rows at a threshold."""
    shown = topic >= NONE_BELOW
    answered = shown & ~table.doubtful & (right >= answer_from)
    good, asked = table.right == 1, part & table.answerable
    near, off = part & ~table.answerable & (table.topic == 1), part & (table.topic == 0)
    cells = (
        ("first", asked, good), ("shown", asked, good & shown), ("answered", asked, good & answered),
        ("wrong", part, answered & ~good), ("careful", near, ~answered), ("none", off, ~shown),
    )  # fmt: skip
    print(
        f"{name:24}", *(f"{label} {what[who].mean():.3f}" for label, who, what in cells if who.any()), int(part.sum())
    )


def answered_and_wrong(table: Table, topic: Floats, right: Floats) -> list[tuple[float, float, float]]:
    """For each threshold of the second score: it, the share answered rightly, and the share confidently wrong."""
    part, asked = table.is_own, table.is_own & table.answerable
    points = []
    for threshold in [place / 100 for place in range(30, 91, 2)]:
        answered = (topic >= NONE_BELOW) & ~table.doubtful & (right >= threshold)
        share, wrong = (answered & (table.right == 1))[asked].mean(), (answered & (table.right == 0))[part].mean()
        points.append((threshold, float(share), float(wrong)))
    return points


def calibration(table: Table, topic: Floats, right: Floats) -> list[tuple[float, float, int]]:
    """For tenths of the second score: its mean, the share that is right, and how many; without those refused."""
    part = table.is_own & (topic >= NONE_BELOW) & ~table.doubtful
    bins = np.minimum((right * 10).astype(int), 9)
    found = [(bins == place) & part for place in range(10)]
    return [(float(right[one].mean()), float(table.right[one].mean()), int(one.sum())) for one in found if one.any()]


def main() -> None:
    """Fit, report, and write with --write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--more", type=Path)
    parser.add_argument("--xquad", type=Path)
    parser.add_argument("--without", nargs="*", default=[], help="stems of question files to leave out")
    parser.add_argument("--plot", type=Path, help="write the curve of answered against wrong as SVG")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    question_files = [one for one in read_question_files(SHIPPED_SUITE, Path()) if one.path.stem not in options.without]
    question_files += [QuestionFile(options.more / "questions.yaml", options.more)] if options.more else []
    rows = [found for posed in posed_of(question_files) if (found := row(posed))]
    if options.xquad:
        evaluator = Evaluator()
        foreign = [
            case.question
            for question_file in question_files
            for case in evaluator.read(question_file).cases
            if case.kind not in OFF
        ]
        rows += [found for posed in posed_of_xquad(options.xquad, foreign) if (found := row(posed))]
    table = table_of(rows)
    ranking = fit_ranking(rows, np.where(table.is_own, OWN_WEIGHT, OTHER_WEIGHT))
    on_topic, is_right = fit_decision(table, np.ones(len(rows), dtype=bool))
    topic, right = left_out(table)
    report(table, topic, right)
    if options.plot:
        options.plot.write_text(plots.curve({"words alone": answered_and_wrong(table, topic, right)}), encoding="utf-8")
    fitted = {
        "ranking": {name: round(float(value), 3) for name, value in zip(SIGNALS, ranking, strict=True)},
        "on_topic": named(on_topic),
        "right": named(is_right),
        "none_below": NONE_BELOW,
        "answer_from": ANSWER_FROM,
    }
    print(json.dumps(fitted["ranking"]))
    if options.write:
        path = RESOURCES / "coefficients.json"
        kept = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**kept, **fitted}, indent=1) + "\n", encoding="utf-8")


def named(w: Floats) -> dict[str, Any]:
    """A fitted score as the file holds it."""
    return {
        "bias": round(float(w[0]), 3),
        "weights": {name: round(float(value), 3) for name, value in zip(FEATURES, w[1:], strict=True)},
    }


if __name__ == "__main__":
    main()
