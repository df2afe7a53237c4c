"""The committee report as a page and as addresses of files."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import page_of


def test_the_page_holds_the_report_of_the_tertial_asked_for(client: FlaskClient) -> None:
    text = json.dumps(page_of(client, "/namnd", "?ar=2024&tertial=3"), ensure_ascii=False)
    assert "Rapport för tertial 3 2024 (september–december 2024)" in text
    assert "Sammanfattning i fem meningar" in text
    assert '"data-indicator": "fra1"' in text
    assert "/rapport/namnd.pdf?ar=2024&tertial=3" in text
    assert "kvartal 1 2025" not in text


def test_the_latest_report_is_shown_when_none_is_asked_for(client: FlaskClient) -> None:
    assert "Rapport för tertial 3 2025" in json.dumps(page_of(client, "/namnd"), ensure_ascii=False)


@pytest.mark.parametrize(
    "search", ["?ar=1999", "?tertial=9", "?ar=2024&ar=2025&tertial=%00", "?arsunderlag=x"]
)
def test_an_unknown_choice_gives_a_message_and_the_latest(client: FlaskClient, search: str) -> None:
    text = json.dumps(page_of(client, "/namnd", search), ensure_ascii=False)
    assert "Sidan visar " in text
    assert "Det finns inget" in text or "Det finns ingen" in text


def test_without_a_snapshot_the_page_says_what_is_missing(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    empty = open_store(tmp_path)
    assert "Det finns inga siffror att visa än" in json.dumps(page_of(empty, "/namnd"), ensure_ascii=False)
    assert empty.get("/rapport/namnd.pdf").status_code == 503


@pytest.mark.parametrize(
    ("address", "start", "name"),
    [
        ("/rapport/namnd.pdf?ar=2025&tertial=3", b"%PDF-", "demodata-namndrapport-2025-tertial-3-"),
        ("/rapport/namnd.pptx?ar=2025&tertial=3", b"PK", "demodata-namndrapport-2025-tertial-3-"),
        ("/rapport/namnd.xlsx", b"PK", "demodata-namndrapport-2025-tertial-3-"),
        ("/rapport/arsunderlag.pdf?ar=2024", b"%PDF-", "demodata-arsunderlag-2024-"),
        ("/rapport/arsunderlag.xlsx", b"PK", "demodata-arsunderlag-2025-"),
    ],
)
def test_the_files_are_there(client: FlaskClient, address: str, start: bytes, name: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response.data.startswith(start)
    assert name in response.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "address",
    [
        "/rapport/namnd.pdf?ar=1999&tertial=1",
        "/rapport/namnd.pptx?ar=abc",
        "/rapport/namnd.xlsx?ar=2025&tertial=4",
        "/rapport/arsunderlag.pdf?ar=2026",
    ],
)
def test_a_file_that_is_not_there_is_404_with_a_swedish_message(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response.text.startswith("Det finns ing")
    assert "Välj " in response.text


def test_an_unknown_kind_of_file_is_404(client: FlaskClient) -> None:
    assert client.get("/rapport/namnd.exe").status_code == 404
    assert client.get("/rapport/arsunderlag.pptx").status_code == 404
