"""What holds for any table: whatever the figures, hierarchy and threshold, nothing can be worked out."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.simple_rule import protect_simply
from data.audit import attack
from data.protection import CellKey, Reason, protect
from tests.data.protection.small_world import World, even_world, problem_of, reach, unsafe

SPARSE = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 17, 40])


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Two to five units in one to three areas, quarters with gaps, counts or shares, perhaps by gender."""
    units = draw(st.integers(2, 5))
    areas = tuple(draw(st.lists(st.integers(0, 2), min_size=units, max_size=units)))
    is_share, genders = draw(st.booleans()), draw(st.booleans())
    figures: dict[tuple[int, int, str], tuple[int, int | None]] = {}
    for unit in range(units):
        for month in (1, 4, 7, 10):
            how = draw(st.sampled_from(["whole", "split" if genders else "whole", "missing"]))
            for gender in {"whole": ["all"], "split": ["kvinna", "man"], "missing": []}[how]:
                count = draw(SPARSE)
                figures[unit, month, gender] = (count, count + draw(SPARSE) if is_share else None)
    if not figures:
        figures[0, 1, "all"] = (1, 2 if is_share else None)
    return World(
        areas=areas,
        figures=figures,
        genders=genders,
        threshold=draw(st.integers(2, 7)),
        complement_sensitive=draw(st.booleans()),
    )


ordinary = settings(max_examples=25, deadline=None, derandomize=True)


@ordinary
@given(world=worlds())
def test_p3_an_independent_audit_finds_nothing_exposed(world: World) -> None:
    hidden = protect(world.problem())
    assert attack([world.published(hidden)]) == ()


@ordinary
@given(world=worlds())
def test_p3_every_small_count_can_be_anything_from_nought_to_the_threshold(world: World) -> None:
    problem = world.problem()
    assert unsafe(problem, protect(problem)) == []


@ordinary
@given(world=worlds())
def test_a_planted_leak_is_always_found(world: World) -> None:
    hidden = protect(world.problem())
    needed = [cell for cell, reason in hidden.items() if reason is Reason.NEED]
    for planted in needed[:2]:
        assert attack([world.published(hidden.keys() - {planted})])


@ordinary
@given(world=worlds())
def test_p2_no_shown_count_is_small(world: World) -> None:
    problem = world.problem()
    hidden = protect(problem)
    shown = [
        int(problem.numerators[problem.cells[cell]].sum()) for cell in problem.cells.keys() - hidden.keys()
    ]
    assert not [count for count in shown if 0 < count < world.threshold]


@settings(max_examples=12, deadline=None, derandomize=True)
@given(world=worlds())
def test_p7_the_same_input_gives_the_same_pattern_in_the_same_order(world: World) -> None:
    assert list(protect(world.problem()).items()) == list(protect(world.problem()).items())


@settings(max_examples=12, deadline=None, derandomize=True)
@given(world=worlds(), data=st.data())
def test_p7_the_order_of_cells_does_not_matter_for_safety(world: World, data: st.DataObject) -> None:
    problem = world.problem()
    shuffled = data.draw(st.permutations(list(problem.cells)))
    problem = replace(problem, cells={cell: problem.cells[cell] for cell in shuffled})
    assert unsafe(problem, protect(problem)) == []


@settings(max_examples=12, deadline=None, derandomize=True)
@given(world=worlds())
def test_it_hides_no_more_than_the_simple_rule(world: World) -> None:
    world = replace(world, complement_sensitive=False)
    problem = world.problem()
    assert len(protect(problem)) <= max(len(protect_simply(problem)), 1) * 1.25


def test_p1_what_is_shown_is_the_truth_because_a_pattern_only_names_cells() -> None:
    problem = even_world(3).problem()
    before = problem.numerators.copy()
    assert set(protect(problem)) <= set(problem.cells)
    assert (problem.numerators == before).all()


@settings(max_examples=12, deadline=None, derandomize=True)
@given(world=worlds())
def test_p4_no_small_count_is_a_combination_of_shown_ones(world: World) -> None:
    problem = world.problem()
    hidden = protect(problem)
    shown = np.zeros((len(problem.cells), len(problem.numerators)))
    for row, (cell, members) in enumerate(problem.cells.items()):
        if cell not in hidden:
            shown[row, members] = 1.0
    rank = np.linalg.matrix_rank(shown)
    for cell, members in problem.cells.items():
        if 0 < problem.numerators[members].sum() < world.threshold:
            asked = np.zeros((1, len(problem.numerators)))
            asked[0, members] = 1.0
            assert np.linalg.matrix_rank(np.vstack([shown, asked])) > rank, cell


@ordinary
@given(world=worlds())
def test_p8_what_is_published_does_not_depend_on_hidden_figures(world: World) -> None:
    hidden = protect(world.problem())
    published = world.published(hidden).cells["prov"]
    assert all(
        (figure.numerator, figure.denominator, figure.value) == (None, None, None)
        for cell, figure in published.items()
        if cell in hidden
    )


@settings(max_examples=12, deadline=None, derandomize=True)
@given(world=worlds())
def test_p9_what_is_shown_whole_adds_up(world: World) -> None:
    cells = world.published(protect(world.problem())).cells["prov"]
    for number, area in enumerate(sorted(set(world.areas))):
        units = [f"u{unit}" for unit, own in enumerate(world.areas) if own == area]
        for cell, figure in cells.items():
            if cell[0] != "area" or cell[1] != f"a{area}" or figure.mark != "shown":
                continue
            parts = [cells.get(("unit", unit, *cell[2:])) for unit in units]
            if all(part is None or part.mark == "shown" for part in parts):
                assert sum(part.numerator or 0 for part in parts if part) == figure.numerator, number


@pytest.mark.parametrize("total", [6, 7, 9])
def test_p13_brute_force_agrees_on_tiny_tables(total: int) -> None:
    """Every table of three whole numbers with the shown total is possible, and no other."""
    for first, second in combinations(range(1, 5), 2):
        third = total - first - second
        if third < 0:
            continue
        problem = problem_of({"A": first, "B": second, "C": third, "T": total}, [("T", ["A", "B", "C"])])
        hidden = protect(problem)
        for leaf, value in enumerate((first, second, third)):
            low, high = _by_enumeration(problem.cells, hidden, (first, second, third), leaf)
            assert reach(problem, hidden, [leaf]) == (low, min(high, np.inf))
            assert not 0 < value < 5 or (low == 0 and high >= 5)


def _by_enumeration(
    cells: Mapping[CellKey, np.ndarray], hidden: Mapping[CellKey, Reason], truth: tuple[int, ...], leaf: int
) -> tuple[float, float]:
    """Try every table of whole numbers up to 12; without end where a hidden total lets a leaf reach 12."""
    shown = [
        (members, sum(truth[m] for m in members)) for cell, members in cells.items() if cell not in hidden
    ]
    size = 13
    values = [
        table[leaf]
        for table in np.ndindex(size, size, size)
        if all(sum(table[m] for m in members) == value for members, value in shown)
    ]
    return float(min(values)), np.inf if max(values) == size - 1 else float(max(values))


def test_p14_nothing_small_nothing_hidden() -> None:
    assert protect(even_world(5).problem()) == {}


@ordinary
@given(world=worlds())
def test_p15_hiding_one_more_never_narrows_a_range(world: World) -> None:
    problem = world.problem()
    hidden = set(protect(problem))
    more = next((cell for cell in problem.cells if cell not in hidden), None)
    if more is not None:
        before, after = reach(problem, hidden, [0]), reach(problem, hidden | {more}, [0])
        assert after[0] <= before[0] + 1e-6
        assert after[1] >= before[1] - 1e-6


@ordinary
@given(world=worlds())
def test_p15_a_table_more_never_brings_a_small_count_within_reach(world: World) -> None:
    """Published without sums over the year, then with: what was shown stays, and nothing small is told."""
    problem = world.problem()
    fewer = {cell: members for cell, members in problem.cells.items() if cell[2] != "year"}
    before = replace(problem, cells=fewer)
    hidden = protect(before)
    shown = frozenset(fewer.keys() - hidden.keys())
    more = replace(
        problem,
        known=tuple(fewer[cell] for cell in shown),
        keep_shown=shown,
        keep_hidden=frozenset(hidden),
    )
    after = protect(more)
    assert not after.keys() & shown
    assert unsafe(before, hidden) == unsafe(more, after) == []
