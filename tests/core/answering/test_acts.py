"""Acts on what is shown, in articles that say what they are for."""

import pytest

from glmbot.core.answering.acts import STYLE_NAMES, style_named
from glmbot.core.answering.answerer import Turn
from glmbot.core.citation import STYLES, cite
from glmbot.core.model import Found, Related, Remark, Shown
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article

FERRY = make_article(url="https://x.example/ferry")
WOLF = make_article(
    "(July 8, 2016) Hunters who shoot a wolf are imprisoned for three months. The ban holds in winter, too.\n\n"
    "Sheep were killed in 1990.",
    title="Austmark: Wolves Protected",
    date="2016-07-08",
    jurisdictions=("Austmark",),
    authors=(),
)
READY = build_answerer(corpus_of(FERRY, WOLF))
ASKED = READY.turn("How many passengers to a lifeboat on a ferry?")


def turn(*messages: str, before: Turn = ASKED) -> Turn:
    for message in messages:
        before = READY.turn(message, before=before)
    return before


def found(*messages: str) -> Shown:
    reply = turn(*messages).reply
    assert isinstance(reply, Found)
    return reply


def paragraphs(*messages: str) -> tuple[int, ...]:
    passage = found(*messages).passage
    return passage.paragraphs if passage else ()


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (["tell me more"], (2,)),
        (["more", "and what else?"], (3, 4)),
        (["thanks", "go on"], (2,)),
        (["in APA", "next"], (2,)),
        (["who wrote it?", "next"], (2,)),
        (["shorter", "continue"], (2,)),
        (["summary", "next"], (2,)),
    ],
)
def test_more_goes_on_to_the_next_passage_of_the_article(messages: list[str], expected: tuple[int, ...]) -> None:
    assert paragraphs(*messages) == expected


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (["more", "and before that?"], (1,)),
        (["more", "more", "previous"], (2,)),
        (["what comes next after this bit?"], (2,)),
        (["the last paragraph, please"], (3, 4)),
        (["paragraph 4"], (3, 4)),
        (["¶ 2"], (2,)),
        (["2nd paragraph"], (2,)),
        (["more", "could I see the first paragraph?"], (1,)),
        (["el segundo párrafo"], (2,)),
        (["more", "say that again"], (2,)),
        (["more", "which paragraph is that?"], (2,)),
        (["le dernier paragraphe"], (3, 4)),
    ],
)
def test_a_passage_is_shown_by_its_place(messages: list[str], expected: tuple[int, ...]) -> None:
    assert paragraphs(*messages) == expected


@pytest.mark.parametrize(
    ("message", "said"),
    [("previous", "begins here"), ("paragraph 9", "4 paragraphs"), ("¿y el párrafo 0?", "4 paragraphs")],
)
def test_where_there_is_no_such_passage_that_is_said(message: str, said: str) -> None:
    reply = turn(message).reply
    assert isinstance(reply, Remark)
    assert said in reply.text


def test_another_passage_is_the_next_nearest_and_nobody_is_sure_of_it() -> None:
    assert isinstance(ASKED.reply, Found)
    shown = [turn(*["not this one, another"] * count).reply for count in range(1, len(ASKED.reply.others) + 1)]
    assert [one.passage for one in shown if isinstance(one, Related)] == [*ASKED.reply.others]
    last = READY.turn("another", before=turn(*["another"] * len(shown))).reply
    assert isinstance(last, Remark)
    assert "no other passage" in last.text


def test_after_the_last_passage_there_is_no_more() -> None:
    reply = turn("more", "more", "more").reply
    assert isinstance(reply, Remark)
    assert "no more" in reply.text


def test_shorter_is_the_sentence_that_answers_alone() -> None:
    whole, short = found(), found("shorter please")
    assert short.quote == whole.evidence_texts[0]
    assert short.quote != whole.quote
    assert paragraphs("shorter please") == (1,)
    assert found("shorter", "shorter").quote == short.quote


def test_shorter_names_the_paragraphs_alone_whose_text_is_quoted() -> None:
    lead_in = turn("Who told the Assembly of a coffin?")
    assert isinstance(lead_in.reply, Found)
    short = READY.turn("in one sentence", before=lead_in).reply
    assert isinstance(short, Found)
    assert short.passage
    text = short.article.body
    assert all(
        number in short.passage.paragraphs
        for number, part in enumerate(text.split("\n\n"), 1)
        if part in str(short.quote) or str(short.quote) in part
    )


@pytest.mark.parametrize(
    ("message", "style"),
    [
        ("in APA", "apa"),
        ("cite it in bluebook", "bluebook"),
        ("blue book please", "bluebook"),
        ("citation please", "bluebook"),
        ("MLA", "mla"),
        ("cite this in chicago note style", "chicago-note"),
        ("how do I cite this in oscola?", "oscola"),
        ("BibTeX", "bibtex"),
    ],
)
def test_a_citation_is_in_the_style_that_is_named(message: str, style: str) -> None:
    reply = found(message)
    assert reply.fact
    assert (reply.fact.field, reply.fact.text) == ("citation", STYLES[style].label)
    assert reply.citation == cite(FERRY, STYLES[style], paragraphs=(1,))


def test_every_style_has_a_name_that_people_say() -> None:
    assert set(STYLE_NAMES.values()) == STYLES.keys()
    assert style_named(("in", "chicago", "note")) == "chicago-note"


@pytest.mark.parametrize(
    ("message", "field", "text"),
    [
        ("who wrote it?", "authors", "Ines Fabel"),
        ("the whole article", "url", FERRY.url),
        ("where can I read the whole thing?", "url", FERRY.url),
        ("whats this article called", "title", FERRY.title),
        ("how old is that?", "date", "Mar. 3, 2014"),
        ("which country is that about?", "jurisdictions", "Norland"),
        ("¿de qué país trata?", "jurisdictions", "Norland"),
        ("quel est le titre ?", "title", FERRY.title),
    ],
)
def test_a_record_is_that_of_the_article_shown(message: str, field: str, text: str) -> None:
    fact = found(message).fact
    assert fact
    assert (fact.field, fact.text) == (field, text)


@pytest.mark.parametrize("message", ["summary", "tl;dr", "what is this article about?", "de quoi parle l'article ?"])
def test_the_lead_is_the_first_paragraph_and_says_so(message: str) -> None:
    reply = found("next", message)
    assert reply.fact
    assert reply.fact.field == "lead"
    assert str(reply.quote).startswith("(Mar. 3, 2014)")


def test_the_lead_of_an_article_that_is_named() -> None:
    reply = READY.answer("summary of the wolves article")
    assert isinstance(reply, Found)
    assert reply.article == WOLF
    assert reply.fact


@pytest.mark.parametrize(
    "message",
    ["tell me more", "shorter", "in apa", "who wrote it?", "link", "summary", "previous", "¶ 2", "another", "title?"],
)
def test_without_anything_shown_an_act_says_what_it_needs(message: str) -> None:
    reply = READY.answer(message)
    assert isinstance(reply, Remark)
    assert "first" in reply.text


def test_what_a_record_lacks_is_no_passage_either() -> None:
    reply = READY.turn("who wrote it?", before=READY.turn("How long are hunters of wolves imprisoned?")).reply
    assert isinstance(reply, Remark)


def test_a_passage_that_a_message_shows_is_what_follow_ups_lean_on() -> None:
    first, second = (one.passage for one in READY.corpus_index.of_article(FERRY)[:2])
    assert READY.showing(first, "How many passengers to a lifeboat on a ferry?").reply == ASKED.reply
    read_on = READY.showing(second, "How many passengers to a lifeboat on a ferry?")
    assert read_on.shown
    assert read_on.shown.passage == second
    assert (read_on.query, READY.showing(second, "").query.words) == (ASKED.query, ())
    more = READY.turn("more", before=read_on).reply
    assert isinstance(more, Found)
    assert more.passage
    assert more.passage.paragraphs == (3, 4)
