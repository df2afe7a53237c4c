"""The heat grid of reporting: units down, months across, one of four states in each cell, as an HTML table.

Owns that table and the rule for the states. Must not know Dash or queries. A state is told by sign and
pattern as well as by colour, and in words to a screen reader.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from types import MappingProxyType
from typing import Literal

import pandas as pd

from components.figures.points import day_of, periods_between, rows_of
from components.formats import period_label, period_short

State = Literal["reported", "late", "missing", "not_in_service"]

STATES = MappingProxyType(
    {
        "reported": ("✓", "rapporterat i tid"),
        "late": ("sen", "rapporterat sent"),
        "missing": ("-", "inte rapporterat"),
        "not_in_service": (".", "rapporterar inte den perioden"),
    }
)
"""Sign and words of each state."""


@dataclass(frozen=True)
class HeatView:
    """The grid: a caption, the periods as (short, full name), and the rows as (unit, its states)."""

    caption: str
    periods: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[State, ...]], ...]


def heat(frame: pd.DataFrame, *, caption: str, period_kind: str, deadline_days: int) -> HeatView:
    """Describe who has reported what.

    Args:
        frame: One row a unit and period, or several where there are several indicators: org_name,
            period_start, units_reported, units_expected, received_on (may be missing). Units in the order
            they are to stand.
        caption: Of the table.
        period_kind: month, quarter, tertial or year.
        deadline_days: A report that came more than this many days after the period is late.
    """
    rows = rows_of(frame)
    days = [day_of(row["period_start"]) for row in rows]
    starts = periods_between(min(days), max(days), period_kind) if days else []
    ends = dict(zip(starts, [*starts[1:], *_after(starts, period_kind)], strict=True))
    cells: dict[str, dict[date, State]] = {}
    for row, start in zip(rows, days, strict=True):
        deadline = ends[start] + timedelta(days=deadline_days)
        received = day_of(row["received_on"]) if row.get("received_on") is not None else None
        state = _state(
            int(row["units_reported"]),
            int(row["units_expected"]),
            is_late=received is not None and received > deadline,
        )
        unit = cells.setdefault(row["org_name"], {})
        known = unit.get(start, _WORST_LAST[0])
        unit[start] = _WORST_LAST[max(_WORST_LAST.index(known), _WORST_LAST.index(state))]
    return HeatView(
        caption=caption,
        periods=tuple(
            (period_short(period_kind, start), period_label(period_kind, start)) for start in starts
        ),
        rows=tuple(
            (name, tuple(unit.get(start, "not_in_service") for start in starts))
            for name, unit in cells.items()
        ),
    )


def heat_html(view: HeatView) -> str:
    """Write the grid and its legend. Everything is escaped."""
    head = "".join(
        f'<th scope="col"><span aria-hidden="true">{escape(short)}</span>'
        f'<span class="visually-hidden">{escape(name)}</span></th>'
        for short, name in view.periods
    )
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(_cell(state) for state in states)}</tr>'
        for name, states in view.rows
    )
    legend = "".join(
        f'<li><span class="heat heat-{state}" aria-hidden="true">{escape(sign)}</span> {escape(words)}</li>'
        for state, (sign, words) in STATES.items()
    )
    return (
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="{escape(view.caption)}">'
        f'<table class="heat-table"><caption>{escape(view.caption)}</caption>'
        f'<thead><tr><th scope="col">Enhet</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        f'<ul class="heat-legend" aria-label="Teckenförklaring">{legend}</ul>'
    )


_WORST_LAST: tuple[State, ...] = ("not_in_service", "reported", "late", "missing")
"""Where several indicators share a cell, the worst state of them is shown."""


def _after(starts: list[date], period_kind: str) -> list[date]:
    """Give the first day after the last period."""
    if not starts:
        return []
    return periods_between(starts[-1], starts[-1] + timedelta(days=370), period_kind)[1:2]


def _state(units_reported: int, units_expected: int, *, is_late: bool) -> State:
    if units_expected == 0:
        return "not_in_service"
    if units_reported < units_expected:
        return "missing"
    return "late" if is_late else "reported"


def _cell(state: State) -> str:
    sign, words = STATES[state]
    return (
        f'<td class="heat heat-{state}"><span aria-hidden="true">{escape(sign)}</span>'
        f'<span class="visually-hidden">{escape(words)}</span></td>'
    )
