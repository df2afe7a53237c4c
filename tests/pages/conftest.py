"""The application over a store of the test's choice. Dash's register is global: one application a process."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from queries.store import Store

HOST = "127.0.0.1"


@pytest.fixture(scope="session")
def application() -> Any:
    from app import app  # noqa: PLC0415  importing it builds it, which other rooms' tests must not pay for

    return app


@pytest.fixture
def open_store(application: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], FlaskClient]:
    """Put the application over a store folder and give a client of it."""

    def use(folder: Path) -> FlaskClient:
        monkeypatch.setitem(application.server.extensions, "lagesbild", Store(folder))
        client = application.server.test_client()
        client.environ_base["HTTP_HOST"] = HOST
        return client

    return use


@pytest.fixture
def client(open_store: Callable[[Path], FlaskClient], tiny_store: Path) -> FlaskClient:
    """A client of the application over the tiny snapshot."""
    return open_store(tiny_store)


def page_of(client: FlaskClient, path: str, search: str = "") -> dict[str, Any]:
    """What Dash's router answers for an address: the page as JSON."""
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }
    response = client.post("/_dash-update-component", json=body)
    assert response.status_code == 200, response.text
    return json.loads(response.text)["response"]


def texts_in(node: Any) -> list[str]:
    """Every text of a page, as a reader meets them: children, options and slots."""
    if isinstance(node, str):
        return [node]
    if isinstance(node, list):
        return [text for child in node for text in texts_in(child)]
    if not isinstance(node, dict):
        return []
    properties = node.get("props", node)
    return [
        text
        for name in ("children", "options", "label", "data", "response", "_pages_content")
        for text in texts_in(properties.get(name))
    ] + [text for name, value in properties.items() if "-" in name for text in texts_in(value)]


def text_of(node: Any) -> str:
    """The texts of a page as one."""
    return " ".join(texts_in(node))
