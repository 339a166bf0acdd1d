"""`glmbot chat`: a conversation in the terminal."""

from rich.console import Console

from glmbot.cli.common import today
from glmbot.cli.libraries import load_answerer
from glmbot.cli.options import CorpusOption, SkipFaultyOption
from glmbot.cli.render import render_reply
from glmbot.core.answering.answerer import Turn
from glmbot.core.answering.wording import USAGE_HINT

_GOODBYES = frozenset({"quit", "exit", ":q"})


def chat(*, corpus: CorpusOption = None, skip_faulty: SkipFaultyOption = False) -> None:
    """Talk with the articles; a question may lean on the one before.

    Example: glmbot chat

    Ends with quit, Ctrl-D or Ctrl-C.
    """
    answerer = load_answerer(corpus, skip_faulty=skip_faulty)
    console = Console(highlight=False)
    count = len(answerer.corpus.articles)
    console.print(f"{count} article{'s' if count != 1 else ''}. {USAGE_HINT} (quit to end)", style="dim")
    before: Turn | None = None
    while True:
        try:
            question = console.input("\n[bold]you[/bold] › ")
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        except UnicodeDecodeError:
            console.print("That could not be read: it is not UTF-8 text.")
            continue
        if question.strip().lower() in _GOODBYES:
            return
        before = answerer.turn(question, before=before)
        console.print()
        console.print(render_reply(before.reply, today()), crop=False)
