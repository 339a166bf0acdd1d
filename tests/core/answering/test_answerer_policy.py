"""What a question gets with the shipped words, whatever the coefficients: which passage, which parts, which turn."""

import dataclasses

import pytest

from glmbot.core.answering.answerer import Answerer, Turn
from glmbot.core.answering.decision import Decision, Logistic
from glmbot.core.model import Answer, Found, NoAnswer, Related, Remark, Reply, Several, parts_of
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article

AGENCY = make_article(
    "(May 6, 2015) The Norland Ferry Agency (NFA) and the Sudmark Bridge Office (SBO) signed a memorandum on the"
    " exchange of toll registers.\n\n"
    "The Executive Director of the NFA, Odda Fedrok, warned that a ferry without lifeboats is a coffin.\n\n"
    "The Director of the SBO, Ina Solberg, praised the keepers of the lighthouse at Westhaven.\n\n"
    "Travellers pay a toll of 5 crowns.",
    title="Norland; Sudmark: Crossings Memorandum Signed",
    date="2015-05-06",
    jurisdictions=("Norland", "Sudmark"),
    article_id="2015-05-06-crossings",
)
WOLF = make_article(
    "(July 8, 2016) Hunters who shoot a wolf are imprisoned for three months.\n\nSheep were killed in 1990.",
    title="Austmark: Wolves Protected",
    date="2016-07-08",
    jurisdictions=("Austmark",),
    article_id="2016-07-08-wolves",
)
READY = build_answerer(corpus_of(AGENCY, WOLF))
ALWAYS, NEVER = Logistic(30, {}), Logistic(-30, {})


def deciding(on_topic: Logistic, right: Logistic) -> Answerer:
    return dataclasses.replace(READY, decision=Decision(on_topic, right, 0.5, 0.5))


SURE, UNSURE, SILENT = deciding(ALWAYS, ALWAYS), deciding(ALWAYS, NEVER), deciding(NEVER, ALWAYS)


def place(reply: Reply) -> str:
    assert isinstance(reply, Found)
    assert reply.passage
    return reply.passage.passage_id


def shown(question: str, before: Turn | None = None) -> str:
    return place(UNSURE.answer(question, before=before))


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("Who is the head of the NFA?", "crossings#p2"),
        ("who's the boss of the nfa", "crossings#p2"),
        ("the guy in charge of NFA", "crossings#p2"),
        ("Who is the head of the SBO?", "crossings#p3"),
        ("What did Fedrok warn of?", "crossings#p2"),
        ("wat did fedork warn of", "crossings#p2"),  # misspelt
        ("pls tell me how much the toll is lol", "crossings#p4"),  # chat words
        ("toll exch registers", "crossings#p1"),  # shortened
        ("What does NFA stand for?", "crossings#p1"),
        ("What does SBO mean?", "crossings#p1"),
        ("Who put pen to paper on the crossings?", "crossings#p1"),  # an idiom
        ("How long do hunters of wolves go to jail?", "wolves#p1"),
        ("When were sheep killed?", "wolves#p2"),
        ("¿Cuándo fueron matadas las ovejas?", "wolves#p2"),  # Spanish
        ("¿Quién es el director de la NFA?", "crossings#p2"),
        ("Quand les moutons ont-ils été tués ?", "wolves#p2"),  # French
        ("Qui est le directeur du SBO ?", "crossings#p3"),
    ],
)
def test_a_question_in_other_words_than_the_articles_finds_its_passage(question: str, passage: str) -> None:
    assert shown(question).endswith(passage)


def test_a_passage_is_shown_as_surely_as_the_decision_says() -> None:
    question = "Who shoots a wolf?"
    replies = [one.answer(question) for one in (SURE, UNSURE, SILENT)]
    assert [type(reply) for reply in replies] == [Answer, Related, NoAnswer]


def test_a_doubt_forbids_to_be_sure_and_can_be_told() -> None:
    turn = SURE.turn("Who shot wolves in 1871?")
    assert isinstance(turn.reply, Related)
    assert turn.assessment
    assert any("1871" in doubt for doubt in turn.assessment.doubts.values())


def test_nothing_here_is_off_topic_where_words_are_shared_and_no_match_where_none_is() -> None:
    off = SILENT.answer("Who shoots a wolf?")
    assert isinstance(off, NoAnswer)
    assert (off.reason, off.suggestions[0].article_id) == ("off_topic", WOLF.article_id)
    none = SILENT.answer("zapatilla quxine")
    assert isinstance(none, NoAnswer)
    assert (none.reason, none.suggestions, none.unmatched_words) == ("no_match", (), ("zapatilla", "quxine"))


@pytest.mark.parametrize("question", ["2+2*10?", "5", "1990 2015"])
def test_numbers_alone_find_no_passage(question: str) -> None:
    assert not isinstance(SURE.answer(question), Found)


def test_a_passage_without_a_best_sentence_is_shown_without_evidence() -> None:
    reply = UNSURE.answer("quxine")
    assert isinstance(reply, Related)
    assert reply.evidence == ()


def test_the_articles_are_those_that_it_was_built_over() -> None:
    assert [one.article_id for one in READY.corpus.articles] == [AGENCY.article_id, WOLF.article_id]


def test_a_question_of_two_things_gets_both_replies() -> None:
    reply = UNSURE.answer("Who shoots a wolf, and how much is the toll?")
    assert [place(part) for part in parts_of(reply)] == ["2016-07-08-wolves#p1", "2015-05-06-crossings#p4"]


@pytest.mark.parametrize(
    "question",
    [
        "Who shoots a wolf?",
        "Who shoots a wolf and who is imprisoned for a wolf?",  # both stand in one passage
        "Who shoots a wolf and what?",  # the second asks nothing of its own
        "What? Who shoots a wolf?",
        "who? what? why?",
    ],
)
def test_a_question_of_one_thing_gets_one_reply(question: str) -> None:
    reply = UNSURE.answer(question)
    assert not isinstance(reply, Several)


def test_where_only_one_part_is_found_the_whole_is_answered() -> None:
    assert isinstance(SILENT.answer("Who shoots a wolf, and how much is the toll?"), NoAnswer)


def test_later_parts_may_lean_on_the_first() -> None:
    reply = UNSURE.answer("When were sheep killed? And who praised the keepers?")
    assert [place(part) for part in parts_of(reply)] == ["2016-07-08-wolves#p2", "2015-05-06-crossings#p3"]


def test_a_follow_up_is_read_with_what_was_asked_before() -> None:
    first = UNSURE.turn("Who is the head of the NFA?")
    second = UNSURE.turn("and what did he warn of?", before=first)
    assert second.query.leans
    assert place(second.reply).endswith("crossings#p2")
    assert shown("why?", first).endswith("crossings#p2")


def test_a_question_that_names_another_article_is_read_as_if_nothing_was_asked_before() -> None:
    first = UNSURE.turn("Who is the head of the NFA?")
    question = "How long are hunters of wolves in Austmark imprisoned?"
    assert UNSURE.turn(question, before=first) == UNSURE.turn(question)


@pytest.mark.parametrize("greeting", ["thanks!", "hello", "   ", "ok thank you", "?"])
def test_a_greeting_leaves_the_conversation_where_it_was(greeting: str) -> None:
    first = UNSURE.turn("Who is the head of the NFA?")
    greeted = UNSURE.turn(greeting, before=first)
    assert isinstance(greeted.reply, Remark | NoAnswer)
    assert greeted.query == first.query
    assert shown("and what did he warn of?", greeted).endswith("crossings#p2")


def test_a_greeting_with_a_question_is_a_question() -> None:
    assert shown("hello, how much is the toll?").endswith("crossings#p4")
    assert shown("thanks! and wolves in Austmark?").startswith("2016")


def test_the_record_and_the_sources_answer_without_the_decision() -> None:
    reply = SILENT.answer("When was the article on wolves in Austmark published?")
    assert isinstance(reply, Answer)
    assert reply.fact
    assert reply.fact.text == "July 8, 2016"


def test_says_who_leans_on_the_reply_just_before() -> None:
    ferry = dataclasses.replace(build_answerer(corpus_of(make_article(), WOLF)), decision=UNSURE.decision)
    first = ferry.turn("How long do skippers lose their licence?")
    reply = ferry.answer("says who?", before=first)
    assert isinstance(reply, Answer)
    assert reply.fact
    assert "NORLAND COURIER" in reply.fact.text


def test_in_a_large_corpus_only_passages_that_share_a_word_are_weighed() -> None:
    many = make_article("\n\n".join(f"Paragraph {number} on the toll." for number in range(60)) + "\n\nA wolf.")
    large = build_answerer(corpus_of(many))
    assert len(large.turn("wolf").ranked) == 1
    assert large.turn("zapatilla").ranked == ()
    assert len(large.turn("toll").ranked) == 50
