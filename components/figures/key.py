"""What stands around a picture: legend, events, marks and reading help.

Owns those texts and their markup. Everything is escaped. Must not know Dash or where the figures come from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from components import theme
from components.figures.chart import Chart, Series
from components.figures.strokes import style_of
from components.figures.svg_shapes import dash_attribute, symbol
from components.formats import MARK_MEANINGS, MARKS

SIGNAL_WORDS = MappingProxyType(
    {
        "better": "förändring till det bättre",
        "worse": "förändring till det sämre",
        "change": "förändring större än den vanliga variationen",
    }
)
"""What a signal is called in the legend."""


@dataclass(frozen=True)
class Entry:
    """One entry of a legend: SVG for 28 × 14 pixels, and its text, not yet escaped."""

    drawing: str
    text: str


def entries(chart: Chart) -> list[Entry]:
    """Give the legend: each line with its colour, dash and marker; nothing where one series stands alone."""
    found: list[Entry] = []
    if len(chart.series) > 1 and chart.kind in {"line", "columns", "pairs"}:
        found = [Entry(_swatch(chart, series), series.name) for series in chart.series]
    if chart.kind == "small_multiples":
        muted = [series for series in chart.series if series.role == "muted"]
        found = [Entry(_swatch(chart, series), f"{series.name}, för jämförelse") for series in muted]
    if chart.limits:
        found += _variation(chart)
    if chart.kind == "dots" and any(point.is_open for series in chart.series for point in series.points):
        found += [
            Entry(_dot(theme.BLUE, theme.BLUE), "underlag 20 eller fler"),
            Entry(_dot(theme.WHITE, theme.BLUE), "underlag under 20"),
        ]
    return found


def key_html(chart: Chart) -> str:
    """Write the legend as a list."""
    return entries_html(entries(chart))


def entries_html(found: Sequence[Entry]) -> str:
    """Write the entries of a legend as a list; nothing where there are none."""
    items = "".join(f"<li>{_picture(entry.drawing)}{escape(entry.text)}</li>" for entry in found)
    return f'<ul class="key">{items}</ul>' if items else ""


def _variation(chart: Chart) -> list[Entry]:
    """Give the legend of the ordinary variation, with the signals that occur."""
    found = [
        Entry(_stroke(theme.GREY, "solid", 1.5), "medelvärde för hela sträckan"),
        Entry(_stroke(theme.GREY, "dot", 1.5), "gräns för den vanliga variationen"),
    ]
    signals = {point.signal for series in chart.series for point in series.points}
    for signal, words in SIGNAL_WORDS.items():
        if signal in signals:
            colour, marker = theme.SIGNAL_STYLES[signal]
            found.append(Entry(f'<path d="{symbol(marker, (14, 7), 5)}" fill="{colour}"/>', words))
    return found


def notes_html(chart: Chart, *, notes: tuple[str, ...] = ()) -> str:
    """Write what is under the picture: events by number, the signs that occur, notes, reading help."""
    return "".join((_events(chart), marks_html(chart.marks), _notes(notes), _reading(chart)))


def marks_html(marks: frozenset[str]) -> str:
    """Write the legend of the signs, given the marks that occur; nothing when every figure is shown."""
    if not marks:
        return ""
    signs = ["0", *(MARKS[mark] for mark in MARKS if mark in marks)]
    items = "".join(f"<li><b>{escape(sign)}</b> {escape(MARK_MEANINGS[sign])}</li>" for sign in signs)
    return f'<ul class="marks" aria-label="Teckenförklaring">{items}</ul>'


def _events(chart: Chart) -> str:
    rows = "".join(
        f'<li><span class="event-number">{event.number}</span> {escape(event.text)}</li>'
        for event in chart.events
    )
    # Small pictures have no room for the numbers.
    where = "under tiden" if chart.kind == "small_multiples" else "i diagrammet"
    return f'<p class="events-heading">Händelser {where}</p><ul class="events">{rows}</ul>' if rows else ""


def _notes(notes: tuple[str, ...]) -> str:
    return "".join(f'<p class="note">{escape(note)}</p>' for note in notes)


def _reading(chart: Chart) -> str:
    if not chart.reading:
        return ""
    text = f"<p>{escape(chart.reading)}</p>"
    return f'<details class="fold"><summary>Så läser du diagrammet</summary>{text}</details>'


def _swatch(chart: Chart, series: Series) -> str:
    colour, dash, marker = style_of(series, chart.series.index(series))
    if chart.kind == "columns" and series.role != "mean":
        return f'<rect x="8" y="1" width="12" height="12" fill="{colour}"/>'
    body = "" if chart.kind == "pairs" else _stroke(colour, dash, 2.5)
    if series.role in {"main", "other"}:
        body += f'<path d="{symbol(marker, (14, 7), 4)}" fill="{colour}"/>'
    return body


def _stroke(colour: str, dash: str, width: float) -> str:
    return f'<path d="M0 7H28" stroke="{colour}" stroke-width="{width}"{dash_attribute(dash, width)}/>'


def _dot(fill: str, edge: str) -> str:
    return f'<path d="{symbol("circle", (14, 7), 5)}" fill="{fill}" stroke="{edge}" stroke-width="2"/>'


def _picture(body: str) -> str:
    return f'<svg aria-hidden="true" width="28" height="14" viewBox="0 0 28 14">{body}</svg>'
