import json
from typing import Any

import pytest

from glmbot.core.corpus.filters import Filters, read_filters
from glmbot.ingest.loc_gov.collection import first_page, list_collection
from glmbot.ingest.loc_gov.errors import StopError
from ingest.loc_gov.bench import TODAY, Clock, Rig
from ingest.loc_gov.loc_server import COLLECTION, LocServer, Scripted, item_of, path_of, row_of


def listed(rig: Rig, filters: Filters | None = None) -> list[str]:
    return [one.address for one in list_collection(rig.session, filters or read_filters(), TODAY, rig.told.append)]


def page(rows: list[Any], **pagination: Any) -> Scripted:
    return Scripted(body=json.dumps({"results": rows, "pagination": pagination}).encode())


def test_pages_are_followed_by_next_though_last_lies(rig: Rig, server: LocServer) -> None:
    server.perpage = 3
    assert listed(rig) == [f"https://www.loc.gov{path_of(number)}" for number in range(7)]
    assert [one.query.get("sp") for one in server.asked(COLLECTION)] == [None, "2", "3"]
    assert all(one.query["fo"] == "json" for one in server.seen)
    assert rig.told == ["listed 3 of 7", "listed 6 of 7", "listed 7 of 7"]


def test_requests_stand_six_seconds_apart(rig: Rig, server: LocServer, clock: Clock) -> None:
    server.perpage = 2
    rig.fetch()
    assert len(server.seen) == 11
    assert clock.slept == [6] * 10


def test_fewer_rows_than_named_are_told(rig: Rig, server: LocServer) -> None:
    server.script(COLLECTION, page([row_of(1)], of="12", next=None))
    assert len(listed(rig)) == 1
    assert rig.told[-1].startswith("loc.gov names 12 items but lists 1")


@pytest.mark.parametrize("next_", [f"//www.loc.gov{COLLECTION}?sp=1", f"{COLLECTION}?sp=9", "?sp=1"])
def test_pages_that_go_round_or_past_the_end_come_to_an_end(rig: Rig, server: LocServer, next_: str) -> None:
    server.script(COLLECTION, *[page([row_of(1)], of=5, next=next_)] * 3)
    assert len(listed(rig)) == 1
    assert len(server.seen) == 2


def test_a_next_page_elsewhere_is_not_followed(rig: Rig, server: LocServer) -> None:
    server.script(COLLECTION, page([row_of(1)], of=5, next="https://elsewhere.example/?sp=2"))
    with pytest.raises(StopError, match="not followed"):
        listed(rig)


def test_only_articles_of_the_collection_are_taken(rig: Rig, server: LocServer) -> None:
    strangers = [
        {"id": "http://www.loc.gov/item/lcwaN0001234/", "url": "//lccn.loc.gov/2001", "title": "Norland: A Map"},
        {"id": "http://elsewhere.example" + path_of(1)},
        {"id": "https://www.loc.gov/item/global-legal-monitor/2019-13-45/no-such-day/"},
        {"id": 7, "url": None},
        "no row",
        {"id": "http://lccn.loc.gov/1", "aka": ["//lccn.loc.gov/1", f"http://www.loc.gov{path_of(4)}?loclr=eaglm"]},
        {"url": [f"//www.loc.gov{path_of(5)}".rstrip("/")]},
    ]
    server.script(COLLECTION, page(strangers, of=7, next=None))
    assert listed(rig) == [f"https://www.loc.gov{path_of(4)}", f"https://www.loc.gov{path_of(5)}"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Scripted(body=b'{"status": 404}'), "its address may have changed"),
        (Scripted(body=b'{"rows": []}'), "can't be used"),
        (Scripted(body=b'{"results": []}', headers={"Cache-Control": "no-cache"}), "try again later"),
    ],
)
def test_a_list_that_cannot_be_had_ends_the_run(rig: Rig, server: LocServer, answer: Scripted, told: str) -> None:
    server.script(COLLECTION, *[answer] * 4)
    with pytest.raises(StopError, match=told):
        listed(rig)


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (read_filters(after="2019-04"), [3, 4, 5, 6]),
        (read_filters(before="2019-02-15"), [0, 1]),
        (read_filters(topic="harbours"), [1, 3, 5]),
        (read_filters(jurisdiction="NORLAND", after="2019-07-15"), [6]),
        (read_filters(jurisdiction="Sudland"), []),
    ],
)
def test_filters_choose(rig: Rig, server: LocServer, filters: Filters, numbers: list[int]) -> None:
    rig.fetch(filters)
    assert rig.names == [path_of(number).strip("/").partition("/")[2].partition("/")[2] for number in numbers]
    assert len(server.seen) == 1 + len(numbers)


def test_where_a_row_is_silent_the_item_is_asked(rig: Rig, server: LocServer) -> None:
    server.rows = [{"id": f"http://www.loc.gov{path_of(number)}"} for number in range(4)]
    run = rig.fetch(read_filters(topic="Harbours", jurisdiction="Norland"), limit=2)
    assert [name[-1] for name in rig.names] == ["1", "3"]
    assert str(run.summary) == "added 2, skipped 0, refused 0, failed 0, unwanted 2"


def test_jurisdictions_are_read_from_the_title_too(rig: Rig, server: LocServer) -> None:
    server.rows = [{"id": f"http://www.loc.gov{path_of(1)}", "title": "Ostland; Norland: Invented &amp; Act"}]
    server.items[path_of(1)] = item_of(1) | {"item": {"title": "Ostland; Norland: Invented Act"}}
    rig.fetch(read_filters(jurisdiction="ostland"))
    assert len(rig.stored) == 1


def test_years_are_asked_for() -> None:
    assert "dates=2019%2F2026" in first_page(read_filters(after="2019-05"), TODAY).replace("/2026", "%2F2026")
    assert "dates" not in first_page(read_filters(), TODAY)
    assert first_page(read_filters(before="2010"), TODAY).endswith("dates=2000/2010")
