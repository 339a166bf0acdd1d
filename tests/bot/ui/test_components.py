import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot import limits
from glmbot.bot.ui.components import PASSAGE_REF, PassageRef, custom_id

refs = st.builds(
    PassageRef,
    key=st.text("0123456789abcdef", min_size=16, max_size=16),
    paragraph=st.integers(0, 999_999),
    asker=st.integers(0, 2**64 - 1),
)


@given(refs, st.sampled_from(["go", "sources", "thread"]), st.text(max_size=300))
def test_a_reference_comes_back_from_a_custom_id_with_what_follows_it(ref: PassageRef, name: str, after: str) -> None:
    text = custom_id(name, *ref.parts(), after)
    assert 1 <= len(text) <= limits.CUSTOM_ID
    match = re.fullmatch(f"glmbot:{name}:{PASSAGE_REF}:(?P<after>.*)", text, re.DOTALL)
    assert match is not None
    assert PassageRef.of(match) == ref
    assert after.startswith(match["after"])
    assert len(match["after"]) >= min(len(after), 40)


@given(refs)
def test_a_reference_alone_comes_back(ref: PassageRef) -> None:
    assert PassageRef.read(":".join(map(str, ref.parts()))) == ref
    assert PassageRef.read(f"{ref.key}:{ref.paragraph}") == PassageRef(ref.key, ref.paragraph)


@given(st.sampled_from(["go", "channels"]), st.lists(st.text() | st.integers(), max_size=8))
def test_no_custom_id_is_longer_than_discord_takes(name: str, parts: list[object]) -> None:
    assert custom_id(name, *parts).startswith(f"glmbot:{name}")
    assert len(custom_id(name, *parts)) <= limits.CUSTOM_ID


@given(st.text())
def test_any_text_is_a_reference_or_none(text: str) -> None:
    ref = PassageRef.read(text)
    assert ref is None or text.startswith(f"{ref.key}:")


@pytest.mark.parametrize(
    "text",
    [
        "", ":", "0123456789abcdef", "0123456789abcdef:", "0123456789abcdef:x", "0123456789ABCDEF:1",
        "0123456789abcde:1", "0123456789abcdef0:1", "0123456789abcdef:1234567", "0123456789abcdef:-1",
        " 0123456789abcdef:1", "0123456789abcdef:1x", "0123456789abcdef:1:5:on",
    ],
)  # fmt: skip
def test_what_is_no_reference_is_none(text: str) -> None:
    assert PassageRef.read(text) is None


def test_an_asker_takes_few_characters() -> None:
    _, _, letters = PassageRef("0" * 16, 1, 2**63 - 1).parts()
    assert re.fullmatch("[0-9a-z]{13}", letters)
