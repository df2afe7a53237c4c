"""One description, two renderers: plotly and SVG must draw the same shapes, and nothing that is hidden."""

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from components import theme
from components.figures.chart import Chart, TargetStep
from components.figures.compose import compose
from components.figures.frame import wrapped
from components.figures.scales import text_width
from components.figures.to_plotly import figure, figure_dict
from components.figures.to_svg import svg
from tests.components.figures import figure_cases

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = figure_cases.every_chart()

each_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
each_width = pytest.mark.parametrize("width", [340, 640, 760])


def drawn(chart: Chart, *, width: int = 760) -> ElementTree.Element:
    return ElementTree.fromstring(svg(chart, width=width))


def groups(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.get("class") == name]


@each_chart
def test_both_renderers_draw_the_same_figures(chart: Chart) -> None:
    root, data = drawn(chart), figure_dict(chart)["data"]
    dots = [trace for trace in data if trace.get("mode") == "markers"]
    lines = [trace for trace in data if trace.get("mode") == "lines"]
    bars = [trace for trace in data if trace["type"] == "bar"]

    assert [len(group) for group in groups(root, "dots")] == [len(trace["x"]) for trace in dots]
    assert [len(group) for group in groups(root, "bars")] == [len(trace["x"]) for trace in bars]
    assert len(groups(root, "line")) == len(lines)
    for path, trace in zip(groups(root, "line"), lines, strict=True):
        shown = [y for y in trace["y"] if y is not None]
        assert len(re.findall("[ML]", path.get("d") or "")) == len(shown)


@each_chart
def test_both_renderers_say_the_same_in_tooltips(chart: Chart) -> None:
    root, data = drawn(chart), figure_dict(chart)["data"]
    in_svg = [
        title.text
        for name in ("bars", "dots")
        for group in groups(root, name)
        for title in group.iter(f"{SVG}title")
    ]
    assert in_svg == [hover for trace in data for hover in trace.get("hovertext", [])]


@each_chart
def test_both_renderers_write_the_same_texts(chart: Chart) -> None:
    root, layout = drawn(chart), figure_dict(chart)["layout"]
    in_svg = sorted(text.text or "" for text in root.iter(f"{SVG}text"))
    ticks = [
        text for name, axis in layout.items() if name[1:5] == "axis" for text in axis["ticktext"] if text
    ]
    labels = [unescape(re.sub("</?b>", "", item["text"])) for item in layout["annotations"]]
    assert in_svg == sorted(ticks + labels)


@each_chart
def test_both_renderers_have_the_same_height_margins_and_rules(chart: Chart) -> None:
    scene, layout = compose(chart), figure_dict(chart)["layout"]
    margin = scene.margin
    assert layout["height"] == scene.height == float(drawn(chart).get("height") or 0)
    assert layout["margin"] == {
        "l": margin.left,
        "r": margin.right,
        "t": margin.top,
        "b": margin.bottom,
        "pad": 0,
    }
    assert len(layout["shapes"]) == len(scene.segments) + len(scene.bands)


@each_chart
def test_plotly_accepts_every_word_of_the_figure(chart: Chart) -> None:
    assert figure(chart).to_dict()["layout"]["height"] == compose(chart).height


@each_chart
def test_the_figure_carries_no_template_but_our_own(chart: Chart) -> None:
    assert figure_dict(chart)["layout"]["template"] is theme.TEMPLATE


@each_chart
@each_width
def test_svg_stands_alone_with_name_and_description(chart: Chart, width: int) -> None:
    root = drawn(chart, width=width)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("viewBox") == f"0 0 {width} {root.get('height')}"
    assert title is not None
    assert title.text == chart.title
    assert description is not None
    assert description.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


@each_chart
@each_width
def test_no_text_is_smaller_than_twelve_pixels_or_outside_the_picture(chart: Chart, width: int) -> None:
    root = drawn(chart, width=width)
    height = float(root.get("height") or 0)
    for text in root.iter(f"{SVG}text"):
        assert float(text.get("font-size") or root.get("font-size") or 0) >= 12
        assert -1 <= float(text.get("x") or 0) <= width
        assert 8 <= float(text.get("y") or 0) <= height


def test_a_protected_figure_looks_the_same_whatever_it_stands_for_and_whatever_is_beside_it() -> None:
    bars = [bars for bars in compose(CHARTS["columns"]).bars if bars.hatched]
    top = compose(CHARTS["columns"]).panels[0].y_range[1]
    assert {height / top for group in bars for height in group.heights} == {0.07}


def test_a_missing_figure_is_a_gap_and_never_a_zero() -> None:
    (line,) = [line for line in compose(CHARTS["line"]).lines if line.name != "mål"]
    assert [index for index, value in enumerate(line.ys) if value is None] == [2, 3, 7]
    assert 0.0 not in line.ys


def test_each_sign_is_written_where_the_figure_would_have_been() -> None:
    signs = [(label.x, label.text) for label in compose(CHARTS["line"]).labels if label.text in {"..", "-"}]
    assert signs == [(2.0, ".."), (3.0, ".."), (7.0, "-")]


def test_neighbouring_signs_share_one_text_where_there_is_no_room_for_two() -> None:
    signs = [
        (label.x, label.text) for label in compose(CHARTS["line"], width=340).labels if label.text == ".."
    ]
    assert signs == [(2.5, "..")]


def test_a_real_zero_is_seen_on_the_axis() -> None:
    zeros = [
        segment for segment in compose(CHARTS["columns"]).segments if segment.y_from == segment.y_to == 0
    ]
    assert [(segment.x_from + segment.x_to) / 2 for segment in zeros] == [0.0]


def test_shares_have_the_whole_axis_and_counts_start_at_zero() -> None:
    assert compose(CHARTS["line"]).panels[0].y_range == (0.0, 1.0)
    assert compose(CHARTS["columns"]).panels[0].y_range[0] == 0.0


def test_targets_are_steps_with_their_own_time_and_text() -> None:
    scene = compose(CHARTS["line"])
    steps = [line for line in scene.lines if line.name == "mål"]
    assert {step.dash for step in steps} == {"dash"}
    assert [(step.xs[0], step.ys) for step in steps] == [(-0.5, (0.6, 0.6)), (11.5, (0.8, 0.8))]
    assert steps[0].xs[1] == pytest.approx(11.47, abs=0.01)
    assert [label.text for label in scene.labels if label.text.startswith("mål")] == [
        "mål 60\xa0%",
        "mål 80\xa0%",
    ]


def test_a_target_at_the_top_of_the_axis_has_its_text_under_the_line() -> None:
    chart = replace(CHARTS["line"], targets=(TargetStep("2024-06-01", "2025-06-01", 1.0),))
    scene = compose(chart)
    (text,) = [label for label in scene.labels if label.text.startswith("mål")]
    assert text.dy > 0
    assert [line.xs[1] for line in scene.lines if line.name == "mål"] == [17.5]


def test_few_columns_do_not_become_walls() -> None:
    columns = CHARTS["columns"]
    few = replace(columns.series[0], points=columns.series[0].points[:2])
    scene = compose(replace(columns, series=(few,), x=columns.x[:2]))
    step = (scene.width - scene.margin.left - scene.margin.right) / 2
    assert scene.bars[0].widths[0] * step == pytest.approx(110)


def test_events_are_numbered_lines_and_one_before_the_axis_is_left_out() -> None:
    scene = compose(CHARTS["line"])
    numbers = [(label.text, label.dy) for label in scene.labels if label.is_boxed]
    assert numbers == [("1", -12), ("2", -32), ("3", -12)]
    assert [(band.x_from, round(band.x_to, 1)) for band in scene.bands] == [(12.5, 13.8)]


def test_small_multiples_share_one_axis() -> None:
    panels = compose(CHARTS["small multiples"]).panels
    assert len(panels) == 12
    assert len({(panel.x_range, panel.y_range) for panel in panels}) == 1


def test_names_of_panels_never_run_into_their_figures() -> None:
    long = tuple(figure_cases.series(name=f"Socialkontorets missbruksboenden {i}") for i in range(8))
    scene = compose(figure_cases.over_time("small_multiples", *long), width=640)
    names = [label for label in scene.labels if label.text.startswith("Social")]
    figures = [label for label in scene.labels if label.text.endswith("%")]
    assert {label.dy for label in names}.isdisjoint({label.dy for label in figures})


def test_each_line_has_its_own_colour_dash_and_marker() -> None:
    scene = compose(CHARTS["six lines"])
    assert len({line.colour for line in scene.lines}) == 6
    assert len({line.dash for line in scene.lines}) == 6
    assert len({dots.symbol for dots in scene.dots}) == 6


def test_labels_at_line_ends_keep_apart() -> None:
    close = figure_cases.over_time(
        "line", *(figure_cases.series(name=f"Enhet {i}", offset=i / 100) for i in range(6))
    )
    scene = compose(close)
    ends = sorted(label.y * 250 - label.dy for label in scene.labels if label.text.startswith("Enhet"))
    assert len(ends) == 6
    assert min(b - a for a, b in pairwise(ends)) >= 15.9


def test_a_neutral_chart_is_drawn_in_neutral_blue_alone() -> None:
    scene = compose(replace(CHARTS["columns"], neutral=True))
    assert {bars.colour for bars in scene.bars if not bars.hatched} == {theme.BLUE}


def test_words_from_outside_are_escaped() -> None:
    chart = replace(CHARTS["line"], title='<script>alert("1")</script> & "Elsa"')
    assert "<script>" not in svg(chart, is_framed=True)
    assert drawn(chart)[0].text == chart.title
    named = figure_cases.over_time("line", *(figure_cases.series(name="<i>&") for _ in range(2)))
    assert all("<i>" not in item["text"] for item in figure_dict(named)["layout"]["annotations"])


def test_a_picture_that_leaves_the_page_carries_title_selection_and_source() -> None:
    texts = [
        text.text for text in ElementTree.fromstring(svg(CHARTS["line"], is_framed=True)).iter(f"{SVG}text")
    ]
    assert texts[0] == CHARTS["line"].title
    assert texts[-2:] == [CHARTS["line"].selection, CHARTS["line"].source]


def test_two_pictures_in_a_page_share_no_id() -> None:
    ids = [
        element.get("id")
        for width in (340, 640)
        for element in drawn(CHARTS["columns"], width=width).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids)) == 6


def test_a_still_picture_without_tooltips_is_much_smaller() -> None:
    chart = CHARTS["six lines"]
    assert len(svg(chart, has_tooltips=False)) < 0.7 * len(svg(chart))


def test_a_picture_that_leaves_the_page_says_what_its_numbers_signs_and_shapes_mean() -> None:
    def said(name: str, remark: str = "") -> list[str]:
        root = ElementTree.fromstring(svg(CHARTS[name], is_framed=True, remark=remark))
        return [text.text or "" for text in root.iter(f"{SVG}text")]

    assert "1. mars 2024: utbildningsstart" in said("line")
    assert any(text.startswith(".. = uppgiften visas inte") for text in said("line"))
    assert "förändring till det bättre" in said("limits")
    assert "Utbildade" in said("pairs")
    assert "Påhittade siffror" in said("line", remark="Påhittade siffror")


@each_width
def test_a_long_title_is_broken_into_lines_that_fit_and_the_picture_grows(width: int) -> None:
    title = "Andelen som fått frågan ökade till 73 % under kvartal 3 2026, från 70 % ett år tidigare"
    lines = wrapped(title, size=17, room=width - 16)
    assert " ".join(lines) == title
    assert all(text_width(line, 17) <= width - 16 for line in lines)
    short, long = (
        ElementTree.fromstring(svg(replace(CHARTS["line"], title=text), width=width, is_framed=True))
        for text in ("Kort", f"{title}. {title}")
    )
    assert float(long.get("height") or 0) > float(short.get("height") or 0)
