"""The log as JSON, an object a line, and a line for each question."""

import datetime as dt
import json
import logging
from typing import Any, Final

from glmbot.health.discreet import OWN, Discreet, discreet, report_uncaught
from glmbot.health.events import Answered, Event

_questions = logging.getLogger("glmbot.questions")
_FIELDS: Final = "fields"
_LINE: Final = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class JsonFormatter(Discreet):
    """Writes a record as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The object: time (UTC), level, logger, message; what a question's line has besides; a traceback."""
        record = discreet(record)
        written: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, _FIELDS, {}),
        }
        if record.exc_info:
            written["traceback"] = self.formatException(record.exc_info)
        return json.dumps(written)


def set_up_logging(level: str, *, as_json: bool) -> None:
    """Write the log to standard error, and what nobody catches with it."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if as_json else Discreet(_LINE))
    logging.basicConfig(level=max(logging.INFO, logging.getLevelNamesMapping()[level]), handlers=[handler])
    logging.getLogger(OWN).setLevel(level)
    report_uncaught()


def log_question(event: Event) -> None:
    """Write a line for a question that was answered: the answer's id, its kind, the milliseconds of the stages."""
    if isinstance(event, Answered):
        told = {
            "answer": None if event.answer is None else str(event.answer),
            "surface": event.surface,
            "kind": event.kind,
            "ms": round(event.seconds * 1000, 3),
            "stages_ms": {name: round(seconds * 1000, 3) for name, seconds in event.stages.items()},
        }
        _questions.info("answered", extra={_FIELDS: told})
