"""What lies over the figures of a trend: events, the ordinary variation, targets.

Owns how each becomes shapes of a scene. Must not know which layout uses them, nor plotly or SVG.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

from components import theme
from components.figures.chart import Chart, Limit, TargetStep
from components.figures.label_places import Box, Obstacles, best_place
from components.figures.scales import axis_text, day_position, text_width
from components.figures.scene import Anchor, Band, Label, Polyline, Scene, Segment
from components.figures.strokes import positions

EVENT_ROW = 20
"""Pixels between two rows of event numbers."""

EVENT_GAP = 24
"""Pixels between two event numbers in the same row."""

ABOVE, BELOW = -9, 10
"""Where the middle of a target's text stands against its line, in pixels down."""


HALF_TEXT = 7
"""Half the height of such a text."""

SIDE = 4
"""Pixels between the text and what it stands beside."""


@dataclass(frozen=True)
class _Step:
    """A target in axis units, as far as it is seen."""

    begin: float
    stop: float
    target: TargetStep


@dataclass(frozen=True)
class _Place:
    """Where the text of a target may stand: beside an x in axis units, over or under its line."""

    x: float
    anchor: Anchor
    dy: int


def add_events(scene: Scene, *, panel: int, chart: Chart, step: float) -> int:
    """Draw each event as a numbered line at its day; give how many rows the numbers needed."""
    starts = [identity for identity, _ in chart.x]
    _, top = scene.panels[panel].y_range
    row_ends: list[float] = []
    for event in sorted(chart.events, key=lambda item: item.x):
        x = day_position(event.x, starts)
        if x is None:
            continue
        if event.x_to:
            end = day_position(event.x_to, starts)
            scene.bands.append(Band(panel, x, len(starts) - 0.5 if end is None else end, theme.BAND))
        row = next((i for i, used in enumerate(row_ends) if (x - used) * step >= EVENT_GAP), len(row_ends))
        row_ends[row : row + 1] = [x]
        scene.segments.append(Segment(panel, x, 0.0, x, top, theme.TEXT_QUIET, 1.0, "dot"))
        text = str(event.number)
        # A number at the left edge would stand on the uppermost text of the axis.
        inwards = max(0.0, 4 + 4 * len(text) - (x + 0.5) * step)
        scene.labels.append(
            Label(panel, x, top, text, dx=inwards, dy=-12 - EVENT_ROW * row, colour=theme.TEXT, is_boxed=True)
        )
    return len(row_ends)


def add_limits(scene: Scene, *, panel: int, chart: Chart) -> None:
    """Draw mean and limits of the ordinary variation as steps, one an x, with a gap where they begin anew.

    A limit that coincides with an end of the scale limits nothing, and is not drawn.
    """
    whole = 1.0 if chart.unit == "percent" else None
    places = positions(chart)
    for name, pick, dash in _LIMIT_LINES:
        xs: list[float] = []
        ys: list[float | None] = []
        before: Limit | None = None
        for limit in chart.limits:
            place = places[limit.x]
            if before is not None and (before.centre != limit.centre or places[before.x] != place - 1):
                xs.append(place - 0.5)
                ys.append(None)
            value = pick(limit)
            seen = None if dash != "solid" and (value <= 0 or value == whole) else value
            xs += [place - 0.5, place + 0.5]
            ys += [seen, seen]
            before = limit
        if any(y is not None for y in ys):
            scene.lines.append(Polyline(panel, name, tuple(xs), tuple(ys), theme.GREY, dash, 1.2))


def add_targets(scene: Scene, *, panel: int, chart: Chart, has_text: bool = True) -> None:
    """Draw each target as a dashed line over the time it holds, with its value where it stands clear.

    Call it last: a text keeps away from the lines, columns and event numbers that are there already.
    """
    steps = _steps(chart)
    for step in steps:
        value = step.target.value
        # A line and not a segment: those lie under the lines, and a mean at the target would hide it.
        ends = ((step.begin, step.stop), (value, value))
        scene.lines.append(Polyline(panel, "mål", *ends, theme.TARGET, "dash", 1.5))
    if not has_text:
        return
    obstacles = Obstacles.of(scene, panel)
    for step in steps:
        scene.labels.append(_target_text(panel, chart, step, obstacles))


def _steps(chart: Chart) -> list[_Step]:
    """The targets that are seen. One that reaches into the last period holds for the whole of it."""
    starts = [identity for identity, _ in chart.x]
    found: list[_Step] = []
    for target in chart.targets:
        begin = -0.5 if target.x_from <= starts[0] else day_position(target.x_from, starts)
        if begin is None or target.x_to < starts[0]:
            continue
        end = None if target.x_to >= starts[-1] else day_position(target.x_to, starts)
        found.append(_Step(begin, len(starts) - 0.5 if end is None else end, target))
    return found


def _target_text(panel: int, chart: Chart, step: _Step, obstacles: Obstacles) -> Label:
    """Give the text of a target at the place along its line that hides and is hidden by the least.

    The place is bound to an end of the line or to an event in axis units: a picture that is drawn wider than
    it was laid out keeps them together.
    """
    text = f"mål {axis_text(step.target.value, chart.unit)}"
    value = step.target.value
    width = text_width(text, theme.FONT_SIZE_SMALL)
    events = [x for x in obstacles.uprights if step.begin < x < step.stop]
    options = [_Place(x, "start", dy) for x in (step.begin, *events) for dy in (ABOVE, BELOW)]
    options += [_Place(step.stop, "end", dy) for dy in (ABOVE, BELOW)]
    # Between the periods, where neither an end nor an event leaves room.
    between = [place + 0.5 for place in range(ceil(step.begin), floor(step.stop))]
    options += [_Place(x, "start", dy) for x in between for dy in (ABOVE, BELOW)]
    boxes: list[Box] = []
    for place in options:
        across, down = obstacles.at(place.x, value)
        left = across + SIDE if place.anchor == "start" else across - SIDE - width
        middle = down + place.dy
        boxes.append(Box(left, middle - HALF_TEXT, left + width, middle + HALF_TEXT))
    chosen = best_place(boxes, obstacles)
    obstacles.boxes.append(boxes[chosen])
    place = options[chosen]
    dx = SIDE if place.anchor == "start" else -SIDE
    return Label(panel, place.x, value, text, place.anchor, dx, place.dy, theme.TEXT, clears=True)


_LIMIT_LINES: tuple[tuple[str, Callable[[Limit], float], str], ...] = (
    ("medelvärde", lambda limit: limit.centre, "solid"),
    ("övre gräns", lambda limit: limit.upper, "dot"),
    ("nedre gräns", lambda limit: limit.lower, "dot"),
)
