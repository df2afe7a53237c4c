"""The page stands in the first HTML, before scripts: charts, tables and filters, and no id twice."""

import re

import pytest
from flask.testing import FlaskClient

from tests.pages.test_pages import TITLES


def first_view(client: FlaskClient, address: str) -> str:
    document = client.get(address).text
    return document.split('<div id="first-view">')[1].split('<div id="react-entry-point">')[0]


@pytest.mark.parametrize("path", TITLES)
def test_every_page_can_be_read_without_scripts(client: FlaskClient, path: str) -> None:
    view = first_view(client, path)
    assert view.count("<h1") == 1
    assert '<main id="first-innehall"' in view
    assert 'data-snapshot="00001-6b86b273"' in view


def test_charts_and_tables_are_there(client: FlaskClient) -> None:
    view = first_view(client, "/fraga?enhet=elsa")
    assert view.count("<figure") == 2
    assert "<svg" in view
    assert "<table" in view
    assert "Urval: Kvinnoboendet Elsa" in view
    assert 'value="elsa" checked' in view


@pytest.mark.parametrize("path", TITLES)
def test_no_id_stands_twice_or_meets_the_live_page(client: FlaskClient, path: str) -> None:
    found = re.findall(r'\sid="([^"]+)"', first_view(client, path))
    assert len(found) == len(set(found))
    assert all(identity.startswith("first-") for identity in found)


def test_what_the_reader_writes_in_the_address_is_escaped(client: FlaskClient) -> None:
    view = first_view(client, "/fraga?enhet=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in view
    assert "&lt;script&gt;" in view


def test_an_unknown_address_has_its_page_too(client: FlaskClient) -> None:
    assert "Sidan finns inte" in first_view(client, "/finns-inte")
