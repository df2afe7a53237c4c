"""Indicators that readers can set against each other are protected as one, and hide no more than need be."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.audit.solver import Equations, Tie
from data.protection import CellKey, Link, Problem, ProtectionError, Term, protect, protect_together
from tests.data.protection.small_world import key, problem_of, rule

UNITS = ("A", "B", "C", "D")
SUMS = [("X", ["A", "B"]), ("Y", ["C", "D"]), ("T", list(UNITS))]


def share(figures: Sequence[tuple[int, int]]) -> Problem:
    """Four units in two areas: numerator and denominator of each."""
    counts = {name: count for name, (count, _) in zip(UNITS, figures, strict=True)}
    counts |= {"X": 0, "Y": 0, "T": 0}
    problem = problem_of(counts, SUMS)
    bases = np.array([base for _, base in figures])
    return replace(problem, denominators=bases, rule=rule(kind="share"))


def same(left: tuple[int, ...], right: tuple[int, ...], *, is_equal: bool = True) -> tuple[Link, ...]:
    """Unit by unit: parts of the first problem are the same as, or at most, parts of the second."""
    return tuple(
        Link(Term(0, left, np.array([unit])), Term(1, right, np.array([unit])), is_equal) for unit in range(4)
    )


def ranges(
    problems: Sequence[Problem], links: Sequence[Link], hidden: Sequence[set[CellKey]]
) -> list[tuple[CellKey, int, int, float, float]]:
    """What a reader of all problems can make of every small cell, computed as the audit does."""
    firsts = {(number, part): 8 * number + 4 * part for number in range(len(problems)) for part in (0, 1)}

    def columns(number: int, parts: Sequence[int], leaves: np.ndarray) -> tuple[int, ...]:
        return tuple(firsts[number, part] + int(leaf) for part in parts for leaf in leaves)

    figures = np.concatenate(
        [part for one in problems for part in (one.numerators, np.asarray(one.denominators) - one.numerators)]
    )
    known = [
        (columns(number, (part,), members), float(figures[list(columns(number, (part,), members))].sum()))
        for number, problem in enumerate(problems)
        for cell, members in problem.cells.items()
        if cell not in hidden[number]
        for part in (0, 1)
    ]
    ties = [
        Tie(
            columns(link.left.problem, link.left.parts, link.left.leaves),
            columns(link.right.problem, link.right.parts, link.right.leaves),
            link.is_equal,
        )
        for link in links
    ]
    equations = Equations(8 * len(problems), known, ties)
    found = []
    for number, problem in enumerate(problems):
        for cell, members in problem.cells.items():
            for parts in ((0,), (0, 1)):
                asked = columns(number, parts, members)
                value = int(figures[list(asked)].sum())
                if 0 < value < 5:
                    found.append(
                        (cell, number, value, equations.least(asked).value, equations.most(asked).value)
                    )
    return found


def pinned(
    problems: Sequence[Problem], links: Sequence[Link], hidden: Sequence[set[CellKey]]
) -> list[object]:
    return [one for one in ranges(problems, links, hidden) if one[3] > 1e-6 or one[4] < 5 - 1e-6]


@st.composite
def two_of_the_same_people(draw: st.DrawFn) -> tuple[Problem, Problem]:
    bases = draw(st.lists(st.integers(0, 30), min_size=4, max_size=4))
    first = [(draw(st.integers(0, base)), base) for base in bases]
    second = [(draw(st.integers(0, count)), base) for count, base in first]
    return share(second), share(first)


@settings(max_examples=60, deadline=None)
@given(two_of_the_same_people())
def test_nothing_small_is_pinned_down_by_two_indicators_of_the_same_people(
    pair: tuple[Problem, Problem],
) -> None:
    links = (*same((0, 1), (0, 1)), *same((0,), (0,), is_equal=False))
    hidden = [set(pattern) for pattern in protect_together(pair, links)]
    assert pinned(pair, links, hidden) == []


@settings(max_examples=60, deadline=None)
@given(two_of_the_same_people())
def test_nothing_small_is_pinned_down_where_one_counts_whom_the_other_asked(
    pair: tuple[Problem, Problem],
) -> None:
    asked = pair[1]
    told = replace(
        pair[0], denominators=asked.numerators, numerators=np.minimum(pair[0].numerators, asked.numerators)
    )
    links = same((0, 1), (0,))
    hidden = [set(pattern) for pattern in protect_together((told, asked), links)]
    assert pinned((told, asked), links, hidden) == []


ANY = share([(9, 40), (30, 40), (21, 40), (24, 40)])
HIDE_AB = {key("A"), key("B")}


def test_apart_each_is_safe_and_together_they_are_not() -> None:
    """The first shows what C has, the second what B has: the rest of the whole is A's."""
    first = share([(2, 4), (9, 20), (12, 21), (24, 30)])
    second = replace(first, numerators=np.array([2, 12, 3, 24]))
    links = same((0, 1), (0, 1))
    apart = [{key("A"), key("B")}, {key("A"), key("C"), key("X"), key("Y")}]
    assert pinned((first, second), (), apart) == []
    assert pinned((first, second), links, apart)
    together = [set(pattern) for pattern in protect_together((first, second), links)]
    assert pinned((first, second), links, together) == []


def test_a_part_that_fills_the_whole_elsewhere_pins_a_small_one_down() -> None:
    """All of C's are among B's figures, so C cannot have fewer, and what C and A have together is A's."""
    whole = replace(ANY, numerators=np.array([4, 30, 21, 24]))
    part = replace(ANY, numerators=np.array([4, 20, 21, 24]))
    links = same((0,), (0,), is_equal=False)
    hidden = [{key("A"), key("B")}, {key("A"), key("C"), key("X"), key("Y")}]
    assert pinned((part, whole), (), hidden) == []
    assert pinned((part, whole), links, hidden)
    together = [set(pattern) for pattern in protect_together((part, whole), links)]
    assert pinned((part, whole), links, together) == []


def test_links_that_tell_nothing_hide_nothing_more() -> None:
    first, second = share([(9, 20), (3, 15), (12, 21), (24, 30)]), ANY
    second = replace(second, numerators=np.array([30, 30, 30, 30]))
    links = same((0,), (0,), is_equal=False)
    assert [set(one) for one in protect_together((first, second), links)] == [set(protect(first)), set()]


def test_a_link_that_the_figures_belie_is_refused() -> None:
    with pytest.raises(ProtectionError):
        protect_together((share([(1, 9)] * 4), share([(1, 8)] * 4)), same((0, 1), (0, 1)))


def test_only_what_adds_up_can_be_linked() -> None:
    median = replace(ANY, rule=rule(kind="median"), persons=np.array([9] * 4))
    with pytest.raises(ProtectionError):
        protect_together((median, ANY), same((0,), (0,)))
