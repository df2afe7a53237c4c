"""Who handed in what when: the files of the demo, their dates, what came late and what never came.

Owns which file a figure stands in, and ORG1, which follows from that. Must not know how a file is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.demo.course import UNITS, last_month, months, reports
from data.demo.draws import Draws
from data.demo.figures import Figure
from data.model import Catalogue
from data.periods import Period

DUE_DAY = 15  # of the following month: later is late


@dataclass(frozen=True, order=True)
class Delivery:
    """A file and the day it came in."""

    received: date
    name: str


@dataclass(frozen=True)
class Late:
    """A unit whose figures for these months came later than the others', in a file of their own."""

    unit: str
    first: date
    last: date
    received: date

    @property
    def delivery(self) -> Delivery:
        """The file."""
        return Delivery(self.received, f"demo-sent-{self.received.isoformat()[:7]}-{self.unit}.csv")


LATE = (
    Late("socialjouren", date(2023, 3, 1), date(2023, 5, 1), date(2023, 6, 27)),
    Late("resursteamet", date(2023, 5, 1), date(2023, 7, 1), date(2023, 9, 20)),
    Late("ungdomsboendet", date(2023, 10, 1), date(2023, 12, 1), date(2024, 2, 6)),
    Late("trozelli", date(2024, 2, 1), date(2024, 2, 1), date(2024, 3, 25)),
    Late("socialjouren", date(2024, 5, 1), date(2024, 6, 1), date(2024, 8, 21)),
    Late("resursteamet", date(2024, 9, 1), date(2024, 10, 1), date(2024, 12, 4)),
    Late("mottagningen", date(2025, 1, 1), date(2025, 1, 1), date(2025, 2, 24)),
    Late("ungdomsboendet", date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 26)),
    Late("socialjouren", date(2025, 9, 1), date(2025, 10, 1), date(2025, 12, 2)),
    Late("resursteamet", date(2026, 2, 1), date(2026, 2, 1), date(2026, 3, 30)),
)
NEVER_CAME = frozenset(
    {
        ("fyrbylund", date(2023, 8, 1)),
        ("resursteamet", date(2024, 4, 1)),
        ("ungdomsboendet", date(2025, 7, 1)),
        ("socialjouren", date(2026, 8, 1)),
    }
)
# Two summers the whole month's file came after the holidays.
HOLIDAYS: Mapping[date, date] = {date(2023, 6, 1): date(2023, 8, 22), date(2024, 7, 1): date(2024, 8, 20)}


def deliveries(figures: Iterable[Figure]) -> dict[Delivery, tuple[Figure, ...]]:
    """Return the files in the order they came, each with its figures; what never came is in none."""
    files: dict[Delivery, list[Figure]] = defaultdict(list)
    for figure in figures:
        if (figure.org, figure.period.start) not in NEVER_CAME or figure.period.kind != "month":
            files[_delivery(figure)].append(figure)
    return {delivery: tuple(files[delivery]) for delivery in sorted(files)}


def reporting_figures(catalogue: Catalogue) -> Iterator[Figure]:
    """Yield org1 for every area and month but the last, whose due day was still to come."""
    for month in months()[:-1]:
        for area in catalogue.organisation.areas:
            units = catalogue.area_units(area.id)
            on_time = sum(is_on_time(unit, month) for unit in units)
            yield Figure("org1", area.id, month, on_time, denominator=len(units))


def is_on_time(unit: str, month: Period) -> bool:
    """Say whether the unit's figures for the month came by the due day."""
    if unit not in UNITS or not reports(unit, month) or (unit, month.start) in NEVER_CAME:
        return False
    late = _late(unit, month)
    received = late.received if late else _month_file(month).received
    return received <= month.next().start + timedelta(days=DUE_DAY - 1)


def _delivery(figure: Figure) -> Delivery:
    """Years come in a workbook in January, ORG1 a month late, the rest with the period's last month."""
    month = last_month(figure.period)
    if figure.period.kind == "year":
        return Delivery(date(month.year + 1, 1, 14), f"demo-{month.year}-arsuppgifter.xlsx")
    if figure.indicator == "org1":
        return _month_file(month.next())
    late = _late(figure.org, month)
    return late.delivery if late else _month_file(month)


def _late(org: str, month: Period) -> Late | None:
    found = (late for late in LATE if late.unit == org and late.first <= month.start <= late.last)
    return next(found, None)


def _month_file(month: Period) -> Delivery:
    day = int(Draws("received", month.code).uniform(6, DUE_DAY))
    received = HOLIDAYS.get(month.start, month.next().start + timedelta(days=day - 1))
    return Delivery(received, f"demo-{month.code}.csv")
