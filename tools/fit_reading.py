"""Fits the part `with_reader` of resources/coefficients.json: the order of candidates that are read, and the decision.

Order: three weights (lexical score, relevance, span) that make the right passage most likely among those read
(softmax). Decision: as in fit_coefficients.py, over the features with the reader's among them. Prints figures with
each question file left out of the fit of the decision in turn, without and with the reader.

    python tools/fit_reading.py [--more FOLDER] [--xquad FILE] [--without STEM ...] [--plot FILE] [--write]
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path

import fit_coefficients as base
import numpy as np
import numpy.typing as npt
import plots

from glmbot.core.answering.answerer import Answerer
from glmbot.core.answering.decision import FEATURES, SOFT_DOUBTS, measure
from glmbot.core.query.query import Query
from glmbot.core.ranking.features import Evidence
from glmbot.core.ranking.reading import READ, Reader, ReadingWeights
from glmbot.core.ranking.rereading import reread, span_score
from glmbot.evaluation.run import SHIPPED_SUITE, QuestionFile, read_question_files
from glmbot.storage.reader import open_reader
from glmbot.storage.resources import RESOURCES

EVEN = ReadingWeights(1.0, 0.0, 0.0)
ANSWER_FROM = 0.72


@dataclass(frozen=True)
class Asked:
    """A question with its candidates, of which the first are read."""

    question_file: str
    answerer: Answerer
    query: Query
    lexical: Sequence[Evidence]
    read: Sequence[Evidence]
    gold: Callable[[Evidence], bool]
    on_topic: bool
    answerable: bool


def ask(posed: base.Posed, reader: Reader) -> Asked | None:
    """Ask and read; None where the record answers, or nothing was asked."""
    turn = replace(posed.answerer, reader=None).turn(posed.question, before=posed.before)
    if not turn.ranked or turn.assessment is None or turn.parts:
        return None
    read = reread(turn.query, turn.ranked, reader, EVEN)
    return Asked(
        posed.question_file, posed.answerer, turn.query, turn.ranked, read, posed.gold, posed.on_topic, posed.answerable
    )


def fit_order(rows: Sequence[Asked]) -> ReadingWeights:
    """The three weights, by gradient descent with momentum (Adam)."""
    tables: list[tuple[base.Floats, npt.NDArray[np.bool_], float]] = []
    for row in rows:
        first = row.read[:READ]
        right = np.array([row.gold(one) for one in first])
        if right.any() and not right.all():
            read = [(one.lexical, one.reading.relevance, span_score(one.reading)) for one in first if one.reading]
            weight = base.OTHER_WEIGHT if row.question_file.startswith("xquad") else base.OWN_WEIGHT
            tables.append((np.array(read), right, weight))
    w, m, v = np.array([1.0, 0.3, 0.1]), np.zeros(3), np.zeros(3)
    for step in range(1, 301):
        gradient = np.zeros(3)
        for values, right, weight in tables:
            score = values @ w
            p = np.exp(score - score.max())
            p /= p.sum()
            gradient -= weight * (p * right / (p @ right + 1e-12) - p) @ values
        m, v = 0.9 * m + 0.1 * gradient, 0.99 * v + 0.01 * gradient**2
        w = w - 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-9)
    return ReadingWeights(*(round(float(one), 3) for one in w))


def row_of(asked: Asked, ranked: Sequence[Evidence]) -> base.Row:
    """What the decision learns from, given the order of the candidates."""
    answerer = asked.answerer
    keys = answerer.ranker.article_keys(ranked[0])
    size = len(answerer.corpus_index.passages)
    features, doubts = measure(asked.query, ranked, keys, size, answerer.ranker.lexicon)
    is_doubtful = bool(doubts.keys() - SOFT_DOUBTS)
    right = np.array([asked.gold(ranked[0])])
    return base.Row(
        asked.question_file,
        np.zeros((1, 1)),
        right,
        np.array(astuple(features)),
        is_doubtful,
        asked.on_topic,
        asked.answerable,
    )


def reordered(asked: Asked, weights: ReadingWeights) -> list[Evidence]:
    """The candidates in the order of the weights."""
    first = [
        replace(
            one,
            score=weights.lexical * one.lexical
            + weights.relevance * one.reading.relevance
            + weights.span * span_score(one.reading),
        )
        for one in asked.read[:READ]
        if one.reading
    ]
    return [*sorted(first, key=lambda one: -one.score), *asked.read[READ:]]


PARTS = {
    "doubts": ("doubt_name",),
    "kinds": ("kind_shown", "typed"),
    "nearness": ("soft", "rest_soft", "rest_missing", "nearness"),
    "glosses": ("gloss", "introduction"),
    "pairs and sentences": ("pairs", "sentence", "sentence_soft"),
    "the reader": ("relevance", "likely", "relevance_margin", "best_relevance", "span", "moved", "score_margin"),
}
"""The features of each part of the decision."""


def ablate(table: base.Table) -> None:
    """Print the figures of the decision without each of its parts, at the threshold that answers as many."""
    for name, features in PARTS.items():
        x = table.x.copy()
        x[:, [FEATURES.index(feature) for feature in features]] = 0
        without = replace(table, x=x, doubtful=table.doubtful & (name != "doubts"))
        topic, right = base.left_out(without)
        for answer_from in (0.6, 0.65, ANSWER_FROM, 0.75):
            base.line(f"without {name} {answer_from:.2f}", without, without.is_own, topic, right, answer_from)


def main() -> None:
    """Fit, report, and write with --write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--more", type=Path)
    parser.add_argument("--xquad", type=Path)
    parser.add_argument("--without", nargs="*", default=[], help="stems of question files to leave out")
    parser.add_argument("--plots", type=Path, help="write the curve and the calibration as SVG into this folder")
    parser.add_argument("--ablate", action="store_true", help="fit anew without each part of the decision")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    reader, _ = open_reader()
    if reader is None:
        raise SystemExit(1)
    files = [one for one in read_question_files(SHIPPED_SUITE, Path()) if one.path.stem not in options.without]
    files += [QuestionFile(options.more / "questions.yaml", options.more)] if options.more else []
    rows = [found for posed in base.posed_of(files) if (found := ask(posed, reader))]
    if options.xquad:
        foreign = [row.query.question for row in rows if row.on_topic]
        rows += [found for posed in base.posed_of_xquad(options.xquad, foreign) if (found := ask(posed, reader))]
    print("without the reader")
    plain = base.table_of([row_of(row, row.lexical) for row in rows])
    base.report(plain, *base.left_out(plain))
    weights = fit_order(rows)
    table = base.table_of([row_of(row, reordered(row, weights)) for row in rows])
    topic, right = base.left_out(table)
    print("with the reader", weights)
    base.report(table, topic, right)
    if options.plots:
        curves = {
            "words alone": base.answered_and_wrong(plain, *base.left_out(plain)),
            "with the reader": base.answered_and_wrong(table, topic, right),
        }
        (options.plots / "decision.svg").write_text(plots.curve(curves), encoding="utf-8")
        points = base.calibration(table, topic, right)
        (options.plots / "calibration.svg").write_text(plots.calibration(points), encoding="utf-8")
    if options.ablate:
        ablate(table)
    on_topic, is_right = base.fit_decision(table, np.ones(len(rows), dtype=bool))
    path = RESOURCES / "coefficients.json"
    fitted = json.loads(path.read_text(encoding="utf-8"))
    fitted["with_reader"] = {
        "order": asdict(weights),
        "on_topic": base.named(on_topic),
        "right": base.named(is_right),
        "none_below": base.NONE_BELOW,
        "answer_from": ANSWER_FROM,
    }
    if options.write:
        path.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
