"""Contrast (C1), computed from the tokens; and the style sheet holds the same tokens."""

import re
from pathlib import Path

import pytest

from components import theme

ASSETS = Path(__file__).parents[2] / "assets"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_arithmetic_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#00558C", "#FFFFFF") == pytest.approx(7.84, abs=0.01)


@pytest.mark.parametrize("background", [theme.WHITE, theme.SURFACE])
@pytest.mark.parametrize("name", theme.TEXT_COLOURS)
def test_every_text_can_be_read(name: str, background: str) -> None:
    assert contrast(theme.TEXT_COLOURS[name], background) >= 4.5


@pytest.mark.parametrize("background", [theme.WHITE, theme.BAND])
@pytest.mark.parametrize("name", theme.MARK_COLOURS)
def test_every_mark_can_be_seen(name: str, background: str) -> None:
    minimum = 3 if background == theme.WHITE else 2.8
    assert contrast(theme.MARK_COLOURS[name], background) >= minimum


def test_lines_differ_in_colour_dash_and_marker() -> None:
    for kind in range(3):
        assert len({style[kind] for style in theme.LINE_STYLES}) == len(theme.LINE_STYLES) == 6


def test_the_style_sheet_holds_exactly_the_tokens() -> None:
    assert theme.css_variables() in (ASSETS / "10-tokens.css").read_text(encoding="utf-8")


def test_text_colours_written_in_the_style_sheets_can_be_read_on_theirs() -> None:
    assert contrast("#5f2d04", "#fff4e0") >= 4.5  # the demo banner
    assert contrast("#7a3a06", "#f6dfc6") >= 4.5  # reported late
    assert contrast(theme.BLUE, theme.BLUE_LIGHT) >= 4.5  # reported


@pytest.mark.parametrize("sheet", sorted(ASSETS.glob("[1-9]*.css")), ids=lambda path: path.name)
def test_style_sheets_fetch_nothing_and_use_only_known_tokens(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert "url(" not in text
    assert "@import" not in text
    declared = set(re.findall(r"--([a-z-]+):", (ASSETS / "10-tokens.css").read_text(encoding="utf-8")))
    declared.add("live-height")  # set by slots.js, which alone knows how tall a chart is
    assert set(re.findall(r"var\(--([a-z-]+)\)", text)) <= declared


def test_the_sheets_mind_paper_motion_and_forced_colours() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in ASSETS.glob("[1-9]*.css"))
    for wanted in (
        "@media print",
        "prefers-reduced-motion",
        "forced-colors",
        "var(--paper-header",
        "counter(pages)",
    ):
        assert wanted in text
