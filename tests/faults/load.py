"""Readers who ask all the time and look closely at what they get.

An answer is torn when its figures are not all of one round, when its snapshot is another round's, or when two
answers of one snapshot to one question differ.
"""

import http.client
import json
import re
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.faults.publisher import figures, round_of
from tests.faults.site import Site

READERS = 4
PAUSE_SECONDS = 0.04
"""A reader asks at most 25 times a second: nginx lets 30 through from one address."""
TIMEOUT_SECONDS = 30.0
MAIN = re.compile(r'<main[^>]*data-snapshot="([^"]*)".*</main>', re.DOTALL)
CONTROLS = ("filter-unit", "filter-year", "filter-period", "filter-gender", "filter-indicator")
CHOSEN = {"filter-unit": ["alfa"], "filter-period": "manad"}
CALLBACK = json.dumps({
    "output": "slots-fraga.data",
    "outputs": {"id": "slots-fraga", "property": "data"},
    "inputs": [
        {"id": one, "property": "value", "value": CHOSEN.get(one)} for one in CONTROLS
    ],
    "state": [{"id": "cards-fraga", "property": "data", "value": ["fra1-trend", "fra1-units"]}],
    "changedPropIds": ["filter-unit.value"],
})  # fmt: skip


@dataclass
class Seen:
    """What the readers have met, all together."""

    requests: int = 0
    slowest: float = 0.0
    errors: Counter[str] = field(default_factory=Counter)
    torn: Counter[str] = field(default_factory=Counter)
    rounds: dict[str, int] = field(default_factory=dict)
    """Round by snapshot, as the data interface showed it."""
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    """What pages and callbacks said, by question and snapshot."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def snapshots(self) -> set[str]:
        """The snapshots that the data interface has shown."""
        with self.lock:
            return set(self.rounds)

    def torn_pages(self) -> Counter[str]:
        """Pages and callbacks that do not show the figures of their snapshot's round."""
        found: Counter[str] = Counter()
        for (question, snapshot), text in self.answers.items():
            numerator, denominator = figures(self.rounds[snapshot]) if snapshot in self.rounds else (0, 0)
            shown = f"{_grouped(numerator)} av {_grouped(denominator)}"
            if snapshot in self.rounds and shown not in text:
                found[f"{question} shows another round than its snapshot's"] += 1
        return found


Question = Callable[[http.client.HTTPSConnection, str, Seen], None]


class WrongStatusError(Exception):
    """The service answered, but not with what was asked for."""


@contextmanager
def readers(site: Site) -> Iterator[Seen]:
    """Let the readers read for as long as the block lasts."""
    seen = Seen()
    stop = threading.Event()
    threads = [
        threading.Thread(target=_read, args=(site, f"127.0.0.{10 + number}", seen, stop))
        for number in range(READERS)
    ]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _read(site: Site, address: str, seen: Seen, stop: threading.Event) -> None:
    context = ssl.create_default_context(cafile=str(site.certificate))
    connection: http.client.HTTPSConnection | None = None
    turn = 0
    while not stop.is_set():
        if connection is None:
            connection = http.client.HTTPSConnection(
                "localhost", site.port, timeout=TIMEOUT_SECONDS, context=context, source_address=(address, 0)
            )
        question = QUESTIONS[turn % len(QUESTIONS)]
        turn += 1
        started = time.monotonic()
        try:
            question(connection, site.cookie, seen)
            fault = ""
        except Exception as error:  # whatever it is, the reader did not get the answer
            fault = f"{question.__name__.strip('_')}: {error!r}"
            connection.close()
            connection = None
        with seen.lock:
            seen.requests += 1
            seen.slowest = max(seen.slowest, time.monotonic() - started)
            if fault:
                seen.errors[fault] += 1
        stop.wait(PAUSE_SECONDS)
    if connection is not None:
        connection.close()


def _cells(connection: http.client.HTTPSConnection, cookie: str, seen: Seen) -> None:
    document = json.loads(_sent(connection, cookie, "GET", "/api/v1/indicators/fra1/cells?period=manad"))
    snapshot = document["snapshot"]
    rounds: set[int | None] = set()
    for cell in document["cells"]:
        if cell["mark"] != "shown":
            continue
        parts = {"unit": 1, "area": 2 if cell["org"] == "nord" else 1, "office": 3}[cell["level"]]
        rounds.add(round_of(cell["numerator"] // parts, cell["denominator"] // parts))
    with seen.lock:
        if len(rounds) != 1 or None in rounds:
            seen.torn["cells of more than one round"] += 1
        elif seen.rounds.setdefault(snapshot, next(iter(rounds)) or 0) not in rounds:
            seen.torn["one snapshot, two rounds"] += 1


def _page(connection: http.client.HTTPSConnection, cookie: str, seen: Seen) -> None:
    found = MAIN.search(_sent(connection, cookie, "GET", "/fraga?period=manad&enhet=alfa"))
    if found is None:
        raise WrongStatusError("no <main> with a snapshot")
    _compare(seen, "page", found[1], found[0])


def _callback(connection: http.client.HTTPSConnection, cookie: str, seen: Seen) -> None:
    answer = json.loads(_sent(connection, cookie, "POST", "/_dash-update-component", CALLBACK))
    snapshot = answer["sideUpdate"]["innehall"]["data-snapshot"]
    _compare(seen, "callback", snapshot, json.dumps(answer, ensure_ascii=False))


QUESTIONS: tuple[Question, ...] = (_cells, _page, _callback)


def _compare(seen: Seen, question: str, snapshot: str, text: str) -> None:
    with seen.lock:
        if seen.answers.setdefault((question, snapshot), text) != text:
            seen.torn[f"{question}: one snapshot, two answers"] += 1


def _sent(
    connection: http.client.HTTPSConnection, cookie: str, method: str, path: str, body: str | None = None
) -> str:
    headers = {
        "Host": f"localhost:{connection.port}",
        "Cookie": cookie,
        "Accept": "text/html" if path.startswith("/fraga") else "application/json",
    }
    if body is not None:
        headers |= {"Content-Type": "application/json", "Origin": f"https://localhost:{connection.port}"}
    connection.request(method, path, body=body, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    if answer.status != 200:
        raise WrongStatusError(f"status {answer.status}")
    return text


def _grouped(number: int) -> str:
    """The number as the pages write it: no-break spaces between the thousands."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
