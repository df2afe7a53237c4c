"""Sums that stand in the file: rows and columns called Summa, and figures of areas beside their units.

Owns holding them against the rows. They are a check and are never stored. Must not know files or cells.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from data.periods import Period
from data.reading.findings import Findings
from data.reading.gather import Gathered, Sum
from data.reading.messages import row_count
from data.reading.names import Vocabulary
from data.reading.numbers import number_text
from data.reading.results import NOT_SPLIT, ReportedRow

_MOST_SUMS = 500
"""Sums over rows that are checked; more are only left out. Each is held against every row."""

AREA_TOTALS, IS_SUM = "area_totals", "summa"
"""The question whether figures of areas are sums of units that stand elsewhere, and the answer yes."""

Group = tuple[str, str, Period]


def check_sums(
    gathered: Gathered, rows: Sequence[ReportedRow], words: Vocabulary, findings: Findings
) -> None:
    """Hold every sum of the file against the rows it is a sum of, and tell where they differ.

    A file with errors lacks rows, so its sums say nothing.
    """
    checked: set[tuple[int, int]] = set()
    latest: dict[int, int] = {}
    before: dict[int, int] = {}
    in_row: dict[tuple[int | None, int], list[ReportedRow]] = defaultdict(list)
    for row in rows:
        in_row[gathered.sheet_of(row), row.row].append(row)
    over_rows = 0
    for found in gathered.sums:
        findings.enter(found.sheet)
        checked.add((found.sheet, found.row))
        over_rows += not found.row_only
        if over_rows > _MOST_SUMS:
            continue
        candidates = in_row[found.sheet, found.row] if found.row_only else rows
        parts = [row for row in candidates if _is_part(found, row, words) and row.count is not None]
        if not found.row_only and latest.get(found.sheet, 0) != found.row:
            before[found.sheet] = latest.get(found.sheet, 0)
            latest[found.sheet] = found.row
        start = before.get(found.sheet, 0)
        if not parts:
            continue
        counted = _total(parts)
        since = _total(
            [row for row in parts if start < row.row < found.row and gathered.sheet_of(row) == found.sheet]
        )
        stated = found.stated.count
        if (
            stated is not None
            and not findings.has_errors
            and not any(math.isclose(stated, total, abs_tol=1e-6) for total in (counted, since))
        ):
            findings.warning(
                "sum_differs", row=found.row, column=found.column, stated=number_text(stated),
                counted=number_text(since if start and since else counted),
            )  # fmt: skip
    findings.enter(None)
    if checked:
        findings.repair("sum_not_stored", rows=row_count(len(checked)))


def _is_part(found: Sum, row: ReportedRow, words: Vocabulary) -> bool:
    indicator = words.by_indicator[row.indicator]
    if indicator.kind in ("median", "status") or (found.row_only and indicator.time == "stock"):
        return False
    return (
        found.indicator in (None, row.indicator)
        and found.org in (None, row.org)
        and (found.period is None or found.period.contains(row.period))
        and found.gender in (None, NOT_SPLIT, row.gender)
        and found.category in (None, NOT_SPLIT, row.category)
    )


def _total(rows: Iterable[ReportedRow]) -> float:
    """Add up figures, each group by its total where the file has one, else by its parts."""
    by_group: dict[Group, list[ReportedRow]] = defaultdict(list)
    for row in rows:
        by_group[row.indicator, row.org, row.period].append(row)
    total = 0.0
    for group in by_group.values():
        whole = [row for row in group if (row.gender, row.age, row.category) == (NOT_SPLIT,) * 3]
        total += math.fsum(row.count or 0 for row in (whole or group))
    return total


def check_area_totals(
    gathered: Gathered, rows: Sequence[ReportedRow], words: Vocabulary, findings: Findings
) -> None:
    """An area's figure is a check where its units stand in the file too, and a question where they do not."""
    by_figure: dict[tuple[str, Period], list[ReportedRow]] = defaultdict(list)
    for row in rows:
        by_figure[row.indicator, row.period].append(row)
    for area_row in gathered.area_totals:
        findings.enter(gathered.sheet_of(area_row))
        units = words.catalogue.area_units(area_row.org)
        parts = [
            row
            for row in by_figure[area_row.indicator, area_row.period]
            if row.org in units
            and area_row.gender in (NOT_SPLIT, row.gender) and area_row.category in (NOT_SPLIT, row.category)
        ]  # fmt: skip
        name = words.organisations.name_of[area_row.org]
        if not parts:
            if findings.answers.get(AREA_TOTALS) != IS_SUM:
                code = words.by_indicator[area_row.indicator].code
                findings.error("area_as_unit", row=area_row.row, column="enhet", name=name, code=code)
                findings.ask_which(
                    AREA_TOTALS, findings.last_error, choices={IS_SUM: "Ja, en summa. Läs inte in den"}
                )
            continue
        counted = _total(parts)
        if area_row.count is not None and not math.isclose(area_row.count, counted, abs_tol=1e-6):
            findings.warning(
                "area_sum_differs",
                row=area_row.row,
                area=name,
                stated=number_text(area_row.count),
                counted=number_text(counted),
            )
    findings.enter(None)
    if gathered.area_totals:
        findings.repair("sum_not_stored", rows=row_count(len(gathered.area_totals)))
