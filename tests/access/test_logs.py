"""The log of the web process: every event one line that a machine can read."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from access import logs


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    logger = logging.getLogger(logs.ROOT)
    before = (logger.handlers, logger.level, logger.propagate)
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    logger.handlers, logger.level, logger.propagate = before


def test_an_event_of_the_audit_trail_is_one_object(written: io.StringIO) -> None:
    logging.getLogger("lagesbild.audit").info("%s", json.dumps({"event": "login", "subject": "å"}))
    [line] = written.getvalue().splitlines()
    assert json.loads(line) | {"at": ""} == {
        "at": "",
        "level": "info",
        "logger": "lagesbild.audit",
        "event": "login",
        "subject": "å",
    }


def test_a_failure_carries_its_trace_on_the_same_line(written: io.StringIO) -> None:
    try:
        raise ValueError("why\nhere")
    except ValueError:
        logging.getLogger("lagesbild.web").exception("request %s failed", "x1")
    [line] = written.getvalue().splitlines()
    entry = json.loads(line)
    assert (entry["level"], entry["message"]) == ("error", "request x1 failed")
    assert "ValueError: why\nhere" in entry["trace"]


def test_a_line_break_in_a_message_makes_no_second_line(written: io.StringIO) -> None:
    logging.getLogger("lagesbild.web").warning('a\n{"event": "login"}')
    assert len(written.getvalue().splitlines()) == 1


def test_nothing_that_a_terminal_obeys_or_takes_for_a_new_line_is_written(written: io.StringIO) -> None:
    odd = "å\x1b[2J\x85\u2028\u202e\x9b\U000e0001é"
    logging.getLogger("lagesbild.web").warning("said %s", odd)
    [line] = written.getvalue().splitlines()
    assert line.isprintable()
    assert "å" in line
    assert json.loads(line)["message"] == f"said {odd}"
