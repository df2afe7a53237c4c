"""P1, P8, P10 and P11 on whole snapshots: the truth, the pattern and what is shown, and nothing else.

Two registers whose hidden figures differ, but not what is shown, give the same snapshot. Pages, files,
pictures and reports are made from the snapshot alone, so nothing in them can tell more: no order, no axis, no
id, no colour, no sentence. The pages' own tests are in tests/leaks/test_pages_tell_no_more.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from data.audit import audit
from data.facts import Fact
from data.model import Catalogue
from data.protection import protect
from data.publishing.decisions import Pattern, WithoutMemory
from data.publishing.publish import Exposed, Tools, publish
from data.register import opened
from data.rollup import roll_up
from data.snapshot import pointer
from data.snapshot.file import Content, read
from tests.data.small_house import fact, frame, load, small_catalogue

MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
FIGURES = tuple(
    fact("fra1", unit, month, asked, base)
    for month in MONTHS
    for unit, asked, base in (("alfa", 3, 30), ("beta", 9, 31), ("gamma", 20, 32))
)
MOVED = {"2025-02": 2, "2025-03": -2}
OTHERS = tuple(
    replace(one, count=one.count + {"alfa": 1, "beta": -1}.get(one.org, 0) * MOVED.get(one.period.code, 0))
    for one in FIGURES
)
"""Two clients of Alfa's were asked in February instead of March, and two of Beta's the other way round."""

TOLD_APART = {"id", "published_at", "input_hashes"}
"""What differs between any two snapshots: the hashes are keyed, with a key of each register."""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


def attacked(paths: Sequence[Path]) -> Sequence[Exposed]:
    return [Exposed(one.place) for one in audit(paths)]


def snapshot(
    store: Path, catalogue: Catalogue, figures: Sequence[Fact], pattern: Pattern = protect
) -> Content:
    with opened(store, wait_seconds=0) as register:
        register.add(load(), frame(*figures))
    tools = Tools(WithoutMemory(pattern), attacked)
    publish(store, catalogue, tools, by="Samordnaren", keep=3, wait_seconds=0)
    in_force = pointer.current(store)
    assert in_force is not None
    return read(pointer.verified(store, in_force))


def without_what_differs_anyway(content: Content) -> Mapping[str, object]:
    kept = [at for at, (name, _) in enumerate(content.columns["snapshot"]) if name not in TOLD_APART]
    rows = dict(content.rows)
    rows["snapshot"] = tuple(tuple(row[at] for at in kept) for row in content.rows["snapshot"])
    return rows


def test_p1_every_shown_figure_is_the_true_one(tmp_path: Path, catalogue: Catalogue) -> None:
    content = snapshot(tmp_path, catalogue, FIGURES)
    names = [name for name, _ in content.columns["cell"]]
    truth = {
        (table.indicator, *key): (cell.numerator, cell.denominator, cell.value)
        for table in roll_up(FIGURES, catalogue)
        for key, cell in table.cells.items()
    }
    shown = [row for row in content.rows["cell"] if row[names.index("mark")] == "shown"]
    assert len(shown) > 50
    for row in shown:
        assert row[8:11] == truth[tuple(row[:8])]


def test_p8_p10_hidden_figures_change_nothing_of_what_pages_are_made_from(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    one = snapshot(tmp_path / "one", catalogue, FIGURES)
    (decision,) = (WithoutMemory().decide(table) for table in roll_up(FIGURES, catalogue))
    other = snapshot(tmp_path / "other", catalogue, OTHERS, lambda _: decision.hidden)
    assert any(row[-1] == "protected" for row in one.rows["cell"])
    assert without_what_differs_anyway(one) == without_what_differs_anyway(other)


def test_p10_a_shown_figure_does_change_it(tmp_path: Path, catalogue: Catalogue) -> None:
    """Proof that the comparison above can fail."""
    changed = tuple(replace(one, count=one.count + (one.org == "gamma")) for one in FIGURES)
    one = snapshot(tmp_path / "one", catalogue, FIGURES)
    other = snapshot(tmp_path / "other", catalogue, changed)
    assert without_what_differs_anyway(one) != without_what_differs_anyway(other)


def test_p11_a_share_is_shown_with_both_its_counts_or_not_at_all(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    content = snapshot(tmp_path, catalogue, FIGURES)
    for row in content.rows["cell"]:
        numbers = [number is not None for number in row[8:11]]
        assert all(numbers) if row[-1] == "shown" else not any(numbers)
