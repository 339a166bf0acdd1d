import pytest

from glmbot.core.answering.metadata_answers import MetadataAnswers
from glmbot.core.answering.metadata_questions import SourceQuestion, source_question, without_asking
from glmbot.core.model import Answer, Found, Related, SingleReply
from glmbot.core.query.parser import GIST_NOTE, QUESTION_LIMIT
from support.articles import make_article
from support.words import Kit

FERRY = make_article(url="https://law.example/ferry")
BRIDGE = make_article(
    "The bridge was closed by the keeper. (Bridge Shut for Repairs, WESTHAVEN HERALD (May 2, 2015).) It was built in"
    " 1990. (Id.; Ina Solberg, Old Bridges, SUDMARK TIMES (May 4, 2015).)\n\n"
    "Nobody was hurt.",
    title="Sudmark: Keeper Shuts Bridge",
    date="2015-05-06",
    authors=(),
    jurisdictions=("Sudmark",),
)
ONE, TWO = Kit(FERRY), Kit(FERRY, BRIDGE)


def reply_of(kit: Kit, question: str, before: SingleReply | None = None) -> SingleReply | None:
    query = kit.read(question, kit.read("the licence") if before else None)
    answers = MetadataAnswers(kit.corpus_index)
    found = answers.reply(query, before)
    if isinstance(found, SourceQuestion):
        return answers.source_of(query, found, kit.rank(without_asking(query, found)))
    return found


def fact_of(kit: Kit, question: str, before: SingleReply | None = None) -> str | None:
    reply = reply_of(kit, question, before)
    return reply.fact.text if isinstance(reply, Found) and reply.fact else None


def last(kit: Kit, paragraph: int = 1) -> Answer:
    """A reply just before, which showed a paragraph of an article."""
    passage = next(one for one in kit.corpus_index.passages if paragraph in one.paragraphs)
    return Answer(passage.article, passage, (), "…")


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("When was this article published?", "Mar. 3, 2014"),
        ("Who wrote this article?", "Ines Fabel"),
        ("What is the title of the article?", "Norland: Ferry Safety Act Adopted"),
        ("What is the link?", "https://law.example/ferry"),
    ],
)
def test_the_record_of_the_only_article_answers(question: str, fact: str) -> None:
    assert fact_of(ONE, question) == fact


LOCK = make_article(
    "The lock of Sundmark leaks. (Ina Solberg, Rust Eats Lock, WESTHAVEN HERALD (June 2, 2016); Olav Tveit,"
    " Engineers Warned, GUARDIAN (June 3, 2016).)\n\nTolls fell by half.",
    title="Sundmark: Canal Lock Leaks",
    date="2016-06-06",
    jurisdictions=("Sundmark",),
)
THREE = Kit(FERRY, BRIDGE, LOCK)


@pytest.mark.parametrize(
    ("kit", "question", "fact"),
    [
        (THREE, "Who wrote the article on the canal lock?", "Ines Fabel"),
        (THREE, "who wrote the Guardian article?", "Olav Tveit"),
        (THREE, "who wrote the Herald article on rust?", "Ina Solberg"),
        (THREE, "who is Ines Fabel?", "Ines Fabel"),
        (THREE, "who's fabel", "Ines Fabel"),
        (THREE, "who is Olav Tveit?", "Olav Tveit"),
        (ONE, "who wrote the Guardian article?", None),
        (ONE, "who is Olav Tveit?", None),
        (THREE, "who is Odda Brekk?", None),
    ],
)
def test_a_person_is_named_by_the_record_or_the_source_that_is_meant(kit: Kit, question: str, fact: str | None) -> None:
    found = fact_of(kit, question)
    assert found == fact if fact is None else found is not None and found.startswith(fact)


def test_the_id_is_meant_where_one_is_asked_for() -> None:
    fact = fact_of(TWO, "What does the Id. on the bridge refer to?")
    assert fact is not None
    assert "Bridge Shut for Repairs" in fact


def test_the_date_is_shown_where_the_article_prints_it() -> None:
    reply = reply_of(ONE, "When was this article published?")
    assert isinstance(reply, Answer)
    assert reply.evidence_texts == ("(Mar. 3, 2014)",)
    assert reply.sources


def test_a_date_that_the_article_does_not_print_is_told_from_the_record_alone() -> None:
    reply = reply_of(Kit(BRIDGE), "When was this article published?")
    assert isinstance(reply, Answer)
    assert reply.passage is None
    assert reply.fact
    assert reply.fact.text == "May 6, 2015"
    assert reply.evidence == ()
    assert reply.sources == ()


@pytest.mark.parametrize(
    ("question", "before", "fact"),
    [
        ("When was the article on the ferry safety act published?", None, "Mar. 3, 2014"),
        ("When was the article on the keeper and the bridge published?", None, "May 6, 2015"),
        ("When was the article published?", None, None),  # two articles: which?
        ("When was the article on wolves published?", None, None),
        ("When was the article published?", "ferry", "Mar. 3, 2014"),  # the one that was talked of
    ],
)
def test_of_several_articles_the_title_or_the_talk_tells_which(
    question: str, before: str | None, fact: str | None
) -> None:
    assert fact_of(TWO, question, last(ONE) if before else None) == fact


@pytest.mark.parametrize("question", ["Who wrote this article?", "What is the link?"])
def test_what_the_record_lacks_is_not_told(question: str) -> None:
    assert reply_of(Kit(BRIDGE), question) is None


@pytest.mark.parametrize("question", ["Who shut the bridge?", "When was the bridge built?", "wolf", ""])
def test_a_question_about_the_matter_is_not_answered_from_the_record(question: str) -> None:
    assert reply_of(TWO, question) is None


@pytest.mark.parametrize(
    ("question", "fact", "sure"),
    [
        ("Where was Bridge Shut for Repairs reported?", "WESTHAVEN HERALD", True),
        ("Who wrote Old Bridges in the Sudmark Times?", "SUDMARK TIMES", True),
        ("When was the source Bridge Shut for Repairs published?", "WESTHAVEN HERALD", True),
    ],
)
def test_a_source_that_is_named_is_told(question: str, fact: str, sure: bool) -> None:  # noqa: FBT001 - a column of the table
    reply = reply_of(TWO, question)
    assert isinstance(reply, Answer if sure else Related)
    assert reply.article is BRIDGE
    assert any(fact in text for text in reply.evidence_texts)
    assert reply.fact
    assert reply.fact.field == "source"


def test_a_source_that_is_named_in_part_is_told_with_doubt() -> None:
    assert isinstance(reply_of(TWO, "Who wrote Bridge Shut for Repairs of Wolves?"), Related)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What does Id. in paragraph 2 stand for?", "NORLAND COURIER"),
        ("what is the source in paragraph 1", "NORLAND COURIER"),
        ("which source is cited in para. 4?", "NORLAND COURIER"),
    ],
)
def test_a_source_of_a_numbered_paragraph_is_told_with_id_resolved(question: str, text: str) -> None:
    reply = reply_of(ONE, question)
    assert isinstance(reply, Answer)
    assert reply.fact
    assert text in reply.fact.text


@pytest.mark.parametrize(
    "question",
    ["What is the source in paragraph 9?", "What does Id. in paragraph 1 stand for?", "which source has paragraph 3"],
)
def test_a_paragraph_without_such_a_source_gets_no_reply_from_sources(question: str) -> None:
    assert reply_of(ONE, question) is None


@pytest.mark.parametrize("question", ["says who?", "What is the source?", "where does that quote come from?"])
def test_says_who_asks_for_the_source_of_what_was_just_shown(question: str) -> None:
    reply = reply_of(ONE, question, last(ONE, paragraph=2))
    assert isinstance(reply, Answer)
    assert reply.fact
    assert "NORLAND COURIER" in reply.fact.text
    assert reply.passage
    assert reply.passage.paragraphs == (2,)


def test_says_who_of_a_passage_without_a_source_gets_no_reply_from_sources() -> None:
    assert reply_of(TWO, "says who?", last(Kit(BRIDGE), paragraph=2)) is None


def test_the_source_of_what_is_described_is_told() -> None:
    reply = reply_of(TWO, "What is the source for skippers losing their licence?")
    assert isinstance(reply, Answer)
    assert reply.passage
    assert reply.passage.paragraphs == (2,)


def test_the_source_of_what_is_described_in_part_is_told_with_doubt() -> None:
    reply = reply_of(TWO, "What is the source for the zapatilla that lost its licence?")
    assert isinstance(reply, Related)


def test_who_wants_an_id_gets_a_passage_that_has_one() -> None:
    reply = reply_of(TWO, "What does Id. stand for after the passengers and the licence?")
    assert isinstance(reply, Found)
    assert any("Id." in text for text in reply.evidence_texts)


def test_an_author_of_a_source_is_told_by_name() -> None:
    kit = Kit(make_article("The bridge was closed. (Ina Solberg, Old Bridges, SUDMARK TIMES (May 4, 2015).)"))
    text = fact_of(kit, "Who wrote the piece Old Bridges?")
    assert text
    assert text.startswith("Ina Solberg (")


@pytest.mark.parametrize("question", ["What is it about?", "what's this about"])
def test_what_the_only_article_is_about_is_its_first_passage(question: str) -> None:
    reply = reply_of(ONE, question)
    assert isinstance(reply, Answer)
    assert reply.passage
    assert reply.passage.paragraphs == (1,)
    assert reply.evidence == ()


def test_what_it_is_about_of_several_articles_is_told_only_of_the_one_talked_of() -> None:
    asked = TWO.read("What is it about?")
    answers = MetadataAnswers(TWO.corpus_index)
    assert answers.reply(asked, None) is None
    reply = answers.reply(asked, last(Kit(BRIDGE), paragraph=2))
    assert isinstance(reply, Answer)
    assert reply.article is BRIDGE


def test_a_question_without_words_that_does_not_ask_what_it_is_about_gets_none() -> None:
    assert reply_of(ONE, "who?") is None


def test_an_article_of_headings_alone_is_about_nothing() -> None:
    assert reply_of(Kit(make_article("## Ferries")), "What is it about?") is None


SIGNED = "The bridge was closed. (Ina Solberg, Old Bridges, SUDMARK TIMES (May 4, 2015).)"
SIGNED_TOO = "It was old. (Odda Brekk, Older Bridges, SUDMARK TIMES (May 5, 2015).)"


@pytest.mark.parametrize(
    ("body", "author"),
    [(SIGNED, "Ina Solberg"), (f"{SIGNED}\n\n{SIGNED_TOO}", None), ("The bridge was closed.", None)],
)
def test_who_wrote_the_source_is_told_where_one_source_alone_names_its_author(body: str, author: str | None) -> None:
    text = fact_of(Kit(make_article(body)), "Who wrote the cited piece?")
    assert (text.split(" (")[0] if text else None) == author


def test_a_corpus_without_articles_has_no_record() -> None:
    assert reply_of(Kit(), "When was this article published?") is None
    assert reply_of(Kit(), "What is the source?") is None


def test_a_reply_from_the_record_keeps_the_notes() -> None:
    reply = reply_of(ONE, "When was this article published? " + "x" * QUESTION_LIMIT)
    assert reply
    assert GIST_NOTE in reply.notes


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("What is the Id. in the first paragraph?", True),
        ("What is the Id. in paragraph 1?", True),
        ("What is the Id. in the last paragraph?", False),  # it has no source
        ("What is the Id. in paragraph 0?", False),
        ("What is the Id. in the third paragraph?", False),
    ],
)
def test_a_paragraph_may_be_named_by_its_place(question: str, is_told: bool) -> None:  # noqa: FBT001 - a column of the table
    one = Kit(BRIDGE)
    asked = source_question(one.read(question))
    assert asked
    assert (MetadataAnswers(one.corpus_index)._numbered(BRIDGE, asked) is not None) is is_told


def test_the_last_paragraph_is_told_by_its_source() -> None:
    ends = make_article("Nobody was hurt.\n\nIt was built in 1990. (Old Bridges, SUDMARK TIMES (May 4, 2015).)")
    assert (
        fact_of(Kit(ends), "Which source does the last paragraph cite?") == "Old Bridges, SUDMARK TIMES (May 4, 2015)"
    )


def test_a_question_that_names_the_monitor_asks_its_record_not_a_source_of_like_words() -> None:
    assert fact_of(TWO, "Who is the author of the Global Legal Monitor article on the ferry act?") == "Ines Fabel"
