"""Indicators that share a denominator, such as the staff of the same units on the same days.

Owns: which tables are decided together, and that they hide the same places. Two patterns that are safe one by
one are not safe together: where one hides units A and B and the other A and C, the first shows what C has and
the second what B has, and what an area has besides is A's. Must not know how a pattern is found or kept.
"""

from collections import defaultdict
from collections.abc import Sequence

from data.model import Catalogue
from data.protection import CellKey
from data.protection.needs import small_cells
from data.publishing.decisions import Decider, Decision
from data.rollup import YearTable

Group = tuple[YearTable, ...]


def groups(planned: Sequence[YearTable], catalogue: Catalogue) -> tuple[Group, ...]:
    """Return the tables in groups that must be decided together, most of them alone; each table once."""
    found: dict[tuple[str, int], list[YearTable]] = defaultdict(list)
    first = {one.id: one.same_denominator_as or one.id for one in catalogue.indicators}
    for table in planned:
        found[first[table.indicator], table.year].append(table)
    return tuple(tuple(tables) for tables in found.values())


def decide(group: Group, decider: Decider) -> tuple[Decision, ...]:
    """Return the decisions on a group: what one hides the others hide too, save what has been shown before.

    Whatever is small anywhere is hidden everywhere from the start, so that the patterns build on each other.
    Raises ProtectionError where no safe answer was found.
    """
    if len(group) == 1:
        return (decider.decide(group[0]),)
    problems = [table.problem for table in group if table.problem is not None]
    hidden: frozenset[CellKey] = frozenset(key for problem in problems for key in small_cells(problem))
    while True:
        before, decisions = hidden, []
        for table in group:
            decisions.append(decider.decide(table, hidden))
            hidden |= decisions[-1].hidden.keys()
        if hidden == before:  # nothing new in a whole round: every table has been asked about all of it
            return tuple(decisions)
