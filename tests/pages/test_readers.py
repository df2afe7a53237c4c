"""The class rules hold on the pages: nobody gets a finer figure than their roles allow, nor a kept one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import dash
import pytest
from flask import Flask, g

from access.classes import may_see
from access.roles import ANONYMOUS, LOCAL, Permission, Role, Visitor
from components.filters import Choices, Filters
from pages import _page, _readers
from queries import catalogue
from queries.catalogue import PublishedTable
from queries.store import Snapshot

EVERY_TABLE = frozenset(
    PublishedTable(level, kind, "all")
    for level in ("unit", "area", "office")
    for kind in ("month", "quarter", "tertial", "year")
)


@contextmanager
def read_by(visitor: Visitor) -> Iterator[None]:
    with Flask("reader").test_request_context("/"):
        g.visitor = visitor
        yield


def somebody(*roles: Role) -> Visitor:
    return Visitor("somebody", "Somebody", frozenset(roles))


@pytest.mark.parametrize("sensitivity", ["open", "staff", "client", "restricted"])
@pytest.mark.parametrize("role", Role)
def test_a_reader_gets_exactly_the_tables_of_their_role(
    tiny: Snapshot, monkeypatch: pytest.MonkeyPatch, role: Role, sensitivity: str
) -> None:
    one = replace(catalogue.indicators(tiny)[0], sensitivity=sensitivity, tables=EVERY_TABLE)
    monkeypatch.setattr(catalogue, "indicators", lambda _snapshot: (one,))
    with read_by(somebody(role)):
        [narrowed] = _readers.indicators(tiny)
    assert narrowed.tables == {
        table
        for table in EVERY_TABLE
        if may_see([role], sensitivity=sensitivity, level=table.level, period_kind=table.period_kind)
    }


def test_a_stranger_gets_no_table(tiny: Snapshot) -> None:
    with read_by(ANONYMOUS):
        assert all(not one.tables for one in _readers.indicators(tiny))


def test_local_gets_everything_that_is_published(tiny: Snapshot) -> None:
    with read_by(LOCAL):
        assert _readers.indicators(tiny) == catalogue.indicators(tiny)


@pytest.mark.parametrize(
    ("role", "linked"), [(Role.NAMND, False), (Role.LEDNING, True), (Role.SAMORDNARE, True)]
)
def test_the_overview_links_only_to_pages_that_the_reader_may_open(
    application: Any, open_store: Any, tiny_store: Path, role: Role, linked: bool
) -> None:
    open_store(tiny_store)
    with application.server.test_request_context("/"):
        g.visitor = somebody(role)
        overview = dash.page_registry["pages.oversikt"]["layout"]()
    cards = [part for part in overview._traverse() if getattr(part, "className", "") == "number-card"]
    assert cards
    assert all(any(hasattr(part, "href") for part in card._traverse()) == linked for card in cards)


def test_an_answer_kept_for_one_role_is_not_given_to_another(tiny: Snapshot) -> None:
    page = _page.Page(
        module="test",
        path="/readers",
        title="",
        heading="",
        permission=Permission.READ_OVERVIEW,
        build=lambda _snapshot, _filters, _choices: _page.View(content=_readers.audience()),
    )
    seen = []
    for role in (Role.LEDNING, Role.NAMND, Role.LEDNING):
        with read_by(somebody(role)):
            seen.append(_page._view(page, tiny, Filters(), Choices(whole="")).content)
    assert seen == [("ledning",), ("namnd",), ("ledning",)]
