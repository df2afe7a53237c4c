"""A page's components as plain HTML: what a reader sees before scripts have loaded, or without any.

Owns: how each component we use is written, and that no id of it meets the ids of the live page. Must not
know which page it is. Controls become a plain form, graphs are left to the still pictures beside them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from dash.development.base_component import Component

PREFIX = "first-"
"""Before every id: the live page, with the same ids, stands beside this one for a moment."""

VOID_ELEMENTS = frozenset({"br", "hr", "img", "input"})
HTML_NAMES = {"className": "class", "htmlFor": "for", "colSpan": "colspan", "rowSpan": "rowspan"}
LEFT_OUT = frozenset({"children", "style", "key", "disable_n_clicks", "data-slot"})
REFERENCES = frozenset({"id", "for", "aria-labelledby", "aria-describedby", "aria-controls"})
SAFE_ADDRESSES = ("/", "#", "https://", "tel:")
SHOW = '<noscript><button class="filter-show">Visa</button></noscript>'

_ID_IN_HTML = re.compile(r'(\s(?:id|aria-labelledby|aria-describedby)=")([^"]+)(")')
_ID_IN_REFERENCE = re.compile(r"((?:url\(|href=\")#)([^)\"]+)")


class StaticHtmlError(TypeError):
    """A component that this page has no plain form for."""


def static_html(node: Any, *, slots: Mapping[str, str]) -> str:
    """Write the component tree. Texts are escaped; a slot gets its HTML, which was escaped when it was made.

    Raises:
        StaticHtmlError: The tree holds a component or an address that is not known here.
    """
    if node is None:
        return ""
    if isinstance(node, str | int | float):
        return escape(str(node))
    if isinstance(node, list | tuple):
        return "".join(static_html(child, slots=slots) for child in node)
    if not isinstance(node, Component):
        raise StaticHtmlError(type(node).__name__)
    described = node.to_plotly_json()
    kind, properties = described["type"], described["props"]
    if described["namespace"] == "dash_html_components":
        return _element(kind.lower(), properties, slots)
    writer = WRITERS.get(kind)
    if writer is None:
        raise StaticHtmlError(kind)
    return writer(properties, slots)


def slots_of(node: Any) -> dict[str, str]:
    """The HTML of the slots, from the stores of the tree that hold it."""
    found: dict[str, str] = {}
    for part in node._traverse() if isinstance(node, Component) else ():
        if isinstance(part, Component) and str(getattr(part, "id", "")).startswith("slots-"):
            data = getattr(part, "data", None)
            found |= data if isinstance(data, dict) else {}
    return found


def _element(name: str, properties: Mapping[str, Any], slots: Mapping[str, str]) -> str:
    identity = str(properties.get("id"))
    content = static_html(properties.get("children"), slots=slots)
    if "data-slot" in properties and identity in slots:
        content = _apart(slots[identity])
    opening = f"<{name}{_attributes(properties)}>"
    if "data-filter-form" in properties:
        return f'<form method="get"{_attributes(properties)}>{content}{SHOW}</form>'
    return opening if name in VOID_ELEMENTS else f"{opening}{content}</{name}>"


def _attributes(properties: Mapping[str, Any]) -> str:
    written: list[str] = []
    for name, value in properties.items():
        if name in LEFT_OUT or name.startswith("n_") or value is None or value is False:
            continue
        attribute = HTML_NAMES.get(name, name.lower())
        text = str(value)
        if attribute == "href":
            if not text.startswith(SAFE_ADDRESSES):
                raise StaticHtmlError(f"href {text}")
            text = f"#{PREFIX}{text[1:]}" if text.startswith("#") else text
        elif attribute in REFERENCES:
            text = " ".join(PREFIX + part for part in text.split())
        written.append(f" {attribute}" if value is True else f' {attribute}="{escape(text)}"')
    return "".join(written)


def _apart(html: str) -> str:
    """Keep the ids inside a slot's HTML apart from those of the live page."""
    html = _ID_IN_HTML.sub(
        lambda found: found[1] + " ".join(PREFIX + part for part in found[2].split()) + found[3], html
    )
    return _ID_IN_REFERENCE.sub(lambda found: found[1] + PREFIX + found[2], html)


def _nothing(_properties: Mapping[str, Any], _slots: Mapping[str, str]) -> str:
    return ""


def _link(properties: Mapping[str, Any], slots: Mapping[str, str]) -> str:
    return _element("a", properties, slots)


def _checklist(properties: Mapping[str, Any], _slots: Mapping[str, str]) -> str:
    chosen: Sequence[str] = properties.get("value") or ()
    identity, name = escape(PREFIX + properties["id"]), escape(properties["name"])
    items = []
    for number, option in enumerate(properties["options"]):
        checked = " checked" if option["value"] in chosen else ""
        own = f"{identity}-{number}"
        items.append(
            '<div class="form-check"><input class="form-check-input" type="checkbox" '
            f'id="{own}" name="{name}" value="{escape(option["value"])}"{checked}>'
            f'<label class="form-check-label" for="{own}">{escape(option["label"])}</label></div>'
        )
    return f'<div id="{identity}">{"".join(items)}</div>'


def _select(properties: Mapping[str, Any], _slots: Mapping[str, str]) -> str:
    identity, name = escape(PREFIX + properties["id"]), escape(properties["name"])
    options = ""
    for option in properties["options"]:
        selected = " selected" if option["value"] == properties.get("value") else ""
        options += f'<option value="{escape(option["value"])}"{selected}>{escape(option["label"])}</option>'
    return f'<select class="form-select" id="{identity}" name="{name}">{options}</select>'


WRITERS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, str]], str]] = {
    "Checklist": _checklist,
    "Graph": _nothing,
    "Link": _link,
    "Select": _select,
    "Store": _nothing,
}
"""The components that are not HTML elements already."""
