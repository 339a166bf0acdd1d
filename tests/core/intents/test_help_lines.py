"""Files of help lines: what they hold, and what is told of a wrong one."""

from typing import Any

import pytest

from glmbot.core.intents.help_lines import DISTRESS, HelpLine, HelpLinesError, read_help_lines
from glmbot.storage.resources import read_intents, read_lines

LINE: dict[str, Any] = {
    "for": ["danger"],
    "call": "1 23",
    "name": "Harbour watch",
    "source": "https://harbour.example/",
}


def test_the_lines_of_each_intent_stand_in_their_order() -> None:
    other = {**LINE, "for": ["danger", "despair"], "call": "456"}
    lines = read_help_lines({"lines": [LINE, other]}, "lines.yaml")
    first, second = (HelpLine(one["call"], "Harbour watch", LINE["source"]) for one in (LINE, other))
    assert lines == {"danger": [first, second], "despair": [second]}
    assert str(first) == "1 23 · Harbour watch"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "needs a list 'lines'"),
        ([], "needs a list 'lines'"),
        ({"lines": []}, "needs a list 'lines'"),
        ({"lines": "112"}, "needs a list 'lines'"),
        ({"lines": [LINE, "112"]}, "line 2 needs 'for' with danger or despair"),
        ({"lines": [{**LINE, "for": "danger"}]}, "line 1 needs 'for'"),
        ({"lines": [{**LINE, "for": ["joy"]}]}, "line 1 needs 'for'"),
        ({"lines": [{**LINE, "call": 112}]}, "line 1 needs call, name, source as text; put numbers in quotes"),
        ({"lines": [{**LINE, "source": " "}]}, "line 1 needs call, name, source"),
    ],
)
def test_a_wrong_entry_is_told_with_its_number(data: Any, told: str) -> None:
    with pytest.raises(HelpLinesError, match=rf"^lines\.yaml: {told}"):
        read_help_lines(data, "lines.yaml")


def test_the_shipped_lines_name_their_sources_and_hold_some_for_each_intent() -> None:
    lines = read_lines()
    assert set(DISTRESS) <= {intent.name for intent in read_intents().listed}
    for intent in DISTRESS:
        assert len(lines[intent]) >= 5
        assert all(line.source.startswith("https://") for line in lines[intent])


@pytest.mark.parametrize(
    "cry",
    [
        "I need help, I'm being trafficked",
        "they took my passport and I can't leave",
        "he beats me",
        "me quitaron el pasaporte y no puedo salir",
        "mi marido me pega",
        "mon mari me bat",
        "on m'a pris mon passeport",
        "I want to kill myself",
        "no quiero vivir",
        "je veux mourir",
        "What can I do? My boss took my passport.",
    ],
)
def test_distress_is_heard_whatever_stands_beside_it(cry: str) -> None:
    heard = read_intents().heard(cry)
    assert heard
    assert heard.intent.name in DISTRESS


@pytest.mark.parametrize(
    "question",
    [
        "how can victims get help under the law?",
        "Is it a crime to hold the passport of a worker?",
        "can a husband who beats his wife be expelled?",
        "¿qué pena hay para quien quita el pasaporte a otro?",
        "que risque celui qui bat sa femme ?",
        "what does the act say about suicide?",
        "who is being trafficked?",
    ],
)
def test_a_question_about_such_things_is_a_question(question: str) -> None:
    assert read_intents().heard(question) is None
