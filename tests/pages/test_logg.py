"""The log page and its file: whole or broken, chosen by the address, fetched and logged."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from access import audit
from data.log import LOG_FILE, Log
from pages._log_view import LINES_A_PAGE, view
from pages._log_words import about_text
from queries.log import read_log
from tests.pages.conftest import page_of, text_of
from tests.snapshots import make_snapshot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_snapshot(tmp_path)
    log = Log(tmp_path)
    log.append("import", who="Åsa", load=1, file="frideborg-2026-10.xlsx", rows_read=27, rows_stored=25)
    log.append("publish", who="Bo", snapshot="00001-6b86b273", cells_shown=2728)
    log.append("export", who="Åsa", snapshot="00001-6b86b273", path="/ladda-ner/fra1.csv", request="77aa")
    log.append("undo", who="Bo", load=1)
    return tmp_path


def lines(folder: Path, query: dict[str, str] | None = None) -> str:
    return view(read_log(folder), query or {}).slots["log-lines"]


def test_every_line_tells_who_what_and_about_what(folder: Path) -> None:
    html = lines(folder)
    for text in (
        "<td>Åsa</td><td>Läste in</td><td>frideborg-2026-10.xlsx, inläsning 1, "
        "27 rader lästa, 25 uppgifter sparade</td>",
        "<td>Bo</td><td>Publicerade</td>"
        "<td>2\N{NO-BREAK SPACE}728 uppgifter visas, utgåva 00001-6b86b273</td>",
        "<td>Åsa</td><td>Hämtade en fil</td><td>/ladda-ner/fra1.csv, utgåva 00001-6b86b273</td>",
        "<td>Bo</td><td>Tog tillbaka en inläsning</td><td>inläsning 1</td>",
    ):
        assert text in html
    assert html.index("Tog tillbaka") < html.index("Läste in"), "the newest first"
    assert "77aa" not in html, "the number of a request is for the server's journal"


def test_every_fact_the_product_logs_has_words_or_is_left_out(folder: Path) -> None:
    Log(folder).append("undo", who="Bo", surprise="1234")
    assert about_text(read_log(folder).entries[-1]) == ""


def test_one_is_said_as_one(folder: Path) -> None:
    Log(folder).append("import", who="Bo", load=1, rows_read=1, rows_stored=1)
    assert about_text(read_log(folder).entries[-1]) == "inläsning 1, 1 rad läst, 1 uppgift sparad"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"vem": "Bo"}, ["Publicerade", "Tog tillbaka"]),
        ({"vad": "export"}, ["Hämtade en fil"]),
        ({"vem": "Åsa", "vad": "import"}, ["Läste in"]),
        (
            {"fran": "2020-01-01", "till": "2999-01-01"},
            ["Publicerade", "Tog tillbaka", "Hämtade", "Läste in"],
        ),
    ],
)
def test_the_address_chooses_lines(folder: Path, query: dict[str, str], expected: list[str]) -> None:
    html = lines(folder, query)
    found = [text for text in ("Publicerade", "Tog tillbaka", "Hämtade", "Läste in") if text in html]
    assert found == [text.replace("Hämtade en fil", "Hämtade") for text in expected]


def test_days_are_both_included(folder: Path) -> None:
    day = read_log(folder).entries[0].at[:10]
    assert "Läste in" in lines(folder, {"fran": day, "till": day})
    assert lines(folder, {"till": "2020-01-01"}) == ""


@pytest.mark.parametrize(
    "query", ["?vem=<b>", "?vad=x", "?fran=igår", "?sida=99", "?fran=2026-02-01&till=2026-01-01", "?sida=²"]
)
def test_an_unknown_value_gives_a_message(
    open_store: Callable[[Path], FlaskClient], folder: Path, query: str
) -> None:
    text = text_of(page_of(open_store(folder), "/logg", query))
    assert "Loggen är hel." in text
    assert any(word in text for word in ("adressen", "Byt plats"))


def test_a_broken_log_is_told_and_nothing_after_the_break_is_shown(
    open_store: Callable[[Path], FlaskClient], folder: Path
) -> None:
    path = folder / LOG_FILE
    path.write_bytes(
        path.read_bytes().replace(b'"who": "Bo", "what": "publish"', b'"who": "Bo", "what": "export"')
    )
    text = text_of(page_of(open_store(folder), "/logg"))
    assert "Loggen är bruten." in text
    assert "Loggens rad 2 har ändrats eller flyttats." in text
    assert "Loggen är hel" not in text
    assert "Tog tillbaka" not in lines(folder)


def test_an_empty_log_says_so(open_store: Callable[[Path], FlaskClient], tmp_path: Path) -> None:
    assert "Loggen är tom." in text_of(page_of(open_store(tmp_path), "/logg"))


def test_a_long_log_is_shown_page_by_page(folder: Path) -> None:
    for number in range(LINES_A_PAGE):
        Log(folder).append("undo", who="Bo", load=number + 2)
    first, second = lines(folder), lines(folder, {"sida": "2"})
    assert (first.count("<tr>"), second.count("<tr>")) == (LINES_A_PAGE + 1, 4 + 1)
    assert "Läste in" in second
    assert f"Rad {LINES_A_PAGE + 1}–{LINES_A_PAGE + 4} av {LINES_A_PAGE + 4}" in second


def test_the_file_holds_the_chosen_lines_and_fetching_it_is_logged(
    open_store: Callable[[Path], FlaskClient], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = open_store(folder)
    monkeypatch.setitem(client.application.extensions, "lagesbild-audit", Log(folder))
    answer = client.get("/ladda-ner/logg.csv?vem=Bo")
    heading, *rows = answer.data.decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lagesbild-logg.csv"'
    assert heading.startswith("Nummer;Tid;Vem;Vad;Kod;Om;Utgåva;")
    assert [row.split(";")[4] for row in rows] == ["publish", "undo"]
    logged = read_log(folder).entries[-1]
    assert (logged.what, logged.about["path"]) == (audit.Event.EXPORT.value, "/ladda-ner/logg.csv")


def test_the_file_of_a_broken_log_ends_where_it_breaks(
    open_store: Callable[[Path], FlaskClient], folder: Path
) -> None:
    path = folder / LOG_FILE
    path.write_bytes(path.read_bytes().replace(b'"load": 1}, "previous"', b'"load": 2}, "previous"'))
    rows = open_store(folder).get("/ladda-ner/logg.csv").data.decode("utf-8-sig").splitlines()
    assert "Loggen är bruten här" in rows[-1]
    assert not any(";undo;" in row for row in rows)


def test_an_unknown_value_gives_no_file(open_store: Callable[[Path], FlaskClient], folder: Path) -> None:
    assert open_store(folder).get("/ladda-ner/logg.csv?vem=Ingen").status_code == 400
