"""What the units report: training, the question, referrals, support talks.

Owns the units' invented figures. Must not know the office's figures or how files are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from data.demo.course import (
    UNITS,
    UnitCourse,
    growth,
    last_month,
    months,
    police_weeks,
    quarters,
    reports,
    season,
    years,
)
from data.demo.draws import Draws
from data.demo.figures import MAN, UNSPLIT, WOMAN, Figure, clients, staff
from data.periods import Period

REASONS = {"akut-lage": 0.30, "tolk-saknas": 0.12, "barn-narvarande": 0.10, "ej-aktuellt": 0.18}
GIVES_TOTAL_AS_WELL = "mottagningen"  # one unit writes women, men and the total; they must agree


def unit_figures() -> Iterator[Figure]:
    """Yield every figure of every unit, unit by unit."""
    for unit, course in UNITS.items():
        asked = tuple(_asked(unit, course))
        yield from asked
        yield from _introduced(unit, course)
        yield from _trained(unit, course)
        yield from _in_plan(unit, course)
        yield from _informed(unit, asked)
        yield from _not_asked(unit, course, asked)
        yield from _referrals(unit, course)
        yield from _talks(unit, course)


def _asked(unit: str, course: UnitCourse) -> Iterator[Figure]:
    """fra1: women and men apart, and the total as well from one unit."""
    draws = Draws("fra1", unit)
    for month in months():
        number = max(1, draws.poisson(course.clients * season(month)))
        share = min(1.0, max(0.0, course.asked(month) + draws.uniform(-0.05, 0.05)))
        groups = clients(course, number=number, draws=draws)
        counts = {gender: draws.binomial(size, share) for gender, size in groups.items()}
        if not reports(unit, month):
            continue
        for gender, size in groups.items():
            yield Figure("fra1", unit, month, counts[gender], denominator=size, gender=gender)
        if unit == GIVES_TOTAL_AS_WELL:
            yield Figure("fra1", unit, month, sum(counts.values()), denominator=number)


def _introduced(unit: str, course: UnitCourse) -> Iterator[Figure]:
    for quarter in _reported(unit, quarters):
        yield Figure("fra2", unit, quarter, int(course.has_introduced(last_month(quarter))), denominator=1)


def _trained(unit: str, course: UnitCourse) -> Iterator[Figure]:
    """utb1 by gender and, beside it, by course; utb2 by gender."""
    wave = Draws("utb2", unit).uniform(0.5, 0.65)
    for quarter in _reported(unit, quarters):
        month = last_month(quarter)
        share = course.trained(month)
        trained = {gender: _part(size, share) for gender, size in staff(course).items()}
        every = {gender: _part(size, share * wave) for gender, size in staff(course).items()}
        for gender, size in staff(course).items():
            yield Figure("utb1", unit, quarter, trained[gender], denominator=size, gender=gender)
            yield Figure("utb2", unit, quarter, every[gender], denominator=size, gender=gender)
        total = sum(trained.values())
        for category, taken in _courses(course).items():
            yield Figure(
                "utb1", unit, quarter, _part(total, taken), denominator=course.staff, category=category
            )


def _courses(course: UnitCourse) -> dict[str, float]:
    """Return the part of those with any course who have taken each."""
    own, other = ("barn-unga", "vuxna") if course.for_young else ("vuxna", "barn-unga")
    return {
        f"sex-mot-ersattning-{own}": 0.92,
        f"sex-mot-ersattning-{other}": 0.15,
        "manniskohandel-barn-unga": 0.5 if course.for_young else 0.1,
        "sexuell-exploatering-barn": 0.65,
    }


def _in_plan(unit: str, course: UnitCourse) -> Iterator[Figure]:
    for year in _reported(unit, years):
        share = min(0.97, growth(year, first=0.15, last=1.15) * course.trained(last_month(year)) + 0.05)
        for gender, size in staff(course).items():
            yield Figure("utb3", unit, year, _part(size, share), denominator=size, gender=gender)


def _informed(unit: str, asked: tuple[Figure, ...]) -> Iterator[Figure]:
    """fra3: of those asked during the year, by gender as fra1 has them."""
    draws = Draws("fra3", unit)
    for year in _reported(unit, years):
        for gender, number in _asked_in(year, asked).items():
            if number:
                informed = draws.binomial(number, growth(year, first=0.76, last=0.93))
                yield Figure("fra3", unit, year, informed, denominator=number, gender=gender)


def _not_asked(unit: str, course: UnitCourse, asked: tuple[Figure, ...]) -> Iterator[Figure]:
    """fra4: from 2024, when the routine asks for a reason; not every reason is written down."""
    draws = Draws("fra4", unit)
    for year in _reported(unit, years):
        if year.year < 2024:
            continue
        for gender in _parts(course):
            rows = [row for row in asked if year.contains(row.period) and row.gender == gender]
            size = sum(row.denominator or 0 for row in rows)
            forgotten = size - sum(row.count for row in rows)
            for reason, weight in REASONS.items():
                count = draws.poisson(size * 0.1 * weight)
                yield Figure("fra4", unit, year, count, gender=gender, category=reason)
            count = draws.binomial(forgotten, 0.45)
            yield Figure("fra4", unit, year, count, gender=gender, category="glomt")


def _asked_in(year: Period, asked: tuple[Figure, ...]) -> dict[str, int]:
    split = any(row.gender for row in asked)
    found: dict[str, int] = {}
    for row in asked:
        if year.contains(row.period) and bool(row.gender) == split:
            found[row.gender] = found.get(row.gender, 0) + row.count
    return found


def _referrals(unit: str, course: UnitCourse) -> Iterator[Figure]:
    """han1: more as the question is asked more, and after the police's weeks."""
    draws = Draws("han1", unit)
    for quarter in _reported(unit, quarters):
        mean = course.referrals * growth(quarter, first=0.4, last=1.4) * (1 + 0.25 * police_weeks(quarter))
        for gender, part in _parts(course).items():
            count = draws.poisson(mean * part)
            persons = draws.persons_behind(count, events_each=1.15)
            yield Figure("han1", unit, quarter, count, persons=persons, gender=gender)


def _talks(unit: str, course: UnitCourse) -> Iterator[Figure]:
    if not course.talks:
        return
    draws = Draws("sto1", unit)
    for quarter in _reported(unit, quarters):
        mean = course.talks * growth(quarter, first=0.6, last=1.5)
        for gender, part in _parts(course).items():
            count = draws.poisson(mean * part)
            persons = draws.persons_behind(count, events_each=3.2)
            yield Figure("sto1", unit, quarter, count, persons=persons, gender=gender)


def _parts(course: UnitCourse) -> dict[str, float]:
    """Return the part of the unit's events that concern women and men."""
    if not course.splits:
        return {UNSPLIT: 1.0}
    return {WOMAN: course.women, MAN: 1 - course.women} if course.women < 1 else {WOMAN: 1.0}


def _reported(unit: str, periods: Callable[[], tuple[Period, ...]]) -> Iterator[Period]:
    """Yield the periods for which the unit still reported."""
    for period in periods():
        if reports(unit, period):
            yield period


def _part(number: int, share: float) -> int:
    """Return the part of the number, rounded half up, so that a growing share never takes anyone away."""
    return min(number, int(number * share + 0.5))
