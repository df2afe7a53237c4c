"""What must hold between the rows of a file.

Owns duplicates, sums, area totals, totals against their parts and empty groups.
Must not know files, cells or the store.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from data.facts import Fact, disagreements
from data.model import Indicator
from data.periods import Period
from data.reading.cumulative import check_cumulative
from data.reading.findings import Findings
from data.reading.gather import Gathered, Sum
from data.reading.messages import row_count
from data.reading.names import Vocabulary
from data.reading.period_names import period_name
from data.reading.results import NOT_SPLIT, ReportedRow

_ROWS_PER_PERSON = 5

Group = tuple[str, str, Period]


def checked_rows(
    gathered: Gathered, *, words: Vocabulary, findings: Findings, today: date, add_up: bool = False
) -> tuple[ReportedRow, ...]:
    """Return the rows to store, in file order.

    add_up: rows about the same figure are parts of it (profiles).
    """
    rows = _added_up(gathered.rows, findings) if add_up else _without_duplicates(gathered.rows, findings)
    _check_sums(gathered, rows, words, findings)
    _check_area_totals(gathered, rows, words, findings)
    rows = _check_splits(rows, words, findings)
    _check_denominators(rows, findings)
    rows = check_cumulative(rows, words, findings)
    for row in rows:
        if row.count is not None and row.period.end >= today:
            findings.gather_warning("unfinished_period", row.row, name=period_name(row.period))
    return tuple(rows)


def _added_up(rows: Sequence[ReportedRow], findings: Findings) -> list[ReportedRow]:
    found: dict[object, ReportedRow] = {}
    for row in rows:
        first = found.get(row.key)
        if first is None:
            found[row.key] = row
            continue
        findings.gather_repair("summed_rows", row.row)
        found[row.key] = replace(
            first, count=_plus(first.count, row.count), denominator=_plus_whole(first.denominator,
                                                                                row.denominator),
            persons=None,
        )  # fmt: skip
    return list(found.values())


def _plus(one: float | None, other: float | None) -> int | float | None:
    return one if other is None else other if one is None else one + other


def _plus_whole(one: int | None, other: int | None) -> int | None:
    return one if other is None else other if one is None else one + other


def _without_duplicates(rows: Sequence[ReportedRow], findings: Findings) -> list[ReportedRow]:
    by_key: dict[object, list[ReportedRow]] = defaultdict(list)
    for row in rows:
        by_key[row.key].append(row)
    for same in by_key.values():
        if len(same) >= _ROWS_PER_PERSON and all(row.count in (0, 1) for row in same):
            findings.error("one_row_per_person")
            return []
    for first, *others in by_key.values():
        for other in others:
            if other.figures == first.figures:
                findings.repair("duplicate_same", row=other.row, other=first.row)
            else:
                findings.error("duplicate_differs", row=other.row, other=first.row)
    return [same[0] for same in by_key.values()]


def _check_sums(
    gathered: Gathered, rows: Sequence[ReportedRow], words: Vocabulary, findings: Findings
) -> None:
    checked: set[int] = set()
    previous: dict[int, int] = {}
    for found in gathered.sums:
        checked.add(found.row)
        parts = [row for row in rows if _is_part(found, row, words) and row.count is not None]
        start = previous.get(found.sheet, 0)
        if not found.row_only:
            previous[found.sheet] = found.row
        if not parts:
            continue
        counted = _total(parts)
        since = _total([row for row in parts if start < row.row < found.row])
        stated = found.stated.count
        if stated is not None and not any(
            math.isclose(stated, total, abs_tol=1e-6) for total in (counted, since)
        ):
            findings.warning(
                "sum_differs", row=found.row, column=found.column, stated=_text(stated),
                counted=_text(since if start and since else counted),
            )  # fmt: skip
    if checked:
        findings.repair("sum_not_stored", rows=row_count(len(checked)))


def _is_part(found: Sum, row: ReportedRow, words: Vocabulary) -> bool:
    indicator = words.by_indicator[row.indicator]
    if indicator.kind in ("median", "status") or (found.row_only and indicator.time == "stock"):
        return False
    if found.row_only and row.row != found.row:
        return False
    return (
        found.indicator in (None, row.indicator)
        and found.org in (None, row.org)
        and found.period in (None, row.period)
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


def _check_area_totals(
    gathered: Gathered, rows: Sequence[ReportedRow], words: Vocabulary, findings: Findings
) -> None:
    """An area's figure is a check where its units stand in the file too, and a question where they do not."""
    for area_row in gathered.area_totals:
        units = words.catalogue.area_units(area_row.org)
        parts = [
            row
            for row in rows
            if row.org in units and (row.indicator, row.period) == (area_row.indicator, area_row.period)
            and area_row.gender in (NOT_SPLIT, row.gender) and area_row.category in (NOT_SPLIT, row.category)
        ]  # fmt: skip
        name = words.organisations.name_of[area_row.org]
        if not parts:
            code = words.by_indicator[area_row.indicator].code
            findings.error("area_as_unit", row=area_row.row, column="enhet", name=name, code=code)
            continue
        counted = _total(parts)
        if area_row.count is not None and not math.isclose(area_row.count, counted, abs_tol=1e-6):
            findings.warning(
                "area_sum_differs",
                row=area_row.row,
                area=name,
                stated=_text(area_row.count),
                counted=_text(counted),
            )
    if gathered.area_totals:
        findings.repair("sum_not_stored", rows=row_count(len(gathered.area_totals)))


def _check_splits(rows: list[ReportedRow], words: Vocabulary, findings: Findings) -> list[ReportedRow]:
    by_group: dict[Group, list[ReportedRow]] = defaultdict(list)
    for row in rows:
        by_group[row.indicator, row.org, row.period].append(row)
    dropped: set[int] = set()
    for (indicator_id, org, period), group in by_group.items():
        if len(group) == 1:
            continue
        name = f"{words.organisations.name_of[org]}, {period_name(period)}"
        incomplete = _incomplete_genders(group)
        if incomplete:
            dropped |= {id(row) for row in incomplete}
            findings.warning("split_incomplete", row=incomplete[0].row, name=name)
        kept = [row for row in group if id(row) not in dropped and row.count is not None]
        _tell_disagreements(words.by_indicator[indicator_id], kept, name, findings)
    return [row for row in rows if id(row) not in dropped]


def _incomplete_genders(group: Sequence[ReportedRow]) -> list[ReportedRow]:
    """Return the rows split by sex where one of them is not reported but the total is."""
    found = []
    for total in group:
        if total.gender != NOT_SPLIT or total.count is None:
            continue
        parts = [
            row for row in group
            if row.gender != NOT_SPLIT and (row.age, row.category) == (total.age, total.category)
        ]  # fmt: skip
        if any(row.count is None for row in parts):
            found += parts
    return found


def _tell_disagreements(
    indicator: Indicator, rows: Sequence[ReportedRow], name: str, findings: Findings
) -> None:
    if len(rows) < 2:
        return
    facts = [_fact(row, number) for number, row in enumerate(rows)]
    for found in disagreements(indicator, facts):
        numbers = [rows[fact.version].row for fact in found.parts]
        if found.total is None:
            findings.error("splits_overlap", row=max(numbers), other=min(numbers), name=name)
            continue
        total = rows[found.total.version]
        counted = math.fsum(fact.count for fact in found.parts)
        stated = _text(total.count or 0)
        if math.isclose(
            counted, total.count or 0, abs_tol=1e-9
        ):  # the numerators agree, so it is the denominators
            stated = f"{stated} av {total.denominator}"
            told = f"{_text(counted)} av {sum(fact.denominator or 0 for fact in found.parts)}"
        else:
            told = _text(counted)
        findings.error("split_differs", row=total.row, name=name, stated=stated, counted=told)


def _fact(row: ReportedRow, number: int) -> Fact:
    """The row in the form that knows totals and parts.

    Its position stands as version, to find the row again.
    """
    return Fact(
        indicator=row.indicator, org=row.org, period=row.period, gender=row.gender, age=row.age,
        category=row.category,
        version=number, count=row.count or 0, denominator=row.denominator, persons=row.persons,
        received_on=row.period.end,
    )  # fmt: skip


def _check_denominators(rows: Sequence[ReportedRow], findings: Findings) -> None:
    """Refuse figures of an empty group.

    An empty part of a group that is not empty is no fault (no men at Elsa).
    """
    filled = {(row.indicator, row.org, row.period) for row in rows if row.denominator}
    for row in rows:
        is_part = (row.gender, row.age, row.category) != (NOT_SPLIT,) * 3
        if row.denominator == 0 and not (is_part and (row.indicator, row.org, row.period) in filled):
            findings.error("denominator_zero", row=row.row, column="namnare")


def _text(number: float) -> str:
    return f"{number:g}".replace(".", ",") if abs(number) < 1e6 else f"{number:.0f}"
