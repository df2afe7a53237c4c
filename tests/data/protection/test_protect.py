"""What the protection does with classes, kinds and history, and that it fails closed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import highspy
import numpy as np
import pytest

from data.protection import CellKey, Problem, ProtectionError, Reason, protect
from data.protection.programs import Program
from tests.data.protection.small_world import World, even_world, key, problem_of, rule, unsafe

PAIR = {"A": 3, "B": 9, "T": 12}
SUMS = [("T", ["A", "B"])]


def staff(*staff_by_quarter: tuple[int, int]) -> Problem:
    """Two units with (trained, staff) per quarter, the other unit large; quarters by unit and office."""
    numerators, denominators = [], []
    cells: dict[CellKey, np.ndarray] = {}
    for quarter, (trained, employed) in enumerate(staff_by_quarter):
        numerators += [trained, 20]
        denominators += [employed, 30]
        month = 1 + 3 * quarter
        for position, (name, level) in enumerate([("liten", "unit"), ("stor", "unit")]):
            cells[key(name, level, "quarter", month)] = np.array([2 * quarter + position], dtype=np.intp)
        cells[key("o", "office", "quarter", month)] = np.array([2 * quarter, 2 * quarter + 1], dtype=np.intp)
    return Problem(
        indicator="utb",
        year=2025,
        rule=rule(kind="share", sensitivity="staff"),
        numerators=np.array(numerators, dtype=np.int64),
        denominators=np.array(denominators, dtype=np.int64),
        persons=None,
        cells=cells,
    )


def test_open_figures_are_never_hidden() -> None:
    assert protect(problem_of(PAIR, SUMS, sensitivity="open")) == {}


@pytest.mark.parametrize("sensitivity", ["staff", "client", "restricted"])
def test_every_other_class_hides_small_counts(sensitivity: str) -> None:
    assert protect(problem_of(PAIR, SUMS, sensitivity=sensitivity))[key("A")] is Reason.NEED


def test_a_unit_with_a_small_staff_once_is_hidden_the_whole_year() -> None:
    hidden = protect(staff((3, 4), (6, 9)))
    assert {cell[3] for cell in hidden if cell[1] == "liten"} == {date(2025, 1, 1), date(2025, 4, 1)}


def test_a_small_staff_cannot_be_worked_out_from_the_office() -> None:
    problem = staff((3, 4), (6, 9))
    assert unsafe(problem, protect(problem)) == []


def test_a_status_about_persons_is_hidden_whole() -> None:
    assert set(protect(problem_of({"A": 1, "B": 0}, [], kind="status"))) == {key("A"), key("B")}


def test_two_cells_over_the_same_leaves_share_their_fate() -> None:
    """A stock's last quarter is its year: showing one shows the other."""
    problem = problem_of(PAIR, SUMS)
    twin = key("T", kind="year")
    hidden = protect(replace(problem, cells={**problem.cells, twin: problem.cells[key("T")]}))
    assert (twin in hidden) == (key("T") in hidden)


def test_the_office_year_is_what_readers_miss_most() -> None:
    world = even_world(9, units=5)
    world = replace(world, figures={**world.figures, (0, 1, "all"): (2, None)})
    hidden = protect(world.problem())
    assert key("o", "office", "year") not in hidden
    assert key("u0", kind="quarter") in hidden


def test_what_has_been_shown_stays_shown_and_what_was_hidden_stays_hidden() -> None:
    problem = problem_of({"A": 3, "B": 9, "C": 30, "T": 42}, [("T", ["A", "B", "C"])])
    assert key("B") in protect(problem)
    kept = replace(problem, keep_shown=frozenset({key("B")}), keep_hidden=frozenset({key("C")}))
    hidden = protect(replace(kept, known=(problem.cells[key("B")],)))
    assert key("B") not in hidden
    assert key("C") in hidden


def test_a_small_count_that_has_been_shown_stops_everything() -> None:
    problem = problem_of(PAIR, SUMS)
    with pytest.raises(ProtectionError):
        protect(replace(problem, known=(problem.cells[key("A")],)))


def test_what_earlier_snapshots_give_away_stops_everything() -> None:
    problem = problem_of(PAIR, SUMS)
    with pytest.raises(ProtectionError):
        protect(replace(problem, known=(problem.cells[key("B")], problem.cells[key("T")])))


@pytest.mark.parametrize(
    "changes",
    [
        {"numerators": np.array([-1, 9])},
        {"cells": {key("A"): np.array([7])}},
        {"cells": {key("A"): np.array([0, 0])}},
        {"persons": np.array([1])},
        {"rule": rule(kind="share")},
        {"denominators": np.array([1, 9])},
    ],
)
def test_a_problem_whose_parts_do_not_fit_is_refused(changes: Mapping[str, object]) -> None:
    with pytest.raises(ProtectionError):
        replace(problem_of(PAIR, SUMS), **changes)


class TestP12SolverFailures:
    """Whatever the solver does but answer, nothing is published."""

    @pytest.mark.parametrize(
        "status", ["kUnbounded", "kIterationLimit", "kTimeLimit", "kUnknown", "kSolveError"]
    )
    def test_a_status_that_is_no_answer(self, monkeypatch: pytest.MonkeyPatch, status: str) -> None:
        answer = getattr(highspy.HighsModelStatus, status)
        monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda _self: answer)
        with pytest.raises(ProtectionError):
            protect(problem_of(PAIR, SUMS))

    def test_a_call_that_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(highspy.Highs, "run", lambda _self: highspy.HighsStatus.kError)
        with pytest.raises(ProtectionError):
            protect(problem_of(PAIR, SUMS))

    def test_an_exception(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fall(_self: Program) -> bool:
            raise RuntimeError("solver")

        monkeypatch.setattr(Program, "solve", fall)
        with pytest.raises(RuntimeError):
            protect(problem_of(PAIR, SUMS))

    def test_a_truth_that_is_called_impossible(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Program, "solve", lambda _self: False)
        with pytest.raises(ProtectionError):
            protect(problem_of(PAIR, SUMS))


def test_the_budget_of_programs_limits_only_what_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.protection.search.REFINING_PROGRAMS", 0)
    world = World(
        areas=(0, 0, 1, 1),
        figures={
            (unit, month, "all"): (1 + unit * month, None) for unit in range(4) for month in (1, 4, 7, 10)
        },
    )
    problem = world.problem()
    assert unsafe(problem, protect(problem)) == []


def test_a_unit_whose_staff_has_become_small_keeps_what_was_shown_before() -> None:
    problem = staff((6, 9), (3, 4))
    before = key("liten", kind="quarter")
    shown = replace(problem, known=(problem.cells[before],), keep_shown=frozenset({before}))
    hidden = protect(shown)
    assert before not in hidden
    assert key("liten", kind="quarter", month=4) in hidden
