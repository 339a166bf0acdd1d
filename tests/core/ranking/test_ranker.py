import dataclasses
import re

import numpy as np
import pytest

from glmbot.core.ranking.features import SIGNALS, Evidence, Signals
from glmbot.core.text.vectors import Vectors
from support.articles import make_article
from support.words import Kit, kit_of

AGENCY = make_article(
    "The Norland Ferry Agency (NFA) was opened. It has five vessels.\n\n"
    "The Director of the NFA, Odda Fedrok, lives in Westhaven. The NFA pays the toll.\n\n"
    "The NFA closed a bridge.",
    title="Norland: Agency for Crossings Opened",
)
WOLF = make_article(
    "The keeper shot a wolf in 1990. He was fined.\n\nThe fine is 5,000 marks.",
    title="Sudmark: Hunters Fined",
    date="2016-07-08",
    jurisdictions=("Sudmark",),
)
KIT = Kit(AGENCY, WOLF)


def first(question: str) -> str:
    return KIT.rank(question)[0].hit.passage.passage_id


def signal(question: str, name: str, paragraph: int, article: str = "norland") -> float:
    wanted = re.compile(rf".*{article}.*#p{paragraph}")
    found = next(one for one in KIT.rank(question) if wanted.fullmatch(one.hit.passage.passage_id))
    return float(getattr(found.signals, name))


def text_of(evidence: Evidence) -> str:
    assert evidence.sentence
    span = evidence.sentence.span
    return evidence.hit.passage.article.body[span.start : span.end]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many vessels does it have?", "It has five vessels."),
        ("How many boats are there?", "It has five vessels."),
        ("Who pays the toll?", "The NFA pays the toll."),
        ("Where does the director live?", "The Director of the NFA, Odda Fedrok, lives in Westhaven."),
        ("When was the wolf shot?", "The keeper shot a wolf in 1990."),
    ],
)
def test_the_sentence_that_has_the_words_is_the_best_one(question: str, sentence: str) -> None:
    assert text_of(KIT.rank(question)[0]) == sentence


def test_every_candidate_is_weighed_best_first() -> None:
    ranked = KIT.rank("Who pays the toll?")
    assert len(ranked) == 5
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


def test_no_candidates_are_ranked_to_none() -> None:
    assert KIT.ranker.rank(KIT.read("toll"), KIT.corpus_index.hits([], 9)) == []


@pytest.mark.parametrize("question", ["Who pays the toll?", "boss of the NFA", "wolf", "zapatilla", "", "the of"])
def test_each_signal_is_about_nought_to_one(question: str) -> None:
    for evidence in KIT.rank(question):
        values = dataclasses.astuple(evidence.signals)
        assert all(0 <= value <= 1.5 for value in values), dict(zip(SIGNALS, values, strict=True))


def test_the_score_is_the_weighted_sum_of_the_signals() -> None:
    ranker = dataclasses.replace(KIT.ranker, weights=Signals(*map(float, range(len(SIGNALS)))))
    query = KIT.read("Who pays the toll?")
    (evidence,) = ranker.rank(query, KIT.corpus_index.hits([{"toll": 1.0}], 1))
    expected = sum(place * value for place, value in enumerate(dataclasses.astuple(evidence.signals)))
    assert evidence.score == pytest.approx(expected)


def test_ties_keep_the_order_of_the_search() -> None:
    ranker = dataclasses.replace(KIT.ranker, weights=Signals(*[0.0] * len(SIGNALS)))
    hits = KIT.hits(KIT.read("Who pays the toll?"))
    assert [one.hit for one in ranker.rank(KIT.read("toll"), hits)] == [hits[rank] for rank in range(len(hits))]


def test_a_word_of_the_title_counts_for_every_passage_of_the_article() -> None:
    for paragraph in (1, 2, 3):
        assert signal("crossings", "title", paragraph) == 1
        assert signal("crossings", "matched", paragraph) == 0
    assert signal("crossings", "title", 1, "sudmark") == 0


def test_a_title_brings_its_article_before_others() -> None:
    assert "sudmark" in first("hunters")


def test_an_article_of_a_place_that_is_named_is_preferred() -> None:
    assert signal("toll in Norland", "jurisdiction", 2) == 1
    assert signal("toll in Sudmark", "jurisdiction", 2) == 0
    assert signal("toll", "jurisdiction", 2) == 0


@pytest.mark.parametrize(
    ("question", "paragraph", "glossed"),
    [
        ("What does NFA stand for?", 1, True),
        ("NFA", 1, True),
        ("what is the nfa", 1, True),
        ("What does NFA stand for?", 2, False),
        ("Who pays the toll of the NFA?", 1, False),
        ("wolf", 1, False),
    ],
)
def test_who_asks_what_an_acronym_means_gets_the_passage_that_explains_it(
    question: str,
    paragraph: int,
    glossed: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert signal(question, "gloss", paragraph) == glossed


@pytest.mark.parametrize(
    ("question", "paragraph", "introduced"),
    [
        ("Who is the boss of the NFA?", 2, True),
        ("Who is Odda Fedrok?", 2, True),
        ("Who is Odda Fedrok?", 1, False),
        ("Where is Odda Fedrok?", 2, False),
    ],
)
def test_who_asks_for_a_person_gets_the_passage_that_introduces_them(
    question: str,
    paragraph: int,
    introduced: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert signal(question, "introduction", paragraph) == introduced


@pytest.mark.parametrize(("paragraph", "lead"), [(1, 1), (2, 0)])
def test_who_asks_what_it_is_about_gets_the_first_paragraph(paragraph: int, lead: float) -> None:
    assert signal("What is it about?", "lead", paragraph) == lead
    assert signal("Who pays the toll?", "lead", paragraph) == 0


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("How many vessels are there?", True),
        ("Who pays the toll?", True),
        ("Where does the director live?", True),
        ("Which vessels are there?", None),
        ("How much is the toll?", False),
        ("When was the bridge closed?", False),
        ("zapatilla", None),
    ],
)
def test_the_best_sentence_shows_what_is_asked_for_or_lacks_it(question: str, shown: bool | None) -> None:  # noqa: FBT001 - a column of the table
    best = KIT.rank(question)[0]
    assert best.shows_type is shown
    assert best.signals.kind_shown == (shown is True)
    assert best.signals.kind_missing == (shown is False)


def test_a_body_whose_name_is_like_a_place_is_no_place() -> None:
    assert KIT.weigh("Where was the bridge closed?", 3).shows_type is False
    assert kit_of("The bridge was closed in Westhaven.").weigh("Where was the bridge closed?").shows_type is True
    assert kit_of("Norland closed the bridge.").weigh("Where was the bridge closed?").shows_type is True


def test_a_passage_without_a_word_of_the_question_has_no_best_sentence() -> None:
    evidence = next(one for one in KIT.rank("wolf") if one.hit.passage.paragraphs == (3,))
    assert evidence.sentence is None
    assert evidence.sentence_share == 0
    assert evidence.signals.nearness == 0


NEAR = Vectors({"vessels": 0, "ships": 1, "bridge": 2}, np.array([[100, 0], [95, 30], [0, 99]], dtype=np.int8))


def test_a_word_near_in_meaning_counts_in_part() -> None:
    kit = Kit(AGENCY, vectors=NEAR)
    evidence = kit.weigh("How many ships are there?")
    assert text_of(evidence) == "It has five vessels."
    assert evidence.matches[0].weight == 0
    assert 0 < evidence.matches[0].soft < 1
    assert evidence.signals.nearness > 0


def test_a_word_that_all_candidates_have_tells_less_than_a_word_of_one() -> None:
    evidence = KIT.weigh("NFA toll", 2)
    agency, toll = evidence.table.telling
    assert toll > agency > 0


def test_a_first_paragraph_that_repeats_the_title_is_told_by_what_it_lacks() -> None:
    assert signal("the agency pays the toll", "lead_lacks", 1) == 1
    assert signal("the agency has vessels", "lead_lacks", 1) == 0
    assert 0 < signal("the agency pays for vessels", "lead_lacks", 1) < 1
    assert signal("the agency closed a bridge", "lead_lacks", 3) == 0  # no first paragraph
    assert signal("who pays the toll", "lead_lacks", 1) == 0  # nothing of the title is asked about


def test_the_rest_of_a_question_is_compared_without_the_words_of_the_title() -> None:
    vectors = Vectors({"agency": 0, "vessels": 1, "ships": 2}, np.array([[100, 0], [0, 99], [0, 99]], dtype=np.int8))
    evidence = Kit(AGENCY, vectors=vectors).weigh("agency ships")
    assert evidence.signals.rest_nearness > evidence.signals.nearness > 0


def test_a_longer_passage_is_of_more_length() -> None:
    assert signal("toll", "length", 3) < signal("toll", "length", 2) <= 1
