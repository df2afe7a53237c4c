"""Who has reported what, and what is still owed, as a frame.

Owns: the reports a snapshot knows of, and those that have become due since its last reported day. Must not
know: any figure, pages. When a report is due is decided in data/periods.py.
"""

from datetime import date
from typing import Any

import pandas as pd

from data.periods import Period
from queries.store import Snapshot

COLUMNS = (
    "indicator", "code", "name", "measure", "level", "org", "org_name", "parent", "period_kind",
    "period_start", "units_reported", "units_expected", "received_on", "due",
)  # fmt: skip


def deliveries(snapshot: Snapshot, *, today: date) -> pd.DataFrame:
    """Every report of every reporter, for the periods that have ended before `today`.

    A snapshot holds the periods until the latest one that somebody has reported. Later ones are added here:
    who owed a report for the last known period owes one for those after it, as long as reporter and indicator
    are in service.

    Columns: indicator, code, name (str) · measure (number) · level, org, org_name, parent (str; the area, may
    be missing) · period_kind (str) · period_start (datetime64) · units_reported, units_expected (1 or 0; 0
    expected: not in service) · received_on (datetime64, missing where nothing has come) · due (datetime64,
    the last day in time). Ordered by level (office, areas, units), reporter, indicator, period.
    """
    return snapshot.remember(("deliveries", today), lambda: _read(snapshot, today))


def _read(snapshot: Snapshot, today: date) -> pd.DataFrame:
    frame = snapshot.frame("deliveries")
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    found: list[dict[Any, Any]] = []
    for number, row in enumerate(rows):
        found.append(_with_due(row))
        if number + 1 == len(rows) or _who(rows[number + 1]) != _who(row):
            found += _since(row, today)
    result = pd.DataFrame(found, columns=list(COLUMNS))
    dates = {name: pd.to_datetime(result[name]) for name in ("period_start", "received_on", "due")}
    return result.assign(**dates)


def _since(last: dict[Any, Any], today: date) -> list[dict[Any, Any]]:
    """Return what the reporter of the last known report owes for the periods that have ended since."""
    found: list[dict[Any, Any]] = []
    period = _period(last).next()
    while period.end < today:
        in_service = (last["valid_from"] is None or last["valid_from"].date() <= period.end) and (
            last["valid_to"] is None or period.start <= last["valid_to"].date()
        )
        owed = last | {
            "period_start": period.start,
            "units_reported": 0,
            "units_expected": int(in_service and last["units_expected"] > 0),
            "received_on": None,
        }
        found.append(_with_due(owed))
        period = period.next()
    return found


def _with_due(row: dict[Any, Any]) -> dict[Any, Any]:
    return row | {"due": _period(row).due(row["due_months"])}


def _period(row: dict[Any, Any]) -> Period:
    return Period.containing(row["period_kind"], date.fromisoformat(str(row["period_start"])[:10]))


def _who(row: dict[Any, Any]) -> tuple[str, str, str]:
    return row["indicator"], row["level"], row["org"]
