"""The plain form of a page: everything escaped, every id apart, controls as a form."""

from typing import Any

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html

from components.attributes import attributes
from components.static_html import StaticHtmlError, slots_of, static_html


def written(node: object) -> str:
    return static_html(node, slots={})


def test_texts_and_attributes_are_escaped() -> None:
    assert written(html.P("<b>å & ä</b>", title='"><script>')) == (
        '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;å &amp; ä&lt;/b&gt;</p>'
    )


def test_a_link_of_dash_is_a_link_and_a_break_has_no_end() -> None:
    assert written([dcc.Link("Start", href="/"), html.Br(), None, 7]) == '<a href="/">Start</a><br>7'


def test_ids_and_what_points_at_them_are_kept_apart() -> None:
    tree = html.Div(
        [
            html.A("Hoppa", href="#innehall"),
            html.Label("Kön", htmlFor="kon"),
            html.Div(id="a", **attributes(aria_labelledby="b c")),
        ]
    )
    assert written(tree) == (
        '<div><a href="#first-innehall">Hoppa</a><label for="first-kon">Kön</label>'
        '<div id="first-a" aria-labelledby="first-b first-c"></div></div>'
    )


def test_a_slot_gets_its_html_with_ids_apart() -> None:
    slot = html.Div(id="x-still", **attributes(data_slot=""))
    picture = '<svg aria-labelledby="t d"><title id="t">Å</title><path fill="url(#h)"/><use href="#h"/></svg>'
    assert static_html(slot, slots={"x-still": picture}) == (
        '<div id="first-x-still"><svg aria-labelledby="first-t first-d"><title id="first-t">Å</title>'
        '<path fill="url(#first-h)"/><use href="#first-h"/></svg></div>'
    )


def test_slots_come_from_the_stores_of_the_page() -> None:
    tree = html.Div(
        [dcc.Store(id="slots-fraga", data={"a": "<p></p>"}), dcc.Store(id="cards-fraga", data=["a"])]
    )
    assert slots_of(tree) == {"a": "<p></p>"}


def test_filters_are_a_form_that_works_without_scripts() -> None:
    options: list[Any] = [{"label": "Elsa", "value": "elsa"}, {"label": "Moa", "value": "moa"}]
    tree = html.Div(
        [
            dbc.Checklist(id="filter-unit", name="enhet", options=options, value=["moa"]),
            dbc.Select(id="filter-gender", name="kon", options=options, value="elsa"),
        ],
        **attributes(data_filter_form=""),
    )
    form = written(tree)
    assert form.startswith('<form method="get"')
    assert 'name="enhet" value="moa" checked>' in form
    assert 'value="elsa"><label' in form
    assert '<option value="elsa" selected>' in form
    assert "<noscript><button" in form


def test_graphs_and_stores_are_left_out() -> None:
    assert written([dcc.Graph(id="g"), dcc.Store(id="s")]) == ""


def test_false_is_no_attribute_and_true_is_a_bare_one() -> None:
    assert written(html.P("x", hidden=True)) == "<p hidden>x</p>"
    assert written(html.P("x", hidden=False)) == "<p>x</p>"


@pytest.mark.parametrize("node", [dcc.Dropdown(), html.A("x", href="javascript:alert(1)"), object()])
def test_what_is_not_known_is_refused(node: object) -> None:
    with pytest.raises(StaticHtmlError):
        written(node)
