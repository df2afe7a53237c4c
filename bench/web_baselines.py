"""What the web pages are measured against: the same pictures alone, and Dash as it is usually written.

Owns two applications, served by gunicorn with the product's own settings:
`gunicorn "bench.web_baselines:bare_svg()"` and `gunicorn "bench.web_baselines:plain_dash()"`.
Must not know how they are measured.
"""

import json
import os
import random
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html
from flask import Flask, Response

PICTURES = "BENCH_PICTURES"
"""Environment: a file of JSON, by unit the pictures of its page as SVG."""
UNITS = tuple(f"Enhet {number}" for number in range(1, 16))
MONTHS = pd.date_range("2022-01-01", periods=60, freq="MS")
MEASURES = tuple(f"Mått {number}" for number in range(1, 8))
"""As many charts as the product's page has."""

PAGE = """<!DOCTYPE html><html lang="sv"><meta charset="utf-8"><title>SVG</title>
<select id="unit">{options}</select><main id="charts">{pictures}</main>
<script>
document.getElementById("unit").addEventListener("change", function (event) {{
  fetch("/data/" + event.target.value)
    .then(function (answer) {{ return answer.text(); }})
    .then(function (text) {{ document.getElementById("charts").innerHTML = text; }});
}});
</script></html>"""


def bare_svg() -> Flask:
    """The limit: one file with the pictures, and another unit's pictures when asked. Everything is ready."""
    pages = {
        unit: "".join(pictures)
        for unit, pictures in json.loads(Path(os.environ[PICTURES]).read_text("utf-8")).items()
    }
    options = "".join(f'<option value="{unit}">{unit}</option>' for unit in pages)
    page = PAGE.format(options=options, pictures=next(iter(pages.values())))
    server = Flask("bare_svg", static_folder=None)
    server.add_url_rule("/", "page", lambda: Response(page, mimetype="text/html"))
    server.add_url_rule("/data/<unit>", "data", lambda unit: Response(pages[unit], mimetype="text/html"))
    return server


def plain_dash() -> Any:
    """A dropdown and seven charts by plotly express, a query each, one callback: nothing done for speed."""
    app = Dash("plain_dash", title="Dash", assets_folder="none of ours")
    app.layout = html.Div(
        [
            html.H1("Dash"),
            dcc.Dropdown(list(UNITS), UNITS[0], id="unit", multi=True),
            *[dcc.Graph(id=f"chart-{number}") for number in range(len(MEASURES))],
        ]
    )

    @app.callback(
        [Output(f"chart-{number}", "figure") for number in range(len(MEASURES))], Input("unit", "value")
    )
    def update(units: list[str] | str) -> list[Any]:
        chosen = [units] if isinstance(units, str) else units
        return [
            px.line(_of(_source(), measure, chosen), x="month", y="value", color="unit")
            for measure in MEASURES
        ]

    # Dash knows its own scripts only after a first page, and the workers are copies of this process.
    app.server.test_client().get("/")
    return app.server


@cache
def _source() -> duckdb.DuckDBPyConnection:
    """Made in each worker: what is open does not outlive the division into workers."""
    source = duckdb.connect()
    source.register("made_up", _facts())
    source.execute("CREATE TABLE facts AS FROM made_up")
    return source


def _of(source: duckdb.DuckDBPyConnection, measure: str, units: list[str]) -> pd.DataFrame:
    return (
        source.cursor()
        .execute(
            "SELECT month, unit, sum(value) AS value FROM facts "
            "WHERE measure = $measure AND unit = ANY($units) GROUP BY ALL ORDER BY unit, month",
            {"measure": measure, "units": units},
        )
        .df()
    )


def _facts() -> pd.DataFrame:
    chance = random.Random(1)
    return pd.DataFrame(
        [
            (measure, unit, month, chance.randint(20, 100))
            for measure in MEASURES
            for unit in UNITS
            for month in MONTHS
        ],
        columns=["measure", "unit", "month", "value"],
    )
