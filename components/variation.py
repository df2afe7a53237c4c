"""Is it a real change? The ordinary variation on a chart of one series over time, and what it says.

Owns: for which indicators limits mean anything, and how they are put on a chart and in words. Must not know
how limits are computed (`components.spc`), worded or drawn, nor where figures and events come from.

The limits come from published figures alone, every year of them up to the last one drawn: they are the same
whichever years the reader has chosen, and tell nothing that the figures do not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol

import pandas as pd

from components.figures.chart import Chart, Signal
from components.figures.points import day_of, periods_between, rows_of
from components.figures.timeline import Happening
from components.figures.trend import with_limits
from components.formats import period_label
from components.sentences import join_sentences
from components.spc import Control, Measurement, Rebase, SpcError, assurance, control, direction_of
from components.spc_words import HOW_TO_READ, assurance_sentence, control_text

UNITS = ("percent", "count", "days")
KINDS = ("share", "count", "median")


class Measured(Protocol):
    """What must be known of an indicator: `kind`, `time` and `direction` as the catalogue has them."""

    @property
    def kind(self) -> str:
        """Share, count, median or status."""
        ...

    @property
    def time(self) -> str:
        """Flow or stock."""
        ...

    @property
    def direction(self) -> str:
        """Higher, lower or neutral."""
        ...


class Event(Happening, Protocol):
    """An event of the catalogue, which may be one from which limits are computed anew."""

    @property
    def rebase(self) -> bool:
        """Whether they are."""
        ...


def with_variation(
    chart: Chart,
    *,
    measured: Measured,
    history: pd.DataFrame,
    events: Iterable[Event],
    target: float | None,
) -> tuple[Chart, str]:
    """Add limits and signals to the chart and say what they show; the chart as it was, and nothing to say,
    where limits would mean nothing.

    Args:
        chart: Of the indicator over time.
        measured: The indicator.
        history: The main series of the chart, in every year; columns as `queries.cells.trend`.
        events: Those that concern the indicator.
        target: In force at the last figure, in the unit of the chart.
    """
    if not _applies(measured, chart):
        return chart, ""
    is_share = measured.kind == "share"
    measurements = _measurements(history, chart, is_share=is_share)
    if not measurements:
        return chart, ""
    rebases = [Rebase(event.date_from.isoformat(), event.text) for event in events if event.rebase]
    try:
        found = control(measurements, is_share=is_share, rebases=rebases)
    except SpcError:
        return chart, ""  # a share above one: the figure stands as reported, but has no limits
    if not found.is_on:
        return chart, ""
    drawn = _drawn(chart, measurements, found, measured)
    labels = [period_label(chart.period_kind, day_of(one.x)) for one in measurements]
    told = join_sentences(
        control_text(_in_view(found, measurements, chart), labels),
        assurance_sentence(assurance(found, target, _direction(measured))),
    )
    return replace(drawn, reading=HOW_TO_READ), told


def _applies(measured: Measured, chart: Chart) -> bool:
    """One series of figures that are measured anew each period.

    A stock is what has gathered: each figure holds the one before it, so it varies too little from one to the
    next for limits to say anything.
    """
    return (
        len(chart.series) == 1
        and chart.kind in ("line", "columns")
        and chart.unit in UNITS
        and measured.kind in KINDS
        and measured.time == "flow"
    )


def _measurements(history: pd.DataFrame, chart: Chart, *, is_share: bool) -> list[Measurement]:
    """One a period, gaps included, up to the last figure that is shown."""
    rows = {day_of(row["period_start"]): row for row in rows_of(history)}
    last_drawn = day_of(chart.x[-1][0])
    shown = [day for day, row in rows.items() if day <= last_drawn and _value(row) is not None]
    if not shown:
        return []
    return [
        _measurement(day.isoformat(), rows.get(day, {}), is_share=is_share)
        for day in periods_between(min(rows), max(shown), chart.period_kind)
    ]


def _measurement(x: str, row: dict[str, Any], *, is_share: bool) -> Measurement:
    value = _value(row)
    if value is None or not is_share:
        return Measurement(x, value)
    return Measurement(x, value, numerator=row["numerator"], denominator=row["denominator"])


def _value(row: dict[str, Any]) -> float | None:
    return row.get("value") if row.get("mark") == "shown" else None


def _drawn(chart: Chart, measurements: Sequence[Measurement], found: Control, measured: Measured) -> Chart:
    """The limits and signals at the points of the chart."""
    places = {one.x: place for place, one in enumerate(measurements)}
    at = [places.get(point.x) for point in chart.series[0].points]
    direction = _direction(measured)
    signals: list[Signal] = [
        direction_of(found.signals[place][0], direction) if place is not None and found.signals[place] else ""
        for place in at
    ]
    return with_limits(
        chart,
        centre=[None if place is None else found.centre[place] for place in at],
        lower=[None if place is None else found.lower[place] for place in at],
        upper=[None if place is None else found.upper[place] for place in at],
        signals=signals,
    )


def _in_view(found: Control, measurements: Sequence[Measurement], chart: Chart) -> Control:
    """The same limits without the signals before the chart begins: nobody is told of what they cannot see."""
    first = chart.x[0][0]
    return replace(
        found,
        signals=tuple(
            signals if one.x >= first else ()
            for one, signals in zip(measurements, found.signals, strict=True)
        ),
    )


def _direction(measured: Measured) -> Any:
    """`higher`, `lower` or `neutral`: the catalogue allows nothing else."""
    return measured.direction
