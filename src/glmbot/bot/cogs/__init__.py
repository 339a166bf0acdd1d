"""The bot's features, a module each: a cog with its commands, and what its buttons do. They are found, not listed."""

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeAlias

from discord.ext import commands

CogType: TypeAlias = Callable[[Any], commands.Cog]
"""A cog's class, which takes the bot."""


def find_cogs() -> list[CogType]:
    """The cogs that this package's modules define, by the modules' names; importing them registers their actions."""
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, commands.Cog) and value.__module__ == module.__name__
    ]
