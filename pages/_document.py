"""The HTML document a page is sent in: its title, and the page itself as it looks before any script has run.

Owns what stands in the document outside Dash. Must not know what the pages say. The layout of the page is
asked for through its guard, so the document never holds more than its reader may see.
"""

from typing import Any

import dash
from flask import g, has_request_context, request

from components.shell import FIRST_VIEW
from components.static_html import slots_of, static_html


class Application(dash.Dash):
    """Dash, with a document that carries the title and the first view of its page.

    Dash itself sets the title and draws the page by script, when everything has loaded.
    """

    def interpolate_index(self, *parts: Any, **named: Any) -> str:
        """Write the document; Dash calls it with every part by name."""
        page = _page_asked_for()
        title = page["title"] if page else named.get("title", "")
        document = super().interpolate_index(*parts, **{**named, "title": title})
        return document.replace(FIRST_VIEW, f'<div id="first-view">{first_view(page)}</div>' if page else "")


def first_view(page: dict[str, Any]) -> str:
    """The page for the present address, as plain HTML."""
    query = {
        name: values[0] if len(values) == 1 else values
        for name, values in request.args.to_dict(flat=False).items()
    }
    tree = page["layout"](**query)
    return static_html(tree, slots=slots_of(tree))


def _page_asked_for() -> dict[str, Any] | None:
    """The page at the present address, the one for unknown addresses, or None outside a reader's request."""
    if not has_request_context() or "visitor" not in g:
        return None
    pages = list(dash.page_registry.values())
    unknown = next((page for page in pages if page["module"].endswith("not_found_404")), None)
    return next((page for page in pages if page["path"] == request.path), unknown)
