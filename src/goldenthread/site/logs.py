"""Logs as JSON, one line an event, in UTC, and never with anything that somebody said."""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_number: ContextVar[str] = ContextVar("request_number", default="")

# what an event of ours may carry beside its words; everything else is left out
CARRIED = (
    "route",
    "method",
    "status",
    "milliseconds",
    "job",
    "kind",
    "made_at",
    "version",
    "chain",
    "event",
    "hash",
)
SAFE_LOGGERS = ("goldenthread.", "granian", "django_tasks")


class JsonLine(logging.Formatter):
    """One event as one line of JSON.

    Other people's events keep their words but not what was filled into them, and an error keeps where it
    happened but not its message: both can quote an address, a name or an answer.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        safe = record.name.startswith(SAFE_LOGGERS)
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if safe else str(record.msg)[:200],
        }
        if number := request_number.get():
            line["request"] = number
        line.update({name: record.__dict__[name] for name in CARRIED if name in record.__dict__})
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False, default=str)
