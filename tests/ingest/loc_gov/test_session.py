import json
from collections.abc import Callable
from pathlib import Path

import pytest

from glmbot.ingest.loc_gov.errors import (
    BLOCKED,
    AnswerError,
    BlockedError,
    FailingError,
    LimitedError,
    NotFoundError,
    StopError,
)
from ingest.loc_gov.bench import Clock, Rig
from ingest.loc_gov.loc_server import COLLECTION, LocServer, Scripted, item_of, path_of

GOOD = Scripted(body=json.dumps(item_of(0)).encode())
CHALLENGE_PAGE = b"<!DOCTYPE html><html><title>Just a moment...</title></html>"
PATH = path_of(0)
EMPTY = json.dumps({"results": [], "pagination": {"of": 0, "next": None}}).encode()


def test_the_user_agent_names_glmbot_and_the_contact(rig: Rig, server: LocServer) -> None:
    rig.session.get(PATH, "item")
    agent = server.seen[0].headers["User-Agent"]
    assert agent.startswith("glmbot/")
    assert agent.endswith(" (+tests@example.org)")
    assert server.seen[0].query["fo"] == "json"


@pytest.mark.parametrize(
    "answer",
    [
        Scripted(403, CHALLENGE_PAGE, {"Content-Type": "text/html", "cf-mitigated": "challenge"}),
        Scripted(503, CHALLENGE_PAGE, {"Content-Type": "text/html", "cf-mitigated": "challenge"}),
        Scripted(403, b"{}"),
        Scripted(200, CHALLENGE_PAGE, {"Content-Type": "text/html"}),
        Scripted(200, b"\n  " + CHALLENGE_PAGE),
    ],
    ids=["403 marked", "503 marked", "403 plain", "html 200", "html as json"],
)
def test_a_challenge_stops_at_once(rig: Rig, server: LocServer, answer: Scripted) -> None:
    server.script(PATH, answer)
    with pytest.raises(BlockedError) as caught:
        rig.session.get(PATH, "item")
    assert str(caught.value) == BLOCKED
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("header", "seconds", "when"),
    [
        ({"Retry-After": "300"}, 300, "in 5 min"),
        ({"Retry-After": "Mon, 12 Jan 1970 13:56:40 GMT"}, 600, "in 10 min"),
        ({"Retry-After": "soon"}, None, "in an hour"),
        ({}, None, "in an hour"),
    ],
    ids=["seconds", "date", "nonsense", "none"],
)
def test_the_first_429_stops_all(
    rig: Rig, server: LocServer, header: dict[str, str], seconds: float | None, when: str
) -> None:
    server.script(PATH, Scripted(429, b"{}", header))
    with pytest.raises(LimitedError, match=when) as caught:
        rig.session.get(PATH, "item")
    assert caught.value.seconds == seconds
    with pytest.raises(LimitedError):
        rig.session.get(path_of(1), "item")
    assert len(server.seen) == 1


@pytest.mark.parametrize(("header", "seconds"), [({"Retry-After": "300"}, 300), ({}, 3600)])
def test_a_later_run_waits_as_long_as_a_429_asked(
    server: LocServer, clock: Clock, again: Callable[[], Rig], header: dict[str, str], seconds: float
) -> None:
    server.script(PATH, Scripted(429, b"{}", header))
    for _ in range(2):
        with again() as rig, pytest.raises(LimitedError):
            rig.session.get(PATH, "item")
    assert len(server.seen) == 1
    clock.now += seconds + 1
    with again() as rig:
        assert rig.session.get(PATH, "item")


def test_a_server_that_fails_is_asked_again_with_growing_pauses(rig: Rig, server: LocServer, clock: Clock) -> None:
    server.script(PATH, Scripted(500), Scripted(502, CHALLENGE_PAGE, {"Content-Type": "text/html"}), Scripted(503))
    assert json.loads(rig.session.get(PATH, "item")) == item_of(0)
    assert clock.slept == [12, 24, 48]


def test_a_failing_server_is_told_when_to_come_back(rig: Rig, server: LocServer, clock: Clock) -> None:
    server.script(PATH, Scripted(503, headers={"Retry-After": "100"}))
    rig.session.get(PATH, "item")
    assert sum(clock.slept) == 100


def test_a_long_pause_asked_for_by_a_failing_server_ends_the_run(rig: Rig, server: LocServer) -> None:
    server.script(PATH, Scripted(503, headers={"Retry-After": "7200"}))
    with pytest.raises(StopError, match="in 120 min"):
        rig.session.get(PATH, "item")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Scripted(500), r"fails \(500\)"),
        (Scripted(200, GOOD.body[:-40]), "cut"),
        (Scripted(200, GOOD.body, cut=True), "no whole answer"),
        (Scripted(200, b"[]"), "cut"),
        (Scripted(200, b"\xff\xfe{"), "cut"),
        (Scripted(200, b"[" * 100_000), "cut"),
        (Scripted(200, b'{"status": 500}'), "fails"),
    ],
    ids=["5xx", "json cut", "body cut", "no object", "no text", "deep", "500 in a 200"],
)
def test_what_stays_broken_is_given_up_after_four_tries(
    rig: Rig, server: LocServer, answer: Scripted, why: str
) -> None:
    server.script(PATH, *[answer] * 9)
    with pytest.raises(FailingError, match=why):
        rig.session.get(PATH, "item")
    assert len(server.seen) == 4


def test_a_cut_answer_is_asked_again(rig: Rig, server: LocServer) -> None:
    server.script(PATH, Scripted(200, GOOD.body[:50]), Scripted(200, GOOD.body, cut=True))
    assert json.loads(rig.session.get(PATH, "item")) == item_of(0)


@pytest.mark.parametrize("slow", [Scripted(delay=1.0), Scripted(body=GOOD.body, trickle=True)], ids=["late", "trickle"])
def test_a_slow_answer_is_given_up_and_asked_again(
    server: LocServer, clock: Clock, tmp_path: Path, slow: Scripted
) -> None:
    server.script(PATH, slow)
    with Rig.on(server, clock, tmp_path, seconds=0.3) as rig:
        assert json.loads(rig.session.get(PATH, "item")) == item_of(0)
    assert len(server.seen) == 2


@pytest.mark.parametrize("marked", ["no-cache", "public, max-age=0"])
def test_no_results_marked_as_stale_are_a_failing_index(rig: Rig, server: LocServer, marked: str) -> None:
    server.script(COLLECTION, Scripted(200, EMPTY, {"Cache-Control": marked}))
    assert json.loads(rig.session.get(COLLECTION, "page"))["results"]
    server.script(COLLECTION, *[Scripted(200, EMPTY, {"Cache-Control": marked})] * 4)
    with pytest.raises(FailingError, match="index fails"):
        rig.session.get(f"{COLLECTION}?sp=1", "page")


def test_no_results_without_the_mark_are_none(rig: Rig, server: LocServer) -> None:
    server.script(COLLECTION, Scripted(200, EMPTY))
    assert json.loads(rig.session.get(COLLECTION, "page"))["results"] == []


def test_a_page_of_another_form_is_not_retried(rig: Rig, server: LocServer) -> None:
    server.script(COLLECTION, Scripted(200, b'{"hits": []}'))
    with pytest.raises(AnswerError, match="form that glmbot doesn't know"):
        rig.session.get(COLLECTION, "page")
    assert len(server.seen) == 1


@pytest.mark.parametrize("answer", [None, Scripted(404, CHALLENGE_PAGE, {"Content-Type": "text/html"}), Scripted(410)])
def test_what_is_not_there_is_not_found(rig: Rig, server: LocServer, answer: Scripted | None) -> None:
    path = path_of(88)
    if answer:
        server.script(path, answer)
    with pytest.raises(NotFoundError):
        rig.session.get(path, "item")


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_of_more_than_five_megabytes_is_refused(rig: Rig, server: LocServer, *, declared: bool) -> None:
    body = b'{"item": "' + b"x" * 5_000_000 + b'"}'
    server.script(PATH, Scripted(200, body, cut=not declared))
    with pytest.raises(AnswerError, match="5 MB"):
        rig.session.get(PATH, "item")
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "location",
    ["https://www.loc.gov{}", "http://loc.gov:80{}?fo=html", "//www.loc.gov{}", "{}", "BASE{}"],
)
def test_a_redirect_within_the_site_is_followed_at_the_same_pace(
    rig: Rig, server: LocServer, clock: Clock, location: str
) -> None:
    server.script("/old", Scripted(301, headers={"Location": location.format(PATH).replace("BASE", server.base)}))
    assert json.loads(rig.session.get("/old", "item")) == item_of(0)
    assert clock.slept == [6]
    assert server.seen[1].query["fo"] == "json"


@pytest.mark.parametrize(
    "location",
    [
        "https://loc.gov.example/item/",
        "http://127.0.0.1:1/",
        "//elsewhere.example/",
        "https://user@www.loc.gov/",
        "https://www.loc.gov:8443/",
        "file:///etc/passwd",
        "https://www.loc.gov/search/?q=norland",
        "https://www.loc.gov/item/../search/",
        "https://www.loc.gov/%73earch/",
        "http://[broken/",
    ],
)
def test_a_redirect_elsewhere_is_refused(rig: Rig, server: LocServer, location: str) -> None:
    server.script(PATH, Scripted(302, headers={"Location": location}))
    with pytest.raises(AnswerError):
        rig.session.get(PATH, "item")
    assert len(server.seen) == 1


def test_redirects_without_end_are_given_up(rig: Rig, server: LocServer) -> None:
    server.script(PATH, *[Scripted(302, headers={"Location": PATH})] * 20)
    with pytest.raises(AnswerError, match="redirected"):
        rig.session.get(PATH, "item")
    assert len(server.seen) == 6


def test_an_answer_that_has_not_changed_comes_from_the_cache(
    rig: Rig, server: LocServer, again: Callable[[], Rig]
) -> None:
    first = rig.session.get(PATH, "item")
    with again() as later:
        assert later.session.get(PATH, "item") == first
    assert "If-None-Match" not in server.seen[0].headers
    assert server.seen[1].headers["If-None-Match"]


def test_an_answer_that_has_changed_is_taken_anew(rig: Rig, server: LocServer) -> None:
    rig.session.get(PATH, "item")
    server.items[PATH] = item_of(5)
    assert json.loads(rig.session.get(PATH, "item")) == item_of(5)


def test_an_answer_without_validators_is_good_for_an_hour(rig: Rig, server: LocServer, clock: Clock) -> None:
    server.validators = False
    first = rig.session.get(PATH, "item")
    assert rig.session.get(PATH, "item") == first
    assert len(server.seen) == 1
    clock.now += 3601
    rig.session.get(PATH, "item")
    assert len(server.seen) == 2


def test_a_damaged_file_of_the_cache_is_dropped(rig: Rig, server: LocServer, tmp_path: Path) -> None:
    first = rig.session.get(PATH, "item")
    files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file() and path.name != "pace.json"]
    for content in (b"", b"{}", files[0].read_bytes()[:-1], files[0].read_bytes().replace(b"Norland", b"Norlund")):
        files[0].write_bytes(content)
        assert rig.session.get(PATH, "item") == first
    assert all("If-None-Match" not in one.headers for one in server.seen)


def test_what_may_not_be_stored_is_not(rig: Rig, server: LocServer) -> None:
    server.script(PATH, Scripted(200, GOOD.body, {"Cache-Control": "no-store", "ETag": '"1"'}))
    rig.session.get(PATH, "item")
    rig.session.get(PATH, "item")
    assert "If-None-Match" not in server.seen[1].headers


def test_a_304_that_was_not_asked_for_is_no_answer(rig: Rig, server: LocServer) -> None:
    server.script(PATH, Scripted(304))
    with pytest.raises(AnswerError, match="form"):
        rig.session.get(PATH, "item")
