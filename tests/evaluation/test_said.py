"""What people say to a bot, each with the kind of reply that fits (`said.yaml`)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from glmbot.core.answering.acts import ACTS, ACTS_ON_ARTICLES
from glmbot.core.answering.answerer import Answerer
from glmbot.core.model import Answer, Found, Listing, Related, Remark, Reply, Shown, parts_of
from glmbot.storage.load import build_answerer
from glmbot.storage.resources import read_intents, read_yaml
from support.articles import corpus_of, given_article

FILES = {
    name: read_yaml(Path(__file__).parent / f"{name}.yaml")["said"]
    for name in ("said", "said-blind", "said-blind2", "said-blind3")
}
LEAST = {"said": 98, "said-blind": 80, "said-blind2": 128, "said-blind3": 88}
"""How many of each file get a fitting reply, at least."""
RECORD = {"authors", "url", "title", "date", "jurisdictions"}


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
            return "record" if first.fact.field in RECORD else first.fact.field
        case Found() if shown and shown.passage and first.passage:
            return _on_from(shown, first)
    return "question"


def _on_from(shown: Shown, reply: Shown) -> str:
    assert shown.passage
    assert reply.passage
    if reply.passage != shown.passage and reply.passage.span in shown.passage.span:
        return "short"
    if reply.evidence:
        return "question"
    if isinstance(reply, Related):
        return "other" if reply.passage in shown.others else "question"
    if reply.passage.paragraphs[0] == shown.passage.paragraphs[-1] + 1:
        return "next"
    return "previous" if reply.passage.paragraphs[-1] == shown.passage.paragraphs[0] - 1 else "question"


def fits(wanted: str | Sequence[str], kind: str, reply: Reply) -> bool:
    """Whether a reply is of a kind that is wanted, or the sentence of an intent that is."""
    kinds = {kind}
    if isinstance(reply, Remark):
        kinds.add(reply.intent)
    if kind == "question" and not isinstance(parts_of(reply)[0], Answer):
        kinds.add("unsure")
    return not kinds.isdisjoint([wanted] if isinstance(wanted, str) else wanted)


def replied(answerer: Answerer, one: Mapping[str, Any]) -> tuple[str, Reply]:
    before = answerer.turn(one["after"]) if "after" in one else None
    reply = answerer.turn(one["say"], before=before).reply
    return kind_of(reply, before.shown if before else None), reply


@pytest.mark.parametrize("name", FILES)
def test_most_of_what_people_say_gets_a_fitting_reply(answerer: Answerer, name: str) -> None:
    found = {one["say"]: (one["wanted"], *replied(answerer, one)) for one in FILES[name]}
    unfit = {say: (wanted, kind) for say, (wanted, kind, reply) in found.items() if not fits(wanted, kind, reply)}
    assert len(found) - len(unfit) >= LEAST[name], unfit


def test_who_is_in_danger_is_always_told_where_to_turn(answerer: Answerer) -> None:
    for one in (one for said in FILES.values() for one in said):
        if one["wanted"] == "distress":
            assert replied(answerer, one)[0] == "distress", one["say"]


def test_small_talk_gets_no_passage_as_an_answer(answerer: Answerer) -> None:
    intents = {one.name for one in read_intents().listed} - {*ACTS, *ACTS_ON_ARTICLES}
    for one in (*FILES["said"], *FILES["said-blind2"]):
        wanted = [one["wanted"]] if isinstance(one["wanted"], str) else one["wanted"]
        if intents.union({"remark", "distress"}).issuperset(wanted):
            assert not isinstance(replied(answerer, one)[1], Answer), one["say"]
