from types import SimpleNamespace

import discord
import pytest

from glmbot.bot.client import PERMISSIONS
from glmbot.bot.examination import judge_clock, judge_intents, judge_server
from glmbot.health.finding import State

ALL = discord.Permissions(PERMISSIONS.value)


def without(**lacking: bool) -> discord.Permissions:
    given = discord.Permissions(PERMISSIONS.value)
    given.update(**dict.fromkeys(lacking, False))
    return given


def channels(*given: discord.Permissions) -> dict[object, discord.Permissions]:
    return {_Channel(number, f"c{number}"): one for number, one in enumerate(given, 1)}


class _Channel(SimpleNamespace):
    def __init__(self, number: int, name: str) -> None:
        super().__init__(id=number, name=name)

    def __hash__(self) -> int:  # type: ignore[override]
        return int(self.id)


@pytest.mark.parametrize(
    ("off", "state"),
    [(0, State.OK), (5, State.OK), (-5, State.OK), (6, State.NOTE), (-60, State.NOTE), (61, State.MUST)],
)
def test_a_clock_is_judged_by_how_far_it_is_off(off: float, state: State) -> None:
    assert judge_clock(off).state is state


def test_a_clock_says_in_which_direction_it_is_off() -> None:
    assert judge_clock(-90).what == "90 s behind Discord's"
    assert judge_clock(90).what == "90 s ahead of Discord's"


FLAGS = discord.ApplicationFlags


@pytest.mark.parametrize(
    ("flags", "wanted", "state", "says"),
    [
        (FLAGS(), False, State.OK, "no privileged one is on"),
        (FLAGS(gateway_message_content=True), True, State.OK, "as set"),
        (FLAGS(gateway_message_content_limited=True), True, State.OK, "as set"),
        (FLAGS(), True, State.MUST, "lacks the message content intent"),
        (FLAGS(gateway_message_content_limited=True), False, State.NOTE, "message content on, but not used"),
        (FLAGS(gateway_guild_members=True, gateway_presence=True), False, State.NOTE, "server members and presence on"),
    ],
)
def test_intents_are_those_that_are_used(flags: FLAGS, wanted: bool, state: State, says: str) -> None:  # noqa: FBT001 - a column
    finding = judge_intents(flags, wanted=wanted)
    assert finding.state is state
    assert says in finding.what


SERVERS = [
    ("all is there", channels(ALL, ALL), {}, State.OK, "in 2 channels"),
    ("a private channel does not matter", channels(ALL, without(view_channel=True)), {}, State.OK, "in 1 channel"),
    ("one place lacks it", channels(ALL, without(embed_links=True)), {}, State.NOTE, "#c2 (embed links)"),
    ("a chosen place lacks it", channels(ALL, without(embed_links=True), ALL), {2, 3}, State.MUST, "#c2 (embed links)"),
    ("a place that is not chosen lacks it", channels(ALL, without(embed_links=True)), {1}, State.OK, "in 1 channel"),
    ("every place lacks it", channels(without(attach_files=True)), {}, State.MUST, "attach files in every channel"),
    ("no place is seen", channels(without(view_channel=True)), {}, State.MUST, "sees no channel"),
    ("a chosen place is not seen", channels(without(view_channel=True), ALL), {1}, State.MUST, "view channel"),
    ("the chosen places are gone", channels(ALL), {9}, State.MUST, "sees no channel"),
    ("an administrator", channels(discord.Permissions.all()), {}, State.NOTE, "is an administrator"),
]


@pytest.mark.parametrize(
    ("places", "chosen", "state", "says"), [row[1:] for row in SERVERS], ids=[r[0] for r in SERVERS]
)
def test_a_server_is_judged_by_the_channels_that_count(
    places: dict[object, discord.Permissions], chosen: set[int], state: State, says: str
) -> None:
    first, *_ = judge_server("Reading\n\x1b[2JRoom", places, frozenset(chosen))
    assert first.name == "server 'Reading \ufffd[2JRoom'"
    assert first.state is state
    assert says in first.what
