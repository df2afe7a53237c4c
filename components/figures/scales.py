"""Arithmetic of axes and labels: round ticks, calendar ticks, width of a text, labels that keep apart.

Owns the small pure functions of layout. Must not know charts or renderers.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10

from components.formats import number, percent, period_short

NARROW_LETTERS = frozenset("iljtfr.,:;'|!()[]I1 \N{NO-BREAK SPACE}-")
WIDE_LETTERS = frozenset("mwMW%@ÅÄÖABCDEGHKNOPQRSUVXYZ&")

_MONTH_STEPS = {
    "month": (1, 2, 3, 6, 12, 24),
    "quarter": (3, 6, 12, 24),
    "tertial": (4, 12, 24),
    "year": (12, 24, 48),
}


def text_width(text: str, size: int) -> float:
    """Estimate the width of a text in pixels, a little generously, for any of the system fonts."""
    units = sum(0.34 if c in NARROW_LETTERS else 0.78 if c in WIDE_LETTERS else 0.58 for c in text)
    return units * size


def shortened(text: str, *, size: int, room: float) -> str:
    """Cut a text to the room in pixels, with an ellipsis; a text that fits is left alone."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def count_axis(highest: float) -> tuple[float, tuple[float, ...]]:
    """Give top and ticks of an axis from zero, in whole numbers, that holds `highest` and air above it."""
    wanted = max(highest * 1.12, 4.0)
    step = 10.0 ** floor(log10(wanted / 4))
    for factor in (1, 2, 5, 10):
        if wanted / (step * factor) <= 5:
            step *= factor
            break
    step = max(step, 1.0)
    steps = ceil(wanted / step)
    return step * steps, tuple(step * i for i in range(steps + 1))


def axis_text(value: float, unit: str) -> str:
    """Write a tick of a value axis."""
    if unit == "percent":
        return percent(value)
    if unit == "yes_no":
        return "ja" if value else "nej"
    return number(value)


def calendar_ticks(starts: Sequence[str], kind: str, most: int) -> tuple[tuple[float, str], ...]:
    """Choose at most `most` periods to name on the axis, at even steps of the calendar.

    Args:
        starts: ISO dates of the periods, in order.
        kind: month, quarter, tertial or year.
        most: How many names there is room for, at least two.
    """
    days = [date.fromisoformat(start) for start in starts]
    for step in _MONTH_STEPS[kind]:
        chosen = [i for i, day in enumerate(days) if (day.year * 12 + day.month - 1) % step == 0]
        if min(2, len(days)) <= len(chosen) <= most:
            return tuple((float(i), period_short(kind, days[i])) for i in chosen)
    ends = sorted({0, len(days) - 1})
    return tuple((float(i), period_short(kind, days[i])) for i in ends)


def year_ticks(starts: Sequence[str]) -> tuple[tuple[float, str], ...]:
    """Name each year at its first period, for small panels; the last three years at most."""
    firsts: dict[str, int] = {}
    for index, start in enumerate(starts):
        firsts.setdefault(start[:4], index)
    step = ceil(len(firsts) / 3) if firsts else 1
    return tuple((float(index), year) for year, index in list(firsts.items())[::step])


def day_position(day: str, starts: Sequence[str]) -> float | None:
    """Place a day on an axis where period i covers i−½ to i+½; None when it lies outside the axis."""
    moment = date.fromisoformat(day)
    days = [date.fromisoformat(start) for start in starts]
    if not days or moment < days[0]:
        return None
    index = max(i for i, start in enumerate(days) if start <= moment)
    lengths = [(b - a).days for a, b in pairwise(days)]
    length = lengths[index] if index < len(lengths) else (lengths[-1] if lengths else 365)
    share = (moment - days[index]).days / length
    return index - 0.5 + share if share <= 1 else None


def spread(wanted: Sequence[float], gap: float, lowest: float, highest: float) -> list[float]:
    """Move positions apart until neighbours are `gap` from each other, each as little as can be.

    The order is kept and all stay inside; without room for that they are spread evenly over the room.
    Positions that would touch become one block around their common middle, block by block.
    """
    if not wanted:
        return []
    gap = min(gap, (highest - lowest) / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    blocks: list[tuple[float, int]] = []  # first position, members
    for i in order:
        blocks.append((min(max(wanted[i], lowest), highest), 1))
        while len(blocks) > 1 and blocks[-2][0] + gap * blocks[-2][1] > blocks[-1][0]:
            blocks[-2:] = [_joined(blocks[-2], blocks[-1], gap=gap, lowest=lowest, highest=highest)]
    placed = [0.0] * len(wanted)
    positions = [first + gap * k for first, members in blocks for k in range(members)]
    for i, position in zip(order, positions, strict=True):
        placed[i] = position
    return placed


def _joined(
    upper: tuple[float, int], lower: tuple[float, int], *, gap: float, lowest: float, highest: float
) -> tuple[float, int]:
    """Join two blocks to one that lies where its members, on average, wanted to be."""
    members = upper[1] + lower[1]
    first = (upper[0] * upper[1] + (lower[0] - gap * upper[1]) * lower[1]) / members
    return min(max(first, lowest), highest - gap * (members - 1)), members
