"""Arguments are read or refused in one line, whatever they are."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.mcp.arguments import Arguments, ArgumentsError, read_arguments
from glmbot.mcp.tools import TOOLS

MODELS = [tool.arguments for tool in TOOLS.values()]
NAMES = sorted({name for model in MODELS for name in model.model_fields})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(MODELS), st.none() | st.dictionaries(st.sampled_from(NAMES) | st.text(), JSON, max_size=4))
def test_any_arguments_are_read_or_refused_in_one_line(model: type[Arguments], arguments: dict[str, Any]) -> None:
    outcome: Arguments | ArgumentsError
    try:
        outcome = read_arguments(model, arguments)
    except ArgumentsError as error:
        outcome = error
    assert isinstance(outcome, model) or len(str(outcome).splitlines()) == 1


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_refusal_does_not_repeat_what_was_given(model: type[Arguments]) -> None:
    for name in model.model_fields:
        with pytest.raises(ArgumentsError) as caught:
            read_arguments(model, {name: {"zebra": "zebra"}})
        assert "zebra" not in str(caught.value)
