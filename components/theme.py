"""Colours, fonts and sizes: the one place they are decided.

Owns the design tokens of every picture and, through `css_variables`, of the style sheet. Must not know Dash,
plotly or any figure. The contrast of every pair below is computed in tests/components/test_theme.py.
"""

from types import MappingProxyType
from typing import Any

WHITE = "#FFFFFF"
SURFACE = "#F5F7FA"
TEXT = "#111827"
TEXT_QUIET = "#4B5563"
BLUE = "#00558C"
BLUE_LIGHT = "#E6F0F7"
ORANGE = "#B45309"
GREY = "#6B7280"
PURPLE = "#6B2C91"
TEAL = "#0F766E"
NAVY = "#1E293B"
GREEN = "#1B6B3A"
RED = "#A61B1B"
TARGET = "#111827"
HATCH = "#8A8F98"
GRID = "#E5E7EB"
BAND = "#EEF1F5"

FONT_FAMILY = (
    "'Segoe UI', -apple-system, Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', system-ui, sans-serif"
)
FONT_SIZE = 13
FONT_SIZE_SMALL = 12
"""No text in any picture is smaller."""

LINE_STYLES = (
    (BLUE, "solid", "circle"),
    (GREY, "dash", "square"),
    (PURPLE, "dot", "diamond"),
    (TEAL, "dashdot", "triangle-up"),
    (NAVY, "longdash", "triangle-down"),
    (ORANGE, "longdashdot", "x"),
)
"""Colour, dash and marker of line 1 to 6: each line can be told from the others without its colour.

Orange comes last: elsewhere it says that something has become worse.
"""

SIGNAL_STYLES = MappingProxyType(
    {
        "": (GREY, "circle"),
        "better": (BLUE, "diamond"),
        "worse": (ORANGE, "square"),
        "change": (PURPLE, "diamond"),
    }
)
"""Colour and marker of a point in a chart with limits, by its signal."""

TEXT_COLOURS = MappingProxyType(
    {
        "text": TEXT,
        "quiet text": TEXT_QUIET,
        "accent": BLUE,
        "second line": GREY,
        "third line": PURPLE,
        "fourth line": TEAL,
        "fifth line": NAVY,
        "sixth line": ORANGE,
        "target met": GREEN,
        "target not met": RED,
    }
)
"""Everything that is used for text, all sizes: at least 4.5:1 on white and on the page's surface."""

MARK_COLOURS = MappingProxyType({"target line": TARGET, "hatch": HATCH, "ordinary variation": GREY})
"""Everything else that carries meaning: at least 3:1."""

TEMPLATE: dict[str, Any] = {
    "layout": {
        "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": TEXT},
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "separators": ",\N{NO-BREAK SPACE}",
        "hoverlabel": {"bgcolor": WHITE, "bordercolor": GREY, "font": {"size": FONT_SIZE, "color": TEXT}},
    }
}
"""The plotly template: a few lines instead of plotly's own 6.5 kB in every figure."""


def css_variables() -> str:
    """Give the tokens as CSS custom properties: the style sheet must hold exactly these (a test compares)."""
    tokens = {
        "white": WHITE,
        "surface": SURFACE,
        "text": TEXT,
        "text-quiet": TEXT_QUIET,
        "accent": BLUE,
        "accent-light": BLUE_LIGHT,
        "orange": ORANGE,
        "grey": GREY,
        "purple": PURPLE,
        "green": GREEN,
        "red": RED,
        "hatch": HATCH,
        "line": GRID,
        "font": FONT_FAMILY,
    }
    return "\n".join(f"  --{name}: {value};" for name, value in tokens.items())
