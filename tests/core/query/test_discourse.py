import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.query.discourse import BackReference, back_reference, question_word, split_parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and the fine", BackReference(conjunction=True, pronoun=False)),
        ("what about the fine", BackReference(conjunction=True, pronoun=False)),
        ("ok but why", BackReference(conjunction=True, pronoun=False)),
        ("y la multa", BackReference(conjunction=True, pronoun=False)),
        ("what did he say", BackReference(conjunction=False, pronoun=True)),
        ("and what did they say", BackReference(conjunction=True, pronoun=True)),
        ("what is the fine", BackReference(conjunction=False, pronoun=False)),
        ("", BackReference(conjunction=False, pronoun=False)),
    ],
)
def test_a_conjunction_or_a_pronoun_refers_back(text: str, expected: BackReference) -> None:
    assert back_reference(text.split()) == expected


@pytest.mark.parametrize(("text", "expected"), [("and by whom or why", "whom"), ("the fine", ""), ("", "")])
def test_the_first_question_word_tells_what_is_asked(text: str, expected: str) -> None:
    assert question_word(text.split()) == expected


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who signed the law? When was it signed?", ["Who signed the law", "When was it signed?"]),
        ("Who signed the law and when was it signed?", ["Who signed the law", "when was it signed?"]),
        ("Who signed it, and where?", ["Who signed it", "where?"]),
        ("who signed it; when", ["who signed it", "when"]),
        ("Who built the bridge, when, and why?", ["Who built the bridge", "when", "why?"]),
        ("Who signed it & also what does it cost?", ["Who signed it", "what does it cost?"]),
        ("What is the fee. Does it apply to boats?", ["What is the fee", "Does it apply to boats?"]),
        ("Is it law? Since when?", ["Is it law", "Since when?"]),
        ("¿Quién firmó la ley? ¿Cuándo?", ["¿Quién firmó la ley", "¿Cuándo?"]),
        ("Qui a signé la loi et quand ?", ["Qui a signé la loi", "quand ?"]),
        ("Tell me the fee? The name of the keeper?", ["Tell me the fee", "The name of the keeper?"]),
        ("Who? What? When? Where? Why?", ["Who", "What", "When"]),
    ],
)
def test_a_question_that_asks_several_things_is_cut(question: str, parts: list[str]) -> None:
    assert split_parts(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Which regions does the MOU target?",
        "What did the minister and the keeper sign?",
        "Who is the minister that signed the law?",
        "the minister, who signed the law, is Odda Brekk",
        "the keeper and what he did",
        "fee, fine and toll",
        "When did Mr. Brekk sign?",
        "What is the fine??",
        "",
        "???",
        "and",
    ],
)
def test_a_question_that_asks_one_thing_is_left_whole(question: str) -> None:
    assert split_parts(question) == [question]


@given(st.text(max_size=80) | st.lists(st.sampled_from(["who", " and ", "? ", ", ", "when", ". ", "é"])).map("".join))
def test_parts_are_at_most_three_and_pieces_of_the_question(question: str) -> None:
    parts = split_parts(question)
    assert 1 <= len(parts) <= 3
    assert all(part in question for part in parts)
