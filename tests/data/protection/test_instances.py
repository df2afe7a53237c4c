"""Tables that other programs are tested with, where at hand: safe, and hardly more hidden than needed."""

import json

import pytest

from bench.instances import FOLDER, Instance, instances
from data.protection import Reason, protect
from tests.data.protection.small_world import key, problem_of, reach, unsafe

PITFALLS = FOLDER / "constructed_pitfalls.json"
CASES = json.loads(PITFALLS.read_text(encoding="utf-8"))["counts"] if PITFALLS.is_file() else []
SMALL_THRESHOLD = 5


@pytest.mark.parametrize("instance", instances(), ids=lambda instance: instance.name)
def test_p14_safe_and_at_most_twice_the_fewest(instance: Instance) -> None:
    hidden = protect(instance.problem)
    assert unsafe(instance.problem, hidden) == []
    besides = list(hidden.values()).count(Reason.CONSEQUENCE)
    assert instance.optimum is None or besides <= 2 * instance.optimum


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["attacker_lower_bound"] == 0], ids=lambda case: case["id"]
)
def test_the_tests_compute_the_ranges_that_are_known(case: dict) -> None:
    problem = problem_of(case["cells"], case["sums"])
    hidden = [key(name) for name in case["hidden"]]
    for name, known in case["intervals"].items():
        low, high = reach(problem, hidden, problem.cells[key(name)].tolist())
        assert [low, high] == pytest.approx(known), name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_case_is_protected(case: dict) -> None:
    problem = problem_of(case["cells"], case["sums"])
    assert unsafe(problem, protect(problem)) == []
