"""What the catalogue says that figures of different indicators have to do with each other. Pure.

Owns: the relations that follow from definitions (the same people in two denominators, those asked in one
indicator as the denominator of the next, a part that is at most the whole), the figures each of them
compares, and where the figures bear it out. Whoever reads the definitions can set up the same
equations.
Must not know: disclosure control, the ledger, the snapshot's file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.facts import ALL
from data.model import Catalogue, Indicator
from data.periods import Period, PeriodKind, nests
from data.rollup import LeafId, YearTable

Part = Literal["numerator", "denominator"]
Numbers = tuple[int, int]
"""Numerator and denominator of a leaf; a count has the denominator 0."""


@dataclass(frozen=True)
class Relation:
    """One part of one indicator is at most, or the same as, a part of another, place by place.

    category: `all`, or one category of an indicator whose categories do not add up.
    """

    indicator: str
    part: Part
    category: str
    is_equal: bool
    other: str
    other_part: Part
    other_category: str = ALL


@dataclass(frozen=True, slots=True)
class Agreement:
    """A relation that a reporter's figures of a year bear out; columns as in data/snapshot.sql.

    by_groups: it also holds for every gender and age group by itself.
    """

    indicator: str
    part: str
    category: str
    is_equal: bool
    other: str
    other_part: str
    other_category: str
    org: str
    year: int
    by_groups: bool


@dataclass(frozen=True)
class Compared:
    """The leaves, by position, on both sides of a relation in one place.

    org: the reporter. group: gender and age group; None for all of the report.
    """

    org: str
    group: tuple[str, str] | None
    left: tuple[int, ...]
    right: tuple[int, ...]


@dataclass(frozen=True)
class Leaves:
    """The leaves of one indicator and year, with their figures."""

    indicator: Indicator
    ids: Sequence[LeafId]
    numbers: Sequence[Numbers]

    def sum_of(self, positions: Iterable[int], part: Part) -> int:
        """Return the sum of one part of these leaves."""
        return sum(self.numbers[position][part == "denominator"] for position in positions)


def relations_of(catalogue: Catalogue) -> tuple[Relation, ...]:
    """Return all that the definitions say, between indicators that are protected and add up."""
    protected = {
        one.id: one
        for one in catalogue.indicators
        if one.kind in {"count", "share"} and one.sensitivity != "open"
    }
    return tuple(
        relation
        for indicator in protected.values()
        for relation in _of(indicator)
        if relation.other in protected
    )


def _of(indicator: Indicator) -> Iterator[Relation]:
    own = indicator.id
    if indicator.same_denominator_as:
        yield Relation(own, "denominator", ALL, True, indicator.same_denominator_as, "denominator")
    if indicator.denominator_is_numerator_of:
        yield Relation(own, "denominator", ALL, True, indicator.denominator_is_numerator_of, "numerator")
    if indicator.numerator_within:
        yield Relation(own, "numerator", ALL, False, indicator.numerator_within, "numerator")
    if not indicator.categories_add_up:
        for category in indicator.categories:
            yield Relation(own, "numerator", category.id, False, own, "numerator")
            if indicator.kind == "share":
                yield Relation(own, "denominator", category.id, False, own, "denominator")


def leaves_of(catalogue: Catalogue, table: YearTable) -> Leaves:
    """Return the leaves of a table that disclosure control is asked about; none of one that it is not."""
    indicator = catalogue.indicator(table.indicator)
    problem = table.problem
    if problem is None:
        return Leaves(indicator, (), ())
    counts = problem.numerators.tolist()
    bases = [0] * len(counts) if problem.denominators is None else problem.denominators.tolist()
    return Leaves(indicator, table.leaves, list(zip(counts, bases, strict=True)))


def compared(relation: Relation, left: Leaves, right: Leaves) -> Iterator[Compared]:
    """Yield what the relation compares: reports of the same reporter, over the longer of the two periods.

    A flow is summed over it, of a stock the last report counts. First the whole report, then group by group;
    a group that one side has left out is nobody there.
    """
    frequencies = (left.indicator.frequency, right.indicator.frequency)
    if not (nests(*frequencies) or nests(*reversed(frequencies))):
        return
    kind = frequencies[1] if nests(*frequencies) else frequencies[0]
    found = [
        over(leaves, category, kind)
        for leaves, category in ((left, relation.category), (right, relation.other_category))
    ]
    for place in sorted(found[0].keys() & found[1].keys()):
        yield Compared(place[0], None, tuple(found[0][place]), tuple(found[1][place]))
        split = [by_group(leaves, own[place]) for leaves, own in zip((left, right), found, strict=True)]
        for group in sorted(split[0].keys() | split[1].keys()):
            yield Compared(place[0], group, *(tuple(side.get(group, ())) for side in split))


def holds(relation: Relation, one: Compared, left: Leaves, right: Leaves) -> bool:
    """Tell whether the figures bear the relation out in one place."""
    least = left.sum_of(one.left, relation.part)
    most = right.sum_of(one.right, relation.other_part)
    return least == most if relation.is_equal else least <= most


def agreements(catalogue: Catalogue, tables: Iterable[YearTable]) -> tuple[Agreement, ...]:
    """Return every relation, reporter and year in which the figures agree with it all year."""
    years: dict[int, dict[str, Leaves]] = defaultdict(dict)
    for table in tables:
        if table.problem is not None:
            years[table.year][table.indicator] = leaves_of(catalogue, table)
    return tuple(
        Agreement(**vars(relation), org=org, year=year, by_groups=by_groups)
        for relation in relations_of(catalogue)
        for year, sides in sorted(years.items())
        if {relation.indicator, relation.other} <= sides.keys()
        for org, by_groups in _agreeing(relation, sides[relation.indicator], sides[relation.other])
    )


def _agreeing(relation: Relation, left: Leaves, right: Leaves) -> Iterator[tuple[str, bool]]:
    """Yield the reporters whose figures agree all year, and whether they do so group by group."""
    fits: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for one in compared(relation, left, right):
        fits[one.org].append((one.group is None, holds(relation, one, left, right)))
    for org, found in fits.items():
        if all(fit for is_whole, fit in found if is_whole):
            yield org, all(fit for _, fit in found)


def over(leaves: Leaves, category: str, kind: PeriodKind) -> Mapping[tuple[str, Period], list[int]]:
    """Return the positions of the leaves that make up each reporter's figure for periods of a kind."""
    indicator = leaves.indicator
    everything = indicator.categories_add_up and category == ALL
    found: dict[tuple[str, Period], dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
    for position, (org, _, start, _, _, own, _) in enumerate(leaves.ids):
        if everything or own == category:
            found[org, Period.containing(kind, start)][start].append(position)
    return {
        place: reports[max(reports)]
        if indicator.time == "stock"
        else [one for own in reports.values() for one in own]
        for place, reports in found.items()
    }


def by_group(leaves: Leaves, positions: Iterable[int]) -> Mapping[tuple[str, str], list[int]]:
    """Return leaves by gender and age group."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position in positions:
        gender, age = leaves.ids[position][3:5]
        found[gender, age].append(position)
    return found
