"""What an ellipsis may leave out of an invented article, and what it may not."""

import pytest

from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.quotations import Checked, check_text
from glmbot.core.quotations.wording import verdict
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article

BRIDGES = (
    "(June 9, 2018) The Assembly of Elbonia passed on May 30, 2018, by 40 votes a law on bridges. Carts are"
    " forbidden on wooden bridges, ropeways, and jetties; on stone bridges they need a pass. The keeper, Ulla"
    " Brandt, said that the law (Bridges Act) came late. (Carts Off, ELBONIA TIMES (June 1, 2018).) The toll is up"
    " to 300 crowns (about US$40) a year, and a night in the tower is possible if the bridge breaks. A carter must"
    " be at least twelve years old, and those under fifteen must be led. The keeper may, with the consent of the"
    " owner, the tenant, and the miller, close a bridge. Whoever owns a heavy cart pays twice. The National Bridge"
    " Office (NBO) counts the carts. The opposition, the minister warned, would sell the bridges. The law, however,"
    " was not liked. Bridges, docks, and mills belong to the state. It enters into force on January 1, 2019, for"
    " stone and on July 1, 2019, for wood.\n\n"
    "The toll is paid each spring. The coins are new. It is kept in the tower. The tower has two keys. Only millers"
    " pay half. Carts are counted twice.\n\n"
    "Jetties are repaired by the state."
)


@pytest.fixture(scope="module")
def index() -> CorpusIndex:
    bridges = make_article(BRIDGES, title="Elbonia: Bridges", date="2018-06-09", jurisdictions=["Elbonia"])
    return build_answerer(corpus_of(make_article(), bridges)).corpus_index


def one(index: CorpusIndex, text: str) -> Checked:
    (checked,) = check_text(text, index)
    return checked


@pytest.mark.parametrize(
    "text",
    [
        "The Assembly of Elbonia passed … by 40 votes a law on bridges",
        "The keeper … said that the law",
        "said that the law … came late",
        "came late. … The toll is up to 300 crowns",
        "The toll is up to 300 crowns … a year",
        "The National Bridge Office … counts the carts",
        "The law … was not liked",
        "The toll is paid each spring. … The tower has two keys",
        "Carts are counted twice.\n\n… Jetties are repaired",
    ],
)
def test_what_is_plainly_harmless_may_be_left_out(index: CorpusIndex, text: str) -> None:
    finding = one(index, text).finding
    assert finding is not None
    assert not finding.may_turn
    assert finding.is_true


@pytest.mark.parametrize(
    "text",
    [
        "Carts are forbidden on … stone bridges",
        "Carts are forbidden … on stone bridges",
        "Carts are forbidden on wooden bridges … and jetties",
        "The toll is up to 300 crowns … if the bridge breaks",
        "A carter must be at least twelve years old … must be led",
        "A carter must be … twelve years old",
        "The keeper may … close a bridge",
        "with the consent of the owner … and the miller, close a bridge",
        "Whoever owns a … cart pays twice",
        "The opposition … would sell the bridges",
        "Bridges … and mills belong to the state",
        "It enters into force … for stone and on July 1, 2019",
        "It enters into force on January … 2019, for stone",
        "passed on … 30, 2018, by 40 votes",
        "(Carts Off … June 1, 2018",
        "The toll is paid each spring. … It is kept in the tower",
        "The tower has two keys. … Carts are counted twice",
        "Only millers pay half. … Jetties are repaired by the state",
    ],
)
def test_what_may_bear_on_the_sense_is_to_be_compared(index: CorpusIndex, text: str) -> None:
    checked = one(index, text)
    assert checked.finding is not None
    assert checked.finding.status == "shortened"
    assert not checked.is_true
    assert verdict(checked).endswith(("Compare:", "the subject may differ."))


def test_the_nearest_place_is_what_an_ellipsis_is_judged_by() -> None:
    body = "The law is old. The keeper sleeps. The law, however, forbids carts. The law is short."
    index = build_answerer(corpus_of(make_article(body, title="Elbonia: Carts"), make_article())).corpus_index
    assert one(index, "The law … forbids carts").is_true
