import json
import string
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glmbot.core.corpus.filters import read_filters
from glmbot.ingest.loc_gov import routes
from glmbot.ingest.loc_gov.addresses import Site, canonical
from glmbot.ingest.loc_gov.answers import Kind, Raw, Verdict, judge
from glmbot.ingest.loc_gov.entries import Record, entry_at, is_wanted, read_record
from glmbot.ingest.loc_gov.errors import AnswerError
from glmbot.ingest.loc_gov.values import read_object, texts

SITE = Site()
ITEM = "https://www.loc.gov/item/global-legal-monitor/2019-01-15/norland-invented-act/"
NAMES = st.sampled_from([routes.ITEM_BLOCK, *routes.ADDRESSES, *routes.TITLES, "location", "subject", "status"])
ANY_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(NAMES, ANY_JSON, max_size=6))
def test_a_row_of_any_shape_is_read(row: dict[str, Any]) -> None:
    record = read_record(row)
    is_wanted(record, read_filters("Norland", "Harbours"))
    for address in texts(row, routes.ADDRESSES):
        entry_at(address, SITE, record)


@given(ANY_JSON, st.integers(100, 599), st.sampled_from(["page", "item", "feed"]))
def test_an_answer_of_any_shape_is_judged(content: Any, status: int, kind: Kind) -> None:
    assert judge(Raw(status, {}, json.dumps(content).encode()), kind) in Verdict


@given(st.binary(max_size=200), st.sampled_from(["page", "item"]))
def test_bytes_that_are_no_json_are_never_good(body: bytes, kind: Kind) -> None:
    assert read_object(body) is not None or judge(Raw(200, {}, body), kind) is not Verdict.GOOD


@given(
    st.text(string.printable + "é\ud800", max_size=60) | st.from_regex(r"(https?:)?//[a-z.@:0-9\[\]]{0,20}/\S{0,20}")
)
@example("https://www.loc.gov/\ud800")
@example("//www.loc.gov/item/\x1b[31m")
@example("https://www.loc.gov:99999/")
@example("https://evil.example\\@www.loc.gov/")
def test_an_address_of_any_shape_leads_to_the_site_or_nowhere(address: str) -> None:
    try:
        place = SITE.locate(address)
    except AnswerError:
        return
    host, _, path = place.removeprefix("https://").partition("/")
    assert host == "loc.gov" or host.endswith(".loc.gov")
    assert not path.startswith("search")


@pytest.mark.parametrize(
    "address",
    [
        ITEM,
        ITEM.replace("https:", "http:"),
        ITEM.removeprefix("https:"),
        ITEM.rstrip("/"),
        ITEM.replace("www.", ""),
        f"{ITEM}?loclr=eaglm",
        f"{ITEM}?fo=json#top",
        ITEM.replace("norland", "Norland"),
        ITEM.removeprefix("https://www.loc.gov"),
        f"  {ITEM}\n",
    ],
)
def test_every_form_of_an_address_has_one_canonical_form(address: str) -> None:
    assert canonical(address, SITE) == ITEM


def test_html_and_entities_are_taken_off_labels() -> None:
    row = {"title": "Ostland; Norland &amp; Isles: An <cite>Act</cite>", "subject": [" Harbours &amp;  Lamps "]}
    assert read_record(row) == Record(("Ostland", "Norland & Isles"), ("Harbours & Lamps",))
