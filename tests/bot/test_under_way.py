import asyncio
from typing import Any

from glmbot.bot.under_way import UnderWay


async def test_what_a_task_answers_is_known_until_it_is_answered() -> None:
    under_way, asked = UnderWay(), object()
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def answer(what: Any) -> None:
        under_way.begin(what)
        begun.set()
        await go_on.wait()
        under_way.end()
        assert under_way.of(task) is None

    task = asyncio.create_task(answer(asked))
    assert under_way.of(task) is None
    await begun.wait()
    assert under_way.of(task) is asked
    go_on.set()
    await task
