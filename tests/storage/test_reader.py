from pathlib import Path

import pytest

from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Found, Passage
from glmbot.storage.load import build_answerer
from glmbot.storage.reader import OnnxReader, open_reader
from support.articles import corpus_of, given_article, make_article

QUESTION = "Who is the Executive Director of the UNODC?"


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    found, missing = open_reader()
    assert not missing
    assert isinstance(found, OnnxReader)
    return found


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    return split_passages(given_article())


def test_the_words_that_answer_stand_in_the_passage(reader: OnnxReader, passages: tuple[Passage, ...]) -> None:
    passage = next(one for one in passages if 4 in one.paragraphs)
    (reading,) = reader.read(QUESTION, [passage])
    assert reading.span
    assert "Fedotov" in passage.text[reading.span.start : reading.span.end]
    assert reading.span_score > 0


def test_a_passage_is_read_the_same_alone_and_beside_others(reader: OnnxReader, passages: tuple[Passage, ...]) -> None:
    together = [one.relevance for one in reader.read(QUESTION, passages)]
    alone = [reader.read(QUESTION, [one])[0].relevance for one in passages]
    assert alone == pytest.approx(together, abs=0.1)  # int8 scales depend on what is read together


def test_a_question_without_passages_needs_no_reading(reader: OnnxReader) -> None:
    assert reader.read(QUESTION, []) == []


def test_a_long_passage_is_read_to_its_end(reader: OnnxReader) -> None:
    filler = "The council met in the old hall and spoke of the weather and of the roads. " * 30
    article = make_article(filler + "The toll on the new bridge is 40 crowns for each cart.")
    (passage,) = split_passages(article)
    (reading,) = reader.read("How much is the toll on the new bridge?", [passage])
    assert reading.span
    assert "40 crowns" in passage.text[reading.span.start : reading.span.end]


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    reader, missing = open_reader(tmp_path)
    assert reader is None
    assert missing == f"{tmp_path}/model.onnx"


def test_a_reply_shows_the_words_that_answer(reader: OnnxReader) -> None:
    answerer = build_answerer(corpus_of(given_article(), make_article()), reader=reader)
    reply = answerer.answer(QUESTION)
    assert isinstance(reply, Found)
    assert reply.answer_span
    assert reply.passage
    assert reply.answer_span in reply.passage.span
    assert reply.emphasised == (reply.answer_span,)
    assert reply == answerer.answer(QUESTION)
