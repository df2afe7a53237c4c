"""What stands under a picture on paper: what each line, sign and hatch is.

Owns: those entries and their words. Must not know: typst, HTML, Dash.
"""

from components import theme
from components.figures.chart import Chart
from components.figures.key import Entry, entries
from components.figures.scales import axis_text
from components.figures.svg_shapes import dash_attribute
from components.formats import list_text


def key_of(chart: Chart) -> tuple[Entry, ...]:
    """Every entry: those of the pages, the targets with the time each holds, and what is not shown."""
    found = entries(chart)
    if chart.targets:
        dash = dash_attribute("dash", 1.5)
        line = f'<path d="M0 7H28" stroke="{theme.TARGET}" stroke-width="1.5"{dash}/>'
        found.append(
            Entry(line, f"mål {list_text([_target(chart, place) for place in range(len(chart.targets))])}")
        )
    if "protected" in chart.marks and chart.kind == "columns":
        found.append(Entry(_hatch(), "uppgift som inte visas"))
    return tuple(found)


def _target(chart: Chart, place: int) -> str:
    step = chart.targets[place]
    value = axis_text(step.value, chart.unit)
    return f"{value} ({step.validity})" if step.validity else value


def _hatch() -> str:
    """A stub of three slanting lines, drawn one by one: a pattern would need an id of its own."""
    lines = "".join(
        f'<path d="M{x} 12L{x + 8} 2" stroke="{theme.HATCH}" stroke-width="1.8"/>' for x in (5, 10, 15)
    )
    return f'{lines}<rect x="4" y="2" width="20" height="10" fill="none" stroke="{theme.HATCH}"/>'
