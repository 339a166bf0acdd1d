"""The command line as Typer reads it; each command is imported when it is named: none waits for another's needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Annotated, Any, Final, cast

import typer
from typer.core import TyperGroup

from glmbot import __version__
from glmbot.cli.output import fail

_MODULES: Final = {
    "ask": "ask",
    "chat": "ask",
    "cite": "cite",
    "sources": "sources",
    "verify": "verify",
    "compare": "compare",
    "timeline": "timeline",
    "mcp": "mcp",
    "simulate": "simulate",
    "evaluate": "evaluate",
    "run": "bot",
    "sync": "bot",
    "invite": "bot",
    "votes": "bot",
    "doctor": "doctor",
    "gaps": "gaps",
    "backup": "upkeep",
    "restore": "upkeep",
    "bench": "bench",
    "corpus": "corpus.app",
}
"""The module of each command: it holds a function of the command's name, or an `app` of several commands."""


_UsageError: Final = cast("type[Exception]", typer.BadParameter.__base__)
"""What is raised where a command is called wrongly: Typer exports no other name of it."""

_WORDS: Final = {": Value error, ": ": ", ": Input should be ": ": it should be "}
"""The words of the validator that Typer asks, and those of a person."""


class _Commands(TyperGroup):
    def make_context(self, *arguments: Any, **more: Any) -> Any:
        with _one_line():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: Any) -> Any:
        with _one_line():
            return super().invoke(ctx)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        del ctx
        return list(_MODULES)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        del ctx
        for name in [cmd_name] if cmd_name in _MODULES else _MODULES:  # an unknown name is compared with all
            if name not in self.commands:
                self.commands[name] = _command(name)
        return self.commands.get(cmd_name)


@contextmanager
def _one_line() -> Iterator[None]:
    """Say what is wrong with a call in one line, as all else that a person can mend; a bare group shows its help."""
    try:
        yield
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            raise
        said = " ".join(str(cast("Any", error).format_message()).split())
        for validator, words in _WORDS.items():
            said = said.replace(validator, words)
        context = cast("Any", error).ctx
        stop = "" if said.endswith((".", "?", "!")) else "."
        fail(f"{said}{stop} See '{context.command_path} --help'" if context else said)


def _command(name: str) -> Any:
    module = import_module(f"glmbot.cli.{_MODULES[name]}")
    group = getattr(module, "app", None)
    if group is None:
        group = typer.Typer(add_completion=False)
        group.command(name)(getattr(module, name))
    return typer.main.get_command(group)


app = typer.Typer(
    name="glmbot",
    cls=_Commands,
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
