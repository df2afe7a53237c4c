"""From scene to SVG: first view, narrow screens, print, PDF and file.

Owns the translation into SVG's words: valid XML that stands alone, no script, no style sheet, system fonts.
Must not decide anything about the picture: that is compose.py's.
"""

from dataclasses import replace
from html import escape
from zlib import crc32

from components import theme
from components.figures.chart import Chart
from components.figures.compose import NORMAL_WIDTH, compose
from components.figures.frame import Part, foot, head
from components.figures.scene import Bars, Dots, Label, Panel, Polyline, Scene, Segment
from components.figures.svg_shapes import dash_attribute, decimal, rectangle, stroke, symbol, words


def svg(
    chart: Chart,
    *,
    width: int = NORMAL_WIDTH,
    height: int | None = None,
    layout_width: int | None = None,
    is_framed: bool = False,
    remark: str = "",
    has_tooltips: bool = True,
) -> str:
    """Draw the chart as SVG.

    Args:
        chart: What to draw.
        width: Pixels the picture is laid out for; the viewBox lets it scale from there.
        height: Pixels the picture is shown in; by default what the layout needs.
        layout_width: Lay out for another width and stretch what lies between the margins, as plotly does.
        has_tooltips: Give every figure a tooltip of its own; half the size without.
        is_framed: Write title, legend, events, selection and source inside the picture, for a file that
            leaves the page.
        remark: What must be known of the figures, inside the frame.
    """
    scene = replace(compose(chart, width=layout_width or width), width=width)
    over = head(chart, width=width, remark=remark) if is_framed else Part("", 0)
    under = foot(chart, width=width) if is_framed else Part("", 0)
    total = over.height + scene.height + under.height
    # Ids must be unique in a page of many pictures, and the same picture must always be written the same.
    prefix = f"p{crc32(repr((chart, width, layout_width)).encode()):08x}"
    drawing = _Pen(scene, hatch=f"{prefix}h", has_tooltips=has_tooltips).draw()
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {total}" width="{width}" '
        f'height="{height or total}" font-family="{escape(theme.FONT_FAMILY)}" '
        f'font-size="{theme.FONT_SIZE_SMALL}" aria-labelledby="{prefix}t {prefix}d">',
        f'<title id="{prefix}t">{escape(chart.title)}</title>',
        f'<desc id="{prefix}d">{escape(chart.description or chart.title)}</desc>',
        _hatch(f"{prefix}h") if any(bars.hatched for bars in scene.bars) else "",
        rectangle((0, 0), (width, total), fill=theme.WHITE),
        over.body,
        _moved(drawing, over.height),
        _moved(under.body, over.height + scene.height),
        "</svg>",
    ]
    return "".join(parts)


def _moved(body: str, down: int) -> str:
    return f'<g transform="translate(0 {down})">{body}</g>' if down and body else body


def _hatch(identity: str) -> str:
    return (
        f'<defs><pattern id="{identity}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{theme.WHITE}"/>'
        f'<rect width="1.8" height="6" fill="{theme.HATCH}"/></pattern></defs>'
    )


_CLEARED = f'<g paint-order="stroke" stroke="{theme.WHITE}" stroke-width="3" stroke-linejoin="round">'
"""Around a text that lines may run through."""


class _Pen:
    """Writes the shapes of one scene, from axis units to pixels."""

    def __init__(self, scene: Scene, *, hatch: str, has_tooltips: bool) -> None:
        self.scene = scene
        self.hatch = hatch
        self.has_tooltips = has_tooltips
        self.inner_width = scene.width - scene.margin.left - scene.margin.right
        self.inner_height = scene.height - scene.margin.top - scene.margin.bottom

    def draw(self) -> str:
        """Write everything, what lies behind first."""
        scene = self.scene
        parts = [self._band(index) for index in range(len(scene.bands))]
        parts += [self._axes(panel) for panel in scene.panels]
        parts += [self._bars(bars) for bars in scene.bars]
        parts += [self._segment(segment) for segment in scene.segments]
        parts += [self._line(line) for line in scene.lines]
        parts += [self._dots(dots) for dots in scene.dots]
        parts += [self._label(label) for label in scene.labels]
        return "".join(parts)

    def _at(self, panel: Panel, x: float, y: float) -> tuple[float, float]:
        """Give the pixels of a place in a panel."""
        across = (x - panel.x_range[0]) / (panel.x_range[1] - panel.x_range[0])
        up = (y - panel.y_range[0]) / (panel.y_range[1] - panel.y_range[0])
        margin = self.scene.margin
        return (
            margin.left + (panel.left + (panel.right - panel.left) * across) * self.inner_width,
            margin.top + (1 - panel.bottom - (panel.top - panel.bottom) * up) * self.inner_height,
        )

    def _corners(self, panel: Panel) -> tuple[float, float, float, float]:
        left, below = self._at(panel, panel.x_range[0], panel.y_range[0])
        right, above = self._at(panel, panel.x_range[1], panel.y_range[1])
        return left, right, above, below

    def _band(self, index: int) -> str:
        band = self.scene.bands[index]
        panel = self.scene.panels[band.panel]
        _, _, above, below = self._corners(panel)
        left, right = self._at(panel, band.x_from, 0)[0], self._at(panel, band.x_to, 0)[0]
        return rectangle((left, above), (right - left, below - above), fill=band.colour)

    def _axes(self, panel: Panel) -> str:
        left, right, above, below = self._corners(panel)
        parts: list[str] = []
        for value, text in panel.y_ticks:
            y = self._at(panel, 0, value)[1]
            parts.append(stroke((left, y), (right, y), colour=theme.GRID))
            parts.append(words((left - 6, y), text, anchor="end") if text else "")
        for value, text in panel.x_ticks:
            x = self._at(panel, value, 0)[0]
            is_grid = panel.grid == "x"
            ends = (above, below) if is_grid else (below, below + 5)
            parts.append(stroke((x, ends[0]), (x, ends[1]), colour=theme.GRID if is_grid else theme.HATCH))
            parts.append(words((x, below + (9 if is_grid else 15)), text, anchor="middle"))
        if panel.grid == "y" and panel.y_ticks:
            parts.append(stroke((left, below), (right, below), colour=theme.HATCH))
        return "".join(parts)

    def _bars(self, bars: Bars) -> str:
        panel = self.scene.panels[bars.panel]
        fill, edge = (f"url(#{self.hatch})", bars.colour) if bars.hatched else (bars.colour, "")
        outline = f' stroke="{edge}"' if edge else ""
        parts = [f'<g class="bars" fill="{fill}"{outline}>']
        for x, height, width, hover in zip(bars.xs, bars.heights, bars.widths, bars.hovers, strict=True):
            left, above = self._at(panel, x - width / 2, height)
            right, below = self._at(panel, x + width / 2, 0)
            told = hover if self.has_tooltips else ""
            parts.append(rectangle((left, above), (right - left, below - above), hover=told))
        return "".join((*parts, "</g>"))

    def _segment(self, segment: Segment) -> str:
        panel = self.scene.panels[segment.panel]
        start = self._at(panel, segment.x_from, segment.y_from)
        end = self._at(panel, segment.x_to, segment.y_to)
        return stroke(start, end, colour=segment.colour, width=segment.width, dash=segment.dash)

    def _line(self, line: Polyline) -> str:
        """Write one path; a gap lifts the pen."""
        panel = self.scene.panels[line.panel]
        steps: list[str] = []
        is_down = False
        for x, y in zip(line.xs, line.ys, strict=True):
            if y is not None:
                across, down = self._at(panel, x, y)
                steps.append(f"{'L' if is_down else 'M'}{decimal(across)} {decimal(down)}")
            is_down = y is not None
        return (
            f'<path class="line" d="{"".join(steps)}" fill="none" stroke="{line.colour}" '
            f'stroke-width="{decimal(line.width)}" stroke-linejoin="round"'
            f"{dash_attribute(line.dash, line.width)}/>"
        )

    def _dots(self, dots: Dots) -> str:
        """Write one path a figure, or one for all when nobody needs to point at a single one."""
        panel = self.scene.panels[dots.panel]
        shapes = [
            symbol(dots.symbol, self._at(panel, x, y), dots.size / 2)
            for x, y in zip(dots.xs, dots.ys, strict=True)
        ]
        parts = [f'<g class="dots" fill="{dots.colour}" stroke="{dots.colour}" stroke-width="2">']
        if not self.has_tooltips and not any(dots.is_open):
            parts.append(f'<path d="{"".join(shapes)}"/>')
            return "".join((*parts, "</g>"))
        for shape, hover, is_open in zip(shapes, dots.hovers, dots.is_open, strict=True):
            inside = f' fill="{theme.WHITE}"' if is_open else ""
            told = f"<title>{escape(hover)}</title>" if self.has_tooltips else ""
            parts.append(f'<path d="{shape}"{inside}>{told}</path>')
        return "".join((*parts, "</g>"))

    def _label(self, label: Label) -> str:
        x, y = self._at(self.scene.panels[label.panel], label.x, label.y)
        at = (x + label.dx, y + label.dy)
        frame = ""
        if label.is_boxed:
            half = 4 + 4 * len(label.text)
            frame = rectangle(
                (at[0] - half, at[1] - 9), (2 * half, 18), fill=theme.WHITE, edge=theme.TEXT_QUIET
            )
        colour = label.colour or theme.TEXT
        text = words(
            at, label.text, anchor=label.anchor, colour=colour, size=label.size, is_bold=label.is_bold
        )
        return f"{_CLEARED}{text}</g>" if label.clears else frame + text
