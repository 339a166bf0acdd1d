"""What a button does stands in its custom_id: known names are answered, whatever else is told to be outdated."""

import re
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from glmbot.bot.cogs import find_cogs
from glmbot.bot.errors import APOLOGY, OUTDATED_BUTTON
from glmbot.bot.ui import actions
from glmbot.bot.ui.actions import ACTIONS, action_of, on_press
from glmbot.bot.ui.components import Button, custom_id
from glmbot.bot.ui.controls import Controls
from glmbot.core.model import GlmbotError
from glmbot.core.translatable import gettext_lazy

KEY = "0123456789abcdef"
SENT = {
    f"glmbot:go:{KEY}:2:3w5e:back": "go",
    f"glmbot:go:{KEY}:0:0:on": "go",
    f"glmbot:sources:{KEY}:2:3w5e": "sources",
    f"glmbot:cite:{KEY}:0:3w5e": "cite",
    f"glmbot:style:{KEY}:2:3w5e": "style",
    f"glmbot:other:{'0' * 16}:0:3w5e": "other",
    f"glmbot:why:{KEY}:2:0:Which: ferries\n and boats?": "why",
    f"glmbot:vote:{KEY}:2:3w5e:up": "vote",
    f"glmbot:vote:{KEY}:2:3w5e:down": "vote",
    f"glmbot:thread:{'0' * 16}:0:3w5e": "thread",
    f"glmbot:thread:{'0' * 16}:0:3w5e:1456074443980800000": "thread",
    f"glmbot:more:{KEY}:2:0:Which: ferries?": "more",
    f"glmbot:part:{KEY}:2:0:Which: ferries?": "part",
    f"glmbot:cite:{KEY}:2:3w5e+{KEY}:0+{KEY}:4": "cite",
    f"glmbot:sources:{KEY}:2:3w5e+{KEY}:4": "sources",
    f"glmbot:style:{KEY}:2:3w5e+{KEY}:4": "style",
    f"glmbot:style:{KEY}:2:3w5e:only": "style",
    "glmbot:list:1:-:-:-:-:f": "list",
    "glmbot:list:12:0a1b2c3d:0a1b2c3d:20110101:20111231:b": "list",
    "glmbot:set:threads:on": "set",
    "glmbot:set:private:off": "set",
    "glmbot:set:full:on": "set",
    "glmbot:language": "language",
    "glmbot:channels": "channels",
}
"""Every form of custom_id that stands under messages on Discord: none of them may be forgotten."""

find_cogs()


@pytest.fixture
def own_actions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Actions that a test registers are gone after it."""
    monkeypatch.setattr(actions, "ACTIONS", dict(ACTIONS))


@pytest.mark.parametrize("sent", SENT)
def test_what_was_sent_before_goes_on_working(sent: str) -> None:
    match = ACTIONS[SENT[sent]].pattern.fullmatch(sent)
    assert match is not None
    assert action_of(sent) is not None


def test_no_action_is_taken_away() -> None:
    assert set(SENT.values()) <= set(ACTIONS)


@pytest.mark.parametrize(
    "text",
    [
        "", "glmbot", "glmbot:", "glmbot:gone", "glmbot:go", "glmbot:go2", f"glmbot:goes:{KEY}:1:0:on",
        f"xglmbot:cite:{KEY}:1:0", f"other:cite:{KEY}:1:0", f"GLMBOT:cite:{KEY}:1:0", f"glmbot:cite:{KEY}:1:0:more",
        f"glmbot:vote:{KEY}:1:0:sideways", "glmbot:set:threads:maybe", "glmbot:language:",
    ],
)  # fmt: skip
def test_what_is_not_ours_is_not_known(text: str) -> None:
    assert action_of(text) is None


@pytest.mark.usefixtures("own_actions")
def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match="two actions are called 'vote'"):
        on_press("vote")(ACTIONS["vote"].handler)


@pytest.mark.usefixtures("own_actions")
async def test_an_action_gets_what_stands_in_its_custom_id(simcord_env: Any, channel: Any, ada: Any) -> None:
    taken: list[str] = []

    @on_press("greet", "(?P<name>.+)")
    async def greet(_: Any, match: re.Match[str]) -> None:
        taken.append(match["name"])
        raise GlmbotError("no greeting today")

    await press(simcord_env, channel, ada, Button("Hello", custom_id("greet", "Ada: Countess")))
    assert taken == ["Ada: Countess"]
    assert channel.last_message.content == "here"


@pytest.mark.usefixtures("own_actions")
@pytest.mark.parametrize(
    ("error", "told"), [(GlmbotError(gettext_lazy("mend *it*")), "Mend \\*it\\*."), (RuntimeError("secret"), APOLOGY)]
)
async def test_whatever_fails_is_told_to_the_person_alone(
    simcord_env: Any, channel: Any, ada: Any, error: Exception, told: str
) -> None:
    @on_press("fail")
    async def fail(_: Any, __: re.Match[str]) -> None:
        raise error

    result = await press(simcord_env, channel, ada, Button("Fail", custom_id("fail")))
    assert result.ephemeral
    assert result.response.content == told


async def test_a_button_that_nothing_answers_is_called_outdated(simcord_env: Any, channel: Any, ada: Any) -> None:
    result = await press(simcord_env, channel, ada, Button("Old", "glmbot:gone:1"))
    assert result.ephemeral
    assert result.response.content == OUTDATED_BUTTON


@pytest.mark.parametrize("name", ["late", "gone"])
async def test_what_is_answered_too_late_is_a_line_in_the_log(
    *,
    simcord_env: Any,
    channel: Any,
    ada: Any,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def too_late(*_: object) -> None:
        response: Any = SimpleNamespace(status=404, reason="Not Found")
        raise discord.NotFound(response, {"code": 10062, "message": "Unknown interaction"})

    monkeypatch.setattr(actions, "reply_privately", too_late)
    monkeypatch.setitem(ACTIONS, "late", actions.Action(re.compile("glmbot:late"), too_late))
    await press(simcord_env, channel, ada, Button("Late", custom_id(name)))
    assert [one.getMessage() for one in caplog.records if one.name in {"glmbot.bot.errors", "discord.client"}] == [
        "an interaction was acknowledged too late and is lost"
    ]


async def press(env: Any, channel: Any, person: Any, button: Button) -> Any:
    """What a person gets who presses a button that the bot has sent."""
    real = env.bot.get_channel(channel.id)
    await real.send("here", view=Controls([(button,)]))
    return await person.click(channel.last_message, label=button.label)
