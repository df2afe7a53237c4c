"""A snapshot with one more indicator, whose figures are protected, and its report and files, made once."""

from datetime import date
from pathlib import Path

import pytest

from queries.store import Snapshot, Store
from reports.build import report
from reports.model import Report, YearlyBasis
from reports.pdf import committee_pdf
from reports.slides import committee_slides
from reports.tertials import Tertial
from reports.workbook import committee_workbook
from reports.yearly import basis
from tests.snapshots import QUARTERS, Cell, indicator, make_snapshot

LAST = Tertial(2025, 3)
HIDDEN = [
    Cell("sto1", "office", "socialkontoret", "quarter", start, mark="protected")
    if start >= date(2025, 7, 1)
    else Cell("sto1", "office", "socialkontoret", "quarter", start, 31, None, 31.0)
    for start in QUARTERS
]


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report-store")
    extra = indicator(
        "sto1", code="STÖ1", name="Stödsamtal", measure=5, position=0, kind="count", denominator=None,
        unit_of_measure="antal", direction="neutral", counts="events", genders=False, reported_at="office",
    )  # fmt: skip
    make_snapshot(folder, extra_indicators=[extra], extra_cells=HIDDEN)
    return folder


@pytest.fixture(scope="session")
def snapshot(store_folder: Path) -> Snapshot:
    return Store(store_folder).current()


@pytest.fixture(scope="session")
def told(snapshot: Snapshot) -> Report:
    """The report of the last tertial."""
    return report(snapshot, LAST)


@pytest.fixture(scope="session")
def yearly(snapshot: Snapshot) -> YearlyBasis:
    return basis(snapshot, 2025)


@pytest.fixture(scope="session")
def pdf(told: Report) -> bytes:
    return committee_pdf(told)


@pytest.fixture(scope="session")
def slides(told: Report) -> bytes:
    return committee_slides(told)


@pytest.fixture(scope="session")
def workbook(told: Report) -> bytes:
    return committee_workbook(told)
