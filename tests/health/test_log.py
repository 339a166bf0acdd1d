import json
import logging

import pytest

from glmbot.health.events import Answered, Refused
from glmbot.health.log import JsonFormatter, log_question


def test_a_record_is_one_object_on_one_line() -> None:
    error = ValueError("two\nlines")
    record = logging.LogRecord("x", logging.ERROR, "", 0, "it %s\nfailed", ("all",), (ValueError, error, None))
    line = JsonFormatter().format(record)
    assert "\n" not in line
    written = json.loads(line)
    assert (written["level"], written["logger"], written["message"]) == ("ERROR", "x", "it all\nfailed")
    assert written["time"].endswith("+00:00")
    assert written["traceback"].endswith("ValueError")


def test_only_an_answered_question_has_a_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        log_question(Refused())
        log_question(Answered("ask", "answer", 0.1234567, {"rank": 0.01}, 123456789012345678))
    (record,) = caplog.records
    written = json.loads(JsonFormatter().format(record))
    assert written["answer"] == "123456789012345678", "as text: a number would lose its last digits in many readers"
    assert (written["surface"], written["kind"], written["ms"]) == ("ask", "answer", 123.457)
    assert written["stages_ms"] == {"rank": 10.0}
