"""What is unusual about a file beside what is stored: jumps, and units that have fallen silent. Pure.

Owns which stored figures a file is held against. Must not know the store.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from data.facts import Fact
from data.model import Catalogue
from data.periods import Period
from data.reading import Message, ReportedRow
from data.reading.checks import jumps, missing_units


def unusual(catalogue: Catalogue, rows: Sequence[ReportedRow], facts: Iterable[Fact]) -> tuple[Message, ...]:
    """Return a warning for every jump and every missing unit; facts: what is stored without these rows."""
    given = {(row.indicator, row.org, row.period) for row in rows}
    history: dict[tuple[str, str, str, str, str], list[float]] = defaultdict(list)
    reported: dict[tuple[str, Period], set[str]] = defaultdict(set)
    for fact in facts:
        reported[fact.indicator, fact.period].add(fact.org)
        if (fact.indicator, fact.org, fact.period) not in given:
            history[fact.indicator, fact.org, *fact.split].append(fact.count)
    before = {place: frozenset(orgs) for place, orgs in reported.items()}
    return (
        *jumps(rows, history, catalogue=catalogue),
        *missing_units(rows, before, catalogue=catalogue),
    )
