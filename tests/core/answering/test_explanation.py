import pytest

from glmbot.core.answering.explanation import explain, reason_lines
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article

WOLF = make_article(
    "The minister shot a wolf. Nobody saw him.\n\nBoats sank.", title="Südmark: Hunters Fined", date="2016-07-08"
)
READY = build_answerer(corpus_of(WOLF))


def lines(question: str) -> list[str]:
    explanation = explain(READY, READY.turn(question))
    assert explanation
    return reason_lines(explanation)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Who shot the wolf?", "“wolf”: met by “wolf”, your word, weight 1.00"),
        ("Did wolves in Atlantis see the minister?", "“Atlantis”: not in the passage"),
        ("Did hunters shoot a wolf?", "(in the title)"),
        ("Who shot the minnister?", "spelling mended"),
        ("When was the wolf shot in 1871?", "The passage does not mention 1871."),
    ],
)
def test_each_word_says_what_it_met_and_each_doubt_stands_below(question: str, line: str) -> None:
    assert any(line in one for one in lines(question))


def test_the_rarest_word_comes_first() -> None:
    explanation = explain(READY, READY.turn("Who shot the wolf with the minister?"))
    assert explanation
    first = max(explanation.reasons, key=lambda reason: reason.mass)
    assert reason_lines(explanation)[0].startswith(f"“{first.written}”")


def test_the_passage_is_likely_right_with_a_probability() -> None:
    explanation = explain(READY, READY.turn("Who shot the wolf?"))
    assert explanation
    assert 0 <= explanation.likely_right <= 1
    assert explanation.question_type == "person"


def test_another_candidate_can_be_explained() -> None:
    turn = READY.turn("Who shot the wolf?")
    other = explain(READY, turn, f"{WOLF.article_id}#p2")
    assert other
    assert all(reason.met is None or reason.in_title for reason in other.reasons if reason.written == "wolf")


@pytest.mark.parametrize(("question", "passage_id"), [("", None), ("Who shot the wolf?", "nowhere#p1")])
def test_what_was_not_weighed_has_no_explanation(question: str, passage_id: str | None) -> None:
    assert explain(READY, READY.turn(question), passage_id) is None
