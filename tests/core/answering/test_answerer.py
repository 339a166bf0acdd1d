import datetime as dt

import pytest

from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.corpus.filters import Filters
from glmbot.core.model import Answer, Found, NoAnswer, Related, Remark, parts_of
from glmbot.core.query.parser import QUESTION_LIMIT
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, given_article, make_article

GIVEN = build_answerer(corpus_of(given_article()))
FERRY = make_article()
HARBOUR = make_article(
    "(Jan. 2, 2015) Norland doubles the dues that ships pay in harbours.\n\nThe dues had been unchanged since 1990.",
    title="Norland: Harbour Dues Doubled",
    date="2015-01-02",
    topics=("Taxation",),
)
WOLF = make_article(
    "(July 8, 2016) Südmark protects the wolf. Shooting a wolf costs a fine of 5,000 marks.",
    title="Südmark: Wolf Protected",
    date="2016-07-08",
    jurisdictions=("Südmark",),
)
SMALL = build_answerer(corpus_of(FERRY, HARBOUR, WOLF))


def passage_of(answerer: Answerer, question: str) -> tuple[int, ...]:
    reply = answerer.answer(question)
    return reply.passage.paragraphs if isinstance(reply, Found) and reply.passage else ()


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        ("What did the ministers' agencies sign on October 31, 2011?", (1,)),
        ("Which regions does the MOU target?", (2,)),
        ("What coordination mechanism may be set up for border management?", (3,)),
        ("What did Yuri Fedotov state at the signing of the MOU?", (4, 5)),
        ("What linkage between criminality and displaced people did Guterres see?", (6,)),
    ],
)
def test_a_question_in_the_articles_words_gets_its_passage(question: str, paragraphs: tuple[int, ...]) -> None:
    reply = GIVEN.answer(question)
    assert isinstance(reply, Answer)
    assert reply.passage
    assert reply.passage.paragraphs == paragraphs


def test_the_same_question_gets_the_same_reply() -> None:
    question = "Which regions does the MOU target?"
    assert GIVEN.answer(question) == build_answerer(corpus_of(given_article())).answer(question)


def test_an_answer_quotes_its_evidence_and_names_its_sources() -> None:
    reply = GIVEN.answer("Which four geographical areas does the work of the agencies target?")
    assert isinstance(reply, Answer)
    assert reply.evidence_texts[0].startswith("The work of the two agencies targets four geographical areas")
    assert reply.evidence_texts[0].endswith("these regions.")
    assert reply.quote is not None
    assert reply.quote.endswith("(Id.)")
    assert any("UNODC website (Nov. 1, 2011)" in source for source in reply.sources)
    assert "¶ 2" in reply.citation


def test_a_lead_in_brings_the_quotation_along_as_evidence() -> None:
    reply = SMALL.answer("What did the Minister of Harbours tell the Assembly?")
    assert isinstance(reply, Found)
    assert reply.evidence_texts == (
        "The Minister of Harbours, Odda Brekk, told the Assembly:",
        "A ferry without boats is a coffin with an engine.",
    )


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "empty"),
        ("?!", "empty"),
        ("🤷", "empty"),
        ("zebra crossings", "no_match"),
    ],
)
def test_nothing_to_find_has_its_reason(question: str, reason: str) -> None:
    reply = GIVEN.answer(question)
    assert isinstance(reply, NoAnswer)
    assert reply.reason == reason


def test_abstains_when_too_little_of_the_question_is_shared() -> None:
    reply = GIVEN.answer("Which zebra crossings did the mayor of Springfield paint in the border colours?")
    assert isinstance(reply, NoAnswer)
    assert reply.reason == "off_topic"
    assert "zebra" in reply.unmatched_words
    assert [one.article_id for one in reply.suggestions] == [given_article().article_id]


def test_sources_are_not_searched_as_if_they_were_prose() -> None:
    reply = SMALL.answer("courier")
    assert isinstance(reply, NoAnswer)


def test_a_question_that_leans_takes_the_one_before_along() -> None:
    first = GIVEN.turn("Who is Yuri Fedotov?")
    second = GIVEN.turn("and what did he say?", before=first)
    assert isinstance(second.reply, Found)
    assert second.reply.passage
    assert second.reply.passage.paragraphs == (4, 5)


def test_a_question_that_stands_alone_takes_nothing_along() -> None:
    first = GIVEN.turn("Who is Yuri Fedotov?")
    question = "Which regions does the MOU target?"
    assert GIVEN.turn(question, before=first).reply == GIVEN.answer(question)
    assert isinstance(GIVEN.turn("zebra", before=first).reply, NoAnswer)


def test_a_blank_turn_leaves_the_conversation_where_it_was() -> None:
    first = GIVEN.turn("Who is Yuri Fedotov?")
    blank = GIVEN.turn("  ", before=first)
    assert isinstance(blank.reply, NoAnswer)
    after = GIVEN.turn("and what did he say?", before=blank)
    assert isinstance(after.reply, Found)


STORY = (
    "I am writing a paper on how agencies of the United Nations work together, and my teacher spoke of an agreement on"
    " trafficking in persons between two of them. I found the article but not the place in it, and have asked two"
    " friends already. Neither of them had read it, and the paper is due on Monday, so that I am in some hurry. "
)


@pytest.mark.parametrize(
    ("message", "paragraph", "asked", "left_out"),
    [
        (STORY + "Which regions does it target? Thanks in advance!", 2, "Which regions does it target?", ""),
        ("Which regions does it target? " + STORY, 2, "Which regions does it target?", ""),
        (STORY + "I would like to know which regions it targets.", 2, "which regions it targets", ""),
        (STORY * 5 + "Which regions does it target?", 2, "Which regions does it target?", ""),
        (
            STORY + "Who is Yuri Fedotov? Which regions are meant?",
            2,
            "Which regions are meant?",
            "Who is Yuri Fedotov?",
        ),
        (STORY + "Which regions does it target? What is the visa fee for Japan?", 2, "Which regions", "visa fee"),
        ("Which regions does the MOU target? " + "x" * QUESTION_LIMIT, 2, "Which regions does the MOU target?", ""),
    ],
)
def test_the_question_in_a_long_message_is_asked_and_what_is_left_out_is_said(
    message: str, paragraph: int, asked: str, left_out: str
) -> None:
    reply = GIVEN.answer(message)
    assert isinstance(reply, Found)
    assert reply.passage
    assert reply.passage.paragraphs[0] == paragraph
    first, *others = reply.notes
    assert asked in first
    assert left_out in " ".join(others)
    assert any("Left out" in note for note in others) == bool(left_out)


def test_a_long_message_that_asks_nothing_is_searched_whole() -> None:
    reply = GIVEN.answer(STORY * 4 + "Latin America and the Gulf of Aden are among the geographical areas.")
    assert any("weightiest words" in note for note in parts_of(reply)[0].notes)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(jurisdiction="norland"), True),
        (Filters(jurisdiction="Sudmark"), False),
        (Filters(topic="taxation"), True),
        (Filters(topic="Fishing"), False),
        (Filters(after=dt.date(2015, 1, 2)), True),
        (Filters(after=dt.date(2015, 1, 3)), False),
        (Filters(before=dt.date(2015, 1, 2)), True),
        (Filters(before=dt.date(2014, 1, 1)), False),
    ],
)
def test_filters_exclude_articles_and_say_so(filters: Filters, found: bool) -> None:  # noqa: FBT001 - a column of the table
    reply = SMALL.answer("Which harbour dues are doubled?", filters=filters)
    assert isinstance(reply, Found) is found
    if isinstance(reply, NoAnswer):
        assert reply.reason == "filtered"


@pytest.mark.parametrize("question", ["", "and?", "may ** ?", "thanks", "who wrote it?"])
def test_after_an_answer_in_parts_a_turn_has_as_many_parts_as_its_reply(question: str) -> None:
    before = GIVEN.turn("Who is Yuri Fedotov? And which regions does the MOU target?")
    assert len(before.parts) == 2
    turn = GIVEN.turn(question, before=before)
    assert len(turn.queries) == len(parts_of(turn.reply))


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the article on the ferry safety act?",
        "Which source tells of Ferries Made Safer?",
        "the link to the ferry safety act",
        "in APA",
        "tell me more",
        "who wrote it?",
    ],
)
def test_no_way_leads_to_an_article_that_filters_exclude(question: str) -> None:
    before = SMALL.turn("Who proposed the Ferry Safety Act?")
    assert before.shown is not None
    assert before.shown.article is FERRY
    everywhere, filtered = (
        SMALL.answer(question, filters=filters, before=before) for filters in (None, Filters(topic="taxation"))
    )
    assert isinstance(everywhere, Found)
    assert everywhere.article is FERRY
    assert not isinstance(filtered, Found) or filtered.article is not FERRY


def test_filters_are_not_blamed_for_what_no_article_answers() -> None:
    reply = SMALL.answer("zebra crossings", filters=Filters(jurisdiction="Norland"))
    assert isinstance(reply, NoAnswer)
    assert reply.reason == "no_match"


def test_an_empty_corpus_answers_nothing() -> None:
    reply = build_answerer(Corpus(())).answer("Which regions does the MOU target?")
    assert isinstance(reply, NoAnswer)
    assert reply.reason == "no_match"


def test_one_short_article_is_enough_to_answer_from() -> None:
    alone = build_answerer(corpus_of(WOLF))
    assert isinstance(alone.answer("How much is the fine for shooting a wolf?"), Answer | Related)
    assert passage_of(alone, "wolf fine") == (1,)


def test_a_passage_comes_with_the_next_best_ones() -> None:
    reply = GIVEN.answer("What does the MOU say about trafficking and refugees?")
    assert isinstance(reply, Found)
    assert reply.passage not in reply.others
    assert 1 <= len(reply.others) <= 4


@pytest.mark.parametrize(
    ("question", "paragraphs", "fact"),
    [
        ("who wrote the cited news piece?", (1,), "Max Slater"),
        ("Who wrote the Paper Chase piece?", (1,), "Max Slater"),
        ("what does the Id. in paragraph 2 stand for?", (2,), "UNODC website (Nov. 1, 2011)"),
        ("Which source backs what Guterres said?", (6,), "Press Conference on Signing"),
        ("When was this article published?", (1,), "Dec. 6, 2011"),
        ("Who is the author of the article?", (), "Wendy Zeldin"),
        ("give me the link to the article", (), "https://www.loc.gov/item/"),
    ],
)
def test_a_question_about_the_article_or_its_sources_is_answered_from_them(
    question: str, paragraphs: tuple[int, ...], fact: str
) -> None:
    reply = GIVEN.answer(question)
    assert isinstance(reply, Found)
    assert reply.fact
    assert fact in reply.fact.text
    assert (reply.passage.paragraphs if reply.passage else ()) == paragraphs


def test_what_is_this_about_gets_the_first_passage() -> None:
    reply = GIVEN.answer("what is this about?")
    assert isinstance(reply, Answer)
    assert reply.passage
    assert reply.passage.paragraphs == (1,)


CAMBRIA = make_article(
    "(May 2, 2016) Cambria forbids fireworks in towns.\n\nWhoever lights them pays a fine of 90 crowns.\n\n"
    "The mayor may allow them on one night of the year.",
    title="Cambria: Fireworks Forbidden",
    date="2016-05-02",
    jurisdictions=("Cambria",),
)
TALK = build_answerer(corpus_of(FERRY, HARBOUR, WOLF, CAMBRIA))


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("how high are the fines?", "Cambria"),
        ("what may the mayor allow?", "Cambria"),
        ("how high is the fine in Südmark?", "Südmark"),
        ("how high is the fine for shooting a wolf?", "Südmark"),
        ("what dues do ships pay in the harbour?", "Norland: Harbour"),
    ],
)
def test_a_follow_up_stays_in_the_article_unless_it_names_another(question: str, title: str) -> None:
    before = TALK.turn("Where does Cambria forbid fireworks?")
    reply = TALK.turn(question, before=before).reply
    assert isinstance(reply, Found)
    assert reply.article.title.startswith(title)


@pytest.mark.parametrize(
    "question",
    [
        "What does shooting a wolf cost?",
        "and when?",
        "who wrote it?",
        "the next paragraph",
        "what are its sources?",
        "why?",
    ],
)
def test_a_question_after_an_article_that_was_taken_out_is_answered_without_it(question: str) -> None:
    """The articles were read anew between the two questions."""
    before = SMALL.turn("Who must pay harbour dues?")
    shown = parts_of(before.reply)[0]
    assert isinstance(shown, Found)
    assert shown.article == HARBOUR
    fewer = build_answerer(corpus_of(FERRY, WOLF))
    reply = parts_of(fewer.turn(question, before=before).reply)[0]
    assert not isinstance(reply, Found) or reply.passage is None or reply.article != HARBOUR


def test_small_talk_that_finds_nothing_stands_alone_after_an_answer_in_parts() -> None:
    parts = GIVEN.turn("Who is Yuri Fedotov? And which regions does the MOU target?")
    assert len(parts.parts) > 1
    said = GIVEN.turn("merci bien, super pratique ce truc", before=parts)
    assert isinstance(said.reply, Remark)
    assert len(said.queries) == 1
    assert said.shown == parts.shown
