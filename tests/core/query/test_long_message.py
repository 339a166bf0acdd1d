"""Which sentences of a long message ask."""

import pytest

from glmbot.core.query.long_message import read_long

STORY = "The ferry sailed on a Monday in March with forty passengers and one lifeboat, which nobody had looked at. " * 4


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (STORY + "Is that allowed?", ("Is that allowed?",)),
        (STORY + "Who is to blame? And who pays?", ("And who pays?", "Who is to blame?")),
        (STORY + "I would like to know who has to pay for it.", ("I would like to know who has to pay for it.",)),
        (STORY + "Quisiera saber quién tiene que pagar.", ("Quisiera saber quién tiene que pagar.",)),
        (STORY + "Je voudrais savoir qui doit payer.", ("Je voudrais savoir qui doit payer.",)),
        ("What does the Act say? " + STORY, ("What does the Act say?",)),
    ],
)
def test_the_last_question_comes_first(text: str, questions: tuple[str, ...]) -> None:
    message = read_long(text)
    assert message
    assert message.questions == questions
    assert message.rest == STORY.strip()


@pytest.mark.parametrize("text", ["Is that allowed?", STORY, "Who pays? " * 50, ""])
def test_what_is_short_asks_nothing_or_does_nothing_else_is_no_long_message(text: str) -> None:
    assert read_long(text) is None
