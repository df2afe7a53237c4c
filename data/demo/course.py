"""The course of the demo: the units as they are imagined, and how training and asking spread.

Owns the invented facts that several indicators share, so that training comes before asking everywhere.
Must not know single indicators or files. Nothing here is true of any real unit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.periods import Period, PeriodKind

FIRST = Period("month", date(2023, 1, 1))
LAST = Period("month", date(2026, 10, 1))
TRAINING_STARTS = date(2023, 9, 4)
KAST_STARTS = date(2024, 2, 1)
PAGE_PUBLISHED = date(2024, 2, 19)
REINFORCED = date(2024, 9, 1)
STOPPED = ("bostad-forst", date(2026, 4, 1))  # the unit that has stopped reporting, and from when
RENAMED = ("trozelli", "Trozelligården", date(2024, 6, 1))  # the unit's old name, and when it got the new one
POLICE_WEEKS = (date(2023, 11, 13), date(2024, 3, 11), date(2024, 11, 11),
                date(2025, 3, 10), date(2025, 11, 10), date(2026, 3, 9))  # fmt: skip

ROUTINE_DECIDED = date(2024, 1, 1)
ASKED_OF_MANY = 0.36
TRAINED_AHEAD = 5  # months
TRAINED_MORE = 0.12
PACE = 2.6  # months: how wide the wave of a change is

QUIET_MONTHS: Mapping[int, float] = {7: 0.7, 12: 0.85}


@dataclass(frozen=True)
class UnitCourse:
    """A unit as imagined.

    clients: new clients a month. women: share of them. staff, staff_women: employees, and how many are women.
    before, reached: share asked before training and at the end. months: from training start to halfway.
    splits: gives women and men apart. referrals, talks: to Novahuset, and support talks, a quarter.
    """

    clients: float
    women: float
    staff: int
    staff_women: int
    before: float
    reached: float
    months: float
    referrals: float
    talks: float = 0
    splits: bool = True
    trained_before: float = 0.04
    for_young: bool = False

    def asked(self, month: Period) -> float:
        """Return the share of clients that is asked that month."""
        return self.before + (self.reached - self.before) * _spread(month, halfway=self.months)

    def trained(self, month: Period) -> float:
        """Return the share of staff that has taken a course: some months ahead of asking, and higher."""
        reached = min(1.0, self.reached + TRAINED_MORE)
        spread = _spread(month, halfway=self.months - TRAINED_AHEAD)
        return self.trained_before + (reached - self.trained_before) * spread

    def has_introduced(self, month: Period) -> bool:
        """Say whether the question is asked by routine: decided in January 2024, and asked of many."""
        return month.start >= ROUTINE_DECIDED and self.asked(month) >= ASKED_OF_MANY


# Three units lag (ungdomsboendet, resursteamet, socialjouren); Bostad Först is small and stops reporting.
UNITS: Mapping[str, UnitCourse] = {
    "frideborg": UnitCourse(28, 0.90, 18, 15, 0.45, 0.95, 4, 9, talks=26, trained_before=0.9),
    "elsa": UnitCourse(7, 1.0, 22, 20, 0.40, 0.92, 4, 3, talks=9, trained_before=0.9),
    "ungdomsboendet": UnitCourse(6, 0.35, 16, 8, 0.04, 0.42, 22, 0.8, for_young=True),
    "moa": UnitCourse(22, 0.55, 9, 7, 0.08, 0.85, 8, 3, talks=7, for_young=True),
    "ungdomshalsan": UnitCourse(36, 0.66, 14, 12, 0.12, 0.88, 7, 4, talks=11, for_young=True),
    "fyrbylund": UnitCourse(4, 0.25, 19, 9, 0.05, 0.75, 11, 0.5, for_young=True),
    "trozelli": UnitCourse(46, 0.34, 32, 23, 0.34, 0.86, 6, 2.4, talks=6),
    "missbruksboenden": UnitCourse(10, 0.22, 38, 24, 0.30, 0.78, 10, 0.8),
    "bostad-forst": UnitCourse(4, 0.25, 4, 3, 0.10, 0.70, 9, 0.4),
    "resursteamet": UnitCourse(14, 0.44, 8, 6, 0.03, 0.38, 24, 0.9),
    "mottagningen": UnitCourse(82, 0.52, 42, 35, 0.05, 0.80, 9, 5),
    "socialjouren": UnitCourse(58, 0.48, 24, 15, 0.03, 0.35, 20, 1.6, splits=False),
}


def months() -> tuple[Period, ...]:
    """Return the months of the demo."""
    return _periods("month")


def quarters() -> tuple[Period, ...]:
    """Return the quarters that have ended."""
    return _periods("quarter")


def tertials() -> tuple[Period, ...]:
    """Return the tertials that have ended."""
    return _periods("tertial")


def years() -> tuple[Period, ...]:
    """Return the years that have ended."""
    return _periods("year")


def season(month: Period) -> float:
    """Return how many clients come, compared with an ordinary month."""
    return QUIET_MONTHS.get(month.start.month, 1.0)


def growth(period: Period, *, first: float, last: float) -> float:
    """Return a level that moves evenly from first to last over the demo."""
    whole = (LAST.start - FIRST.start).days
    return first + (last - first) * (period.start - FIRST.start).days / whole


def police_weeks(period: Period) -> int:
    """Return how many of the police's weeks began in the period."""
    return sum(period.start <= day <= period.end for day in POLICE_WEEKS)


def last_month(period: Period) -> Period:
    """Return the month in which the period ends."""
    return Period.containing("month", period.end)


def reports(unit: str, period: Period) -> bool:
    """Say whether the unit still reported then."""
    stopped, day = STOPPED
    return unit != stopped or period.end < day


def _periods(kind: PeriodKind) -> tuple[Period, ...]:
    found = [Period.containing(kind, FIRST.start)]
    while found[-1].next().end <= LAST.end:
        found.append(found[-1].next())
    return tuple(found)


def _spread(month: Period, *, halfway: float) -> float:
    """Return how far a change has spread, 0 to 1: not before the training, then faster, then slowly again."""
    months = (month.year - TRAINING_STARTS.year) * 12 + month.start.month - TRAINING_STARTS.month
    if months < 0:
        return 0.0
    at_start = _wave(-halfway)
    return (_wave(months - halfway) - at_start) / (1 - at_start)


def _wave(months: float) -> float:
    return 1 / (1 + math.exp(-months / PACE))
