import itertools
import math
from dataclasses import asdict

import pytest

from glmbot.core.answering.decision import (
    FEATURES,
    SOFT_DOUBTS,
    Decision,
    Features,
    Logistic,
    assess,
    measure,
    read_decision,
    unmatched_words,
)
from glmbot.core.answering.doubts import DOUBTS
from glmbot.storage.resources import read_resources
from support.articles import make_article
from support.words import LEXICON, Kit

KIT = Kit(
    make_article(
        "Odda Fedrok opened the bridge of Norland in 1990. The toll is 5 marks.\n\nThe keeper closed the ferry.",
        title="Westhaven: Crossings",
    ),
    make_article("Wolves may be shot.", title="Sudmark: Hunters", date="2016-07-08"),
)


def features(question: str) -> dict[str, float]:
    query = KIT.read(question)
    ranked = KIT.rank(query)
    found, doubts = measure(query, ranked, KIT.ranker.article_keys(ranked[0]), 3, LEXICON)
    return {**asdict(found), **{f"doubt_{name}": float(name in doubts) for name in DOUBTS}}


def with_features(**values: float) -> Features:
    """Features that are nought but for some."""
    return Features(**{**dict.fromkeys(FEATURES, 0.0), **values})


DECISION = read_decision(
    {
        "on_topic": {"bias": -1, "weights": {"coverage": 4}},
        "right": {"bias": -2, "weights": {"coverage": 4}},
        "none_below": 0.5,
        "answer_from": 0.5,
    }
)


@pytest.mark.parametrize(
    ("coverage", "doubts", "verdict"),
    [
        (0.0, {}, "none"),
        (0.2, {}, "none"),
        (0.3, {}, "related"),
        (0.9, {}, "answer"),
        (0.9, {"kind": "The passage shows no date."}, "related"),
        (0.9, {"name": "The passage does not mention Fedrok."}, "answer"),
        (0.9, {"name": "…", "number": "…"}, "related"),
        (0.0, {"kind": "…"}, "none"),
    ],
)
def test_a_verdict_needs_both_probabilities_and_no_doubt_that_forbids(
    coverage: float, doubts: dict[str, str], verdict: str
) -> None:
    assert assess(DECISION, with_features(coverage=coverage), doubts).verdict == verdict


def test_every_doubt_but_the_soft_ones_forbids_to_be_sure() -> None:
    sure = Decision(Logistic(9, {}), Logistic(9, {}), 0.5, 0.5)
    for name in DOUBTS:
        assessment = assess(sure, with_features(), {name: "…"})
        assert assessment.verdict == ("answer" if name in SOFT_DOUBTS else "related")


def test_a_probability_grows_with_what_speaks_for_it() -> None:
    logistic = Logistic(0.0, {"coverage": 2.0, "missing": -1.0})
    assert logistic.probability(with_features()) == 0.5
    assert logistic.probability(with_features(coverage=1)) > 0.5 > logistic.probability(with_features(missing=1))


@pytest.mark.parametrize("bias", [-1e9, 1e9])
def test_no_score_is_too_great_for_a_probability(bias: float) -> None:
    assert 0 < Logistic(bias, {}).probability(with_features()) <= 1


def test_a_weight_of_a_feature_that_is_not_measured_is_a_fault() -> None:
    score = {"bias": 0, "weights": {"luck": 1.0}}
    with pytest.raises(ValueError, match=r"\['luck'\] are no features"):
        read_decision({"on_topic": score, "right": score, "none_below": 0.5, "answer_from": 0.5})


def test_the_shipped_decision_weighs_only_what_is_measured() -> None:
    decision = read_resources().decision
    measured = features("Who opened the bridge?")
    assert set(decision.on_topic.weights) | set(decision.right.weights) <= set(measured)
    assert 0 < decision.none_below < 1
    assert 0 < decision.answer_from < 1


@pytest.mark.parametrize(
    "question",
    [
        "Who opened the bridge of Norland in 1990?",
        "and the toll?",
        "How much is the toll?",
        "How many wolves are there?",
        "crossings",
        "zapatilla fedrok 1991",
        "¿Quién es Fedrok?",
        "Does the keeper close the ferry?",
        "",
    ],
)
def test_every_feature_is_a_number_of_about_nought_to_one(question: str) -> None:
    for name, value in features(question).items():
        assert math.isfinite(value), name
        assert -1.01 <= value <= 1.51, name


def test_the_more_of_a_question_stands_there_the_more_is_covered() -> None:
    ladder = [
        "Did the keeper dance on zapatillas?",
        "Did the keeper close zapatillas?",
        "Did the keeper close the ferry?",
    ]
    for name in ("coverage", "sentence", "matched", "own"):
        values = [features(question)[name] for question in ladder]
        assert values == sorted(values)
        assert values[0] < values[-1]
    unknown = [features(question)["unknown"] for question in ladder]
    assert unknown[0] == unknown[1] > unknown[2] == 0


def test_a_word_of_another_passage_counts_for_the_article() -> None:
    found = features("bridge of Norland with a keeper")
    assert found["article"] == 1
    assert found["coverage"] < 1
    assert found["corpus"] == 1


def test_a_word_of_another_article_counts_for_the_corpus() -> None:
    found = features("bridge of Norland with wolves")
    assert found["article"] < 1
    assert found["corpus"] == 1


def test_words_of_the_title_are_told_apart_from_the_rest() -> None:
    assert features("crossings")["rest"] == 1, "nothing is left to be matched"
    assert features("crossings")["title"] == 1
    assert features("bridge")["title"] == 0


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("How many marks is the toll?", 1.0),
        ("Who opened the bridge?", 0.5),
        ("Which zapatillas opened the bridge?", -0.5),
        ("When was the ferry closed?", -1.0),
        ("the bridge", 0.0),
        ("zapatilla", 0.0),
    ],
)
def test_what_is_asked_for_and_its_kind_should_stand_in_one_sentence(question: str, typed: float) -> None:
    assert features(question)["typed"] == typed


@pytest.mark.parametrize(
    ("name", "question", "value"),
    [
        ("foreign", "¿Quién es Fedrok?", 1),
        ("foreign", "Who is Fedrok?", 0),
        ("yes_no", "Is the toll 5 marks?", 1),
        ("yes_no", "What is the toll?", 0),
        ("doubt_kind", "When was the ferry closed?", 1),
        ("doubt_kind", "When was the bridge opened?", 0),
        ("doubt_number", "Who opened the bridge in 1991?", 1),
    ],
)
def test_what_a_question_is_and_what_speaks_against_it_is_measured(name: str, question: str, value: float) -> None:
    assert features(question)[name] == value


def test_a_single_candidate_has_no_rival() -> None:
    kit = Kit(make_article("The bridge is old."))
    ranked = kit.rank("bridge")
    found, _ = measure(kit.read("bridge"), ranked, frozenset({"bridg"}), 1, LEXICON)
    assert found.margin == found.next_gap == 0.5


def test_words_that_no_article_knows_are_told() -> None:
    assert [word.written for word in unmatched_words(KIT.read("bridge of Zapatilla with boats"))] == [
        "Zapatilla",
        "boats",
    ]


def test_words_of_the_question_before_are_not_told_as_unknown() -> None:
    query = KIT.read("and the toll?", KIT.read("zapatilla bridge of Norland"))
    assert query.leans
    assert list(itertools.chain(unmatched_words(query))) == []
