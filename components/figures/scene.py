"""A picture as a handful of shapes: the common ground of the two renderers.

Owns the shapes. A scene is laid out once (compose.py), in axis units inside its panels and in pixels for
margins and text offsets, so plotly and SVG only translate it and cannot drift apart. Must not know charts,
plotly or SVG.
"""

from dataclasses import dataclass, field
from typing import Literal

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Margin:
    """Room around the panels, in pixels."""

    left: int
    right: int
    top: int
    bottom: int


@dataclass(frozen=True)
class Panel:
    """A pair of axes. `left … top` are shares of the room inside the margins; ticks are (position, text)."""

    x_range: tuple[float, float]
    y_range: tuple[float, float]
    x_ticks: tuple[tuple[float, str], ...] = ()
    y_ticks: tuple[tuple[float, str], ...] = ()
    left: float = 0.0
    right: float = 1.0
    bottom: float = 0.0
    top: float = 1.0
    grid: Literal["x", "y"] = "y"


@dataclass(frozen=True)
class Band:
    """A pale area over the whole height of a panel: a span of time."""

    panel: int
    x_from: float
    x_to: float
    colour: str


@dataclass(frozen=True)
class Segment:
    """A straight line that stands for something other than figures: target, event, stem, interval."""

    panel: int
    x_from: float
    y_from: float
    x_to: float
    y_to: float
    colour: str
    width: float = 1.0
    dash: str = "solid"


@dataclass(frozen=True)
class Bars:
    """Upright columns. `hatched` ones are stubs that stand for a figure that is not shown."""

    panel: int
    name: str
    xs: tuple[float, ...]
    heights: tuple[float, ...]
    widths: tuple[float, ...]
    colour: str
    hovers: tuple[str, ...]
    hatched: bool = False


@dataclass(frozen=True)
class Polyline:
    """A line through figures; None in `ys` is a gap."""

    panel: int
    name: str
    xs: tuple[float, ...]
    ys: tuple[float | None, ...]
    colour: str
    dash: str = "solid"
    width: float = 2.5


@dataclass(frozen=True)
class Dots:
    """Markers on figures, with a tooltip each. An open one has a white inside."""

    panel: int
    name: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    symbol: str
    colour: str
    hovers: tuple[str, ...]
    is_open: tuple[bool, ...]
    size: float = 8.0


@dataclass(frozen=True)
class Label:
    """A text at a place, moved `dx`, `dy` pixels right and down; a boxed one is a number in a frame.

    One that `clears` the ground keeps lines behind it from running through its letters.
    """

    panel: int
    x: float
    y: float
    text: str
    anchor: Anchor = "middle"
    dx: float = 0.0
    dy: float = 0.0
    colour: str = ""
    size: int = 12
    is_bold: bool = False
    is_boxed: bool = False
    clears: bool = False


@dataclass
class Scene:
    """A laid out picture. Drawn in the order of the fields; built by compose.py, read-only ever after."""

    width: int
    height: int
    margin: Margin
    title: str
    description: str
    panels: list[Panel] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    bars: list[Bars] = field(default_factory=list)
    lines: list[Polyline] = field(default_factory=list)
    dots: list[Dots] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
