"""The elements of an SVG picture as text: line, rectangle, text, marker.

Owns escaping and number writing. Must not know scenes or charts.
"""

from html import escape

from components import theme

Place = tuple[float, float]

_BASELINE = 0.35
"""How far the baseline is below the middle of a text, in font sizes: dominant-baseline is not safe."""

_DASHES = {
    "dot": (1, 1),
    "dash": (3, 3),
    "longdash": (5, 5),
    "dashdot": (3, 1, 1, 1),
    "longdashdot": (5, 2, 1, 2),
}
"""The dashes of plotly, in line widths (at least three pixels)."""


def decimal(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def stroke(start: Place, end: Place, *, colour: str, width: float = 1.0, dash: str = "solid") -> str:
    """Write a straight line."""
    return (
        f'<path d="M{decimal(start[0])} {decimal(start[1])}L{decimal(end[0])} {decimal(end[1])}" fill="none" '
        f'stroke="{colour}" stroke-width="{decimal(width)}"{dash_attribute(dash, width)}/>'
    )


def rectangle(corner: Place, size: Place, *, fill: str = "", edge: str = "", hover: str = "") -> str:
    """Write a rectangle from its upper left corner, with a tooltip if it stands for a figure."""
    paint = (f' fill="{fill}"' if fill else "") + (f' stroke="{edge}"' if edge else "")
    inside = f"><title>{escape(hover)}</title></rect>" if hover else "/>"
    place = f'x="{decimal(corner[0])}" y="{decimal(corner[1])}"'
    return f'<rect {place} width="{decimal(size[0])}" height="{decimal(size[1])}"{paint}{inside}'


def words(
    at: Place,
    text: str,
    *,
    anchor: str = "start",
    colour: str = theme.TEXT_QUIET,
    size: int = 12,
    is_bold: bool = False,
) -> str:
    """Write a text whose middle line is at the place."""
    weight = ' font-weight="700"' if is_bold else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    letters = f' font-size="{size}"' if size != theme.FONT_SIZE_SMALL else ""
    y = decimal(at[1] + size * _BASELINE)
    attributes = f'x="{decimal(at[0])}" y="{y}"{side}{letters}{weight} fill="{colour}"'
    return f"<text {attributes}>{escape(text)}</text>"


def dash_attribute(dash: str, width: float) -> str:
    """Give the attribute of a dash; nothing for a solid line."""
    if dash not in _DASHES:
        return ""
    return f' stroke-dasharray="{" ".join(decimal(part * max(width, 3)) for part in _DASHES[dash])}"'


def symbol(name: str, at: Place, radius: float) -> str:
    """Give the path of a marker, in the sizes plotly gives them."""
    x, y = at
    if name == "circle":
        r, across = decimal(radius), decimal(2 * radius)
        return f"M{decimal(x - radius)} {decimal(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0Z"
    if name == "x":
        return _cross(at, radius)
    corners = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
        "triangle-up": ((0, -1.15), (1.15, 0.58), (-1.15, 0.58)),
        "triangle-down": ((0, 1.15), (1.15, -0.58), (-1.15, -0.58)),
    }[name]
    return _closed([(x + radius * dx, y + radius * dy) for dx, dy in corners])


def _cross(at: Place, radius: float) -> str:
    arm, notch = radius, radius / 2
    turns = (
        (0, notch), (notch, arm), (arm, notch), (notch, 0), (arm, -notch), (notch, -arm),
        (0, -notch), (-notch, -arm), (-arm, -notch), (-notch, 0), (-arm, notch), (-notch, arm),
    )  # fmt: skip
    return _closed([(at[0] + dx, at[1] + dy) for dx, dy in turns])


def _closed(corners: list[Place]) -> str:
    return "M" + "L".join(f"{decimal(x)} {decimal(y)}" for x, y in corners) + "Z"
