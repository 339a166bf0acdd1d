from glmbot.health.course import course, replied
from glmbot.health.events import Answered, Event
from glmbot.health.timed import timed
from glmbot.storage.load import build_answerer
from glmbot.storage.reader import open_reader
from support.articles import corpus_of, given_article


def test_a_timed_answerer_answers_the_same_and_notes_its_parts() -> None:
    told: list[Event] = []
    reader, _ = open_reader()
    plain = build_answerer(corpus_of(given_article()), reader=reader)
    question = "Which regions does the MOU target?"
    with course("ask", told.append):
        reply = timed(plain).answer(question)
        replied("answer")
    assert reply == plain.answer(question)
    (event,) = told
    assert isinstance(event, Answered)
    assert set(event.stages) == {"parse", "rank", "read"}
