"""The HTML document a page is sent in.

Owns: the title of each page in the document itself. Must not know what the pages say.
"""

from typing import Any

import dash
from flask import has_request_context, request


class Application(dash.Dash):
    """Dash, with a document that carries the title of its page.

    Dash itself sets the title by script, when everything has loaded.
    """

    def interpolate_index(self, *parts: Any, **named: Any) -> str:
        """Write the document; Dash calls it with every part by name."""
        return super().interpolate_index(*parts, **{**named, "title": _title(default=named.get("title", ""))})


def _title(*, default: str) -> str:
    if not has_request_context():
        return default
    for page in dash.page_registry.values():
        if page["path"] == request.path:
            return page["title"]
    return default
