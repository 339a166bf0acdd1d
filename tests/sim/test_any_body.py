import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glmbot.sim.checks.commands import check_commands
from glmbot.sim.checks.messages import check_callback, check_message
from glmbot.sim.errors import DiscordError
from glmbot.sim.form import Place
from glmbot.sim.rest.drafts import drafted
from glmbot.sim.server import LocalDiscord

KEYS = (
    "content", "embeds", "components", "type", "custom_id", "label", "style", "options", "value", "name", "description",
    "fields", "footer", "author", "text", "image", "url", "flags", "allowed_mentions", "parse", "users", "nonce",
    "attachments", "title", "choices", "required", "accessory", "component", "placeholder", "max_values", "items",
    "emoji", "data", "color", "id", "file", "media",
)  # fmt: skip
LEAVES = (
    st.none() | st.booleans() | st.integers(0, 18) | st.just(1 << 15) | st.floats(allow_nan=False) | st.text(max_size=3)
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=25,
)
BODIES = st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=6)
LOCAL = LocalDiscord()


@given(BODIES)
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_message_is_refused_or_can_be_shown(body: dict[str, Any]) -> None:
    channel = LOCAL.where("#questions", LOCAL.who("Ada"))
    with contextlib.suppress(DiscordError):
        check_message(body, Place())
        drafted(LOCAL.service, channel, body, [])


@given(BODIES, st.sampled_from([4, 7, 8, 9]))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_callback_is_refused_or_accepted(body: dict[str, Any], kind: int) -> None:
    with contextlib.suppress(DiscordError):
        check_callback({"type": kind, "data": body}, Place(), (4, 5, 6, 7, 8, 9))


@given(ANYTHING | st.lists(BODIES, max_size=3))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_commands_are_refused_or_accepted(body: Any) -> None:
    with contextlib.suppress(DiscordError):
        check_commands(body, Place())


@pytest.mark.parametrize("body", [{"type": "x"}, {"type": [1]}, {"type": None}, {}])
def test_a_callback_without_a_known_type_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(DiscordError):
        check_callback(body, Place(), (4,))
