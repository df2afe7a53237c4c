"""Tables: real ones, escaped, with every figure of the chart they stand for."""

from xml.etree import ElementTree

import pytest

from components.tables import TableError, TableView, chart_table, table_html
from tests.components.figures import figure_cases

CHARTS = figure_cases.every_chart()


def test_a_table_has_caption_column_and_row_headings() -> None:
    view = TableView("Fått frågan", ("Period", "Andel"), (("mars 2026", "62\xa0%"),), ("Not.",))
    root = ElementTree.fromstring(f"<div>{table_html(view)}</div>")
    assert root.findtext(".//caption") == "Fått frågan"
    assert [th.get("scope") for th in root.iter("th")] == ["col", "col", "row"]
    assert root.findtext(".//td") == "62\xa0%"
    assert root.findtext(".//p") == "Not."
    region = root.find(".//*[@role='region']")
    assert region is not None
    assert region.get("tabindex") == "0"


def test_everything_is_escaped() -> None:
    evil = '"><script>alert(1)</script>'
    html = table_html(TableView(evil, (evil, evil), ((evil, evil),), (evil,)))
    assert "<script>" not in html
    ElementTree.fromstring(f"<div>{html}</div>")


def test_a_sign_is_spoken_in_words() -> None:
    html = table_html(TableView("T", ("Period", "Andel"), (("mars 2026", ".."),)))
    assert '<span class="sign" aria-hidden="true">..</span>' in html
    assert '<span class="visually-hidden">skyddad uppgift</span>' in html


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(TableError, match="1 cells under 2"):
        TableView("T", ("Period", "Andel"), (("mars 2026",),))


def test_one_series_gets_value_base_completeness_and_events() -> None:
    view = chart_table(CHARTS["line"], caption="Fått frågan")
    assert view.columns == ("Period", "Fått frågan", "Antal", "Har rapporterat", "Händelser")
    assert view.rows[1] == ("februari 2024", "32\xa0%", "16 av 50", "10 av 12", "")
    assert view.rows[2] == (
        "mars 2024",
        "..",
        "..",
        "10 av 12",
        "1. mars 2024: utbildningsstart; 2. mars 2024: ny rutin",
    )


def test_units_get_area_and_interval() -> None:
    view = chart_table(CHARTS["dots"], caption="Enheter", first_column="Enhet")
    assert view.columns == ("Enhet", "Värde", "Område", "Antal", "95 % konfidensintervall")
    assert view.rows[0] == ("Elsa", "50\xa0%", "Våld och skydd", "20 av 40", "35–65\xa0%")
    assert view.rows[1] == ("MOA", "..", "Barn och unga", "..", "..")
    assert view.rows[2][-1] == "–"


def test_several_series_get_a_column_each_with_their_bases() -> None:
    view = chart_table(CHARTS["six lines"], caption="Enheter")
    assert view.columns == ("Period", *(f"Enhet {i}" for i in range(6)))
    assert view.rows[0][1] == "30\xa0% (15 av 50)"


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_no_cell_is_blank_and_every_figure_of_the_chart_is_there(chart: figure_cases.Chart) -> None:
    view = chart_table(chart, caption="T")
    texts = " ".join(cell for row in view.rows for cell in row)
    for series in chart.series:
        for point in series.points:
            assert point.text in texts
    width = len(view.columns) - ("Händelser" in view.columns)
    assert all(cell for row in view.rows for cell in row[:width])


def test_limits_and_what_is_outside_them_stand_in_the_table_too() -> None:
    chart = CHARTS["limits"]
    view = chart_table(chart, caption="Fått frågan")
    limits, outside = (view.columns.index(name) for name in ("Vanlig variation", "Större förändring"))
    labels = dict(chart.x)
    with_limits = {labels[limit.x] for limit in chart.limits}
    signals = {point.label: point.signal for point in chart.series[0].points if point.value is not None}
    words = {"": "nej", "better": "ja, bättre", "worse": "ja, sämre", "change": "ja"}
    for row in view.rows:
        assert (row[limits] != "–") == (row[0] in with_limits)
        expected = words[signals[row[0]]] if row[0] in with_limits and row[0] in signals else "–"
        assert row[outside] == expected
    assert {row[outside] for row in view.rows} >= {"nej", "ja, bättre"}


def test_running_text_is_marked_so_that_it_may_be_broken_and_figures_are_not() -> None:
    html = table_html(chart_table(CHARTS["line"], caption="Fått frågan"))
    assert '<th scope="col" class="cell-text">Händelser</th>' in html
    assert html.count('class="cell-text"') == len(CHARTS["line"].x) + 1
