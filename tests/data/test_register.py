"""What has been reported, with its history."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.facts import Fact
from data.locks import BusyError
from data.register import Register, RegisterError, opened
from tests.data.small_house import fact, frame, load

EMPTY = math.nan


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with opened(tmp_path, wait_seconds=0) as register:
        yield register


def store(register: Register, *facts: Fact, name: str = "januari.csv") -> tuple[int, list[str]]:
    number, changes = register.add(load(name), frame(*facts))
    return number, [change.kind for change in changes]


def counts(register: Register) -> list[tuple[int, float]]:
    return [(one.version, one.count) for one in register.facts()]


def test_a_stored_figure_comes_back(register: Register) -> None:
    given = fact("fra1", "alfa", "2025-01", 8, 10, gender="kvinna", persons=8)
    assert store(register, given) == (1, ["new"])
    assert register.facts() == (given,)


def test_the_same_values_make_no_new_version(register: Register) -> None:
    store(register, fact("fra1", "alfa", "2025-01", 44, 60))
    assert store(register, fact("fra1", "alfa", "2025-01", 44.0, 60), name="igen.csv") == (2, ["same"])
    assert counts(register) == [(1, 44)]
    assert [one.rows_stored for one in register.loads()] == [1, 0]


def test_a_changed_figure_is_a_revision_and_the_old_one_stays_in_the_history(register: Register) -> None:
    store(register, fact("fra1", "alfa", "2025-01", 41, 60))
    number, changes = register.add(load("rattning.csv"), frame(fact("fra1", "alfa", "2025-01", 44, 60)))
    assert number == 2
    assert [(one.kind, one.old_count, one.count) for one in changes] == [("revised", 41, 44)]
    assert counts(register) == [(2, 44)]
    history = register.versions("fra1", org="alfa")
    assert [(one.version, one.count, one.file) for one in history] == [
        (1, 41, "januari.csv"),
        (2, 44, "rattning.csv"),
    ]


def test_a_changed_denominator_is_a_revision(register: Register) -> None:
    store(register, fact("fra1", "alfa", "2025-01", 41, 60))
    assert store(register, fact("fra1", "alfa", "2025-01", 41, 61)) == (2, ["revised"])


def test_an_empty_figure_retracts_what_was_stored_and_else_does_nothing(register: Register) -> None:
    store(register, fact("fra1", "alfa", "2025-01", 41, 60))
    emptied = [fact("fra1", "alfa", "2025-01", EMPTY), fact("fra1", "beta", "2025-01", EMPTY)]
    assert store(register, *emptied) == (2, ["retracted"])
    assert counts(register) == []
    assert store(register, *emptied) == (3, [])
    assert store(register, fact("fra1", "alfa", "2025-01", 41, 60)) == (4, ["new"])
    assert counts(register) == [(3, 41)]


def test_zero_is_a_figure(register: Register) -> None:
    store(register, fact("fra1", "alfa", "2025-01", 0, 10))
    assert counts(register) == [(1, 0)]


def test_a_load_taken_back_leaves_what_was_there_before_it(register: Register) -> None:
    store(register, fact("fra1", "alfa", "2025-01", 41, 60))
    store(register, fact("fra1", "alfa", "2025-01", 44, 60), fact("fra1", "beta", "2025-01", 5, 10))
    register.undo(2, by="Samordnaren", reason="Fel månad")
    assert counts(register) == [(1, 41)]
    assert register.loads()[1].reason == "Fel månad"
    assert [one.undone_by for one in register.versions("fra1", org="alfa")] == [None, "Samordnaren"]


def test_a_version_number_is_never_used_again(register: Register) -> None:
    store(register, fact("fra1", "alfa", "2025-01", 41, 60))
    store(register, fact("fra1", "alfa", "2025-01", 44, 60))
    register.undo(2, by="Samordnaren", reason="Fel")
    store(register, fact("fra1", "alfa", "2025-01", 45, 60))
    assert counts(register) == [(3, 45)]


def test_a_figure_that_another_load_confirmed_survives_the_undo_of_the_first(register: Register) -> None:
    store(register, fact("fra1", "alfa", "2025-01", 41, 60))
    store(register, fact("fra1", "alfa", "2025-01", 41, 60), name="igen.csv")
    register.undo(1, by="Samordnaren", reason="Fel fil")
    assert counts(register) == [(1, 41)]


@pytest.mark.parametrize("number", [1, 7])
def test_only_a_load_that_stands_can_be_taken_back(register: Register, number: int) -> None:
    store(register, fact("fra1", "alfa", "2025-01", 41, 60))
    register.undo(1, by="Samordnaren", reason="Fel")
    with pytest.raises(RegisterError):
        register.undo(number, by="Samordnaren", reason="Fel")


def test_nothing_stays_of_a_transaction_that_fails(register: Register) -> None:
    def fail() -> None:
        with register.transaction():
            store(register, fact("fra1", "alfa", "2025-01", 41, 60))
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - the test's own
        fail()
    assert register.loads() == ()
    assert register.facts() == ()


def test_a_register_is_demo_as_long_as_one_present_figure_is(register: Register) -> None:
    register.add(load("demo.csv", is_demo=True), frame(fact("fra1", "alfa", "2025-01", 41, 60)))
    store(register, fact("fra1", "beta", "2025-01", 5, 10))
    assert register.sources().is_demo
    store(register, fact("fra1", "alfa", "2025-01", 42, 60))
    assert not register.sources().is_demo


def test_one_process_at_a_time(tmp_path: Path, register: Register) -> None:
    assert register.facts() == ()
    with pytest.raises(BusyError), opened(tmp_path, wait_seconds=0):
        pass


def test_the_first_report_of_a_period_decides_when_it_came_in(register: Register) -> None:
    first = fact("fra1", "alfa", "2025-01", 41, 60)
    store(register, first)
    register.add(
        load("sen.csv", received_on=first.received_on.replace(month=9)),
        frame(fact("fra1", "alfa", "2025-01", 42, 60)),
    )
    assert register.facts()[0].received_on == first.received_on
