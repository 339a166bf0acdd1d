"""The commands, a module each; the composition root."""

import errno
import sys
from typing import Annotated

import typer

from glmbot import __version__
from glmbot.cli import ask, chat, cite, corpus, discord, evaluate, simulate, sources, votes
from glmbot.cli.common import close_output, fail, prepare_streams
from glmbot.core.model import GlmbotError

app = typer.Typer(
    name="glmbot",
    help="Answers questions from Global Legal Monitor articles with the passage itself and its citation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it with the option's value
    if wanted:
        typer.echo(f"glmbot {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    del version


app.command("ask")(ask.ask)
app.command("chat")(chat.chat)
app.command("cite")(cite.cite)
app.command("sources")(sources.sources)
app.add_typer(corpus.app, name="corpus")
app.command("simulate")(simulate.simulate)
app.command("evaluate")(evaluate.evaluate)
app.command("run")(discord.run)
app.command("sync")(discord.sync)
app.command("invite")(discord.invite)
app.command("votes")(votes.votes)


def main() -> None:
    """Run the command line; what a person can mend is one line on standard error and exit code 2."""
    prepare_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except GlmbotError as error:
        fail(str(error))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        close_output()
        fail("the output can't be written: no space is left where it goes")
    except KeyboardInterrupt:
        sys.exit(130)


__all__ = ["app", "main"]
