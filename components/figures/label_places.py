"""Where a text in a panel stands clear of what is drawn there already.

Owns that choice. Must not know charts, plotly or SVG. Everything but the upright lines is in pixels from the
upper left corner of the panel.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from components.figures.scene import Scene

OUTSIDE = 100.0
"""What it costs to leave the panel: more than hiding anything in it."""

ON_TEXT, ON_LINE, ON_COLUMN, ON_UPRIGHT = 8.0, 4.0, 4.0, 2.0


@dataclass(frozen=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have room in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass
class Obstacles:
    """What is drawn in one panel.

    Attributes:
        width, height: Of the panel.
        x_range, y_range: Its axes.
        columns, lines: Filled areas; the pieces of every line, from left to right.
        uprights: Where upright lines over the whole height stand, in axis units.
        boxes: Texts.
    """

    width: float
    height: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    columns: list[Box] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    uprights: list[float] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    @classmethod
    def of(cls, scene: Scene, panel: int) -> "Obstacles":
        """Read what a scene holds so far."""
        frame = scene.panels[panel]
        found = cls(
            (scene.width - scene.margin.left - scene.margin.right) * (frame.right - frame.left),
            (scene.height - scene.margin.top - scene.margin.bottom) * (frame.top - frame.bottom),
            frame.x_range,
            frame.y_range,
        )
        for line in (line for line in scene.lines if line.panel == panel):
            for (x, y), (next_x, next_y) in pairwise(zip(line.xs, line.ys, strict=True)):
                if y is not None and next_y is not None:
                    found.lines.append((*found.at(x, y), *found.at(next_x, next_y)))
        for bars in (bars for bars in scene.bars if bars.panel == panel):
            for x, height, width in zip(bars.xs, bars.heights, bars.widths, strict=True):
                left, top = found.at(x - width / 2, height)
                found.columns.append(Box(left, top, found.at(x + width / 2, 0)[0], found.height))
        for dots in (dots for dots in scene.dots if dots.panel == panel):
            half = dots.size / 2
            for x, y in (found.at(*place) for place in zip(dots.xs, dots.ys, strict=True)):
                found.boxes.append(Box(x - half, y - half, x + half, y + half))
        for segment in (segment for segment in scene.segments if segment.panel == panel):
            start, end = found.at(segment.x_from, segment.y_from), found.at(segment.x_to, segment.y_to)
            if segment.x_from == segment.x_to:
                found.uprights.append(segment.x_from)
            else:
                found.lines.append((*start, *end))
        return found

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Give the pixels of a place in axis units."""
        across = (x - self.x_range[0]) / (self.x_range[1] - self.x_range[0])
        up = (y - self.y_range[0]) / (self.y_range[1] - self.y_range[0])
        return across * self.width, (1 - up) * self.height

    def cost(self, box: Box) -> float:
        """Say how much a text at the place would hide or be hidden by."""
        is_inside = box.left >= 0 and box.top >= 0 and box.right <= self.width and box.bottom <= self.height
        return (
            (0.0 if is_inside else OUTSIDE)
            + ON_TEXT * sum(box.meets(other) for other in self.boxes)
            + ON_COLUMN * sum(box.meets(other) for other in self.columns)
            + ON_LINE * sum(_crosses(line, box) for line in self.lines)
            + ON_UPRIGHT * sum(box.left < self.at(x, 0)[0] < box.right for x in self.uprights)
        )


def best_place(boxes: Sequence[Box], obstacles: Obstacles) -> int:
    """Give the index of the place that costs least, the first of equals."""
    costs = [obstacles.cost(box) for box in boxes]
    return costs.index(min(costs))


def _crosses(line: tuple[float, float, float, float], box: Box) -> bool:
    """Say whether a line from left to right passes through the box."""
    x, y, next_x, next_y = line
    if next_x <= box.left or x >= box.right:
        return False
    slope = (next_y - y) / (next_x - x) if next_x > x else 0.0
    ends = [y + slope * (max(x, box.left) - x), y + slope * (min(next_x, box.right) - x)]
    return min(ends) < box.bottom and max(ends) > box.top
