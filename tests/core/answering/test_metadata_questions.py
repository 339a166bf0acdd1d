import datetime as dt

import pytest

from glmbot.core.answering.metadata_questions import (
    lead_date,
    record_fact,
    record_field,
    source_fact,
    source_question,
    subject,
)
from glmbot.core.model import Authority, Cite, Fact, FactField, Span
from glmbot.core.query.query import Query
from glmbot.core.text.tokens import split_words
from support.articles import make_article
from support.words import kit_of

KIT = kit_of("(Mar. 3, 2014) The ferry act was signed. (Ferries Made Safer, NORLAND COURIER (Mar. 1, 2014).)")


def asked(text: str) -> Query:
    return Query(text, (), forms=tuple(word.form for word in split_words(text)))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("When was this article published?", "date"),
        ("What is the date of the article?", "date"),
        ("On what date did the article on ferries appear?", "date"),
        ("what day was that story posted", "date"),
        ("publication date", "date"),
        ("How old is this article?", "date"),
        ("When was it written?", "date"),
        ("When was the article on ferries written?", "date"),
        ("When did they publish the article?", "date"),
        ("Who wrote this article?", "authors"),
        ("Who is the author of the article?", "authors"),
        ("who wrote it", "authors"),
        ("the article's author", "authors"),
        ("Who is behind this article?", "authors"),
        ("What is the link?", "url"),
        ("give me the URL", "url"),
        ("Where can I read the full article?", "url"),
        ("What is the title of the article?", "title"),
        ("What is this article called?", "title"),
    ],
)
def test_a_question_about_an_article_asks_for_a_field_of_its_record(question: str, name: FactField) -> None:
    assert record_field(asked(question)) == name


@pytest.mark.parametrize(
    "question",
    [
        "When was the ferry act signed?",
        "Who signed the act?",
        "Who wrote the ferry act?",
        "Where is the ferry?",
        "When was the cited article published?",
        "Who wrote the article in the source?",
        "",
    ],
)
def test_other_questions_ask_for_none(question: str) -> None:
    assert record_field(asked(question)) is None


@pytest.mark.parametrize(
    ("question", "wants_id", "paragraph", "asks", "is_plain"),
    [
        ("What is the source?", False, None, "", True),
        ("What does Id. in paragraph 2 refer to?", True, 2, "", True),
        ("ibid in para 12", True, 12, "", True),
        ("What is cited in p. 3?", False, 3, "", True),
        ("Says who?", False, None, "", True),
        ("Where does that quote come from?", False, None, "", True),
        ("Who wrote the cited piece?", False, None, "author", True),
        ("When was the cited piece published?", False, None, "date", True),
        ("Who wrote Ferries Made Safer?", False, None, "author", False),
        ("Where was the storm reported?", False, None, "", False),
        ("Who reported the storm in a story?", False, None, "author", True),
        ("What backs up that claim?", False, None, "", True),
        ("Which newspaper told of it?", False, None, "", True),
        ("In what paper did the story appear?", False, None, "", True),
        ("Who is cited for the toll?", False, None, "", True),
        ("Is there a source for the toll?", False, None, "", True),
        ("source please", False, None, "", True),
        ('What is meant by "Id"?', True, None, "", True),
        ("¿Cuál es la fuente?", False, None, "", True),
        ("¿Qué fallo se cita?", False, None, "", True),
        ("Quelle est la source ?", False, None, "", True),
        ("D'où vient ce chiffre ?", False, None, "", True),
    ],
)
def test_a_question_about_a_source_says_which_and_what_of_it(
    question: str,
    wants_id: bool,  # noqa: FBT001 - a column of the table
    paragraph: int | None,
    asks: str,
    is_plain: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = source_question(asked(question))
    assert found
    assert (found.wants_id, found.paragraph, found.asks, found.is_plain) == (wants_id, paragraph, asks, is_plain)


@pytest.mark.parametrize(
    "question",
    [
        "Who signed the act?",
        "How many boats?",
        "When was it signed?",
        "idea",
        "",
        "Can a newspaper be owned by a ferry company?",
        "What is the fine for a newspaper that reported the toll?",
        "Which newspaper was fined for what it wrote?",
        "Which website must skippers register with?",
        "What must a press release on the toll say?",
        "Is an ID needed on the ferry?",
        "What does an ID card for skippers mean?",
        "Must a skipper name a source?",
        "Which energy sources are taxed?",
        "Are references checked before a skipper is hired?",
        "Can a skipper be cited for speeding?",
        "What is the court's decision based on?",
        "Must accidents be reported by the skipper?",
        "¿Qué fuentes de energía pagan impuesto?",
        "¿Se necesita cita previa?",
        "Quelles sources d'énergie sont taxées ?",
        "Faut-il des références pour conduire un ferry ?",
    ],
)
def test_a_question_about_the_matter_asks_of_no_source(question: str) -> None:
    assert source_question(asked(question)) is None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is the source of the toll in paragraph 2?", ["toll"]),
        ("Who wrote Ferries Made Safer of 2014?", ["ferries", "made", "safer", "2014"]),
        ("When was this article published?", []),
        ("says who?", []),
    ],
)
def test_what_a_question_is_about_are_its_words_without_those_of_asking(question: str, words: list[str]) -> None:
    assert [word.form for word in subject(KIT.read(question))] == words


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("date", "Mar. 3, 2014"),
        ("authors", "Ines Fabel, Odda Brekk"),
        ("title", "Norland: Ferry Safety Act Adopted"),
        ("url", "https://law.example/ferry"),
    ],
)
def test_a_record_answers_in_words(name: FactField, text: str) -> None:
    article = make_article(authors=("Ines Fabel", "Odda Brekk"), url="https://law.example/ferry")
    assert record_fact(article, name) == Fact(name, text)


@pytest.mark.parametrize("name", ["authors", "url", "topics"])
def test_a_record_says_nothing_of_what_it_lacks(name: FactField) -> None:
    assert record_fact(make_article(authors=()), name) is None


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("(Mar. 3, 2014) The act.", "(Mar. 3, 2014)"),
        ("(September 13, 2014) The act.", "(September 13, 2014)"),
        ("The act (Mar. 3, 2014).", None),
        ("(No. 3, 2014) The act.", None),
    ],
)
def test_the_date_that_a_body_begins_with_is_evidence(body: str, text: str | None) -> None:
    span = lead_date(make_article(body))
    assert (body[span.start : span.end] if span else None) == text


COURIER = Authority("Ines Fabel, Ferries Made Safer, NORLAND COURIER (Mar. 1, 2014)", author="Ines Fabel")
NAMELESS = Authority("Ferries Made Safer, NORLAND COURIER (Mar. 1, 2014)")


def cite(authority: Authority | None, form: str = "full") -> Cite:
    return Cite(Span(0, 2), "as printed", "id" if form == "id" else "full", authority)


def test_an_author_is_named_with_the_source() -> None:
    text = source_fact("author", cite(COURIER)).text
    assert text.startswith("Ines Fabel (")
    assert "NORLAND COURIER" in text


@pytest.mark.parametrize("asks", ["", "date", "author"])
def test_a_source_is_told_in_full_where_no_more_is_known(asks: str) -> None:
    text = source_fact(asks, cite(NAMELESS)).text
    assert "Ferries Made Safer" in text
    assert source_fact(asks, cite(None)).text == "as printed"


def test_an_article_is_as_old_as_its_record_says() -> None:
    assert record_fact(make_article(date="2015-05-01"), "date") == Fact("date", "May 1, 2015")
    assert make_article(date="2015-05-01").date == dt.date(2015, 5, 1)
