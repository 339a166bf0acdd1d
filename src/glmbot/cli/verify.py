"""`glmbot verify`: whether quoted words stand in the articles as they are quoted."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

import typer

from glmbot.cli.load import load_answerer
from glmbot.cli.options import CorpusOption, SkipFaultyOption
from glmbot.cli.output import FOUND, NONE, fail
from glmbot.core.citation import cite
from glmbot.core.objects.quotations import quotation_object
from glmbot.core.quotations import Checked, Finding, all_true, check_text
from glmbot.core.text.invisible import shown

_MOST_BYTES = 1_000_000


def verify(
    text: Annotated[
        list[str] | None, typer.Argument(help="A quotation, or a text with quotations in it.", show_default=False)
    ] = None,
    *,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read the text from standard input.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list, an object a quotation.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """Check quotations against the articles: word for word, with what differs marked, or not in these articles.

    Example: glmbot verify "the first formal cooperation agreement between the two entities"

    Quotations stand between quotation marks or in lines that begin with ">"; a text without any is one as a whole.
    Case, dashes and punctuation don't matter; what is left out matters unless the quotation marks it by an ellipsis
    and it is plainly harmless. The words are checked, not who said them.
    Of fewer than three words only those with a number are looked for.
    Exit code 0 when all are true to an article, 1 when one is not.
    """
    if stdin == bool(text):
        fail("give a text, or --stdin" + (", not both" if stdin else ""))
    checked = check_text(_read() if stdin else " ".join(text or ()), _index(corpus, skip_faulty), most=None)
    if as_json:
        sys.stdout.write(json.dumps([quotation_object(one) for one in checked]) + "\n")
    else:
        from glmbot.cli.screen import screen

        console = screen()
        for line in _lines(checked):
            console.print(line, crop=False)
    raise typer.Exit(FOUND if all_true(checked) else NONE)


def _read() -> str:
    raw = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        fail(f"standard input has more than {_MOST_BYTES:,} bytes; check it in parts")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        fail("standard input is not UTF-8 text")


def _index(corpus: Any, skip_faulty: bool) -> Any:  # noqa: FBT001 - passed on
    return load_answerer(corpus, skip_faulty=skip_faulty, no_reader=True).corpus_index


def _lines(checked: Iterable[Checked]) -> Iterator[Any]:
    from rich.padding import Padding
    from rich.text import Text

    from glmbot.core.answering.wording import place_parts
    from glmbot.core.corpus.lookup import passage_of
    from glmbot.core.quotations.wording import WORDS_ONLY, compares, remarks, verdict

    for number, one in enumerate(checked):
        if number:
            yield Text()
        finding = one.finding
        yield Text(verdict(one), style="bold green" if one.is_true and not one.named else "bold yellow")
        if finding is None or compares(finding):
            yield Padding(_marked(finding, "said") if finding else Text(f"“{shown(one.text)}”"), (0, 2), expand=False)
        if one.article is None:
            continue
        if finding:
            yield Padding(_marked(finding, "original"), (0, 2), expand=False)
        for remark in remarks(one):
            yield Text(remark, style="yellow" if one.named else "")
        passage = passage_of(one.article, finding.paragraphs[0]) if finding else None
        yield Text(shown(one.article.headline), style="bold")
        yield Text(" · ".join(place_parts(one.article, passage)), style="dim")
        if one.rests_on:
            yield Text.assemble(("Rests on  ", "dim"), shown("; ".join(one.rests_on)))
        citation = cite(one.article, paragraphs=one.paragraphs)
        yield Text.assemble(("Cite      ", "dim"), shown(citation), no_wrap=True, overflow="ignore")
    yield from (Text(), Text(WORDS_ONLY, style="dim"))


def _marked(finding: Finding, side: Literal["said", "original"]) -> Any:
    """One side of a comparison: [-what only the text has-] and {+what only the article has+}."""
    from rich.text import Text

    aligned, line = finding.alignment, Text("You    “" if side == "said" else "There  “")
    for part in aligned.parts:
        words = shown(aligned.said(part) if side == "said" else aligned.original(part))
        text = words.strip()
        if part.kind == "same" or not text:
            line.append(words)
            continue
        begin, end, style = ("[-", "-]", "red") if side == "said" else ("{+", "+}", "green")
        if part.kind in {"skipped", "note"}:
            begin, end, style = "(", ")", "dim"
        head = words[: len(words) - len(words.lstrip())]
        line.append(head).append(f"{begin}{text}{end}", style=style).append(words[len(head) + len(text) :])
    return line.append("”")
