import dataclasses
import re
from collections.abc import Sequence

import pytest

from glmbot.core.answering.explanation import Explanation, explain, figure_lines, reason_lines
from glmbot.core.model import Passage, Span
from glmbot.core.ranking.reading import Reader, Reading, ReadingWeights
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article

WOLF = make_article(
    "The minister shot a wolf. Nobody saw him.\n\nBoats sank.", title="Südmark: Hunters Fined", date="2016-07-08"
)
READY = build_answerer(corpus_of(WOLF))


def explained(question: str, reader: Reader | None = None) -> Explanation:
    weights = ReadingWeights(1.0, 0.0, 0.0)
    answerer = dataclasses.replace(READY, reader=reader, reading_weights=weights)
    explanation = explain(answerer, answerer.turn(question))
    assert explanation
    return explanation


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Who shot the wolf?", "Of your question this stands in the passage: “wolf”, “shot”."),
        ("Did wolves in Atlantis see the minister?", "Not there: “Atlantis”."),
        ("Did hunters shoot a wolf?", "In the article’s title only: “hunters”."),
        ("Who shot the minnister?", "“minnister” as “minister” (spelling mended)"),
        ("When was the wolf shot in 1871?", "How sure: not enough, for what it lacks."),
        ("How many wolves did the minister shoot?", "The passage shows no count beside these words."),
    ],
)
def test_it_is_told_what_of_the_question_stands_there_what_not_and_how_sure(question: str, line: str) -> None:
    lines = reason_lines(explained(question))
    assert any(line in one for one in lines), lines
    assert lines[-1].startswith("How sure: ")
    assert not any(re.search(r"\d\.\d", one) for one in lines)


def test_a_word_that_is_missing_is_told_once() -> None:
    lines = reason_lines(explained("Which airports did the wolf see?"))
    assert sum("airports" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("relevance", "span", "score", "line"),
    [
        (1.5, Span(18, 24), 3.0, "The reader, a small model, finds that it answers: “a wolf”."),
        (1.5, Span(18, 24), 1.0, "The reader, a small model, finds that it answers."),
        (1.5, None, 0.0, "The reader, a small model, finds that it answers."),
        (-0.5, Span(18, 24), 3.0, "The reader, a small model, does not find the answer in it."),
    ],
)
def test_it_is_told_what_the_reader_found(relevance: float, span: Span | None, score: float, line: str) -> None:
    class Same:
        def read(self, _question: str, passages: Sequence[Passage]) -> Sequence[Reading]:
            return [Reading(relevance, span, score) for _ in passages]

    assert line in reason_lines(explained("What did the minister shoot?", Same()))


def test_without_a_reader_nothing_is_told_of_it() -> None:
    explanation = explained("Who shot the wolf?")
    assert not any("reader" in line for line in (*reason_lines(explanation), *figure_lines(explanation)))


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Who shot the wolf?", "“wolf”: met by “wolf”, your word, weight 1.00"),
        ("Did wolves in Atlantis see the minister?", "“Atlantis”: not in the passage"),
        ("Did hunters shoot a wolf?", "(in the title)"),
        ("Who shot the wolf?", "Probability that it answers: 0."),
    ],
)
def test_the_figures_have_each_words_weight_and_the_probability(question: str, line: str) -> None:
    assert any(line in one for one in figure_lines(explained(question)))


def test_the_rarest_word_comes_first() -> None:
    explanation = explained("Who shot the wolf with the minister?")
    first = max(explanation.reasons, key=lambda reason: reason.mass)
    assert f"passage: “{first.written}”" in reason_lines(explanation)[0]
    assert figure_lines(explanation)[1].startswith(f"“{first.written}”")


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
