"""Plain HTML pages of the door: messages, refusals, and public pages for those who are not signed in.

They work without login, scripts and Dash's own addresses. Must not know who is asking.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

_DOCUMENT = """<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{head}
</head>
<body>
{body}
</body>
</html>
"""

_STYLE = """<style>
body { font: 1.0625rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1rem; }
a { color: #0b4f8a; }
</style>"""
"""For messages, which must be readable even when no file of ours can be fetched."""

_VOID_ELEMENTS = frozenset({"br", "hr", "img", "input"})
_HTML_NAMES = {"className": "class", "htmlFor": "for", "colSpan": "colspan", "rowSpan": "rowspan"}
_LINK = ("dash_core_components", "Link")
_SAFE_SCHEMES = ("/", "#", "https://", "mailto:", "tel:")


class StaticPageError(TypeError):
    """A public page holds a component that plain HTML cannot show."""


def public_page(*, title: str, body: Any, styles: Iterable[str]) -> str:
    """A whole HTML page of a layout that is public, with the product's own style sheets."""
    links = "\n".join(f'<link rel="stylesheet" href="{escape(address)}">' for address in styles)
    content = f'<main class="site-main">{html_of(body)}</main>'
    return _DOCUMENT.format(title=escape(title), head=links, body=content)


def message(
    *,
    title: str,
    paragraphs: Iterable[str],
    link: tuple[str, str] | None = None,
    button: tuple[str, str] | None = None,
) -> str:
    """A page with a heading and some sentences, all of them text.

    link and button are (address, text), put at the end; the button sends a POST.
    """
    parts = [f"<h1>{escape(title)}</h1>", *(f"<p>{escape(text)}</p>" for text in paragraphs)]
    if link is not None:
        address, text = link
        parts.append(f'<p><a href="{escape(address)}">{escape(text)}</a></p>')
    if button is not None:
        address, text = button
        parts.append(f'<form method="post" action="{escape(address)}"><button>{escape(text)}</button></form>')
    body = "<main>\n{}\n</main>".format("\n".join(parts))
    return _DOCUMENT.format(title=f"{escape(title)} – Lägesbild", head=_STYLE, body=body)


def html_of(node: Any) -> str:
    """The HTML of `dash.html` components and links, text escaped. Raises StaticPageError for others."""
    if node is None:
        return ""
    if isinstance(node, str | int | float):
        return escape(str(node))
    if isinstance(node, list | tuple):
        return "".join(html_of(child) for child in node)
    if not isinstance(node, Component):
        raise StaticPageError(type(node).__name__)
    described = node.to_plotly_json()
    kind = (described["namespace"], described["type"])
    if described["namespace"] != "dash_html_components" and kind != _LINK:
        raise StaticPageError(".".join(kind))
    name = "a" if kind == _LINK else described["type"].lower()
    properties = described["props"]
    opening = f"<{name}{_attributes(properties)}>"
    if name in _VOID_ELEMENTS:
        return opening
    return f"{opening}{html_of(properties.get('children'))}</{name}>"


def _attributes(properties: Mapping[str, Any]) -> str:
    written = []
    for name, value in properties.items():
        if name in {"children", "style", "key"} or name.startswith("n_") or value is None or value is False:
            continue
        if name == "href" and not str(value).startswith(_SAFE_SCHEMES):
            raise StaticPageError(f"href {value}")
        attribute = _HTML_NAMES.get(name, name.lower())
        written.append(f" {attribute}" if value is True else f' {attribute}="{escape(str(value))}"')
    return "".join(written)
