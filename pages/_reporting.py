"""Who is late with what, told from the frame of `queries.deliveries`.

Owns: the gathering of missing reports by reporter and by run of periods, and their names. Must not know how
they are drawn, nor any figure.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from components.formats import period_label
from data.periods import Period


@dataclass(frozen=True)
class Missing:
    """Reports of one indicator missing for periods that follow each other.

    code, name: of the indicator. first, last: the periods, which may be the same. due: of the first.
    """

    code: str
    name: str
    first: Period
    last: Period
    due: date
    reports: int

    @property
    def periods(self) -> str:
        """The periods in words: `april 2026 till oktober 2026`."""
        first, last = (period_label(period.kind, period.start) for period in (self.first, self.last))
        return first if first == last else f"{first} till {last}"


@dataclass(frozen=True)
class LateReporter:
    """A reporter with reports missing whose last day has passed; `missing` by indicator, then period."""

    org: str
    name: str
    missing: tuple[Missing, ...]

    @property
    def due(self) -> date:
        """The last day of the report that has been missing the longest."""
        return min(one.due for one in self.missing)

    @property
    def reports(self) -> int:
        """How many reports are missing."""
        return sum(one.reports for one in self.missing)


def late_reporters(frame: pd.DataFrame, *, today: date) -> tuple[LateReporter, ...]:
    """Who is late, the one who has been so the longest first; of equals, the one who owes most."""
    overdue = frame.loc[
        (frame["units_reported"] < frame["units_expected"]) & (frame["due"] < pd.Timestamp(today))
    ]
    grouped: dict[str, list[dict[Any, Any]]] = {}
    for row in overdue.to_dict("records"):
        grouped.setdefault(row["org"], []).append(row)
    found = [LateReporter(org, rows[0]["org_name"], _runs(rows)) for org, rows in grouped.items()]
    return tuple(sorted(found, key=lambda late: (late.due, -late.reports)))


def late_sentence(late: tuple[LateReporter, ...], *, reporters: int) -> str:
    """Say how many are late, who, and who the longest."""
    if not late:
        return f"Ingen är sen. Alla {reporters} som ska rapportera har gjort det i tid eller i efterhand."
    if len(late) == 1:
        return f"{late[0].name} är sen. Övriga har rapporterat."
    return f"{len(late)} av {reporters} är sena. Längst har vi väntat på {late[0].name}."


def complete_sentence(frame: pd.DataFrame, *, today: date) -> str:
    """Say how many have reported everything for the latest period whose last day has passed."""
    due = frame.loc[(frame["due"] < pd.Timestamp(today)) & (frame["units_expected"] > 0)]
    if due.empty:
        return ""
    row = due.loc[due["period_start"].idxmax()]
    now = due.loc[due["period_start"] == row["period_start"]]
    whole = (now["units_reported"] >= now["units_expected"]).groupby(now["org"]).all()
    period = period_label(str(row["period_kind"]), row["period_start"].date())
    if whole.all():
        return f"Alla {len(whole)} har lämnat allt för {period}."
    return f"{int(whole.sum())} av {len(whole)} har lämnat allt för {period}."


def _runs(rows: list[dict[Any, Any]]) -> tuple[Missing, ...]:
    found: list[Missing] = []
    for row in rows:
        period = Period(row["period_kind"], row["period_start"].date())
        before = found[-1] if found else None
        if before and before.code == row["code"] and before.last.next() == period:
            found[-1] = Missing(
                before.code, before.name, before.first, period, before.due, before.reports + 1
            )
        else:
            found.append(Missing(row["code"], row["name"], period, period, row["due"].date(), 1))
    return tuple(found)
