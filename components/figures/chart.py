"""The chart description: everything a picture says, nothing about how it is drawn.

Owns the frozen types that the frame readers (trend.py, units.py) make and that both renderers
(to_plotly.py, to_svg.py) draw. Must not know plotly, SVG, Dash or where the figures come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["line", "columns", "dots", "pairs", "slope", "small_multiples"]
Unit = Literal["percent", "count", "days", "money", "positions", "yes_no"]
Role = Literal["main", "other", "muted", "mean"]
Signal = Literal["", "better", "worse", "change"]
UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "procent": "percent",
        "antal": "count",
        "dagar": "days",
        "kronor": "money",
        "årsarbetare": "positions",
        "ja/nej": "yes_no",
    }
)
"""The unit of a chart, by the unit of measure of its indicator."""

Mark = Literal["shown", "protected", "not_reported", "not_applicable"]

MAXIMUM_LINES = 6
"""More lines than this in one picture cannot be told apart: they become small multiples."""

SMALL_BASE = 20
"""Shares of fewer than this are drawn as open dots."""


class ChartError(ValueError):
    """A description that must not be drawn: a hidden figure with a value, an empty chart, too many lines."""


@dataclass(frozen=True)
class Point:
    """One figure.

    Attributes:
        x: ISO date of the period's first day, or the id of a unit.
        label: What the figure belongs to, in Swedish: `mars 2026`, `Frideborg`.
        value: A fraction 0–1 for per cent, else the figure; None unless the mark is `shown`.
        mark: `shown`, `protected`, `not_reported` or `not_applicable`.
        text: The figure as written in tooltip and table: `62 %`, `..`.
        base: The figures behind a share, `212 av 340`; empty where there are none to show.
        reported: How complete the base is, `10 av 12`; empty where it is not said.
        low, high: The interval of an uncertain share, same unit as the value.
        group: The area a unit belongs to (dots and pairs only).
        is_open: Drawn as an open dot because the base is small.
        signal: Larger than the ordinary variation, and in which direction (line only).
    """

    x: str
    label: str
    value: float | None
    mark: Mark
    text: str
    base: str = ""
    reported: str = ""
    low: float | None = None
    high: float | None = None
    group: str = ""
    is_open: bool = False
    signal: Signal = ""

    def __post_init__(self) -> None:
        if self.mark != "shown" and not (self.value is self.low is self.high is None and self.base == ""):
            raise ChartError(f"{self.label}: a figure marked {self.mark} must not carry a value")

    @property
    def spoken(self) -> str:
        """The figure in full, for a tooltip: `mars 2026: 62 % (212 av 340)`."""
        return f"{self.label}: {self.text}" + (f" ({self.base})" if self.base else "")


@dataclass(frozen=True)
class Series:
    """The figures of one line, one set of columns or one set of dots, in the order of the x axis."""

    name: str
    points: tuple[Point, ...]
    role: Role = "main"


@dataclass(frozen=True)
class EventMark:
    """Something that happened, drawn as a numbered line at its day and told in a list under the chart."""

    number: int
    x: str
    text: str
    x_to: str = ""


@dataclass(frozen=True)
class TargetStep:
    """A target and the days of the chart it holds (ISO dates, both included), in the unit of the chart.

    `validity` says when it holds, also outside the chart: `från 1 januari 2026`.
    """

    x_from: str
    x_to: str
    value: float
    validity: str = ""


@dataclass(frozen=True)
class Limit:
    """The ordinary variation at one x (ISO date): mean and limits, in the unit of the chart."""

    x: str
    centre: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Words:
    """What is said about a picture: see the attributes of the same names of Chart."""

    title: str
    description: str = ""
    selection: str = ""
    source: str = ""
    reading: str = ""


@dataclass(frozen=True)
class Chart:
    """A picture in words and figures.

    Attributes:
        kind: `line`, `columns`, `dots` (units), `pairs` (units, two measures), `slope` (two periods) or
            `small_multiples`.
        title: The finding.
        unit: Unit of every value.
        series: What is drawn, the main one first.
        x: The x axis in order, (id, label): every period, also those without figures. Units for dots.
        description: The picture told in words, for those who do not see it.
        selection: `Urval: …`.
        source: `Källa: …`.
        reading: How to read an unusual chart; empty where it reads itself.
        neutral: Neither more nor less is better: no word of good or bad is ever drawn.
        period_kind: month, quarter, tertial or year; empty where x is not time.
    """

    kind: Kind
    title: str
    unit: Unit
    series: tuple[Series, ...]
    x: tuple[tuple[str, str], ...]
    events: tuple[EventMark, ...] = ()
    targets: tuple[TargetStep, ...] = ()
    limits: tuple[Limit, ...] = ()
    description: str = ""
    selection: str = ""
    source: str = ""
    reading: str = ""
    neutral: bool = False
    period_kind: str = ""

    def __post_init__(self) -> None:
        if self.kind == "line" and len([s for s in self.series if s.role != "mean"]) > MAXIMUM_LINES:
            raise ChartError(f"{self.title}: more than {MAXIMUM_LINES} lines; use small multiples")
        known = {identity for identity, _ in self.x}
        strangers = {point.x for series in self.series for point in series.points} - known
        if strangers:
            raise ChartError(f"{self.title}: figures outside the axis: {', '.join(sorted(strangers))}")

    @property
    def marks(self) -> frozenset[str]:
        """The marks, other than `shown`, that occur in the chart."""
        return frozenset(point.mark for series in self.series for point in series.points) - {"shown"}
