"""The HTML document a page is sent in: its title, and the page itself as it looks before any script has run.

Owns what stands in the document outside Dash. Must not know what the pages say. The layout of the page is
asked for through its guard, so the document never holds more than its reader may see.
"""

import re
from fnmatch import fnmatch
from functools import cached_property
from typing import Any

import dash
from dash.fingerprint import check_fingerprint
from flask import g, has_request_context, request

from access.own_files import AFTER_OURS, BEFORE_OURS, Bundle, bundles
from components.shell import FIRST_VIEW, PAPER
from components.static_html import slots_of, static_html
from pages import _frame, _kept, _paper

NOT_NEEDED = ("dash/deps/polyfill@", "dash/dash_table/")
"""What Dash sends to every page: a quarter of what it weighs without plotly. No browser that draws our style
sheets needs the first, and the second belongs to a table component that no page uses."""
FILE = re.compile(r'<script src="/(?:assets|_dash-component-suites)/([^"?]+)[^"]*"></script>\n?')
BUNDLED = {f"{package}/{pattern}" for package, pattern in (*BEFORE_OURS, *AFTER_OURS)}


class Application(dash.Dash):
    """Dash, with a document that carries the title and the first view of its page, and asks for less.

    Dash itself sets the title and draws the page by script, when everything has loaded.
    """

    @cached_property
    def bundles(self) -> tuple[Bundle, Bundle, Bundle]:
        """The style sheets as one, the script that starts the others, and those as one."""
        return bundles()

    def _generate_css_dist_html(self) -> str:
        sheet, begin, _ = self.bundles
        return (
            f'<link rel="stylesheet" href="{sheet.address}">\n<script src="{begin.address}" defer></script>'
        )

    def _generate_scripts_html(self) -> str:
        script = f'<script src="{self.bundles[2].address}"></script>\n'
        return script + FILE.sub(_unless_bundled, super()._generate_scripts_html())

    def interpolate_index(self, *parts: Any, **named: Any) -> str:
        """Write the document; Dash calls it with every part by name."""
        page = _page_asked_for()
        title = page["title"] if page else named.get("title", "")
        document = super().interpolate_index(*parts, **{**named, "title": title})
        document = document.replace(PAPER, _paper.style() if page else "")
        return document.replace(FIRST_VIEW, f'<div id="first-view">{first_view(page)}</div>' if page else "")


def _unless_bundled(tag: re.Match[str]) -> str:
    """The tag of a script that is not in the bundle: nothing today, something a newer Dash may send."""
    package, slash, name = tag[1].partition("/")
    if not slash:
        return ""  # ours
    plain, _ = check_fingerprint(name)
    address = f"{package}/{plain}"
    is_known = address.startswith(NOT_NEEDED) or any(fnmatch(address, pattern) for pattern in BUNDLED)
    return "" if is_known else tag[0]


def first_view(page: dict[str, Any]) -> str:
    """The page for the present address, as plain HTML."""
    query = {
        name: values[0] if len(values) == 1 else values
        for name, values in request.args.to_dict(flat=False).items()
    }

    def make() -> str:
        tree = page["layout"](**query)
        return static_html(tree, slots=slots_of(tree))

    return _kept.first_view(_frame.store(), make)


def _page_asked_for() -> dict[str, Any] | None:
    """The page at the present address, the one for unknown addresses, or None outside a reader's request."""
    if not has_request_context() or "visitor" not in g:
        return None
    pages = list(dash.page_registry.values())
    unknown = next((page for page in pages if page["module"].endswith("not_found_404")), None)
    return next((page for page in pages if page["path"] == request.path), unknown)
