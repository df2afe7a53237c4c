"""Ways in which tables have leaked elsewhere, each as a test that it does not happen here.

The first half is about patterns, the second about what stands around them: shares, time, the file. The
numbers are those of the method's description, see docs/disclosure.md.
"""

from dataclasses import fields, replace
from datetime import date
from itertools import product
from pathlib import Path

import duckdb
import numpy as np
import pytest

from data.audit import attack
from data.audit.reading import Figure
from data.protection import Problem, Reason, protect
from tests.data.protection.small_world import World, even_world, key, problem_of, reach, rule, unsafe

SNAPSHOT = Path(__file__).parents[3] / "data" / "snapshot.sql"


def hidden_names(problem: Problem) -> set[str]:
    return {cell[1] for cell in protect(problem)}


def test_01_hiding_only_the_small_one_leaves_the_difference() -> None:
    problem = problem_of({"A": 3, "B": 9, "T": 12}, [("T", ["A", "B"])])
    assert reach(problem, [key("A")], [0]) == (3, 3)
    assert hidden_names(problem) in ({"A", "B"}, {"A", "T"})


def test_02_two_hidden_in_a_line_are_not_enough_when_both_are_ones() -> None:
    problem = problem_of({"A": 100, "B": 1, "C": 1, "T": 102}, [("T", ["A", "B", "C"])])
    assert reach(problem, [key("B"), key("C")], [1]) == (0, 2)
    assert unsafe(problem, protect(problem)) == []
    assert hidden_names(problem) in ({"A", "B", "C"}, {"B", "C", "T"})


def test_03_five_ones_are_safe_because_a_hidden_one_may_be_nought() -> None:
    problem = problem_of(dict.fromkeys("ABCDE", 1) | {"T": 5}, [("T", list("ABCDE"))])
    assert hidden_names(problem) == set("ABCDE")
    assert reach(problem, [key(name) for name in "ABCDE"], [0]) == (0, 5)


def test_03_noughts_are_hidden_too_where_that_is_needed() -> None:
    problem = problem_of({"A": 4, "B": 0, "C": 0, "T": 4}, [("T", ["A", "B", "C"])])
    assert unsafe(problem, protect(problem)) == []


def test_04_a_nought_is_no_complement_for_a_three() -> None:
    problem = problem_of({"A": 5, "B": 3, "C": 0, "T": 8}, [("T", ["A", "B", "C"])])
    assert reach(problem, [key("B"), key("C")], [1]) == (0, 3)
    assert hidden_names(problem) & {"A", "T"}
    assert unsafe(problem, protect(problem)) == []


def test_05_two_hidden_in_every_row_and_column_still_leak() -> None:
    rows = {"w": (2, 3, 1, 20), "x": (4, 30, 3, 10), "y": (10, 2, 12, 4), "z": (14, 1, 9, 2)}
    cells = {
        f"{row}{column}": value
        for row, values in rows.items()
        for column, value in zip("abcd", values, strict=True)
    }
    sums = [(row, [f"{row}{column}" for column in "abcd"]) for row in rows]
    sums += [(column, [f"{row}{column}" for row in rows]) for column in "abcd"]
    totals = {name: sum(cells[part] for part in parts) for name, parts in sums}
    problem = problem_of(cells | totals, sums)
    naive = [key(name) for name, value in cells.items() if value < 5]
    assert reach(problem, naive, [1]) == (3, 3)
    assert unsafe(problem, protect(problem)) == []


def linked() -> Problem:
    return problem_of(
        {
            "A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7,
            "ett": 20, "tva": 16, "stora": 6, "sma": 30, "alla": 36,
        },
        [
            ("ett", list("ABIJ")), ("tva", list("KLMN")), ("stora", list("LM")), ("sma", list("ABIJKN")),
            ("alla", list("ABIJKLMN")),
        ],
    )  # fmt: skip


def test_06_linked_tables_are_protected_together() -> None:
    problem = linked()
    assert reach(problem, [key(name) for name in "ABKLM"], [4]) == (3, 3)
    assert unsafe(problem, protect(problem)) == []


def test_07_hiding_the_total_does_not_hide_what_its_parts_give() -> None:
    problem = problem_of({"jan": 5, "feb": 6, "mar": 0, "K1": 11}, [("K1", ["jan", "feb", "mar"])])
    assert reach(problem, [key("K1")], [0, 1, 2]) == (11, 11)
    assert protect(problem) == {}  # nothing small: nothing hidden, the total least of all


def test_08_the_quarter_gives_the_last_month() -> None:
    problem = problem_of({"jan": 5, "feb": 6, "mar": 2, "K1": 13}, [("K1", ["jan", "feb", "mar"])])
    assert reach(problem, [key("mar")], [2]) == (2, 2)
    assert unsafe(problem, protect(problem)) == []


def test_09_running_totals_would_be_linked_sums_like_any_other() -> None:
    problem = problem_of(
        {"jan": 5, "feb": 6, "mar": 1, "apr": 2, "tom feb": 11, "tom mar": 12, "tom apr": 14},
        [
            ("tom feb", ["jan", "feb"]),
            ("tom mar", ["jan", "feb", "mar"]),
            ("tom apr", ["jan", "feb", "mar", "apr"]),
        ],
    )
    assert unsafe(problem, protect(problem)) == []


def test_10_a_fresh_pattern_would_give_away_what_the_last_one_hid() -> None:
    first = problem_of({"A": 2, "B": 9, "C": 9, "T": 20}, [("T", ["A", "B", "C"])])
    shown_before = [first.cells[key(name)] for name in ("C", "T")]  # A and B were hidden
    second = replace(
        first,
        known=tuple(shown_before),
        keep_shown=frozenset({key("C"), key("T")}),
        keep_hidden=frozenset({key("A"), key("B")}),
    )
    assert hidden_names(second) == {"A", "B"}
    assert reach(second, [key("A"), key("C")], [0]) == (2, 2)  # hiding C now would show B, and A with it


def test_11_a_correction_by_one_is_seen_as_one_late_registration() -> None:
    before, after = even_world(7), even_world(7)
    after = replace(after, figures={**after.figures, (0, 1, "all"): (8, None)}, corrected={(0, 1): 1})
    exposed = attack([before.published([], "1"), after.published([], "2")])
    assert {one.what for one in exposed} == {"change"}
    assert all(one.low == 1 for one in exposed)


def test_12_a_category_that_is_not_displayed_is_guarded_all_the_same() -> None:
    """Women and men are shown, others are not a row of any table: the difference would be the one."""
    problem = problem_of({"K": 9, "M": 8, "annat": 1, "T": 18}, [("T", ["K", "M", "annat"])])
    problem = replace(
        problem, cells={cell: leaves for cell, leaves in problem.cells.items() if cell[1] != "annat"}
    )
    hidden = protect(problem)
    assert hidden
    low, high = reach(problem, hidden, [2])
    assert low == 0
    assert high >= 5


def share(count: int, base: int, *, complement_sensitive: bool = False) -> Problem:
    return Problem(
        indicator="prov",
        year=2025,
        rule=rule(kind="share", complement_sensitive=complement_sensitive),
        numerators=np.array([count], dtype=np.int64),
        denominators=np.array([base], dtype=np.int64),
        persons=None,
        cells={key("A"): np.array([0], dtype=np.intp)},
    )


def test_13_two_who_said_no_are_as_telling_as_two_who_said_yes() -> None:
    assert protect(share(38, 40, complement_sensitive=True)) == {key("A"): Reason.NEED}
    assert protect(share(38, 40)) == {}


def test_14_a_share_is_hidden_with_its_count_and_its_base() -> None:
    world = World(areas=(0,), figures={(0, 1, "all"): (3, 24)})
    cells = world.published(protect(world.problem())).cells["prov"]
    assert set(cells.values()) == {Figure(None, None, None, "protected")}


def test_15_everybody_in_a_group_is_a_fact_about_each_of_them() -> None:
    assert protect(share(12, 12, complement_sensitive=True)) == {key("A"): Reason.NEED}
    assert protect(share(0, 12, complement_sensitive=True)) == {key("A"): Reason.NEED}
    assert protect(share(12, 12)) == {}  # all were asked: nothing about anyone


def test_16_medians_are_hidden_below_the_threshold_and_never_averaged() -> None:
    problem = problem_of({"A": 4, "B": 2, "O": 6}, [("O", ["A", "B"])], kind="median")
    problem = replace(problem, persons=np.array([8, 2], dtype=np.int64))
    assert protect(problem) == {key("B"): Reason.NEED, key("O"): Reason.NEED}


def test_16_a_median_that_was_hidden_stays_hidden_when_more_persons_are_told_of() -> None:
    problem = replace(problem_of({"A": 4}, [], kind="median"), persons=np.array([9]))
    assert not hidden_names(problem)
    assert hidden_names(replace(problem, keep_hidden=frozenset({key("A")}))) == {"A"}


def test_17_twelve_talks_with_one_client_are_one_client() -> None:
    problem = replace(problem_of({"A": 12}, [], counts="events"), persons=np.array([1], dtype=np.int64))
    assert protect(problem) == {key("A"): Reason.NEED}
    assert protect(replace(problem, persons=np.array([6], dtype=np.int64))) == {}
    assert protect(replace(problem, persons=None)) == {}
    assert protect(problem_of({"A": 9}, [], counts="events")) == {key("A"): Reason.NEED}


def test_17_persons_behind_a_sum_are_at_least_those_behind_its_largest_part() -> None:
    problem = problem_of({"A": 12, "B": 12, "T": 24}, [("T", ["A", "B"])], counts="events")
    assert key("T") in protect(replace(problem, persons=np.array([4, 4], dtype=np.int64)))
    assert key("T") not in protect(replace(problem, persons=np.array([6, 6], dtype=np.int64)))


def test_18_there_is_one_mark_for_everything_hidden() -> None:
    problem = problem_of({"A": 3, "B": 9, "T": 12}, [("T", ["A", "B"])])
    assert {reason.value for reason in protect(problem).values()} == {"need", "consequence"}
    with duckdb.connect(":memory:") as connection:
        connection.execute(SNAPSHOT.read_text(encoding="utf-8"))
        marks = connection.execute("SELECT unnest(enum_range(NULL::mark))::VARCHAR").fetchall()
        columns = {row[0] for row in connection.execute("DESCRIBE cell").fetchall()}
    assert [mark for (mark,) in marks] == ["shown", "protected", "not_reported", "not_applicable"]
    assert not columns & {"reason", "weight", "rank", "persons", "witness"}


def test_19_a_sum_made_of_shown_and_hidden_figures_is_in_no_table() -> None:
    """Only planned sums are published: one that is not planned cannot give its hidden part away."""
    world = even_world(8)
    world = replace(world, figures={**world.figures, (1, 1, "all"): (3, None)})
    hidden = protect(world.problem())
    assert attack([world.published(hidden)]) == ()
    shown = [cell for cell, figure in world.published(hidden).cells["prov"].items() if figure.mark == "shown"]
    assert set(shown) == world.problem().cells.keys() - hidden.keys()


def test_20_hidden_is_never_nought() -> None:
    world = even_world(9, units=3)
    world = replace(world, figures={**world.figures, (2, 1, "all"): (2, None)})
    cells = world.published(protect(world.problem())).cells["prov"]
    assert cells[key("u2", kind="quarter")] == Figure(None, None, None, "protected")
    assert attack([world.published([key("u2", kind="quarter")])])


def test_21_nothing_is_ever_blanked_in_place() -> None:
    """A blanked figure can stay in a file's free blocks: a snapshot is only ever written anew."""
    statements = (SNAPSHOT.parent / "snapshot_file.sql").read_text(encoding="utf-8").upper()
    assert "INSERT INTO CELL" in statements
    assert not {"UPDATE", "DELETE", "DROP", "ALTER"} & set(statements.replace(";", " ").split())


def test_22_ranges_hold_for_whole_numbers_too() -> None:
    """A range of the linear program can be wider than that of whole numbers: [1, 1.5] is exactly 1.

    Where the promise is 0 to 5 instead of "not exactly known", whole tables prove it as well.
    """
    inner = np.array(
        [
            [[1, 0, 1], [1, 0, 1], [0, 1, 0]],
            [[1, 2, 0], [1, 1, 2], [1, 1, 1]],
            [[0, 1, 2], [2, 2, 1], [1, 1, 0]],
        ]
    )
    problem = cube(inner)
    assert unsafe(problem, protect(problem)) == []


def cube(inner: np.ndarray) -> Problem:
    """A table in three dimensions with all its totals."""
    leaves = list(np.ndindex(inner.shape))
    cells = {}
    for chosen in product(*([*range(size), None] for size in inner.shape)):
        members = [
            row
            for row, leaf in enumerate(leaves)
            if all(want in (None, own) for want, own in zip(chosen, leaf, strict=True))
        ]
        cells[key(str(chosen))] = np.array(members, dtype=np.intp)
    return Problem(
        indicator="prov",
        year=2025,
        rule=rule(),
        numerators=np.array([inner[leaf] for leaf in leaves], dtype=np.int64),
        denominators=None,
        persons=None,
        cells=cells,
    )


def test_23_limits_are_counted_in_programs_and_give_the_same_pattern_every_time() -> None:
    assert list(protect(linked())) == list(protect(linked()))


@pytest.mark.parametrize("name", ["value", "numerator", "denominator"])
def test_24_what_is_hidden_has_nothing_to_sort_by(name: str) -> None:
    assert name in {field.name for field in fields(Figure)}
    world = World(areas=(0, 0), figures={(0, 1, "all"): (9, None), (1, 1, "all"): (3, None)})
    cells = world.published(protect(world.problem())).cells["prov"]
    assert getattr(cells["unit", "u1", "quarter", date(2025, 1, 1), "all", "all", "all"], name) is None
