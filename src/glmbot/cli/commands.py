"""The command line as Typer reads it; each command is imported when it is named: none waits for another's needs."""

from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from glmbot import __version__

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


class _Commands(TyperGroup):
    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        del ctx
        return list(_MODULES)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        del ctx
        for name in [cmd_name] if cmd_name in _MODULES else _MODULES:  # an unknown name is compared with all
            if name not in self.commands:
                self.commands[name] = _command(name)
        return self.commands.get(cmd_name)


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
