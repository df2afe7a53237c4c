"""Reports given and owed: those the snapshot knows, and those that have become due since."""

from datetime import date
from pathlib import Path

import pytest

from queries.deliveries import deliveries
from queries.store import Snapshot, Store
from tests.snapshots import indicator, make_snapshot


def report(org: str, start: date, received: date | None, **other: object) -> dict[str, object]:
    """A row of `reporting`: a unit's quarter of fra1."""
    return {
        "indicator": "fra1", "level": "unit", "org": org, "period_kind": "quarter", "period_start": start,
        "units_reported": int(received is not None), "units_expected": 1, "received_on": received, **other,
    }  # fmt: skip


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    make_snapshot(
        tmp_path,
        extra_indicators=[indicator("fra8", frequency="month", position=8, valid_to=date(2025, 10, 31))],
        extra_reporting=[
            report("elsa", date(2025, 4, 1), date(2025, 7, 15)),
            report("elsa", date(2025, 7, 1), None),
            report("moa", date(2025, 7, 1), None, units_expected=0),
            report("elsa", date(2025, 9, 1), date(2025, 10, 1), indicator="fra8", period_kind="month"),
            report("elsa", date(2025, 1, 1), None, period_kind="year"),
        ],
    )
    return Store(tmp_path).current()


def rows_of(snapshot: Snapshot, today: date) -> list[tuple[str, str, str, int, int]]:
    frame = deliveries(snapshot, today=today)
    columns = ["indicator", "org", "period_start", "units_reported", "units_expected"]
    found = frame.loc[:, columns].assign(period_start=frame["period_start"].dt.strftime("%Y-%m"))
    return [tuple(row) for row in found.itertuples(index=False)]


def test_only_base_periods_of_those_who_report_are_there(snapshot: Snapshot) -> None:
    assert rows_of(snapshot, date(2025, 10, 10)) == [
        ("fra1", "elsa", "2025-04", 1, 1),
        ("fra1", "elsa", "2025-07", 0, 1),
        ("fra8", "elsa", "2025-09", 1, 1),
        ("fra1", "moa", "2025-07", 0, 0),
    ]


def test_what_has_ended_since_is_owed_by_those_in_service(snapshot: Snapshot) -> None:
    later = rows_of(snapshot, date(2026, 1, 1))
    assert ("fra1", "elsa", "2025-10", 0, 1) in later
    assert ("fra1", "moa", "2025-10", 0, 0) in later
    assert ("fra8", "elsa", "2025-10", 0, 1) in later
    assert ("fra8", "elsa", "2025-11", 0, 0) in later, "the indicator ended in October"
    assert ("fra1", "elsa", "2026-01", 0, 1) not in later


def test_a_report_is_due_on_the_fifteenth_of_the_month_after(snapshot: Snapshot) -> None:
    frame = deliveries(snapshot, today=date(2025, 10, 10))
    due = {
        (row.indicator, row.period_start.strftime("%Y-%m")): row.due.date()
        for row in frame.loc[frame["org"] == "elsa"].itertuples()
    }
    assert due == {
        ("fra1", "2025-04"): date(2025, 7, 15),
        ("fra1", "2025-07"): date(2025, 10, 15),
        ("fra8", "2025-09"): date(2025, 10, 15),
    }
