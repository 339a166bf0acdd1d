import asyncio

from glmbot.health.course import course, replied, sent, stage
from glmbot.health.events import Answered, Event


def test_a_question_is_told_of_with_its_kind_its_stages_and_its_answer() -> None:
    told: list[Event] = []
    with course("mention", told.append):
        with stage("answer"), stage("rank"):
            pass
        with stage("answer"):
            replied("related")
        sent(7)
        sent(8)
    (event,) = told
    assert isinstance(event, Answered)
    assert (event.surface, event.kind, event.answer) == ("mention", "related", 7)
    assert list(event.stages) == ["rank", "answer"]
    assert 0 <= event.stages["rank"] <= event.stages["answer"] <= event.seconds


def test_what_got_no_reply_is_not_told_of() -> None:
    told: list[Event] = []
    with course("mention", told.append), stage("answer"):
        pass
    assert told == []


def test_outside_of_a_question_nothing_is_noted() -> None:
    with stage("answer"):
        replied("answer")
        sent(1)


async def test_questions_at_the_same_time_note_their_own_stages() -> None:
    told: list[Event] = []
    turn = asyncio.Event()

    async def ask(surface: str, *, first: bool) -> None:
        with course(surface, told.append):
            with stage(surface):
                if first:
                    await turn.wait()
                turn.set()
            replied("answer")

    await asyncio.gather(ask("mention", first=True), ask("ask", first=False))
    assert [(event.surface, list(event.stages)) for event in told if isinstance(event, Answered)] == [
        ("ask", ["ask"]),
        ("mention", ["mention"]),
    ]
