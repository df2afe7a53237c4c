"""The charts of the slides, opened again: editable figures, lines over columns, events, nothing hidden."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from tests.reports.published import usual_variation


@pytest.fixture(scope="module")
def charts(slides: bytes) -> dict[str, Any]:
    """Each native chart by the name of its main series."""
    deck = Presentation(BytesIO(slides))
    shapes: list[Any] = [shape for slide in deck.slides for shape in slide.shapes]
    found = [shape.chart for shape in shapes if shape.has_chart]
    return {chart.plots[0].series[0].name: chart for chart in found}


def lines_of(chart: Any) -> dict[str, list[float | None]]:
    return {series.name: list(series.values) for plot in chart.plots for series in plot.series}


def test_columns_carry_their_limits_and_events_as_lines_on_the_same_axes(charts: dict[str, Any]) -> None:
    chart = charts["HÄN1 Hänvisningar till Novahuset per kvartal"]
    columns, lines = chart.plots
    assert [series.name for series in columns.series] == ["HÄN1 Hänvisningar till Novahuset per kvartal"]
    found = lines_of(chart)
    assert found["Medelvärde"] == [9.0] * 8
    assert [value is not None for value in found["Händelsernas plats i diagrammet"]] == [False] * 4 + [
        True
    ] + [False] * 3
    axes = [{axis.get("val") for axis in plot._element.findall(qn("c:axId"))} for plot in (columns, lines)]
    assert axes[0] == axes[1] != set()


def test_the_parts_of_a_line_stand_in_the_order_that_the_format_wants(charts: dict[str, Any]) -> None:
    order = ["idx", "order", "tx", "spPr", "marker", "dPt", "dLbls", "errBars", "cat", "val", "smooth"]
    for chart in charts.values():
        for line in chart._chartSpace.iter(qn("c:lineChart")):
            for series in line.findall(qn("c:ser")):
                names = [part.tag.partition("}")[2] for part in series]
                assert names == sorted(names, key=order.index)


def test_events_are_numbers_over_dotted_lines(charts: dict[str, Any]) -> None:
    chart = charts["FRÅ1 Fått frågan per kvartal"]
    (events,) = [
        one for plot in chart.plots for one in plot.series if one.name == "Händelsernas plats i diagrammet"
    ]
    bars = events._element.find(qn("c:errBars"))
    assert bars.find(qn("c:errBarType")).get("val") == "minus"
    assert bars.find(qn("c:val")).get("val") == "100"
    texts = [
        "".join(run.text or "" for run in label.iter(qn("a:t")))
        for label in events._element.iter(qn("c:dLbl"))
    ]
    assert texts == ["1", "2"]


def test_limits_and_targets_in_a_chart_are_what_cells_and_catalogue_give(
    charts: dict[str, Any], store_folder: Path
) -> None:
    found = lines_of(charts["FRÅ1 Fått frågan per kvartal"])
    usual = list(usual_variation(store_folder, "fra1", "quarter").values())
    assert found["Medelvärde"] == pytest.approx([limit.centre for limit in usual])
    assert found["Gräns för den vanliga variationen"] == pytest.approx([limit.upper for limit in usual])
    assert found["Nedre gräns"] == pytest.approx([limit.lower for limit in usual])
    assert found["Mål 80\N{NO-BREAK SPACE}% (från 1 januari 2024)"] == [0.8] * 8


def test_a_hidden_figure_is_left_empty_in_the_sheet_behind_the_chart(charts: dict[str, Any]) -> None:
    chart = charts["STÖ1 Stödsamtal per kvartal"]
    assert list(chart.plots[0].series[0].values)[-3:] == [31.0, None, None]
    assert list(chart.plots[0].categories)[-2:] == ["kv 3 2025 ..", "kv 4 2025 .."]
    main = chart.plots[0].series[0]._element
    indexes = [point.get("idx") for point in main.find(qn("c:val")).iter(qn("c:pt"))]
    assert not {"6", "7"} & set(indexes), "no figure, not even a zero"


def test_what_each_line_is_stands_beside_it_or_under_the_chart(slides: bytes, charts: dict[str, Any]) -> None:
    assert not any(chart.has_legend for chart in charts.values())
    deck = Presentation(BytesIO(slides))
    shapes: list[Any] = [shape for slide in deck.slides for shape in slide.shapes]
    texts = [
        shape.text_frame.text.replace("\N{NO-BREAK SPACE}", " ") for shape in shapes if shape.has_text_frame
    ]
    assert any(
        "Grå linjer: medelvärdet och gränserna för den vanliga variationen." in text
        and "Streckad linje: mål 80 % (från 1 januari 2024)." in text
        and "1. Utbildning för alla enheter (1 september 2024)" in text
        for text in texts
    )


def test_yes_and_no_are_written_over_their_columns(charts: dict[str, Any]) -> None:
    labels = charts["WEB1 Sida publicerad per år"].plots[0].data_labels
    assert labels.number_format == '"ja";;"nej"'
