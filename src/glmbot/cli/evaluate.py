"""`glmbot evaluate`: how good the answers are, by kind of question."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from glmbot.cli.load import corpus_folder, load_reader
from glmbot.cli.options import CorpusOption, NoReaderOption
from glmbot.cli.output import fail, warn
from glmbot.cli.output import save as save_file
from glmbot.cli.screen import screen
from glmbot.evaluation.judge import Outcome, Share, by_kind, compare, figures
from glmbot.evaluation.run import SHIPPED_SUITE, Evaluator, read_question_files


def evaluate(
    questions: Annotated[
        Path | None,
        typer.Argument(metavar="[QUESTIONS.yaml]", help="A question file or a suite; else the project's own suite."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print figures and outcomes as JSON.")] = False,
    against: Annotated[
        Path | None,
        typer.Option("--compare", metavar="BASELINE.json", help="List the questions gained and lost since."),
    ] = None,
    save: Annotated[Path | None, typer.Option("--save", metavar="BASELINE.json", help="Write a baseline.")] = None,
    corpus: CorpusOption = None,
    no_reader: NoReaderOption = False,
) -> None:
    """Ask the questions of a file and hold the replies against its judgements.

    Example: glmbot evaluate tests/evaluation/questions.yaml

    Each figure stands with its 95 % interval (Wilson). Exit code 1 where --compare finds a question lost.
    """
    path = questions or SHIPPED_SUITE
    if not path.is_file():
        fail(f"{path}: no such question file; name one: glmbot evaluate QUESTIONS.yaml")
    evaluator = Evaluator(None if no_reader else load_reader())
    outcomes = [
        one
        for question_file in read_question_files(path, corpus_folder(corpus))
        for one in evaluator.evaluate(question_file)
    ]
    if as_json:
        typer.echo(json.dumps(_object(outcomes)))
    else:
        _show(outcomes)
    if save is not None:
        save_file(save, json.dumps(_baseline(outcomes), indent=0, sort_keys=True) + "\n")
        warn(f"{save}: baseline of {len(outcomes)} questions written")
    if against is not None and _compare(outcomes, against):
        raise typer.Exit(1)


def _show(outcomes: Sequence[Outcome]) -> None:
    console = screen()
    totals = Table("figure", "share", "95 %", "of", box=None, header_style="dim")
    for name, share in figures(outcomes).items():
        totals.add_row(name, *_cells(share))
    kinds = Table(
        "kind", "asked", "shown first", "as wanted", "confidently wrong", "none", box=None, header_style="dim"
    )
    for kind, group in by_kind(outcomes).items():
        counts = (
            len(group),
            sum(one.is_right for one in group),
            sum(one.is_good for one in group),
            sum(one.is_wrong for one in group),
            sum(one.kind == "none" for one in group),
        )
        kinds.add_row(kind, *(str(count) for count in counts))
    console.print(totals)
    console.print()
    console.print(kinds)


def _cells(share: Share) -> tuple[str, str, str]:
    low, high = share.interval
    return f"{share.value:.3f}", f"{low:.2f}–{high:.2f}", f"{share.count}/{share.total}"


def _object(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "figures": {
            name: {"share": share.value, "interval": share.interval, "count": share.count, "total": share.total}
            for name, share in figures(outcomes).items()
        },
        "outcomes": [
            {
                "id": one.case.case_id,
                "kind": one.case.kind,
                "reply": one.kind,
                "article": one.article,
                "paragraphs": one.paragraphs,
                "right": one.is_right,
                "wrong": one.is_wrong,
                "good": one.is_good,
            }
            for one in outcomes
        ],
    }


def _baseline(outcomes: Sequence[Outcome]) -> dict[str, str]:
    return {one.case.case_id: "good" if one.is_good else "bad" for one in outcomes}


def _compare(outcomes: Sequence[Outcome], path: Path) -> bool:
    """Print what was gained and lost; whether anything was lost."""
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(before, dict) or not set(before.values()) <= {"good", "bad"}:
            raise ValueError("it is no object of ids with good or bad")  # noqa: TRY301 - told in one place
    except (OSError, ValueError) as error:
        fail(f"{path}: the baseline can't be read ({error}); write one with --save")
    gained, lost = compare(before, outcomes)
    for sign, group in (("+", gained), ("-", lost)):
        for one in group:
            typer.echo(f"{sign} {one.case.case_id} [{one.case.kind}] {one.kind}: {one.case.question}")
    typer.echo(f"{len(gained)} gained, {len(lost)} lost, of {len(before)}")
    return bool(lost)
