"""What holds of every reply, whatever is asked."""

import datetime as dt

from hypothesis import example, given
from hypothesis import strategies as st

from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Found, Listing, NoAnswer, Remark, Reply, parts_of
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, given_article, make_article

HARBOUR = make_article(
    "Norland doubles the dues that ships pay. (Dues Doubled, NORLAND COURIER (Jan. 1, 2015).)",
    title="Norland: Harbour Dues Doubled",
    date="2015-01-02",
    topics=("Taxation",),
)
READY = build_answerer(corpus_of(given_article(), make_article(), HARBOUR))
WORDS = (
    "who what when where why how many much which is the of and ? , . Id. supra ferry ferries Norland UNODC UNHCR MOU"
    " Fedotov fedtov Brekk boats lifeboat dues ministers skippers licence sign signed October 31 2011 1990 90 ninety"
    " source cited paragraph 2 article published author link title says quote boss head refugee agency hello thanks"
    " que quien es la ley qui est le pls u lol ½ ³x 𐩀 ² zapatilla not without before first"
).split()
questions = st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
filters = st.none() | st.builds(
    Filters,
    jurisdiction=st.sampled_from([None, "Norland", "Atlantis"]),
    topic=st.sampled_from([None, "Taxation"]),
    after=st.sampled_from([None, dt.date(2014, 1, 1)]),
    before=st.sampled_from([None, dt.date(2014, 12, 31)]),
)


def notes(reply: Reply) -> list[str]:
    return [note for part in parts_of(reply) for note in part.notes]


@given(questions, filters)
@example("½ of the ferries", None)
@example("³x ferries", None)
@example("𐩀 ferries", None)
def test_any_text_gets_a_reply_that_quotes_its_article(question: str, conditions: Filters | None) -> None:
    parts = parts_of(READY.answer(question, filters=conditions))
    assert len(parts) <= 3
    for reply in parts:
        if isinstance(reply, NoAnswer):
            assert len(reply.suggestions) <= 3
            continue
        if isinstance(reply, Remark):
            assert reply.text
            continue
        if isinstance(reply, Listing):
            assert reply.articles
            continue
        assert reply.citation
        assert len(reply.others) <= 4
        if reply.passage is None:
            assert reply.fact
            continue
        assert reply.quote
        assert reply.quote in reply.article.body
        assert reply.passage in split_passages(reply.article)
        assert reply.passage not in reply.others
        assert all(text.strip() and text in reply.quote for text in reply.evidence_texts)


@given(questions, questions)
def test_a_reply_depends_on_nothing_but_question_and_turn_before(first: str, second: str) -> None:
    one, other = READY.turn(first), READY.turn(first)
    assert one.reply == other.reply
    assert READY.answer(second, before=one) == READY.answer(second, before=other)


@given(questions, filters.filter(lambda one: one is not None))
def test_what_is_filtered_out_is_not_shown(question: str, conditions: Filters) -> None:
    turn = READY.turn(question, filters=conditions)
    assert all(conditions.allows(one.hit.passage.article) for one in turn.ranked)


@given(st.text(max_size=3000), st.integers(0, 2000))
def test_however_long_a_message_is_it_gets_a_reply(text: str, times: int) -> None:
    reply = READY.answer("How many lifeboats must a ferry carry? " + text + "ferry " * times)
    assert all(note.strip() for note in notes(reply))


@given(questions, questions)
def test_each_part_of_a_reply_has_a_short_question_of_its_own(first: str, second: str) -> None:
    turn = READY.turn(f"{second} {first}"[:900], before=READY.turn(first))
    assert len(turn.queries) == len(parts_of(turn.reply))
    assert all(len(query.shortened(limit)) <= limit for query in turn.queries for limit in (64, 512))


bodies = st.lists(
    st.sampled_from(
        "The Norland Ferry Agency (NFA) (Id.) Director, Odda Fedrok of the Sea : . “ ” ( ) 1990 said in March and ; – 5"
        " ½ boats X".split()
    )
    | st.sampled_from(["\n\n", ":\n\n", "- "]),
    min_size=1,
    max_size=40,
).map(" ".join)


@given(bodies.filter(lambda body: bool(body.strip())), questions)
def test_any_article_can_be_read_and_asked(body: str, question: str) -> None:
    reply = build_answerer(corpus_of(make_article(body.strip()))).answer(question)
    if isinstance(reply, Found) and reply.quote is not None:
        assert reply.quote in body
