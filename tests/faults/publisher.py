"""Publishers as processes of their own: every second a correction of every figure, then the real publishing.

Run as `python -m tests.faults.publisher STORE CATALOGUE SAID`. For every line it reads it starts a publisher
and answers with its process id; the line says how many seconds the publisher's clock is wrong, back and forth
by turns. A publisher writes a line of JSON per round to the file SAID until it is killed. Publishers are
forked, so that they die in the middle of their work and not of their imports.

The number of the round stands in every figure, so that whoever reads an answer can tell which round each
figure in it belongs to.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from itertools import count
from pathlib import Path
from typing import Any

from data import log
from data.commands import Room, fault_text
from data.commands.snapshots import published
from data.facts import Fact
from data.model.load import load_catalogue
from data.progress import silent
from data.publishing.publish import publish as publishing
from data.register import opened
from settings import Settings
from tests.data.small_house import INDICATORS, fact, frame, load, write_catalogue

UNITS = ("alfa", "beta", "gamma")
MONTHS = tuple(f"2025-{month:02d}" for month in range(1, 13))
EVERY_SECONDS = 1.0
KEEP = 3
ONE_INDICATOR = "[[indicator]]" + INDICATORS.split("[[indicator]]")[1]
"""The fewer figures, the more swaps a second."""
WAIT_SECONDS = 20.0


def figures(number: int) -> tuple[int, int]:
    """Numerator and denominator of every unit and month in a round; far enough from the last round's that the
    protection lets the correction through."""
    return 100 + 10 * number, 1000 + 30 * number


def round_of(numerator: int, denominator: int) -> int | None:
    """The round a unit's figures belong to; None when they are of none."""
    number = (numerator - 100) // 10
    return number if figures(number) == (numerator, denominator) else None


def facts(number: int) -> Iterator[Fact]:
    """What the units report in a round."""
    for unit in UNITS:
        for month in MONTHS:
            yield fact("fra1", unit, month, *figures(number))


class JumpingClock(datetime):
    """`datetime`, wrong by as much again at every look."""

    seconds = 0.0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """The time, wrong; in the other direction than last time."""
        cls.seconds = -cls.seconds
        return datetime.now(tz) + timedelta(seconds=cls.seconds)


def report(store: Path, number: int) -> None:
    """Correct every figure in the register."""
    with opened(store, wait_seconds=WAIT_SECONDS) as register:
        register.add(load(f"{number}-{time.time_ns()}.csv"), frame(*facts(number)))


def publish_once(store: Path, catalogue: Path, number: int) -> str:
    """Publish a round as the command line does; return the snapshot's id."""
    settings = Settings(store=store, catalogue=catalogue, keep_snapshots=KEEP, wait_seconds=WAIT_SECONDS)
    here = Room(settings, load_catalogue(write_catalogue(catalogue, indicators=ONE_INDICATOR)))
    report(store, number)
    return published(here, by="Samordnaren", progress=silent).snapshot


def publish_on(store: Path, catalogue: Path, said: Path, seconds_wrong: float) -> None:
    """Publish until killed; a fault is said and the next round goes on."""
    if seconds_wrong:
        JumpingClock.seconds = seconds_wrong
        for module in (log, publishing):
            setattr(module, "datetime", JumpingClock)  # noqa: B010  the process has no other clock to change
    # Rounds go on from the time: a publisher that follows on one that was killed begins no round again.
    for number in count(time.time_ns() // 10**8 % 10**7):
        started = time.monotonic()
        try:
            line = {"snapshot": publish_once(store, catalogue, number), "round": number}
        except Exception as error:
            line = {"fault": fault_text(error) or repr(error), "round": number}
        with said.open("a") as file:
            file.write(json.dumps(line) + "\n")
        time.sleep(max(0.0, EVERY_SECONDS - (time.monotonic() - started)))


def main(store: Path, catalogue: Path, said: Path) -> None:
    """Start a publisher for every line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need no burial
    publish_once(store, catalogue, 1)
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            publish_on(store, catalogue, said, float(line))
        print(child, flush=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
