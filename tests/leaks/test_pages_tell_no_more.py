"""P10, pitfalls 19 and 24 where readers meet the figures: in pages, files and pictures.

Two registers with other hidden figures and the same shown ones. Whatever is asked of the web application, the
answers are the same to the letter: order of rows, range of axes, bars, colours, ids, sentences, files.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data.facts import Fact
from data.model import Catalogue
from data.model.load import load_catalogue
from data.publishing import linked
from data.publishing.decisions import WithoutMemory
from data.publishing.publish import Tools, publish
from data.register import opened
from data.rollup import roll_up
from tests.data.small_house import fact, frame, load
from tests.pages.conftest import application, open_store, page_of

__all__ = ["application", "open_store"]

REAL = Path(__file__).resolve().parents[2] / "data" / "catalogue"
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
FIGURES = tuple(
    fact("fra1", unit, month, asked, base)
    for month in MONTHS
    for unit, asked, base in (
        ("frideborg", 3, 30), ("elsa", 9, 31), ("mottagningen", 20, 32), ("socialjouren", 12, 40),
        ("moa", 14, 22),
    )
)  # fmt: skip
MOVED = {"2025-02": 2, "2025-03": -2}
OTHERS = tuple(
    replace(
        one, count=one.count + {"frideborg": 1, "elsa": -1}.get(one.org, 0) * MOVED.get(one.period.code, 0)
    )
    for one in FIGURES
)
PAGES = (
    "/", "/fraga", "/fraga?enhet=frideborg,elsa&period=manad&ar=2025", "/fraga?period=kvartal", "/jamfor",
    "/jamfor?enhet=frideborg,elsa", "/rapportering", "/namnd", "/definitioner", "/metod",
)  # fmt: skip
FILES = (
    "/ladda-ner/fra1.csv", "/ladda-ner/fra1.csv?enhet=frideborg&period=manad",
    "/fraga", "/fraga?period=manad", "/jamfor", "/halsa",
)  # fmt: skip
NONCE = r'nonce="[^"]*"|"end_id":"[^"]*"'
"""Made anew for every answer: what lets our scripts run and no other, and a token of Dash's."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(REAL)


class Noon(datetime):
    """A clock that stands still: when something was published is not what this is about."""

    @classmethod
    def now(cls, tz: object = None) -> "Noon":
        return cls(2026, 2, 1, 12, tzinfo=UTC)


@pytest.fixture
def clients(
    tmp_path: Path,
    catalogue: Catalogue,
    open_store: Callable[[Path], FlaskClient],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Sequence[Fact], str], FlaskClient]:
    """Publish figures under the pattern that the usual ones get, and give a client of the result."""
    monkeypatch.setattr("data.publishing.publish.datetime", Noon)
    tables = roll_up(FIGURES, catalogue)
    (group,) = linked.groups(tables, catalogue)
    (decision,) = linked.decide(group, WithoutMemory(), catalogue)

    def use(figures: Sequence[Fact], name: str) -> FlaskClient:
        store = tmp_path / name
        with opened(store, wait_seconds=0) as register:
            register.add(load(), frame(*figures))
        decider = WithoutMemory(together=lambda *_: [decision.hidden])
        publish(store, catalogue, Tools(decider, lambda _: ()), by="S", keep=3, wait_seconds=0)
        return open_store(store)

    return use


def answers(client: FlaskClient) -> dict[str, str]:
    """Everything that is asked, with what is answered."""
    pages = {path: path.partition("?")[::2] for path in PAGES}
    found = {
        f"page {path}": json.dumps(page_of(client, name, f"?{search}" if search else ""))
        for path, (name, search) in pages.items()
    }
    files = {f"file {path}": re.sub(NONCE, "", client.get(path).text) for path in FILES}
    return found | files


def test_the_answers_are_the_same_whatever_is_hidden(
    clients: Callable[[Sequence[Fact], str], FlaskClient],
) -> None:
    first = answers(clients(FIGURES, "one"))
    second = answers(clients(OTHERS, "other"))
    assert [name for name in first if first[name] != second[name]] == []
    assert ".." in first["file /ladda-ner/fra1.csv?enhet=frideborg&period=manad"]


def test_the_answers_do_follow_what_is_shown(clients: Callable[[Sequence[Fact], str], FlaskClient]) -> None:
    """Proof that the comparison can fail."""
    first = answers(clients(FIGURES, "one"))
    changed = [replace(one, count=one.count + (one.org == "moa")) for one in FIGURES]
    second = answers(clients(changed, "other"))
    assert len([name for name in first if first[name] != second[name]]) > 5
