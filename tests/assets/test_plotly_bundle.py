"""The plotly bundle in assets/: its version, the kinds of trace in it, and that it is asked for by name."""

import re
from pathlib import Path

from plotly.offline import get_plotlyjs_version

from components.figures.to_plotly import figure_dict
from tests.components.figures import figure_cases

ASSETS = Path(__file__).resolve().parents[2] / "assets"
IN_THE_BUNDLE = {"scatter", "bar", "pie"}


def bundle() -> Path:
    (found,) = ASSETS.glob("plotly-*.min.js")
    return found


def test_the_bundle_is_the_version_that_plotly_for_python_draws_for() -> None:
    assert bundle().name == f"plotly-basic-{get_plotlyjs_version()}.min.js"
    assert f"v{get_plotlyjs_version()}" in bundle().read_text("utf-8")[:200]


def test_the_script_that_loads_it_knows_its_name() -> None:
    address = re.search(r'ADDRESS = "/assets/(.+?)"', (ASSETS / "plotly-later.js").read_text("utf-8"))
    assert address is not None
    assert address[1] == bundle().name


def test_it_draws_every_kind_of_trace_that_we_use() -> None:
    used = {
        trace["type"] for chart in figure_cases.every_chart().values() for trace in figure_dict(chart)["data"]
    }
    assert used <= IN_THE_BUNDLE


def test_the_width_where_plotly_begins_is_the_same_in_script_and_style() -> None:
    script = re.search(r"NARROWEST_PIXELS = (\d+)", (ASSETS / "plotly-later.js").read_text("utf-8"))
    style = re.search(r"@container \(width < (\d+)px\)", (ASSETS / "30-cards.css").read_text("utf-8"))
    assert script is not None
    assert style is not None
    assert script[1] == style[1]
