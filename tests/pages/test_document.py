"""The document asks for one style sheet and one script, whatever Dash would send."""

import re

from dash import Dash
from flask.testing import FlaskClient

from pages import _document

SCRIPT = re.compile(r'<script src="([^"]+)"')


def test_everything_dash_sends_is_in_the_bundle_or_known_not_to_be_needed(client: FlaskClient) -> None:
    """When this fails after an upgrade: access/own_files.py has to take in what is new."""
    scripts = client.get("/fraga").text.partition('<template id="scripts">')[2]
    assert [address for address in SCRIPT.findall(scripts) if "dash_renderer-and-all" not in address] == []


def test_the_bundle_holds_the_files_in_the_order_that_dash_sends_them(application: Dash) -> None:
    assert isinstance(application, _document.Application)
    content = application.bundles[2].content
    marks = (
        b"react.production.min.js",
        b"react-dom.production.min.js",
        b"dash_bootstrap_components.min.js.LICENSE",
        b"fillSlots",
        b"dash_renderer.min.js.LICENSE",
        b"window.dash_core_components=",
        b"webpackChunkdash_core_components=self.webpackChunkdash_core_components||[]).push([[384]",
        b"window.dash_html_components=",
    )
    places = [content.find(mark) for mark in marks]
    assert -1 not in places
    assert places == sorted(places)


def test_a_script_that_nobody_knew_of_is_asked_for_by_itself() -> None:
    new = '<script src="/_dash-component-suites/dash_new/new.v1_0m2.min.js"></script>\n'
    known = '<script src="/_dash-component-suites/dash/html/dash_html_components.v4m1.min.js"></script>\n'
    ours = '<script src="/assets/filters.js?m=1"></script>\n'
    inline = "<script>1</script>"
    assert _document.FILE.sub(_document._unless_bundled, known + new + ours + inline) == new + inline
