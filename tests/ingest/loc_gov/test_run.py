import json
from collections.abc import Callable

import pytest

from glmbot.ingest.loc_gov.errors import BlockedError, LimitedError, StopError
from glmbot.ingest.loc_gov.journal import NAME, Journal
from ingest.loc_gov.bench import Rig
from ingest.loc_gov.loc_server import COLLECTION, LocServer, Scripted, path_of


def test_every_item_is_handed_on_as_it_came(rig: Rig, server: LocServer) -> None:
    run = rig.fetch()
    assert [json.loads(item) for _, item in rig.stored] == [server.items[path_of(number)] for number in range(7)]
    assert rig.names[0] == "2019-01-15/norland-invented-act-0"
    assert str(run.summary) == "added 7, skipped 0, refused 0, failed 0"


def test_what_was_fetched_is_not_fetched_again(rig: Rig, server: LocServer, again: Callable[[], Rig]) -> None:
    rig.fetch(limit=3)
    with again() as later:
        run = later.fetch()
    assert len(later.stored) == 4
    assert str(run.summary) == "added 4, skipped 3, refused 0, failed 0"
    assert all(len(server.asked(path_of(number))) == 1 for number in range(7))


def test_what_the_corpus_has_is_not_fetched(rig: Rig, server: LocServer) -> None:
    run = rig.run(known=frozenset({f"https://www.loc.gov{path_of(0)}"}))
    from glmbot.core.corpus.filters import read_filters
    from glmbot.ingest.loc_gov.collection import list_collection
    from ingest.loc_gov.bench import TODAY

    run.fetch(list_collection(rig.session, read_filters(), TODAY, rig.told.append), read_filters(), 1)
    assert not server.asked(path_of(0))
    assert len(server.asked(path_of(1))) == 1


def test_refused_and_skipped_items_are_finished_too(rig: Rig, again: Callable[[], Rig]) -> None:
    rig.verdict = "refused: the text is empty"
    assert str(rig.fetch(limit=1).summary) == "added 0, skipped 0, refused 1, failed 0"
    rig.verdict = "skipped: there already"
    assert str(rig.fetch(limit=1).summary) == "added 0, skipped 2, refused 0, failed 0"
    assert "2019-01-15/norland-invented-act-0: refused: the text is empty" in rig.told
    with again() as later:
        assert later.fetch().summary["skipped"] == 2


def test_a_missing_item_is_told_and_the_rest_goes_on(rig: Rig, server: LocServer) -> None:
    del server.items[path_of(2)]
    assert str(rig.fetch().summary) == "added 6, skipped 0, refused 0, failed 1"
    assert "2019-03-15/norland-invented-act-2: failed: loc.gov has nothing there (404)" in rig.told


def test_what_failed_is_tried_in_the_next_run(rig: Rig, server: LocServer) -> None:
    server.script(path_of(2), *[Scripted(500)] * 4)
    assert rig.fetch().summary["failed"] == 1
    assert str(rig.fetch().summary) == "added 1, skipped 6, refused 0, failed 0"


def test_three_failing_items_in_a_row_end_the_run(rig: Rig, server: LocServer) -> None:
    for number in range(7):
        server.script(path_of(number), *[Scripted(500)] * 4)
    with pytest.raises(StopError, match="3 items in a row"):
        rig.fetch()
    assert len(server.seen) == 1 + 3 * 4


@pytest.mark.parametrize(
    ("answer", "error"),
    [(Scripted(429), LimitedError), (Scripted(403, headers={"cf-mitigated": "challenge"}), BlockedError)],
)
def test_a_stop_keeps_what_was_fetched(rig: Rig, server: LocServer, answer: Scripted, error: type[StopError]) -> None:
    server.script(path_of(2), answer)
    with pytest.raises(error):
        rig.fetch()
    assert len(Journal(rig.folder).finished) == 2
    assert len(server.seen) == 4


def test_pages_beyond_the_limit_are_not_asked_for(rig: Rig, server: LocServer) -> None:
    server.perpage = 3
    rig.fetch(limit=3)
    assert len(server.asked(COLLECTION)) == 1


def test_a_journal_cut_at_any_byte_goes_on(rig: Rig) -> None:
    rig.fetch(limit=2)
    path = rig.folder / NAME
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        finished = Journal(rig.folder).finished
        assert len(finished) == whole[:length].count(b"\n")
        Journal(rig.folder).finish("https://www.loc.gov/x", "added")
        assert len(Journal(rig.folder).finished) == len(finished) + 1


def test_damaged_lines_of_a_journal_are_left_out(rig: Rig) -> None:
    (rig.folder / NAME).write_bytes(b'nonsense\n[]\n{"address": "a"}\n{"address": "a", "outcome": "added"}\n')
    assert Journal(rig.folder).finished == {"a": "added"}
