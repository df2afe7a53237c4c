"""What must hold between the rows of a file.

Owns duplicates, totals against their parts and empty groups, and the order of all checks.
Must not know files, cells or the store.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data.facts import Fact, disagreements
from data.model import Indicator
from data.periods import Period
from data.reading.cumulative import check_cumulative
from data.reading.findings import Findings
from data.reading.gather import Gathered
from data.reading.names import Vocabulary
from data.reading.numbers import number_text
from data.reading.period_names import period_name
from data.reading.results import NOT_SPLIT, ReportedRow
from data.reading.sums import check_area_totals, check_sums

_ROWS_PER_PERSON = 5

Group = tuple[str, str, Period]


def checked_rows(
    gathered: Gathered, *, words: Vocabulary, findings: Findings, today: date, add_up: bool = False
) -> tuple[ReportedRow, ...]:
    """Return the rows to store, in file order.

    add_up: rows about the same figure are parts of it (profiles).
    """
    rows = _added_up(gathered.rows, findings) if add_up else _without_duplicates(gathered, findings)
    check_sums(gathered, rows, words, findings)
    check_area_totals(gathered, rows, words, findings)
    rows = _check_splits(gathered, rows, words, findings)
    _check_denominators(gathered, rows, findings)
    findings.enter(None)
    rows = check_cumulative(rows, words, findings)
    for row in rows:
        findings.enter(gathered.sheet_of(row))
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


def _without_duplicates(gathered: Gathered, findings: Findings) -> list[ReportedRow]:
    by_key: dict[object, list[ReportedRow]] = defaultdict(list)
    for row in gathered.rows:
        by_key[row.key].append(row)
    for same in by_key.values():
        if len(same) >= _ROWS_PER_PERSON and all(row.count in (0, 1) for row in same):
            findings.error("one_row_per_person")
            return []
    for first, *others in by_key.values():
        for other in others:
            findings.enter(gathered.sheet_of(other))
            if other.figures == first.figures:
                findings.repair("duplicate_same", row=other.row, other=first.row)
            else:
                findings.error("duplicate_differs", row=other.row, other=first.row)
    return [same[0] for same in by_key.values()]


def _check_splits(
    gathered: Gathered, rows: list[ReportedRow], words: Vocabulary, findings: Findings
) -> list[ReportedRow]:
    by_group: dict[Group, list[ReportedRow]] = defaultdict(list)
    for row in rows:
        by_group[row.indicator, row.org, row.period].append(row)
    dropped: set[int] = set()
    for (indicator_id, org, period), group in by_group.items():
        if len(group) == 1:
            continue
        name = f"{words.organisations.name_of[org]}, {period_name(period)}"
        findings.enter(gathered.sheet_of(group[0]))
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
        stated = number_text(total.count or 0)
        if math.isclose(counted, total.count or 0, abs_tol=1e-9):  # then it is the denominators
            stated = f"{stated} av {total.denominator}"
            told = f"{number_text(counted)} av {sum(fact.denominator or 0 for fact in found.parts)}"
        else:
            told = number_text(counted)
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


def _check_denominators(gathered: Gathered, rows: Sequence[ReportedRow], findings: Findings) -> None:
    """Refuse figures of an empty group.

    An empty part of a group that is not empty is no fault (no men at Elsa).
    """
    filled = {(row.indicator, row.org, row.period) for row in rows if row.denominator}
    for row in rows:
        is_part = (row.gender, row.age, row.category) != (NOT_SPLIT,) * 3
        if row.denominator == 0 and not (is_part and (row.indicator, row.org, row.period) in filled):
            findings.enter(gathered.sheet_of(row))
            findings.error("denominator_zero", row=row.row, column="namnare")
