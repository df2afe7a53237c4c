"""The sparkline: the last thirteen figures as a small line of its own, without axes.

Owns that picture. It is decoration beside a sentence that says the same, so it is hidden from screen readers.
Must not know Dash.
"""

from collections.abc import Sequence

from components import theme
from components.figures.svg_shapes import decimal

WIDTH = 220
HEIGHT = 52
_EDGE = 5
_KEEPS_WIDTH = 'vector-effect="non-scaling-stroke"'


def sparkline(values: Sequence[float | None], *, is_share: bool, target: float | None = None) -> str:
    """Draw the values, None as a gap; a dot on the last one, the target as a dashed line.

    The axis goes from zero to 100 % for shares, else to the highest shown value or target.
    """
    shown = [value for value in values if value is not None]
    if not shown:
        return ""
    top = 1.0 if is_share else max([*shown, target or 0.0, 1.0])
    step = (WIDTH - 2 * _EDGE) / max(len(values) - 1, 1)

    def at(index: int, value: float) -> tuple[float, float]:
        return _EDGE + index * step, HEIGHT - _EDGE - (HEIGHT - 2 * _EDGE) * value / top

    steps: list[str] = []
    alone: list[str] = []
    for index, value in enumerate(values):
        if value is None:
            continue
        x, y = at(index, value)
        has_previous = index > 0 and values[index - 1] is not None
        has_next = index + 1 < len(values) and values[index + 1] is not None
        steps.append(f"{'L' if has_previous else 'M'}{decimal(x)} {decimal(y)}")
        # A figure between two gaps would be a line of no length, that is nothing at all.
        if not has_previous and not has_next:
            alone.append(_dot((x, y)))
    last = max(index for index, value in enumerate(values) if value is not None)
    aim = ""
    if target is not None:
        y = decimal(at(0, target)[1])
        aim = f'<path d="M0 {y}H{WIDTH}" stroke="{theme.TARGET}" stroke-dasharray="4 4" {_KEEPS_WIDTH}/>'
    # The picture is stretched to the width of its card; strokes and dots keep their shape.
    return (
        f'<svg class="spark" aria-hidden="true" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f'{aim}<path d="{"".join(steps)}" fill="none" stroke="{theme.BLUE}" stroke-width="2" '
        f'stroke-linejoin="round" {_KEEPS_WIDTH}/>'
        f"{_dots(alone, 3)}{_dots([_dot(at(last, values[last] or 0.0))], 7)}</svg>"
    )


def _dot(at: tuple[float, float]) -> str:
    """Give the path of a dot: a line of no length, whose round ends make it a circle."""
    return f"M{decimal(at[0])} {decimal(at[1])}h.01"


def _dots(paths: Sequence[str], size: int) -> str:
    if not paths:
        return ""
    return (
        f'<path d="{"".join(paths)}" fill="none" stroke="{theme.BLUE}" stroke-width="{size}" '
        f'stroke-linecap="round" {_KEEPS_WIDTH}/>'
    )
