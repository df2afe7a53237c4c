"""Tables that other programs are tested with, where at hand: safe, and hardly more hidden than needed."""

import json

import pytest

from bench.instances import FOLDER, Instance, instances
from data.protection import Reason, protect
from tests.data.protection import test_pitfalls
from tests.data.protection.small_world import key, problem_of, reach, unsafe

RULES = {
    "rate_with_denominator": "test_14_a_share_is_hidden_with_its_count_and_its_base",
    "rate_alone": "test_14_a_share_is_hidden_with_its_count_and_its_base",
    "full_group": "test_15_everybody_in_a_group_is_a_fact_about_each_of_them",
    "mean_difference": "test_16_medians_are_hidden_below_the_threshold_and_never_averaged",
    "events_one_client": "test_17_twelve_talks_with_one_client_are_one_client",
    "late_registration": "test_11_a_correction_by_one_is_seen_as_one_late_registration",
    "two_markers": "test_18_there_is_one_mark_for_everything_hidden",
    "multi_select_raw": "test_19_a_sum_made_of_shown_and_hidden_figures_is_in_no_table",
    "hidden_as_zero": "test_20_hidden_is_never_nought",
    "sort_by_hidden": "test_24_what_is_hidden_has_nothing_to_sort_by",
    "distinct_not_additive": "test_17_persons_behind_a_sum_are_at_least_those_behind_its_largest_part",
}
"""The cases that no solver is needed for, and the test that holds each of them."""

PITFALLS = FOLDER / "constructed_pitfalls.json"
CASES = json.loads(PITFALLS.read_text(encoding="utf-8"))["counts"] if PITFALLS.is_file() else []


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


@pytest.mark.skipif(not PITFALLS.is_file(), reason="the cases are not at hand")
def test_every_rule_has_a_test() -> None:
    rules = json.loads(PITFALLS.read_text(encoding="utf-8"))["rules"]
    assert {rule["id"] for rule in rules} == RULES.keys()
    assert all(callable(getattr(test_pitfalls, name)) for name in RULES.values())


def test_every_pitfall_has_a_test() -> None:
    numbers = {name.split("_")[1] for name in dir(test_pitfalls) if name.startswith("test_")}
    assert {f"{number:02d}" for number in range(1, 25)} <= numbers
