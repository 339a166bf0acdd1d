import dataclasses
import re

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.bot.i18n import say_in
from glmbot.bot.ui.answer_buttons import (
    ASKED,
    QUESTION_LIMIT,
    answer_rows,
    parts_rows,
    question_under,
    reading_rows,
)
from glmbot.bot.ui.components import PASSAGE_REFS, Button, PassageRef, Row, custom_id
from glmbot.bot.ui.controls import Controls
from glmbot.core.citation import cite
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Answer, Fact, Passage
from support.articles import make_article
from support.sent import ids_of

SAY = say_in("en")
URL = "https://x.example/page"
ARTICLE = make_article(url=URL)
FIRST, SECOND, LAST = split_passages(ARTICLE)


def reply(passage: Passage | None, *, others: tuple[Passage, ...] = ()) -> Answer:
    fact = None if passage else Fact("title", ARTICLE.title)
    return Answer(ARTICLE, passage, (), cite(ARTICLE), fact=fact, others=others)


def labels(row: object) -> list[str]:
    assert isinstance(row, tuple)
    return [button.label or button.emoji for button in row]


def test_an_answer_can_be_read_on_cited_looked_up_and_voted_on() -> None:
    first, quiet = answer_rows(reply(SECOND, others=(FIRST,)), SAY, question="Which?", asker=5)
    assert labels(first) == ["◀ ¶ 1", "¶¶ 3–4 ▶", "Cite", "Sources"]
    assert labels(quiet) == ["More", "Save", "👍", "👎"]


def test_a_fact_beside_a_passage_is_not_voted_on() -> None:
    found = dataclasses.replace(reply(SECOND), fact=Fact("source", "The Courier"))
    assert labels(answer_rows(found, SAY, question="Which?", asker=5)[1]) == ["More", "Save"]


def test_without_a_question_there_is_no_more() -> None:
    (row,) = answer_rows(reply(SECOND), SAY, question="", asker=5)
    assert labels(row) == ["◀ ¶ 1", "¶¶ 3–4 ▶", "Cite", "Sources", "Save"]


def test_a_record_without_a_passage_leads_to_its_citation() -> None:
    (row,) = answer_rows(reply(None), SAY, question="Which?", asker=5)
    assert labels(row) == ["Cite"]


def test_parts_have_one_set_of_controls() -> None:
    parts = [(1, reply(SECOND), "Which?"), (2, reply(None), "Who?"), (3, reply(LAST), "When?")]
    first, quiet = parts_rows(parts, SAY, asker=5, may_thread=True)
    assert labels(first) == ["1 · ¶ 2", "3 · ¶¶ 3–4", "Cite", "Sources"]
    assert labels(quiet) == ["Continue in a thread", "Save"]
    key = ARTICLE.key
    assert ids_of([first]) == [
        f"glmbot:part:{key}:2:0:Which?", f"glmbot:part:{key}:3:0:When?",
        f"glmbot:cite:{key}:2:5+{key}:0+{key}:3", f"glmbot:sources:{key}:2:5+{key}:3",
    ]  # fmt: skip
    assert ids_of([quiet])[1:] == [f"glmbot:save:{key}:2:5+{key}:3"]


def test_parts_of_one_passage_are_cited_once() -> None:
    parts = [(number, reply(SECOND), f"Part {number}?") for number in (1, 2, 3)]
    first, quiet = parts_rows(parts, SAY, asker=5, may_thread=False)
    assert labels(quiet) == ["Save"]
    assert labels(first) == ["1 · ¶ 2", "2 · ¶ 2", "3 · ¶ 2", "Cite", "Sources"]
    assert ids_of([first])[3:] == [f"glmbot:{name}:{ARTICLE.key}:2:5" for name in ("cite", "sources")]


@pytest.mark.parametrize(
    ("passage", "disabled"), [(FIRST, [True, False]), (SECOND, [False, False]), (LAST, [False, True])]
)
def test_at_an_end_one_can_not_go_on(passage: Passage, disabled: list[bool]) -> None:
    row = reading_rows(passage, SAY, asker=5)[0]
    assert isinstance(row, tuple)
    assert [button.is_disabled for button in row[:2]] == disabled


def test_the_steps_lead_back_to_the_passage_that_answered() -> None:
    steps = [one for one in ids_of(answer_rows(reply(SECOND), SAY, question="Which?", asker=5)) if ":go:" in one]
    assert steps == [f"glmbot:go:{ARTICLE.key}:1:5:back:2", f"glmbot:go:{ARTICLE.key}:3:5:on:2"]


def test_a_press_finds_the_passage_beside_the_asker_and_the_question() -> None:
    rows = reading_rows(SECOND, SAY, asker=5, question="Which: ferries?")
    key = ARTICLE.key
    assert ids_of(rows) == [
        f"glmbot:go:{key}:1:5:back", f"glmbot:go:{key}:3:5:on", f"glmbot:cite:{key}:2:5",
        f"glmbot:sources:{key}:2:5", f"glmbot:more:{key}:2:0:Which: ferries?", f"glmbot:save:{key}:2:5",
    ]  # fmt: skip


@given(st.integers(1, 99_999), st.text(min_size=QUESTION_LIMIT, max_size=QUESTION_LIMIT))
def test_the_shortest_form_of_a_question_fits_whole(paragraph: int, question: str) -> None:
    match = re.fullmatch(f"glmbot:more:{ASKED}", custom_id("more", ARTICLE.key, paragraph, 0, question), re.DOTALL)
    assert match is not None
    assert match["question"] == question


def sent(*rows: Row) -> discord.Message:
    """A message with some rows of controls, as Discord gives it back."""
    made = [discord.ActionRow({"type": 1, "components": row["components"]}) for row in Controls(rows).to_components()]
    message = object.__new__(discord.Message)
    message.components = [*made]
    return message


@pytest.mark.parametrize("action", ["more", "why"])
def test_the_question_is_read_back_from_what_stands_under_a_message(action: str) -> None:
    button = Button("More", custom_id(action, ARTICLE.key, 2, 0, "Which: ferries?"))
    assert question_under(sent((button,))) == "Which: ferries?"


def test_under_a_message_without_controls_there_is_no_question() -> None:
    for message in (None, sent(), sent(*answer_rows(reply(None), SAY, question="", asker=5))):
        assert question_under(message) == ""


@given(st.lists(st.tuples(st.integers(0, 2**64 - 1), st.integers(0, 999_999)), min_size=1, max_size=3))
def test_some_references_fit_and_are_read_back(pairs: list[tuple[int, int]]) -> None:
    refs = list(dict.fromkeys(PassageRef(f"{key:016x}", paragraph, 2**63 - 1) for key, paragraph in pairs))
    for action in ("cite", "sources", "style"):
        made = custom_id(action, PassageRef.join([*refs, refs[0]]))
        match = re.fullmatch(f"glmbot:{action}:{PASSAGE_REFS}", made)
        assert match is not None
        assert PassageRef.all_of(match) == refs
