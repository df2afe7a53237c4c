"""The protection weakened on purpose: the audit, or the tests' own computation, notices every time."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from data.audit import attack
from data.protection import Problem, needs, protect
from data.protection.needs import Target
from data.protection.search import Search
from data.protection.witnesses import Witnesses
from tests.data.protection.small_world import World, even_world, key, problem_of, unsafe


def counts() -> World:
    world = even_world(9)
    return replace(world, figures={**world.figures, (0, 1, "all"): (2, None), (3, 7, "all"): (4, None)})


def shares() -> World:
    figures = {(unit, month, "all"): (6, 12) for unit in range(4) for month in (1, 4, 7, 10)}
    return World(areas=(0, 0, 1, 1), figures={**figures, (1, 4, "all"): (0, 3)})


def exposed(world: World) -> bool:
    return attack([world.published(protect(world.problem()))]) != ()


def test_unweakened_nothing_is_exposed() -> None:
    assert not exposed(counts())
    assert not exposed(shares())


def test_without_consequences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Search, "run", lambda search: search._must_hide)
    assert exposed(counts())


def test_with_a_lower_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = needs._target

    def lower(
        leaves: np.ndarray, parts: tuple[int, ...], value: int, threshold: int, **rest: bool
    ) -> Iterator[Target]:
        return honest(leaves, parts, value, threshold - 2, **rest)

    monkeypatch.setattr(needs, "_target", lower)
    assert exposed(counts())


def test_content_with_any_uncertainty_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not exactly known is not enough: the count must be able to reach the threshold."""
    monkeypatch.setattr(Witnesses, "lifts", lambda *_: True)
    monkeypatch.setattr(Witnesses, "proven", lambda w, shown: (np.ones(w._high.shape, bool),) * 2)
    assert exposed(counts())


def test_content_with_a_count_that_cannot_be_nought(monkeypatch: pytest.MonkeyPatch) -> None:
    """The audit does not know which cells are small, so this one is for the tests that do."""
    problem = problem_of({"A": 3, "B": 3, "C": 1, "T": 7}, [("T", ["A", "B", "C"])], threshold=4)
    assert unsafe(problem, protect(problem)) == []
    assert unsafe(problem, [key("A"), key("B"), key("C")]) == []
    assert unsafe(problem, [key("A"), key("C")])


def test_blind_to_denominators(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = needs._targets_of

    def blind(problem: Problem, leaves: np.ndarray) -> Iterator[Target]:
        return (target for target in honest(problem, leaves) if target.parts == (0,))

    monkeypatch.setattr(needs, "_targets_of", blind)
    assert exposed(shares())


def test_one_cell_given_back_too_many() -> None:
    for world in (counts(), shares()):
        hidden = protect(world.problem())
        assert [cell for cell in hidden if attack([world.published(hidden.keys() - {cell})])]


def test_forgetful_of_what_was_shown() -> None:
    """Each snapshot is safe alone; together they give the small count away."""
    world = World(
        areas=(0, 0, 0),
        figures={(0, 1, "all"): (2, None), (1, 1, "all"): (9, None), (2, 1, "all"): (9, None)},
    )
    problem = world.problem()
    first = {cell for cell in problem.cells if cell[1] in {"u0", "u1"}}
    fresh = {cell for cell in problem.cells if cell[1] in {"u0", "u2"}}
    assert attack([world.published(first)]) == attack([world.published(fresh)]) == ()
    assert attack([world.published(first), world.published(fresh)])
    shown = problem.cells.keys() - first
    remembered = replace(
        problem,
        known=tuple(problem.cells[cell] for cell in shown),
        keep_shown=frozenset(shown),
        keep_hidden=frozenset(first),
    )
    assert attack([world.published(first), world.published(protect(remembered))]) == ()
