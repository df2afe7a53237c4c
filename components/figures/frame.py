"""What stands inside a picture that leaves its page: title, remark, legend, events, signs, selection, source.

Owns that text, above and below the drawing, as SVG. Must not know the drawing itself. Without the page
around it nothing else says what the picture shows, of whom and from when.
"""

from dataclasses import dataclass

from components import theme
from components.figures.chart import Chart
from components.figures.key import entries
from components.figures.scales import text_width
from components.figures.svg_shapes import decimal, words
from components.formats import MARK_MEANINGS, MARKS

SIDE = 8
TITLE_SIZE = 17
TITLE_ROW = 24
TEXT_ROW = 18
SWATCH = 36
"""Room for the picture of an entry of the legend."""

ENTRY_GAP = 20


@dataclass(frozen=True)
class Part:
    """SVG from y = 0 on, and how high it is in pixels."""

    body: str
    height: int


def head(chart: Chart, *, width: int, remark: str = "") -> Part:
    """Write title, remark and legend."""
    parts: list[str] = []
    y = 0
    for line in wrapped(chart.title, size=TITLE_SIZE, room=width - 2 * SIDE):
        parts.append(words((SIDE, y + 18), line, size=TITLE_SIZE, colour=theme.TEXT, is_bold=True))
        y += TITLE_ROW
    if remark:
        parts.append(words((SIDE, y + 12), remark, size=13, colour=theme.ORANGE, is_bold=True))
        y += TEXT_ROW + 2
    legend = _legend(chart, width=width)
    if legend.height:
        parts.append(f'<g transform="translate(0 {y + 6})">{legend.body}</g>')
        y += 6 + legend.height
    return Part("".join(parts), y + 10)


def foot(chart: Chart, *, width: int) -> Part:
    """Write events by number, the meaning of the signs that occur, selection and source."""
    signs = ["0", *(MARKS[mark] for mark in MARKS if mark in chart.marks)] if chart.marks else []
    texts = [
        *(f"{event.number}. {event.text}" for event in chart.events),
        *(f"{sign} = {MARK_MEANINGS[sign]}" for sign in signs),
        chart.selection,
        chart.source,
    ]
    lines = [
        line for text in texts for line in wrapped(text, size=theme.FONT_SIZE_SMALL, room=width - 2 * SIDE)
    ]
    body = "".join(words((SIDE, 14 + TEXT_ROW * row), line) for row, line in enumerate(lines))
    return Part(body, TEXT_ROW * len(lines) + 12)


def wrapped(text: str, *, size: int, room: float) -> list[str]:
    """Break a text into lines that fit the room in pixels; a word that is longer stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        elif word:
            lines.append(word)
    return lines


def _legend(chart: Chart, *, width: int) -> Part:
    """Write the entries after each other, a new row where the next would not fit."""
    parts: list[str] = []
    x, row = float(SIDE), 0
    found = entries(chart)
    for entry in found:
        needed = SWATCH + text_width(entry.text, theme.FONT_SIZE_SMALL)
        if x > SIDE and x + needed > width - SIDE:
            x, row = float(SIDE), row + 1
        y = TEXT_ROW * row
        parts.append(f'<g transform="translate({decimal(x)} {y + 2})">{entry.drawing}</g>')
        parts.append(words((x + SWATCH, y + 9), entry.text))
        x += needed + ENTRY_GAP
    return Part("".join(parts), TEXT_ROW * (row + 1) if found else 0)
