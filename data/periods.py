"""Periods: months, quarters, tertials and years, and how they nest.

Owns what a period is, its code and which periods it is made of. Must not know how people spell
periods in files (data/reading) or how they are shown (components/formats).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Literal, get_args

PeriodKind = Literal["month", "quarter", "tertial", "year"]
PERIOD_KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)

MONTHS_IN: dict[PeriodKind, int] = {"month": 1, "quarter": 3, "tertial": 4, "year": 12}

LAST_DAY = 15
"""Reports for a period are due on this day of a month after it, mostly the next."""


class PeriodError(ValueError):
    """A period that cannot exist, or that does not consist of the asked parts."""


def nests(fine: PeriodKind, coarse: PeriodKind) -> bool:
    """Say whether every `coarse` period is made of whole `fine` ones; a tertial is not made of quarters."""
    return MONTHS_IN[coarse] % MONTHS_IN[fine] == 0


@total_ordering
@dataclass(frozen=True)
class Period:
    """One calendar period.

    kind: month, quarter, tertial (four months) or year.
    start: its first day; any other day is a PeriodError.
    Ordered by start, then by length: January comes before the first quarter, which comes before the year.
    """

    kind: PeriodKind
    start: date

    def __post_init__(self) -> None:
        if self.kind not in MONTHS_IN:
            raise PeriodError(f"unknown kind of period: {self.kind}")
        if self.start.day != 1 or (self.start.month - 1) % MONTHS_IN[self.kind]:
            raise PeriodError(f"no {self.kind} starts on {self.start.isoformat()}")

    @classmethod
    def containing(cls, kind: PeriodKind, day: date) -> Period:
        """Return the period of that kind in which the day lies."""
        length = MONTHS_IN[kind]
        return cls(kind, date(day.year, (day.month - 1) // length * length + 1, 1))

    @property
    def end(self) -> date:
        """The last day."""
        return self._first_day_after() - timedelta(days=1)

    def due(self, months: int = 1) -> date:
        """The last day a report for it is in time, that many months after it."""
        month = Period.containing("month", self._first_day_after())
        for _ in range(months - 1):
            month = month.next()
        return month.start.replace(day=LAST_DAY)

    @property
    def year(self) -> int:
        """The calendar year; no period crosses years."""
        return self.start.year

    @property
    def number(self) -> int:
        """The position within its year, from 1."""
        return (self.start.month - 1) // MONTHS_IN[self.kind] + 1

    @property
    def code(self) -> str:
        """The code used in files: 2025-03, 2025K1, 2025T1, 2025."""
        if self.kind == "month":
            return f"{self.year}-{self.number:02d}"
        if self.kind == "year":
            return f"{self.year}"
        letter = "K" if self.kind == "quarter" else "T"
        return f"{self.year}{letter}{self.number}"

    def contains(self, other: Period) -> bool:
        """Say whether the other period lies wholly within this one (a period contains itself)."""
        return self.start <= other.start and other.end <= self.end

    def parts(self, kind: PeriodKind) -> tuple[Period, ...]:
        """Return the periods of that kind this one consists of, in order; PeriodError if they do not nest."""
        if not nests(kind, self.kind):
            raise PeriodError(f"a {self.kind} is not made of whole {kind}s")
        part = Period(kind, self.start)
        found = [part]
        while part.end < self.end:
            part = part.next()
            found.append(part)
        return tuple(found)

    def next(self) -> Period:
        """Return the period of the same kind that follows."""
        return Period(self.kind, self._first_day_after())

    def previous(self) -> Period:
        """Return the period of the same kind before this one."""
        return Period.containing(self.kind, self.start - timedelta(days=1))

    def _first_day_after(self) -> date:
        months = self.start.month - 1 + MONTHS_IN[self.kind]
        return date(self.start.year + months // 12, months % 12 + 1, 1)

    def __lt__(self, other: Period) -> bool:
        return (self.start, MONTHS_IN[self.kind]) < (other.start, MONTHS_IN[other.kind])

    def __str__(self) -> str:
        return self.code
