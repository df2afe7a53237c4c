"""Series that look cumulative: figures since January given as if they were each month's.

Owns when to ask, and how to take such a series apart. Must not know files or cells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from data.reading.findings import Findings
from data.reading.names import Vocabulary
from data.reading.results import ReportedRow

YES, NO = "ja", "nej"
_MONTHS_RISING = 6
_QUARTERS_RISING = 4


def check_cumulative(rows: list[ReportedRow], words: Vocabulary, findings: Findings) -> list[ReportedRow]:
    """Return the rows, taken apart where a human has said that they are cumulative; otherwise ask."""
    series: dict[tuple[object, ...], list[ReportedRow]] = defaultdict(list)
    for row in rows:
        indicator = words.by_indicator[row.indicator]
        if indicator.time == "flow" and indicator.kind in ("count", "share") and row.count is not None:
            key = (
                row.indicator,
                row.org,
                row.gender,
                row.age,
                row.category,
                row.period.kind,
                row.period.year,
            )
            series[key].append(row)
    changed: dict[int, ReportedRow] = {}
    for found in series.values():
        found.sort(key=lambda row: row.period)
        if not _rises_from_january(found):
            continue
        first = found[0]
        name = f"{words.by_indicator[first.indicator].code}, {words.organisations.name_of[first.org]}"
        answer = findings.answers.get(f"cumulative:{first.indicator}:{first.org}:{first.period.year}")
        if answer == YES:
            changed |= _per_period(found)
            findings.repair("decumulated", row=first.row, name=name, year=first.period.year)
        elif answer != NO:
            _ask_cumulative(first, found, name, findings)
    return [changed.get(id(row), row) for row in rows]


def _rises_from_january(rows: Sequence[ReportedRow]) -> bool:
    needed = {"month": _MONTHS_RISING, "quarter": _QUARTERS_RISING}.get(rows[0].period.kind)
    if needed is None or len(rows) < needed or rows[0].period.number != 1:
        return False
    return all(
        one.period.next() == two.period
        and (one.count or 0) < (two.count or 0)
        and (one.denominator is None or two.denominator is None or one.denominator <= two.denominator)
        for one, two in pairwise(rows)
    )


def _ask_cumulative(first: ReportedRow, rows: Sequence[ReportedRow], name: str, findings: Findings) -> None:
    code = f"cumulative:{first.indicator}:{first.org}:{first.period.year}"
    choices = {NO: "Nej, en siffra per period", YES: "Ja, summan sedan januari"}
    if first.period.kind == "month":  # six months in a row do not rise by chance
        findings.error("cumulative", row=first.row, name=name, year=first.period.year)
        findings.ask_which(code, findings.last_error, choices=choices)
    else:
        findings.warning("cumulative_maybe", row=rows[-1].row, name=name, year=first.period.year)
        findings.ask_which(code, findings.last_warning, choices=choices, default=NO)


def _per_period(rows: Sequence[ReportedRow]) -> dict[int, ReportedRow]:
    changed = {}
    for one, two in pairwise(rows):
        denominator = None
        if one.denominator is not None and two.denominator is not None:
            denominator = two.denominator - one.denominator
        changed[id(two)] = replace(two, count=(two.count or 0) - (one.count or 0), denominator=denominator)
    return changed
