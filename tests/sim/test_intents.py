"""What a bot without the content intent may read in a guild."""

from typing import Any

import pytest

from glmbot.sim.intents import readable

BOT, ADA = "1", "2"
ANSWER = {"author": {"id": BOT}, "content": ""}


def message(content: str, *, pings: bool, replied: dict[str, Any] | None = None, author: str = ADA) -> dict[str, Any]:
    mentions = [{"id": BOT}] if pings else []
    return {"author": {"id": author}, "content": content, "mentions": mentions, "referenced_message": replied}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (message("hello", pings=False), False),
        (message("hello", pings=False, author=BOT), True),
        (message("<@1> hello", pings=True), True),
        (message("more?", pings=True, replied=ANSWER), True),
        (message("more?", pings=False, replied=ANSWER), False),
        (message("more?", pings=True, replied={**ANSWER, "interaction_metadata": {"id": "3"}}), False),
        (message("<@!1> more?", pings=True, replied={**ANSWER, "interaction_metadata": {"id": "3"}}), True),
    ],
)
def test_mentions_and_replies_that_ping_can_be_read_but_not_those_to_a_command_s_answer(
    body: dict[str, Any],
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert readable(body, BOT, guild=True) is expected
    assert readable(body, BOT, guild=False)
