"""Targets and events of a catalogue as marks on a chart over time.

Owns: which of them lie within the chart, and their words. Must not know whose they are, nor how they are
drawn.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from components.figures.chart import Chart, EventMark, TargetStep
from components.figures.points import day_of, period_end
from components.formats import date_text


class Happening(Protocol):
    """An event as the catalogue has it; `date_to` is None where it was a single day."""

    @property
    def number(self) -> int:
        """What it is told by."""
        ...

    @property
    def text(self) -> str:
        """What happened."""
        ...

    @property
    def date_from(self) -> date:
        """The day, or the first of them."""
        ...

    @property
    def date_to(self) -> date | None:
        """The last day."""
        ...


class Aim(Protocol):
    """A target as the catalogue has it; `valid_to` is None where it holds until further notice."""

    @property
    def value(self) -> float:
        """In the unit of its indicator."""
        ...

    @property
    def valid_from(self) -> date:
        """The first day it holds."""
        ...

    @property
    def valid_to(self) -> date | None:
        """The last."""
        ...


def event_marks(events: Iterable[Happening], chart: Chart) -> tuple[EventMark, ...]:
    """The events that begin within the chart."""
    first, last = day_of(chart.x[0][0]), period_end(chart.period_kind, day_of(chart.x[-1][0]))
    return tuple(
        EventMark(
            number=event.number,
            x=event.date_from.isoformat(),
            text=f"{event.text} ({date_text(event.date_from)})",
            x_to=min(event.date_to, last).isoformat() if event.date_to else "",
        )
        for event in events
        if first <= event.date_from <= last
    )


def target_steps(targets: Iterable[Aim], chart: Chart) -> tuple[TargetStep, ...]:
    """The targets that hold somewhere within the chart."""
    first, last = chart.x[0][0], chart.x[-1][0]
    return tuple(
        TargetStep(
            x_from=max(target.valid_from.isoformat(), first),
            x_to=min(target.valid_to.isoformat(), last) if target.valid_to else last,
            value=target.value,
            validity=_validity(target),
        )
        for target in targets
        if target.valid_from.isoformat() <= last
        and (target.valid_to is None or target.valid_to.isoformat() >= first)
    )


def _validity(target: Aim) -> str:
    """Say when a target holds: `från 1 januari 2026`, `1 januari 2025–31 december 2025`."""
    begins = date_text(target.valid_from)
    return f"{begins}–{date_text(target.valid_to)}" if target.valid_to else f"från {begins}"
