"""What the figures of a file do to stored figures of the same unit and period that they contradict.

Owns which stored figures give way, which contradictions refuse the file, and the words for both. Must not
know files' layout, nor when anything is kept.
"""

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.facts import Disagreement, Fact, disagreements, parts_of, superseded
from data.model import Catalogue
from data.periods import Period
from data.plan import org_names
from data.reading import Message, ReportedRow
from data.reading.messages import place, row_list
from data.register import Change, Register

Place = tuple[str, str, Period]
"""Indicator, organisation and period."""
Split = tuple[str, str, str]


@dataclass(frozen=True)
class Settled:
    """What became of the contradictions. retracted: stored figures that give way, each with its row."""

    errors: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()
    retracted: tuple[Change, ...] = ()


def settle(
    register: Register, catalogue: Catalogue, load: int, rows: Sequence[ReportedRow], *, names: "Names"
) -> Settled:
    """Let stored figures give way to those of a load that has just been added, or say why they do not."""
    given: dict[Place, list[ReportedRow]] = defaultdict(list)
    for row in rows:
        given[row.indicator, row.org, row.period].append(row)
    errors: list[Message] = []
    giving_way: dict[tuple[str, str, str], list[tuple[Fact, int]]] = defaultdict(list)
    retracted: dict[Fact, int] = {}
    for row, parts in _emptied(register, catalogue, given):
        register.retract(load, parts)
        retracted |= dict.fromkeys(parts, row.row)
        giving_way["split_emptied", row.indicator, row.org].append((parts[0], row.row))
    for found in contradictions(catalogue, register.facts_of_places(load)):
        one = found.parts[0]
        here = given[one.indicator, one.org, one.period]
        gives_way = [one for one in superseded(found, _splits(here)) if one not in retracted]
        if gives_way:
            register.retract(load, gives_way)
            retracted |= dict.fromkeys(gives_way, here[0].row)
            code = "split_superseded" if found.total not in gives_way else "total_superseded"
            giving_way[code, one.indicator, one.org].append((one, here[0].row))
        elif not any(one in retracted for one in (*found.parts, found.total)):
            errors.append(_error(names, found, here[0].row))
    changes = tuple(_retraction(fact, row) for fact, row in retracted.items())
    in_file_order = sorted(giving_way.items(), key=lambda item: min(row for _, row in item[1]))
    warnings = [names.told_once(found, code) for (code, _, _), found in in_file_order]
    return Settled(tuple(errors), tuple(warnings), changes)


def contradictions(catalogue: Catalogue, facts: Iterable[Fact]) -> Iterator[Disagreement]:
    """Yield what does not add up among figures, place by place."""
    places: dict[Place, list[Fact]] = defaultdict(list)
    for fact in facts:
        places[fact.indicator, fact.org, fact.period].append(fact)
    known = {indicator.id: indicator for indicator in catalogue.indicators}
    for (indicator, _, _), figures in places.items():
        if indicator in known:
            yield from disagreements(known[indicator], figures)


@dataclass(frozen=True)
class Names:
    """What messages call indicators and organisations."""

    codes: Mapping[str, str]
    orgs: Mapping[str, str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Names":
        """Return the names of the catalogue."""
        return cls({one.id: one.code for one in catalogue.indicators}, org_names(catalogue))

    def told_once(self, found: Sequence[tuple[Fact, int]], code: str) -> Message:
        """Return the message about one figure in several periods, as the row of a wide form holds."""
        periods = sorted({one.period for one, _ in found})
        first, row = found[0]
        if len(periods) == 1:
            return self.told(first, row, code)
        where = f"{self.codes[first.indicator]}, {self.orgs[first.org]}, {len(periods)} perioder från "
        where += f"{periods[0].code} till {periods[-1].code}"
        rows = row_list(row for _, row in found).removeprefix("rad ")
        return Message(None, None, None, code, f"{place(rows, None)}{where}: {_TEXTS[code]}")

    def told(self, one: Fact, row: int, code: str, **facts: object) -> Message:
        """Return the message about a figure's place."""
        where = f"{self.codes[one.indicator]}, {self.orgs[one.org]}, {one.period.code}"
        return Message(row, None, None, code, f"{place(row, None)}{where}: {_TEXTS[code].format(**facts)}")


_TEXTS = {
    "split_superseded": "totalen är ändrad, så den uppdelning som lämnats tidigare gäller inte längre. "
    "Lämna delarna på nytt om uppdelningen ska finnas kvar.",
    "total_superseded": "delarna är ändrade, så den total som lämnats tidigare gäller inte längre.",
    "split_emptied": "totalen är tom i filen, så den uppdelning som lämnats tidigare tas bort. Ta bort raden "
    "ur filen om det som är lagrat ska gälla.",
    "splits_overlap": "uppgifterna är delade på två sätt som inte går att lägga ihop. Lämna varje "
    "kombination för sig, eller bara den ena delningen.",
    "denominators_differ": "delarnas nämnare ger inte totalens. Lämna både delarna och totalen på nytt.",
    "total_differs": "delarna ger {parts} men totalen är {total}. Lämna både delarna och totalen på nytt, så "
    "att de stämmer med varandra.",
}


def _error(names: Names, found: Disagreement, row: int) -> Message:
    """Say which figures do not add up, and how to mend it."""
    one = found.parts[0]
    if found.total is None:
        return names.told(one, row, "splits_overlap")
    parts = math.fsum(part.count for part in found.parts)
    if parts == found.total.count:
        return names.told(one, row, "denominators_differ")
    return names.told(one, row, "total_differs", parts=_number(parts), total=_number(found.total.count))


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _splits(rows: Iterable[ReportedRow]) -> Container[Split]:
    return {(row.gender, row.age, row.category) for row in rows}


def _emptied(
    register: Register, catalogue: Catalogue, given: Mapping[Place, Sequence[ReportedRow]]
) -> Iterator[tuple[ReportedRow, tuple[Fact, ...]]]:
    """Yield totals that the file says are not reported, with the stored parts of which they are the total.

    A file that holds the parts too says itself what they are.
    """
    empty = {at: rows for at, rows in given.items() if any(row.count is None for row in rows)}
    if not empty:
        return
    stored: dict[Place, list[Fact]] = defaultdict(list)
    for fact in register.facts():
        stored[fact.indicator, fact.org, fact.period].append(fact)
    for at, rows in empty.items():
        indicator, splits = catalogue.indicator(at[0]), _splits(rows)
        for row in rows:
            if row.count is not None:
                continue
            parts = parts_of(indicator, (row.gender, row.age, row.category), stored[at])
            if parts and not any(part.split in splits for part in parts):
                yield row, parts


def _retraction(fact: Fact, row: int) -> Change:
    return Change(
        row=row, indicator=fact.indicator, org=fact.org, period=fact.period, gender=fact.gender, age=fact.age,
        category=fact.category, kind="retracted", old_count=fact.count, old_denominator=fact.denominator,
        count=None, denominator=None,
    )  # fmt: skip
