"""What stands under a picture on paper and slide: what each line, sign and hatch is.

Owns: those entries and their words. Must not know: typst, HTML, Dash, Office formats.
"""

from components import theme
from components.figures.chart import Chart
from components.figures.key import SIGNAL_WORDS, Entry, entries
from components.figures.scales import axis_text
from components.figures.svg_shapes import dash_attribute
from components.formats import list_text

SIGNAL_SHAPES = {"better": "romb", "worse": "fyrkant", "change": "trekant"}


def key_of(chart: Chart) -> tuple[Entry, ...]:
    """Every entry: those of the pages, the targets with the time each holds, and what is not shown."""
    found = entries(chart)
    if chart.targets:
        dash = dash_attribute("dash", 1.5)
        line = f'<path d="M0 7H28" stroke="{theme.TARGET}" stroke-width="1.5"{dash}/>'
        found.append(Entry(line, _targets(chart)))
    if "protected" in chart.marks:
        found.append(Entry(_hatch(), "uppgift som inte visas"))
    return tuple(found)


def line_words(chart: Chart) -> tuple[str, ...]:
    """The same in words alone, for a chart that cannot carry a key of its own."""
    told = [series.name.lower() for series in chart.series if series.role == "mean"]
    found = [f"mörk linje: {told[0]}"] if told else []
    if chart.limits:
        found.append("grå linjer: medelvärdet och gränserna för den vanliga variationen")
    signals = {point.signal for point in chart.series[0].points} if chart.kind == "line" else set()
    found += [
        f"{SIGNAL_SHAPES[signal]}: {words}" for signal, words in SIGNAL_WORDS.items() if signal in signals
    ]
    if chart.targets:
        found.append(f"streckad linje: {_targets(chart)}")
    return tuple(found)


def _targets(chart: Chart) -> str:
    """`mål 70 % (1 januari 2025–31 december 2025) och 80 % (från 1 januari 2026)`."""
    told = []
    for step in chart.targets:
        value = axis_text(step.value, chart.unit)
        told.append(f"{value} ({step.validity})" if step.validity else value)
    return f"mål {list_text(told)}"


def _hatch() -> str:
    """A stub of slanting lines, drawn one by one: a pattern would need an id of its own."""
    lines = "".join(
        f'<path d="M{x} 12L{x + 8} 2" stroke="{theme.HATCH}" stroke-width="1.8"/>' for x in (5, 10, 15)
    )
    return f'{lines}<rect x="4" y="2" width="20" height="10" fill="none" stroke="{theme.HATCH}"/>'
