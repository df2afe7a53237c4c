"""Which corrections can be published now, and which must wait. Pure.

Owns the rule that nobody may read a small count from the difference between two snapshots: a correction is
published when every planned figure it touches changes by nothing or by at least the threshold; until then the
figures it would replace stay. Corrections that wait add up, so that several small ones may go out together.
Must not know where published figures are kept, nor how a pattern is found.

A late report is no correction: that it came in is public, and disclosure control hides what it would tell.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from data.facts import Fact, leaves
from data.model import Catalogue, Indicator
from data.periods import Period, PeriodKind
from data.plan import is_exact
from data.protection import CellKey, Problem
from data.protection.problem import EVENT_THRESHOLD
from data.rollup import YearTable, roll_up

Place = tuple[str, str, Period]
"""Indicator, reporter and base period: one report."""

_Change = tuple[int, int]
"""By how much the numerator and the denominator change."""


@dataclass(frozen=True)
class Held:
    """Figures as they may be published. waiting: corrections held back, by indicator and year."""

    facts: tuple[Fact, ...]
    waiting: Mapping[tuple[str, int], int] = field(default_factory=dict)


def place_of(fact: Fact) -> Place:
    """Return the report a figure belongs to."""
    return (fact.indicator, fact.org, fact.period)


def hold_back(facts: Sequence[Fact], published: Iterable[Fact], catalogue: Catalogue) -> Held:
    """Return the figures with every correction that must wait replaced by what was published.

    published: the finest figures behind the latest published ones.
    """
    now = _by_place(facts)
    before = _by_place(published)
    protected = {
        one.id: one for one in catalogue.indicators if one.sensitivity != "open" and not is_exact(one)
    }
    corrected = {
        place
        for place in now.keys() & before.keys()
        if place[0] in protected and _figures(protected[place[0]], now[place]) != _numbers(before[place])
    }
    waiting = _must_wait(facts, corrected, before, catalogue)
    kept = _replaced(facts, waiting, before)
    return Held(kept, Counter((indicator, period.year) for indicator, _, period in waiting))


def _must_wait(
    facts: Sequence[Fact], corrected: set[Place], before: Mapping[Place, list[Fact]], catalogue: Catalogue
) -> set[Place]:
    """Return the corrections that would change a figure by a small count."""
    if not corrected:
        return set()
    indicators = {place[0] for place in corrected}
    touched = [fact for fact in facts if fact.indicator in indicators]
    new = {(table.indicator, table.year): table for table in roll_up(touched, catalogue)}
    old = {
        (table.indicator, table.year): table
        for table in roll_up(_replaced(touched, corrected, before), catalogue)
    }
    waiting: set[Place] = set()
    for key in new.keys() & old.keys():
        waiting |= _waiting_of_year(new[key], old[key], {place for place in corrected if _is_in(place, key)})
    return waiting


def _waiting_of_year(new: YearTable, old: YearTable, corrected: set[Place]) -> set[Place]:
    if new.problem is None or old.problem is None:
        return set()
    changes = _changes(new, old, corrected)
    waiting: set[Place] = set()
    while True:
        caught: set[Place] = set()
        for change in changes:
            going = {place: values for place, values in change.items() if place not in waiting}
            count, base = (sum(values[part] for values in going.values()) for part in (0, 1))
            if _is_telling(new.problem, count, base):
                caught |= going.keys()
        if not caught:
            return waiting
        waiting |= caught


def _is_telling(problem: Problem, count: int, base: int) -> bool:
    threshold = problem.rule.threshold
    if problem.rule.counts == "events":
        threshold = max(threshold, EVENT_THRESHOLD)
    rest = base - count if problem.rule.complement_sensitive and problem.denominators is not None else 0
    return any(0 < abs(change) < threshold for change in (count, base, rest))


def _changes(new: YearTable, old: YearTable, corrected: set[Place]) -> list[Mapping[Place, _Change]]:
    """Return what each correction changes of every planned figure, and of every report as a whole."""
    sums = [
        (_by_report(new, key), _by_report(old, key))
        for key in (*new.cells, None)
        if key is None or _both_have(new, old, key)
    ]
    found: list[Mapping[Place, _Change]] = []
    for became, was in sums:
        change: dict[Place, _Change] = {}
        for place in corrected & became.keys() & was.keys():
            difference = (became[place][0] - was[place][0], became[place][1] - was[place][1])
            if difference != (0, 0):
                change[place] = difference
        # Every report by itself as well: what is not planned as a figure can still be worked out.
        found += [change] if change else []
        found += [{place: difference} for place, difference in change.items()]
    return found


def _both_have(new: YearTable, old: YearTable, key: CellKey) -> bool:
    return all(table.problem is not None and key in table.problem.cells for table in (new, old))


def _by_report(table: YearTable, key: CellKey | None) -> dict[Place, _Change]:
    """Return what every report puts into a planned figure; into all of them together where key is None."""
    problem = table.problem
    if problem is None:
        return {}
    found: dict[Place, _Change] = defaultdict(lambda: (0, 0))
    members = range(len(table.leaves)) if key is None else problem.cells[key].tolist()
    for leaf in members:
        org, kind, start = table.leaves[leaf][:3]
        base = 0 if problem.denominators is None else int(problem.denominators[leaf])
        place = (table.indicator, org, Period(cast(PeriodKind, kind), start))
        found[place] = (found[place][0] + int(problem.numerators[leaf]), found[place][1] + base)
    return found


def _replaced(
    facts: Sequence[Fact], places: set[Place], before: Mapping[Place, list[Fact]]
) -> tuple[Fact, ...]:
    """Return the figures with these reports as they were."""
    if not places:
        return tuple(facts)
    kept = [fact for fact in facts if place_of(fact) not in places]
    return (*kept, *(fact for place in sorted(places) for fact in before[place]))


def _by_place(facts: Iterable[Fact]) -> dict[Place, list[Fact]]:
    found: dict[Place, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[place_of(fact)].append(fact)
    return found


def _figures(indicator: Indicator, facts: Sequence[Fact]) -> set[tuple[object, ...]]:
    return _numbers(leaves(indicator, facts))


def _numbers(facts: Iterable[Fact]) -> set[tuple[object, ...]]:
    return {(fact.split, fact.version, fact.count, fact.denominator, fact.persons) for fact in facts}


def _is_in(place: Place, year: tuple[str, int]) -> bool:
    return (place[0], place[2].year) == year
