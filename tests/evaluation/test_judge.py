from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Answer, Fact, NoAnswer, Related, Reply, ReplyKind
from glmbot.evaluation.judge import (
    Case,
    EvaluationError,
    Outcome,
    QuestionSet,
    Share,
    by_kind,
    compare,
    figures,
    judge,
    read_question_set,
)
from support.articles import make_article

FERRY = make_article()
ENTRY = {"id": "q1", "kind": "exact", "question": "How many boats?", "gold": [1]}


def cases(data: Any) -> list[Case]:
    return list(read_question_set(data, "file").cases)


def test_questions_are_read_with_their_judgement() -> None:
    assert cases({"questions": [ENTRY]}) == [Case("q1", "exact", "How many boats?", frozenset({1}))]


def test_answerable_and_unanswerable_questions_are_read_in_order() -> None:
    other = {**ENTRY, "id": "n1", "kind": "near", "gold": []}
    found = cases({"article": "ferry", "unanswerable": [other], "answerable": [ENTRY]})
    assert [(one.case_id, one.is_answerable) for one in found] == [("q1", True), ("n1", False)]
    assert {one.article for one in found} == {"ferry"}


def test_sets_name_their_questions_and_the_folder_that_they_are_asked_of() -> None:
    entry = {"kind": "exact", "question": "How many?", "gold": [2, "3"], "article": "wolves"}
    (case,) = cases({"sets": [{"corpus": "pool", "questions": [entry]}]})
    assert case == Case("file-pool-1", "exact", "How many?", frozenset({2, 3}), article="wolves", corpus="pool")


@pytest.mark.parametrize(("corpus", "expected"), [("pool", "pool"), (["a", "b"], ("a", "b")), ([], ()), (None, None)])
def test_a_question_is_asked_of_a_folder_of_some_articles_or_of_all(corpus: Any, expected: Any) -> None:
    (case,) = cases({"questions": [{**ENTRY, "corpus": corpus}]})
    assert case.corpus == expected


def test_a_fact_answers_where_no_paragraph_does() -> None:
    (case,) = cases({"questions": [{**ENTRY, "gold": [], "fact": "date"}]})
    assert case.fact == "date"
    assert case.is_answerable


def test_dialogues_are_turns_in_order_each_a_follow_up_unless_it_says_otherwise() -> None:
    turns = [{"question": "Who?", "gold": [1]}, {"question": "thanks", "gold": [], "kind": "near"}]
    (dialogue,) = read_question_set({"dialogues": [{"id": "d1", "corpus": "pool", "turns": turns}]}, "file").dialogues
    assert [(one.case_id, one.kind, one.corpus) for one in dialogue.turns] == [
        ("file-d1-1", "follow-up", "pool"),
        ("file-d1-2", "near", "pool"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "questions",
        5,
        {},
        {"questions": []},
        {"questions": None},
        {"questions": 5},
        {"questions": "abc"},
        {"questions": [5]},
        {"questions": [[]]},
        {"questions": [{}]},
        {"questions": [{**ENTRY, "gold": None}]},
        {"questions": [{**ENTRY, "gold": 5}]},
        {"questions": [{**ENTRY, "gold": ["first"]}]},
        {"questions": [{**ENTRY, "gold": [float("inf")]}]},
        {"questions": [{**ENTRY, "corpus": 5}]},
        {"questions": [{key: value for key, value in ENTRY.items() if key != "kind"}]},
        {"sets": [{"questions": [ENTRY]}]},
        {"sets": [{"corpus": "pool", "questions": ["abc"]}]},
        {"sets": [{"corpus": "pool", "questions": [[]]}]},
        {"sets": [5]},
        {"dialogues": [{"id": "d1"}]},
        {"dialogues": [{"id": "d1", "turns": [5]}]},
        {"dialogues": ["d1"]},
    ],
)
def test_what_holds_no_questions_is_refused_by_its_name(data: Any) -> None:
    with pytest.raises(EvaluationError, match=r"^file: "):
        read_question_set(data, "file")


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
keys = st.sampled_from(
    ["questions", "sets", "dialogues", "answerable", "turns", "id", "kind", "question", "gold", "corpus", "article"]
)
shapes = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=5), max_leaves=12
)


@given(shapes | st.dictionaries(keys, shapes, max_size=4))
def test_any_shape_gives_questions_or_is_refused(data: Any) -> None:
    try:
        found = read_question_set(data, "file")
    except EvaluationError:
        return
    assert found.cases or found.dialogues


def case(*gold: int, kind: str = "exact", article: str | None = None, fact: str | None = None) -> Case:
    return Case("q1", kind, "?", frozenset(gold), article=article, fact=fact)


def shown(paragraph: int | None = 1, fact: Fact | None = None, *, sure: bool = True) -> Reply:
    passage = next((one for one in split_passages(FERRY) if paragraph in one.paragraphs), None)
    return (Answer if sure else Related)(FERRY, passage, (), "…", fact=fact)


DATED = Fact("date", "Mar. 3, 2014")


@pytest.mark.parametrize(
    ("judged", "reply", "is_right"),
    [
        (case(1), shown(1), True),
        (case(2), shown(1), False),
        (case(1, 2), shown(2), True),  # any of several
        (case(4), shown(3), True),  # a passage of two paragraphs
        (case(), shown(1), False),
        (case(1, article="ferry-safety-act-adopted"), shown(1), True),
        (case(1, article=FERRY.article_id), shown(1), True),
        (case(1, article="wolves"), shown(1), False),
        (case(fact="date"), shown(None, DATED), True),
        (case(fact="mar. 3"), shown(None, DATED), True),
        (case(fact="url"), shown(None, DATED), False),
        (case(fact="date"), shown(1), False),
        (case(1), shown(None, DATED), False),
        (case(1, fact="date"), shown(2, DATED), True),
        (case(1), shown(1, sure=False), True),
        (case(1), NoAnswer("no_match"), False),
        (case(), NoAnswer("no_match"), False),
    ],
)
def test_a_reply_is_right_where_what_it_shows_first_answers(judged: Case, reply: Reply, is_right: bool) -> None:  # noqa: FBT001 - a column of the table
    assert judge(judged, reply).is_right is is_right


@pytest.mark.parametrize(
    ("judged", "reply", "kind", "is_wrong", "is_good"),
    [
        (case(1), shown(1), "answer", False, True),
        (case(1), shown(1, sure=False), "related", False, False),
        (case(1), shown(2), "answer", True, False),
        (case(1), shown(2, sure=False), "related", False, False),
        (case(1), NoAnswer("no_match"), "none", False, False),
        (case(kind="near"), shown(1), "answer", True, False),
        (case(kind="near"), shown(1, sure=False), "related", False, True),
        (case(kind="near"), NoAnswer("no_match"), "none", False, True),
        (case(kind="off-topic"), shown(1, sure=False), "related", False, False),
        (case(kind="off-topic"), NoAnswer("no_match"), "none", False, True),
        (case(kind="injection"), shown(1), "answer", True, False),
    ],
)
def test_a_reply_is_what_its_kind_of_question_asks_for_or_not(
    judged: Case,
    reply: Reply,
    kind: ReplyKind,
    is_wrong: bool,  # noqa: FBT001 - a column of the table
    is_good: bool,  # noqa: FBT001 - a column of the table
) -> None:
    outcome = judge(judged, reply)
    assert (outcome.kind, outcome.is_wrong, outcome.is_good) == (kind, is_wrong, is_good)


def test_an_outcome_tells_what_was_shown() -> None:
    outcome = judge(case(4), shown(3))
    assert (outcome.article, outcome.paragraphs) == (FERRY.article_id, (3, 4))
    assert judge(case(4), NoAnswer("empty")).article is None


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        (5, 10, 0.2366, 0.7634),  # Newcombe 1998, method 3, agrees to four places
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_an_interval_is_wilsons(count: int, total: int, low: float, high: float) -> None:
    assert Share(count, total).interval == pytest.approx((low, high), abs=2e-4)


def test_nothing_counted_is_nothing_known() -> None:
    assert Share(0, 0).value == 0
    assert Share(0, 0).interval == (0, 1)


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_a_share_lies_in_its_interval(counts: tuple[int, int]) -> None:
    share = Share(*counts)
    low, high = share.interval
    assert 0 <= low <= share.value + 1e-9
    assert share.value - 1e-9 <= high <= 1


def outcome(name: str, kind: str, reply: ReplyKind, *, right: bool = False, gold: int | None = 1) -> Outcome:
    judged = Case(name, kind, "?", frozenset() if gold is None else frozenset({gold}))
    return Outcome(judged, reply, None, (), is_right=right)


RUN = [
    outcome("a", "exact", "answer", right=True),
    outcome("b", "exact", "related", right=True),
    outcome("c", "exact", "answer"),
    outcome("d", "synonym", "none"),
    outcome("e", "near", "answer", gold=None),
    outcome("f", "false-premise", "related", gold=None),
    outcome("g", "off-topic", "none", gold=None),
    outcome("h", "nonsense", "related", gold=None),
    outcome("i", "follow-up", "related", right=True),
    outcome("j", "follow-up", "answer"),
    outcome("k", "follow-up", "none", gold=None),
]


@pytest.mark.parametrize(
    ("figure", "share"),
    [
        ("shown first", Share(2, 4)),
        ("answered", Share(1, 4)),
        ("confidently wrong", Share(2, 8)),
        ("none when off", Share(1, 2)),
        ("careful when near", Share(1, 2)),
        ("follow-ups", Share(2, 3)),
    ],
)
def test_a_run_gives_figures(figure: str, share: Share) -> None:
    assert figures(RUN)[figure] == share


def test_a_run_without_questions_has_figures_of_nothing() -> None:
    assert set(figures([]).values()) == {Share(0, 0)}


def test_outcomes_are_grouped_by_kind_in_the_order_of_appearance() -> None:
    groups = by_kind(RUN)
    assert list(groups) == ["exact", "synonym", "near", "false-premise", "off-topic", "nonsense", "follow-up"]
    assert [one.case.case_id for one in groups["exact"]] == ["a", "b", "c"]


def test_questions_gained_and_lost_are_told_and_new_ones_are_neither() -> None:
    before = {"a": "bad", "b": "good", "c": "bad", "g": "good", "gone": "good"}
    gained, lost = compare(before, RUN)
    assert [one.case.case_id for one in gained] == ["a"]
    assert [one.case.case_id for one in lost] == ["b"]


def test_a_set_may_be_of_dialogues_alone() -> None:
    found = read_question_set({"dialogues": [{"id": 1, "turns": [{"question": "Who?", "gold": []}]}]}, "file")
    assert isinstance(found, QuestionSet)
    assert found.cases == ()
    assert found.dialogues[0].turns[0].case_id == "file-1-1"
