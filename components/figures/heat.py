"""The heat grid of reporting: reporters down, periods across, one state in each cell, as an HTML table.

Owns that table and the rule for the states. Must not know Dash or queries. A state is told by sign and
pattern as well as by colour, and in words to a screen reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from components.figures.points import day_of, periods_between, rows_of
from components.formats import period_label, period_short

State = Literal["reported", "late", "partial", "missing", "awaited", "not_in_service"]

STATES = MappingProxyType(
    {
        "reported": ("✓", "rapporterat i tid"),
        "late": ("sent", "rapporterat, men sent"),
        "partial": ("1/3", "delvis: så många mått av så många har kommit"),
        "missing": ("–", "saknas: sista dagen har passerat"),
        "awaited": ("…", "väntas: sista dagen är inte här än"),
        "not_in_service": (".", "ej i drift: enheten rapporterar inte perioden"),
    }
)
"""Sign and words of each state; `partial` has its own numbers in each cell."""


@dataclass(frozen=True)
class HeatCell:
    """What one reporter has reported for one period: a state, its sign, and the words of it."""

    state: State
    sign: str
    words: str


@dataclass(frozen=True)
class HeatGroup:
    """Reporters that belong together: a heading (empty: none), and rows as (reporter, its cells)."""

    name: str
    rows: tuple[tuple[str, tuple[HeatCell, ...]], ...]


@dataclass(frozen=True)
class HeatView:
    """The grid: a caption, the periods as (short, full name), and the rows in groups."""

    caption: str
    periods: tuple[tuple[str, str], ...]
    groups: tuple[HeatGroup, ...]


def heat(frame: pd.DataFrame, *, caption: str, period_kind: str, today: date) -> HeatView:
    """Describe who has reported what.

    Args:
        frame: One row a reporter and period, or several where there are several indicators: group,
            org_name, period_start, units_reported, units_expected, received_on (may be missing), due.
            Groups and reporters in the order they are to stand.
        caption: Of the table.
        period_kind: month, quarter, tertial or year.
        today: A report whose last day is before this day is missing, otherwise awaited.
    """
    grouped: dict[str, dict[str, dict[date, list[dict[str, Any]]]]] = {}
    for row in rows_of(frame):
        reporters = grouped.setdefault(row["group"], {})
        periods = reporters.setdefault(row["org_name"], {})
        periods.setdefault(day_of(row["period_start"]), []).append(row)
    days = [start for reporters in grouped.values() for periods in reporters.values() for start in periods]
    starts = periods_between(min(days), max(days), period_kind) if days else []
    return HeatView(
        caption=caption,
        periods=tuple(
            (period_short(period_kind, start), period_label(period_kind, start)) for start in starts
        ),
        groups=tuple(
            HeatGroup(
                name=group,
                rows=tuple(
                    (name, tuple(_cell(periods.get(start, ()), today) for start in starts))
                    for name, periods in reporters.items()
                ),
            )
            for group, reporters in grouped.items()
        ),
    )


def heat_html(view: HeatView) -> str:
    """Write the grid. Everything is escaped."""
    head = "".join(
        f'<th scope="col"><span aria-hidden="true">{escape(short)}</span>'
        f'<span class="visually-hidden">{escape(name)}</span></th>'
        for short, name in view.periods
    )
    return (
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="{escape(view.caption)}">'
        f'<table class="heat-table"><caption>{escape(view.caption)}</caption>'
        f'<thead><tr><th scope="col">Enhet</th>{head}</tr></thead>'
        f"{''.join(_group_html(group, len(view.periods)) for group in view.groups)}</table></div>"
    )


def heat_legend_html(states: Sequence[str] = tuple(STATES)) -> str:
    """Write what the states look like and mean."""
    legend = "".join(
        f'<li><span class="heat heat-{state}" aria-hidden="true">{escape(sign)}</span> {escape(words)}</li>'
        for state, (sign, words) in STATES.items()
        if state in states
    )
    return f'<ul class="heat-legend" aria-label="Teckenförklaring">{legend}</ul>'


def _cell(rows: Sequence[dict[str, Any]], today: date) -> HeatCell:
    expected = [row for row in rows if row["units_expected"] > 0]
    reported = [row for row in expected if row["units_reported"] >= row["units_expected"]]
    overdue = [row for row in expected if row not in reported and day_of(row["due"]) < today]
    if not expected:
        return _plain("not_in_service")
    if len(reported) == len(expected):
        is_late = any(
            row["received_on"] is not None and day_of(row["received_on"]) > day_of(row["due"])
            for row in reported
        )
        return _plain("late" if is_late else "reported")
    if not overdue:
        return _plain("awaited")
    if not reported:
        return _plain("missing")
    words = f"delvis: {len(reported)} av {len(expected)} mått har kommit"
    return HeatCell("partial", f"{len(reported)}/{len(expected)}", words)


def _plain(state: State) -> HeatCell:
    sign, words = STATES[state]
    return HeatCell(state, sign, words.split(":")[0])


def _group_html(group: HeatGroup, periods: int) -> str:
    heading = (
        f'<tr class="heat-group"><th scope="rowgroup" colspan="{periods + 1}">'
        f"<span>{escape(group.name)}</span></th></tr>"
        if group.name
        else ""
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(_cell_html(cell) for cell in cells)}</tr>'
        for name, cells in group.rows
    )
    return f"<tbody>{heading}{rows}</tbody>"


def _cell_html(cell: HeatCell) -> str:
    return (
        f'<td class="heat heat-{cell.state}"><span aria-hidden="true">{escape(cell.sign)}</span>'
        f'<span class="visually-hidden">{escape(cell.words)}</span></td>'
    )
