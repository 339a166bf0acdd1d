import os
from pathlib import Path

import pytest

from glmbot.sim.errors import SimError
from glmbot.sim.schema import Schema, schema_of
from glmbot.sim.server import OPENAPI, LocalDiscord
from sim.clients import RestClient

published = pytest.mark.skipif(not os.environ.get(OPENAPI), reason=f"{OPENAPI} names no copy of Discord's description")
MESSAGES = "/channels/{channel_id}/messages"


@pytest.fixture
def schema() -> Schema:
    return schema_of(Path(os.environ[OPENAPI]))


@published
@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse[0]"),
        ({"content": "x" * 4001}, "content"),
        ({"embeds": [{"title": 7}]}, "embeds[0].title"),
        ({"content": "x", "message_reference": {"message_id": "x"}}, "message_reference.message_id"),
    ],
)
def test_a_wrong_request_is_found_with_its_place(schema: Schema, body: dict[str, object], place: str) -> None:
    assert [error.place for error in schema.request_errors("POST", MESSAGES, body)] == [place]


@published
@pytest.mark.parametrize(
    "body",
    [
        {"content": "x", "nonce": "123", "enforce_nonce": True},
        {"content": "x", "nonce": 123},
        {"content": "x", "message_reference": {"message_id": 123, "channel_id": "123"}},
    ],
)
def test_what_libraries_send_is_no_false_alarm(schema: Schema, body: dict[str, object]) -> None:
    assert schema.request_errors("POST", MESSAGES, body) == []


@published
@pytest.mark.parametrize(
    ("status", "body", "place"),
    [(200, {"id": "1"}, ""), (302, {}, "status"), (404, {"code": "x", "message": "m"}, "code")],
)
def test_a_wrong_answer_is_found(schema: Schema, status: int, body: dict[str, object], place: str) -> None:
    assert place in [error.place for error in schema.response_errors("POST", MESSAGES, status, body)]


@published
async def test_what_only_the_schema_finds_is_refused_like_the_rest(lenient: LocalDiscord, rest: RestClient) -> None:
    status, answer = await rest("POST", rest.questions + "/messages", {"content": "x", "tts": "loud"})
    assert (status, answer["code"]) == (400, 50035)
    assert lenient.refusals[0].errors[0].place == "tts"
    assert "tts" in lenient.violations[0]


@published
async def test_this_servers_own_faults_are_told(
    lenient: LocalDiscord, rest: RestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glmbot.sim.rest.messages.public", lambda body: {**body, "content": None})
    await rest("POST", rest.questions + "/messages", {"content": "x"})
    assert any(text.startswith("answer to POST") and "content" in text for text in lenient.violations)


def test_a_file_that_is_no_description_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_text("{}", encoding="utf-8")
    for name in ("empty.json", "none.json"):
        with pytest.raises(SimError, match=name):
            Schema(tmp_path / name)


async def test_a_failure_of_this_server_is_a_500_and_told(
    lenient: LocalDiscord, rest: RestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_body: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("glmbot.sim.rest.messages.public", fail)
    assert (await rest("POST", rest.questions + "/messages", {"content": "x"}))[0] == 500
    assert "ZeroDivisionError" in lenient.violations[0]
    assert "failed" in caplog.text
