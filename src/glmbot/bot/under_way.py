"""What is being answered, by the task that does it: so that an orderly end can tell who waits."""

import asyncio
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

import discord

Asked: TypeAlias = discord.Message | discord.Interaction[Any]


class UnderWay:
    """The messages and interactions that tasks are answering."""

    def __init__(self) -> None:
        self._asked: WeakKeyDictionary[asyncio.Task[Any], Asked] = WeakKeyDictionary()

    def begin(self, asked: Asked) -> None:
        """Note that the task that runs answers this."""
        if (task := asyncio.current_task()) is not None:
            self._asked[task] = asked

    def end(self) -> None:
        """Note that who waited for the task that runs has got an answer."""
        if (task := asyncio.current_task()) is not None:
            self._asked.pop(task, None)

    def of(self, task: "asyncio.Task[Any]") -> Asked | None:
        """What a task is answering."""
        return self._asked.get(task)
