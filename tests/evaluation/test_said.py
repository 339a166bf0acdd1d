"""What people say to a bot, each with the kind of reply that fits (`said.yaml`)."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from glmbot.core.answering.answerer import Answerer
from glmbot.core.model import Answer, Found, Listing, Remark, Reply, Shown, parts_of
from glmbot.storage.load import build_answerer
from glmbot.storage.resources import read_yaml
from support.articles import corpus_of, given_article

FILES = {name: read_yaml(Path(__file__).parent / f"{name}.yaml")["said"] for name in ("said", "said-blind")}
LEAST = {"said": 98, "said-blind": 80}
"""How many of each hundred get a fitting reply, at least."""


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return build_answerer(corpus_of(given_article()))


def kind_of(reply: Reply, shown: Shown | None) -> str:
    """The kind of a reply, in the words of the file."""
    first = parts_of(reply)[0]
    match first:
        case Remark():
            return "distress" if first.intent in {"danger", "despair"} else "remark"
        case Listing():
            return "list"
        case Found() if first.fact:
            return {"authors": "record", "url": "record"}.get(first.fact.field, first.fact.field)
        case Found() if shown and shown.passage and first.passage:
            return _on_from(shown, first)
    return "question"


def _on_from(shown: Shown, reply: Shown) -> str:
    assert shown.passage
    assert reply.passage
    if reply.passage != shown.passage and reply.passage.span in shown.passage.span:
        return "short"
    is_next = isinstance(reply, Answer) and not reply.evidence
    return "next" if is_next and reply.passage.paragraphs[0] == shown.passage.paragraphs[-1] + 1 else "question"


def replied(answerer: Answerer, one: Mapping[str, str]) -> tuple[str, Reply]:
    before = answerer.turn(one["after"]) if "after" in one else None
    reply = answerer.turn(one["say"], before=before).reply
    return kind_of(reply, before.shown if before else None), reply


@pytest.mark.parametrize("name", FILES)
def test_most_of_what_people_say_gets_a_fitting_reply(answerer: Answerer, name: str) -> None:
    found = {one["say"]: (one["wanted"], replied(answerer, one)[0]) for one in FILES[name]}
    unfit = {say: pair for say, pair in found.items() if pair[0] != pair[1]}
    assert len(found) - len(unfit) >= LEAST[name], unfit


def test_who_is_in_danger_is_always_told_where_to_turn(answerer: Answerer) -> None:
    for one in (one for said in FILES.values() for one in said):
        if one["wanted"] == "distress":
            assert replied(answerer, one)[0] == "distress", one["say"]


def test_small_talk_gets_no_passage_as_an_answer(answerer: Answerer) -> None:
    for one in FILES["said"]:
        if one["wanted"] in {"remark", "distress"}:
            assert not isinstance(replied(answerer, one)[1], Answer), one["say"]
