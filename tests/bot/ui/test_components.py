import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot import limits
from glmbot.bot.ui.components import (
    BUTTONS,
    CHANNELS,
    PREFIX,
    SELECTS,
    Button,
    ButtonAction,
    ChannelSelect,
    Option,
    PassageRef,
    Select,
    SelectAction,
    after_ref,
    custom_id,
    ids_of,
    is_known,
    read_ref,
)
from glmbot.bot.ui.handlers import HANDLERS
from glmbot.core.query.query import GIST

ACTIONS = (*get_args(ButtonAction), *get_args(SelectAction), "channels")
spots = st.builds(
    PassageRef,
    key=st.text("0123456789abcdef", min_size=16, max_size=16),
    paragraph=st.integers(0, 999_999),
    asker=st.integers(0, 2**64 - 1),
)


def rest_of(name: str) -> str:
    """What a press gets: the parts of a custom_id after the action."""
    return name.split(":", 2)[2]


@given(spots, st.sampled_from(get_args(ButtonAction)), st.text(max_size=300))
def test_a_spot_comes_back_from_a_custom_id_with_what_follows_it(
    ref: PassageRef, action: ButtonAction, after: str
) -> None:
    name = custom_id(action, *ref.parts(), after)
    assert 1 <= len(name) <= limits.CUSTOM_ID
    assert is_known(name)
    assert read_ref(rest_of(name)) == ref
    assert after.startswith(after_ref(rest_of(name)))
    assert len(after_ref(rest_of(name))) >= min(len(after), 40)


@given(spots, st.integers(1, 99_999), st.text(min_size=GIST, max_size=GIST))
def test_the_shortest_form_of_a_question_fits_whole(ref: PassageRef, paragraph: int, gist: str) -> None:
    assert after_ref(rest_of(custom_id("why", ref.key, paragraph, 0, gist))) == gist


@given(spots)
def test_a_spot_alone_comes_back(ref: PassageRef) -> None:
    assert read_ref(rest_of(custom_id("style", *ref.parts()))) == ref
    assert after_ref(rest_of(custom_id("style", *ref.parts()))) == ""
    assert read_ref(f"{ref.key}:{ref.paragraph}") == PassageRef(ref.key, ref.paragraph)


@given(st.sampled_from(ACTIONS), st.lists(st.text() | st.integers(), max_size=8))
def test_no_custom_id_is_longer_than_discord_takes(action: ButtonAction, parts: list[object]) -> None:
    name = custom_id(action, *parts)
    assert len(name) <= limits.CUSTOM_ID
    assert is_known(name)


@given(st.text())
def test_any_text_is_a_spot_or_none(text: str) -> None:
    ref = read_ref(text)
    assert ref is None or text.startswith(f"{ref.key}:")
    assert after_ref(text) in text


@pytest.mark.parametrize(
    "text",
    [
        "", ":", "0123456789abcdef", "0123456789abcdef:", "0123456789abcdef:x", "0123456789ABCDEF:1",
        "0123456789abcde:1", "0123456789abcdef0:1", "0123456789abcdef:1234567", "0123456789abcdef:-1",
        " 0123456789abcdef:1", "0123456789abcdef:1x",
    ],
)  # fmt: skip
def test_what_is_no_spot_is_none(text: str) -> None:
    assert read_ref(text) is None
    assert after_ref(text) == ""


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_is_known_by_one_kind_of_control_and_answered(action: str) -> None:

    name = f"{PREFIX}:{action}"
    assert [bool(one.fullmatch(name)) for one in (BUTTONS, SELECTS, CHANNELS)].count(True) == 1
    assert action in HANDLERS
    assert is_known(f"{name}:a\nb:c")


@pytest.mark.parametrize(
    "text",
    ["", "glmbot", "glmbot:", "glmbot:gone", "glmbot:go2", "glmbot:goes:1", "xglmbot:go", "other:go:1", "GLMBOT:go"],
)
def test_what_is_not_ours_is_not_known(text: str) -> None:
    assert not is_known(text)


def test_the_ids_of_rows_are_those_of_all_their_controls_but_links() -> None:
    rows = (
        (Button("a", "one"), Button("b", url="https://x.example")),
        Select("two", "", (Option("x", "x"),)),
        ChannelSelect("three", "", ()),
    )
    assert ids_of(rows) == ["one", "two", "three"]


def test_an_asker_takes_few_characters() -> None:
    _, _, letters = PassageRef("0" * 16, 1, 2**63 - 1).parts()
    assert re.fullmatch("[0-9a-z]{13}", letters)
