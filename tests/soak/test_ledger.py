"""The ledger tells what a run must not miss: a question without an answer, and one with two."""

from collections.abc import AsyncIterator

import pytest

from glmbot.sim.messages import Draft
from glmbot.sim.server import LocalDiscord
from glmbot.sim.world import Message
from soak.ledger import KILLED, LINK, MACHINE, SESSION, STRUCK, Asked, Ledger, Verdict


@pytest.fixture
async def local() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord() as discord:
        discord.service.interactions.deadline = 0.01
        yield discord


@pytest.fixture
def ledger(local: LocalDiscord) -> Ledger:
    return Ledger(local.service.feed, local.world.bot.id)


def kept(_begin: float, _end: float) -> float:
    return 0.0


async def asked_by_message(local: LocalDiscord, ledger: Ledger) -> Message:
    message = await local.say("Ada", "#questions", "@bot why?")
    ledger.enter(Asked("mention", 0.0, message=message))
    return message


def answer(local: LocalDiscord, question: Message | None) -> None:
    channel = local.where("#questions", local.who("Ada"))
    local.service.messages.create(channel, local.world.bot, Draft(content="so", reference=question))


async def asked_by_command(local: LocalDiscord, ledger: Ledger, *struck: str) -> Verdict:
    """A command that nothing acknowledges."""
    local.service.commands.overwrite(None, [{"name": "ask", "description": "Ask", "type": 1}])
    use = await local.run("Ada", "#questions", "ask")
    use.struck.extend(struck)
    ledger.enter(Asked("ask", 1.0, use=use))
    await local.until(lambda: use.failed or None)
    return ledger.verdict(kept)


async def test_one_answer_is_one_and_two_are_told_whatever_was_laid(local: LocalDiscord, ledger: Ledger) -> None:
    for times in (1, 2, 1):
        message = await asked_by_message(local, ledger)
        for _ in range(times):
            answer(local, message)
    ledger.begin(KILLED)
    message = await asked_by_message(local, ledger)
    answer(local, message)
    answer(local, message)
    verdict = ledger.verdict(kept)
    assert verdict.answered == 4
    assert [one.split()[1] for one in verdict.doubled] == [ledger.all[1].message.id, message.id]  # type: ignore[union-attr] # it is one
    assert verdict.unexplained == []


async def test_an_answer_to_nobody_is_told(local: LocalDiscord, ledger: Ledger) -> None:
    answer(local, None)
    answer(local, await local.say("Ben", "#questions", "not to the bot"))
    assert len(ledger.verdict(kept).stray) == 2


@pytest.mark.parametrize(("outage", "is_excused"), [(KILLED, True), (SESSION, True), (LINK, False)])
async def test_a_message_is_excused_by_what_keeps_it_from_the_bot_for_good(
    local: LocalDiscord, ledger: Ledger, outage: str, *, is_excused: bool
) -> None:
    before = await asked_by_message(local, ledger)
    answer(local, before)
    await asked_by_message(local, ledger)
    ledger.begin(outage)
    await asked_by_message(local, ledger)
    ledger.end()
    await asked_by_message(local, ledger)
    verdict = ledger.verdict(kept)
    assert verdict.answered == 1
    assert verdict.absent[outage] == (2 if is_excused else 0)
    assert len(verdict.unexplained) == (1 if is_excused else 3)


async def test_an_interaction_that_nothing_held_up_is_unexplained(local: LocalDiscord, ledger: Ledger) -> None:
    assert len((await asked_by_command(local, ledger)).unexplained) == 1


async def test_one_fault_excuses_no_late_acknowledgement_and_two_do(local: LocalDiscord, ledger: Ledger) -> None:
    assert len((await asked_by_command(local, ledger, "500")).unexplained) == 1
    verdict = await asked_by_command(local, ledger, "500", "reset")
    assert len(verdict.unexplained) == 1
    assert verdict.absent[STRUCK] == 1


async def test_an_interaction_is_excused_while_the_link_is_down(local: LocalDiscord, ledger: Ledger) -> None:
    ledger.begin(LINK)
    assert (await asked_by_command(local, ledger)).absent == {LINK: 1}
    ledger.end()
    assert len((await asked_by_command(local, ledger)).unexplained) == 1


async def test_what_the_machine_held_up_is_told_apart(local: LocalDiscord, ledger: Ledger) -> None:
    await asked_by_command(local, ledger)
    assert ledger.verdict(lambda begin, end: (end - begin) / 2).absent == {MACHINE: 1}
