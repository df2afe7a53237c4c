"""Tables that readers can set against each other, such as two that count the same staff.

Owns: which tables are decided together. Patterns that are safe one by one are not safe together: where one
hides units A and B and the other A and C, the first shows what C has and the second what B has, and what an
area has besides is A's. Must not know how a pattern is found or kept.
"""

from collections import defaultdict
from collections.abc import Sequence

from data.model import Catalogue
from data.publishing.decisions import Decider, Decision
from data.relations import relations_of
from data.rollup import YearTable

Group = tuple[YearTable, ...]


def groups(planned: Sequence[YearTable], catalogue: Catalogue) -> tuple[Group, ...]:
    """Return the tables in groups that must be decided together, most of them alone; each table once."""
    first = {one.id: one.id for one in catalogue.indicators}
    for relation in relations_of(catalogue):
        old, new = first[relation.indicator], first[relation.other]
        first = {name: new if group == old else group for name, group in first.items()}
    found: dict[tuple[str, int, bool], list[YearTable]] = defaultdict(list)
    for table in planned:
        found[first[table.indicator], table.year, table.problem is None].append(table)
    return tuple(tuple(tables) for tables in found.values())


def decide(group: Group, decider: Decider, catalogue: Catalogue) -> tuple[Decision, ...]:
    """Return the decisions on a group. Raises ProtectionError where no safe answer was found."""
    tied = {name for relation in relations_of(catalogue) for name in (relation.indicator, relation.other)}
    if any(table.problem is None or table.indicator not in tied for table in group):
        return tuple(decider.decide(table) for table in group)
    return decider.decide_together(group, catalogue)
