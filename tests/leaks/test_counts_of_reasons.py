"""Leak: the method page said exactly how many cells are hidden because they are small.

A new month hides a handful of cells. When the count of small ones grew by as many, each of them was known to
be small: as good as a mark of its own.
"""

from pathlib import Path

import pytest

from data.publishing.decisions import WithoutMemory
from data.publishing.publish import Publication, Tools, publish, rounded_reasons
from data.register import opened
from data.snapshot import pointer
from queries import catalogue as published_catalogue
from queries.store import Store
from tests.data.small_house import fact, frame, load, small_catalogue


def publication(*, need: int, consequence: int) -> Publication:
    return Publication(
        "00001", is_new=True, shown=0, protected_by_need=need, protected_by_consequence=consequence,
        corrections_waiting=0,
    )  # fmt: skip


@pytest.mark.parametrize("need", [0, 7, 51, 120, 718])
def test_a_few_more_small_cells_leave_the_count_as_it_was(need: int) -> None:
    before, after = publication(need=need, consequence=200), publication(need=need + 2, consequence=200)
    told = (rounded_reasons(before)[0], rounded_reasons(after)[0])
    assert told[0] % 100 == 0
    assert told[0] == told[1]


def test_all_hidden_cells_together_are_told_exactly_for_they_can_be_counted() -> None:
    assert [sum(rounded_reasons(publication(need=need, consequence=3))) for need in (0, 9, 70, 718)] == [
        3, 12, 73, 721,
    ]  # fmt: skip


def test_the_file_holds_no_exact_count_of_reasons(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path / "catalogue")
    store = tmp_path / "store"
    figures = [
        fact("fra1", unit, f"2025-{month:02d}", 3, 30) for month in (1, 2, 3) for unit in ("alfa", "beta")
    ]
    with opened(store, wait_seconds=0) as register:
        register.add(load(), frame(*figures))
    tools = Tools(WithoutMemory(), audit=lambda _: ())
    done = publish(store, catalogue, tools, by="Samordnaren", keep=3, wait_seconds=0)
    assert done.protected_by_need == 6
    assert pointer.current(store) is not None
    facts = published_catalogue.facts(Store(store).current())
    hidden = done.protected_by_need + done.protected_by_consequence
    assert facts.cells_protected_by_need == 0
    assert facts.cells_protected_by_need + facts.cells_protected_by_consequence == hidden
