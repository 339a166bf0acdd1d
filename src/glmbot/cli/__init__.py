"""The commands, a module each; the composition root."""

import errno
import sys
from typing import Final, TextIO, cast

from glmbot.cli.output import close_output, fail, prepare_streams, prepare_width
from glmbot.core.model import GlmbotError

_SHORT: Final = 2
"""Fewer words are no whole command: `glmbot` and `glmbot corpus` show how they are used."""


def main() -> None:
    """Run the command line; what a person can mend is one line on standard error and exit code 2."""
    prepare_streams(needs_output=sys.argv[1:2] != ["run"])
    prepare_width()
    try:
        try:
            _run(sys.argv[1:])
        finally:
            sys.stdout.flush()
    except GlmbotError as error:
        fail(error.for_operator)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        close_output()
        fail("the output can't be written: no space is left where it goes")
    except KeyboardInterrupt:
        sys.exit(130)


def _run(arguments: list[str]) -> None:
    """Run a bare question at once, and all else by Typer, which takes as long to load as a question to answer."""
    match arguments:
        case ["ask", *words] if words and not any(word.startswith("-") for word in words):
            from glmbot.cli.answers import AnswerPrinter

            sys.exit(AnswerPrinter().answer(" ".join(words)))
        case _:
            from glmbot.cli.commands import app
            from glmbot.cli.screen import Trimmed

            if not sys.stdout.isatty() and (len(arguments) < _SHORT or not {"-h", "--help"}.isdisjoint(arguments)):
                sys.stdout = cast("TextIO", Trimmed(sys.stdout))
            app()


__all__ = ["main"]
