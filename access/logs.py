"""What the web process writes to its output: one line of JSON an event, for journald or whatever collects it.

Must not know what is logged. Called by gunicorn's settings, not when the application is imported: tests and
the command line keep their own.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

ROOT = "lagesbild"


class JsonLines(logging.Formatter):
    """A record as one line. A message that is an object of JSON already, as the audit trail's, stays one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its newline."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        message = record.getMessage()
        try:
            inner = json.loads(message)
        except ValueError:
            inner = None
        line |= inner if isinstance(inner, dict) else {"message": message}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        # Letters stay letters. Anything else that a terminal might obey, or take for a new line, does not.
        text = json.dumps(line, ensure_ascii=False)
        return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text)


def configure(stream: TextIO | None = None) -> None:
    """Write the product's own events, from INFO up, to the stream; by default to standard output."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger(ROOT)
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    # Otherwise gunicorn's own handler writes each event a second time.
    logger.propagate = False
