"""Public pages as plain HTML: the same words, nothing that runs."""

from __future__ import annotations

import pytest
from dash import dcc, html

from access.static_page import StaticPageError, html_of, message


def test_components_become_html_with_their_text_escaped() -> None:
    tree = html.Section(
        [html.H2("A & B", id="a", className="x"), html.Br(), html.P(["1 < 2", html.B("!")]), None, 7],
        title='Citat "här"',
    )
    assert html_of(tree) == (
        '<section title="Citat &quot;här&quot;"><h2 id="a" class="x">A &amp; B</h2><br>'
        "<p>1 &lt; 2<b>!</b></p>7</section>"
    )


def test_a_link_of_dash_is_a_link() -> None:
    assert html_of(dcc.Link("Start", href="/")) == '<a href="/">Start</a>'


def test_true_is_a_bare_attribute_and_false_is_none() -> None:
    assert html_of(html.Details("x", open=True, hidden=False)) == "<details open>x</details>"


@pytest.mark.parametrize("node", [dcc.Store(id="x"), object(), html.A("x", href="javascript:alert(1)")])
def test_what_plain_html_cannot_show_is_refused(node: object) -> None:
    with pytest.raises(StaticPageError):
        html_of(node)


def test_a_message_is_text() -> None:
    page = message(title="<b>", paragraphs=["<script>"], link=("/", "Start"))
    assert "<b>" not in page
    assert "<script>" not in page
    assert '<html lang="sv">' in page
