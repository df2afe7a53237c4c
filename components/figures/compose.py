"""From chart description to scene: one layout for both renderers.

Owns sizes, margins and the choice of layout. Must not know plotly, SVG or Dash. Nothing here may depend on a
figure that is not shown: a protected Point carries no value, and its stub has the same height whatever it
stands for.
"""

from components.figures.chart import Chart
from components.figures.compose_pairs import compose_pairs
from components.figures.compose_panels import compose_panels
from components.figures.compose_slope import compose_slope
from components.figures.compose_time import compose_time
from components.figures.compose_units import compose_units
from components.figures.scene import Scene

NORMAL_WIDTH = 760
"""The width a picture is laid out for when the browser decides its real width."""


def compose(chart: Chart, *, width: int = NORMAL_WIDTH) -> Scene:
    """Lay out the chart for a width in pixels; the height follows from what there is to show."""
    if chart.kind == "dots":
        return compose_units(chart, width=width)
    if chart.kind == "pairs":
        return compose_pairs(chart, width=width)
    if chart.kind == "slope":
        return compose_slope(chart, width=width)
    if chart.kind == "small_multiples":
        return compose_panels(chart, width=width)
    return compose_time(chart, width=width)
