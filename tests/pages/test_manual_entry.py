"""A figure that came in a mail: what the form asks, the file it becomes, and the way of all files it goes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from data.desk import batches
from data.desk.batches import BatchError
from data.model.load import load_catalogue
from data.reading import read_file
from pages._entry import Entry, Figure, enterable, entry_of_file, file_of, periods
from pages._entry_routes import NO_FIGURE, NO_SOURCE, UNUSABLE, entry_of
from pages._entry_view import SEND_PATH, form_html
from queries.store import Snapshot, Store
from settings import ROOT
from tests.pages.conftest import page_of, text_of
from tests.snapshots import indicator, make_snapshot

TODAY = date(2026, 11, 24)
MAIL = {
    "indikator": "han2", "enhet": "socialkontoret", "period": "2026K3", "kategori": "konsultation",
    "antal": "12", "personer": "8", "kalla": "Mejl från Regionkoordinatorn 2026-10-12",
}  # fmt: skip


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    make_snapshot(
        tmp_path,
        extra_indicators=[
            indicator("kast2", reported_at="office", frequency="year", position=9),
            indicator("fra7", reported_at="unit", position=8),
        ],
    )
    return Store(tmp_path).current()


def form_of(snapshot: Snapshot, identity: str) -> str:
    chosen = next(one for one in enterable(snapshot) if one.id == identity)
    return form_html(snapshot, chosen, today=TODAY)


def test_what_comes_by_mail_is_offered_and_what_units_report_is_not(snapshot: Snapshot) -> None:
    offered = {one.id for one in enterable(snapshot)}
    assert {"han1", "ing1", "web1", "kast2"} <= offered
    assert not {"fra1", "fra7"} & offered


def test_the_form_asks_for_what_the_indicator_has_and_nothing_else(snapshot: Snapshot) -> None:
    share, median, count, status = (form_of(snapshot, one) for one in ("kast2", "ing1", "han1", "web1"))
    assert 'name="namnare-kvinna"' in share
    assert 'name="personer' not in share
    assert 'name="personer"' in median
    assert "namnare" not in median
    assert 'name="kategori"' in count
    assert 'name="personer"' in count
    assert '<option value="ja">' in status
    assert all('name="kalla"' in one and "required" in one for one in (share, median, count, status))


def test_only_periods_that_have_ended_can_be_chosen() -> None:
    assert [one.code for one in periods("quarter", today=TODAY)][:2] == ["2026K3", "2026K2"]
    assert [one.code for one in periods("year", today=TODAY)] == ["2025", "2024", "2023", "2022"]


def test_the_file_is_an_ordinary_one(snapshot: Snapshot) -> None:
    entry = Entry(
        "kast2", "socialkontoret", "2025", "", "Mejl från polisen 2026-01-09; se bilaga",
        (Figure("", "12", "40"), Figure("kvinna", "", ""), Figure("man", "12", "40")),
    )  # fmt: skip
    name, content = file_of(entry)
    reading = read_file(
        content, name=name, catalogue=load_catalogue(ROOT / "data" / "catalogue"), today=TODAY, answers={}
    )
    assert name == "inmatning-kast2-2025.csv"
    again = entry_of_file(content)
    assert again == replace(entry, figures=tuple(one for one in entry.figures if not one.is_empty))
    assert entry_of_file(b"indikator;enhet\nfra1;Alfa\n") is None
    assert reading.errors == ()
    assert [
        (row.indicator, row.org, row.period.code, row.gender, row.count, row.denominator)
        for row in reading.rows
    ] == [
        ("kast2", "socialkontoret", "2025", "all", 12, 40),
        ("kast2", "socialkontoret", "2025", "man", 12, 40),
    ]


@pytest.mark.parametrize("note", ["Mejl från Anna Andersson", "Mejl om 19121212-1212", "anna@example.org"])
def test_a_note_about_a_person_is_refused_like_a_file_and_never_repeated(note: str) -> None:
    name, content = file_of(Entry("han2", "socialkontoret", "2026K3", "", note, (Figure("", "12"),)))
    catalogue = load_catalogue(ROOT / "data" / "catalogue")
    reading = read_file(content, name=name, catalogue=catalogue, today=TODAY, answers={})
    (error,) = reading.errors
    assert error.code == "personal_data"
    assert error.column == "källa"
    assert note not in error.message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kalla": "  "}, NO_SOURCE),
        ({"antal": "", "personer": ""}, NO_FIGURE),
        ({"indikator": "../x"}, UNUSABLE),
        ({"period": "i går"}, UNUSABLE),
        ({"kategori": "<b>"}, UNUSABLE),
    ],
)
def test_what_is_missing_is_said(change: dict[str, str], message: str) -> None:
    with pytest.raises(BatchError, match=message):
        entry_of({**MAIL, **change})


def test_lines_are_made_one_and_cut() -> None:
    entry = entry_of({**MAIL, "kalla": "Mejl\r\nfrån  polisen" + "x" * 500, "antal": " 12 "})
    assert entry.source.startswith("Mejl från polisenx")
    assert len(entry.source) == 150
    assert entry.figures[0].count == "12"


def sent(client: FlaskClient, form: dict[str, str]) -> str:
    """Send the form, and return the token of the batch it became."""
    answer = client.post(SEND_PATH, data=form)
    assert answer.status_code == 303
    return parse_qs(urlsplit(answer.headers["Location"]).query)["omgang"][0]


def test_an_entry_waits_for_approval_with_its_source_and_nothing_is_stored(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    client = open_store(tmp_path)
    token = sent(client, MAIL)
    batch = batches.opened(tmp_path, token, owner="local")
    assert batch.reason == "Inmatad för hand. Källa: Mejl från Regionkoordinatorn 2026-10-12"
    assert "Inga fel" in text_of(page_of(client, "/underlag", f"?omgang={token}&steg=3"))
    assert not (tmp_path / "originals").exists()


def test_what_must_be_mended_stands_in_the_form_again(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    make_snapshot(tmp_path)
    client = open_store(tmp_path)
    mail = {**MAIL, "indikator": "han1", "enhet": "frideborg", "kategori": "novahuset", "antal": "tolv"}
    token = sent(client, mail)
    text = text_of(page_of(client, "/underlag", f"?omgang={token}&steg=3"))
    assert "1 fel stoppar uppgiften" in text
    assert "tolv&#39; är inte ett tal" in text
    form = text_of(page_of(client, "/underlag/inmatning", f"?indikator=han1&omgang={token}"))
    assert 'value="tolv"' in form
    assert 'value="8"' in form
    assert 'value="Mejl från Regionkoordinatorn 2026-10-12"' in form
    assert '<option value="2026K3" selected>' in form
    other = text_of(page_of(client, "/underlag/inmatning", f"?indikator=ing1&omgang={token}"))
    assert 'value="tolv"' not in other


def test_a_name_in_the_source_leaves_no_trace(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    client = open_store(tmp_path)
    token = sent(client, {**MAIL, "kalla": "Mejl från Anna Andersson"})
    text = text_of(page_of(client, "/underlag", f"?omgang={token}&steg=3"))
    assert "personuppgifter" in text
    assert "Rätta i formuläret" in text
    assert "Andersson" not in str(page_of(client, "/underlag/inmatning", f"?indikator=han2&omgang={token}"))
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Andersson" not in left


def test_an_unknown_indicator_gives_a_message(client: FlaskClient) -> None:
    assert "går inte att mata in här" in text_of(page_of(client, "/underlag/inmatning", "?indikator=fra1"))
    assert "2. Vad stod det?" in text_of(page_of(client, "/underlag/inmatning", "?indikator=han1"))
