"""The coordinator's page: five steps, nothing stored before approval, hostile files refused by the child."""

import io
import re
import resource
import time
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from data.desk import batches
from data.importing import ORIGINALS
from data.log import Log
from data.register import opened
from pages import _desk, _underlag_view
from tests.data.reading.small_files import workbook
from tests.data.small_house import write_catalogue

HEADER = "indikator;enhet;period;kon;aldersgrupp;kategori;antal;namnare\n"
JANUARY = HEADER + "fra1;Alfa;2025-01;;;;18;20\nfra1;Gamma;2025-01;;;;12;19\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


class Coordinator:
    """Somebody at the page, seen through its addresses."""

    def __init__(self, client: FlaskClient, store: Path) -> None:
        self.client = client
        self.store = store
        self.token = ""
        self.page = ""

    def hand_in(self, *files: tuple[str, bytes]) -> "Coordinator":
        parts = MultiDict(("fil", FileStorage(io.BytesIO(content), name, "fil")) for name, content in files)
        boundary, body = encode_multipart(parts)
        kind = f"multipart/form-data; boundary={boundary}"
        return self.follow(self.client.post("/underlag/filer", data=body, content_type=kind))

    def send(self, form: str, **fields: str | list[str]) -> "Coordinator":
        return self.follow(self.client.post(f"/underlag/{form}", data={"omgang": self.token, **fields}))

    def see(self, step: int) -> "Coordinator":
        return self._show({"omgang": self.token, "steg": str(step)})

    def value(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        assert found, self.page
        return unescape(found.group(1))

    def wait(self) -> "Coordinator":
        deadline = time.monotonic() + 120
        while self.client.get(f"/underlag/lage?omgang={self.token}").get_json()["state"] == "working":
            assert time.monotonic() < deadline
            time.sleep(0.2)
        return self.see(5)

    def approve(self) -> "Coordinator":
        self.send("val", till="3")
        boxes = re.findall(r'name="kryss" value="(\d+)"', self.page)
        self.send("kontroll", gallde=self.value("gallde"), kryss=boxes)
        self.send("skal", skal="Enheten har räknat om")
        return self.send("godkann", gallde=self.value("gallde")).wait()

    def counts(self) -> dict[str, float]:
        with opened(self.store, wait_seconds=10) as register:
            return {fact.org: fact.count for fact in register.facts()}

    def follow(self, response: Any) -> "Coordinator":
        assert response.status_code == 303, response.text
        query = {name: one[0] for name, one in parse_qs(urlsplit(response.location).query).items()}
        self.token = query.get("omgang", "")
        return self._show(query)

    def _show(self, query: dict[str, str]) -> "Coordinator":
        with self.client.application.test_request_context("/underlag"):
            from flask import g  # noqa: PLC0415  the visitor is the request's

            from access.roles import LOCAL  # noqa: PLC0415

            g.visitor = LOCAL
            self.page = _underlag_view.html(query)
        return self


@pytest.fixture
def coordinator(
    tmp_path: Path, open_store: Callable[[Path], FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> Coordinator:
    monkeypatch.setenv("LAGESBILD_CATALOGUE", str(write_catalogue(tmp_path / "catalogue")))
    store = tmp_path / "store"
    store.mkdir()
    return Coordinator(open_store(store), store)


def test_from_a_file_to_a_receipt(coordinator: Coordinator) -> None:
    coordinator.hand_in(("januari.csv", JANUARY.encode()))
    assert "Så här lästes filen" in coordinator.page
    assert "januari 2025" in coordinator.page
    assert coordinator.counts() == {}
    assert not list((coordinator.store / ORIGINALS).glob("*"))
    coordinator.approve()
    assert "Inläsning 1" in coordinator.page
    assert "Utgåva" in coordinator.page
    assert coordinator.counts() == {"alfa": 18, "gamma": 12}
    assert {(entry.what, entry.who) for entry in Log(coordinator.store).entries()} >= {
        ("import", "Lokal användare"),
        ("publish", "Lokal användare"),
    }
    coordinator.token = ""
    coordinator.see(1)
    assert "Ta tillbaka inläsning 1" in coordinator.page
    coordinator.send("angra", inlasning="1", skal="Fel fil").wait()
    assert coordinator.counts() == {}
    assert "Återtagen" in coordinator.page


def test_a_shared_store_that_is_not_reached_is_told_of_on_the_receipt(
    coordinator: Coordinator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGESBILD_LAKE", "postgresql://nobody@localhost:1/lake")
    coordinator.hand_in(("januari.csv", JANUARY.encode())).approve()
    assert "Publicerat här, men inte i den gemensamma lagringen" in coordinator.page
    assert "inte färdigt inställd" in coordinator.page
    assert "Sparat, men inte publicerat" not in coordinator.page


def test_no_step_can_be_skipped(coordinator: Coordinator) -> None:
    coordinator.hand_in(("fel.csv", (HEADER + "fra1;Alfa;2025-01;;;;21;20\n").encode()))
    assert "1 fel stoppar filen" in coordinator.see(5).page
    assert "täljaren är större än nämnaren" in coordinator.page
    coordinator.send("godkann", gallde=(_desk_review(coordinator)["expected"]))
    assert coordinator.counts() == {}
    assert batches.state(coordinator.store / batches.STAGING / coordinator.token) == "waiting"


def test_warnings_are_ticked_one_by_one(coordinator: Coordinator) -> None:
    coordinator.hand_in(("januari.csv", (JANUARY + "fra1;Beta;2025-01;;;;;\n").encode()))
    coordinator.send("val", till="3")
    coordinator.send("kontroll", gallde=coordinator.value("gallde"))
    assert "Kryssa i alla varningar" in coordinator.page
    assert "Skillnader" not in re.findall("<h2.*", coordinator.page)[0]


def test_a_revision_shows_old_and_new_and_asks_why(coordinator: Coordinator) -> None:
    coordinator.hand_in(("januari.csv", JANUARY.encode())).approve()
    coordinator.hand_in(("rattning.csv", (HEADER + "fra1;Alfa;2025-01;;;;15;20\n").encode()))
    coordinator.send("val", till="3").send("kontroll", gallde=coordinator.value("gallde"))
    assert "18 av 20" in coordinator.page
    assert "15 av 20" in coordinator.page
    assert "Skriv varför" in coordinator.send("skal", skal=" ").page


def test_a_question_is_answered_on_the_page(coordinator: Coordinator) -> None:
    coordinator.hand_in(("januari.csv", (HEADER + "fra1;Gama;2025-01;;;;8;10\n").encode()))
    assert "Menar du Gamma?" in coordinator.page
    coordinator.send("val", till="3", **{"svar-0-0": "gamma"})
    assert "Inga fel" in coordinator.page
    coordinator.see(2)
    assert 'value="gamma" checked' in coordinator.page, "and can still be changed"


def test_a_period_nobody_can_guess_is_typed(coordinator: Coordinator) -> None:
    coordinator.hand_in(("januari.csv", (HEADER + "fra1;Alfa;v. 3 2025;;;;8;10\n").encode()))
    assert "Vilken period är &#39;v. 3 2025&#39;?" in coordinator.page
    coordinator.send("val", till="2", **{"svar-0-0": "19900101-1239"})
    assert "1239" not in coordinator.page
    assert "1239" not in str(_desk_review(coordinator))
    coordinator.send("val", till="3", **{"svar-0-0": "2025-01"})
    assert "Inga fel" in coordinator.page


def test_the_same_fault_in_many_places_is_told_once_with_its_sheet(coordinator: Coordinator) -> None:
    months = ["Enhet", *(f"2025-0{month}" for month in range(1, 7))]
    book = workbook({"HÄN1": [["Enhet", "2025K1"], ["Alfa", 3]], "FRÅ1": [months, ["Alfa", *[1] * 6]]})
    coordinator.hand_in(("blad.xlsx", book)).send("val", till="3")
    assert "1 fel stoppar filen" in coordinator.page
    assert "&#39;FRÅ1&#39;" in coordinator.page


def hand_in_again(coordinator: Coordinator, *files: tuple[str, str]) -> None:
    parts: MultiDict[str, Any] = MultiDict(
        ("fil", FileStorage(io.BytesIO(text.encode()), name, "fil")) for name, text in files
    )
    parts.add("omgang", coordinator.token)
    boundary, body = encode_multipart(parts)
    kind = f"multipart/form-data; boundary={boundary}"
    coordinator.follow(coordinator.client.post("/underlag/filer", data=body, content_type=kind))


TWO = (
    ("alfa.csv", (HEADER + "fra1;Alfa;2025-01;;;;18;20\n").encode()),
    ("gamma.csv", (HEADER + "fra1;Gamma;2025-01;;;;21;20\n").encode()),
)


def test_the_files_without_errors_wait_for_the_corrected_one(coordinator: Coordinator) -> None:
    coordinator.hand_in(*TWO).send("val", till="3")
    assert "Inga fel. Filen väntar på de andra." in coordinator.page
    hand_in_again(coordinator, ("gamma rättad.csv", HEADER + "fra1;Gamma;2025-01;;;;12;19\n"))
    assert [file["file"] for file in _desk_review(coordinator)["files"]] == ["alfa.csv", "gamma rättad.csv"]
    assert len(list((coordinator.store / batches.STAGING).iterdir())) == 1
    coordinator.approve()
    assert coordinator.counts() == {"alfa": 18, "gamma": 12}


def test_a_file_with_errors_can_be_left_out(coordinator: Coordinator) -> None:
    coordinator.hand_in(*TWO).send("val", till="3")
    assert "Gå vidare utan filen med fel" in coordinator.page
    coordinator.send("utan")
    assert "Inga fel" in coordinator.page
    assert coordinator.approve().counts() == {"alfa": 18}


def test_only_the_file_with_personal_data_is_gone_at_once(coordinator: Coordinator) -> None:
    secret = ("hemlig.csv", (HEADER + "fra1;19900101-1239;2025-01;;;;8;10\n").encode())
    coordinator.hand_in(TWO[0], secret)
    for path in coordinator.store.rglob("*"):
        assert not path.is_file() or b"1239" not in path.read_bytes()
    assert coordinator.send("utan").approve().counts() == {"alfa": 18}


def test_a_file_left_out_is_gone_at_once(coordinator: Coordinator) -> None:
    coordinator.hand_in(("januari.csv", JANUARY.encode())).send("avbryt")
    assert not list((coordinator.store / batches.STAGING).iterdir())


def test_bytes_with_personal_data_are_gone_at_once(coordinator: Coordinator) -> None:
    coordinator.hand_in(("januari.csv", (HEADER + "fra1;19900101-1239;2025-01;;;;8;10\n").encode()))
    assert "personuppgifter" in coordinator.page
    for path in coordinator.store.rglob("*"):
        assert not path.is_file() or b"1239" not in path.read_bytes()


def test_nobody_sees_the_files_of_another(coordinator: Coordinator, monkeypatch: pytest.MonkeyPatch) -> None:
    coordinator.hand_in(("januari.csv", JANUARY.encode()))
    monkeypatch.setattr(_desk, "owner", lambda: "nagon-annan")
    assert "finns inte kvar" in coordinator.see(2).page
    assert coordinator.client.get(f"/underlag/lage?omgang={coordinator.token}").status_code == 404


def test_a_template_of_the_unit(coordinator: Coordinator) -> None:
    response = coordinator.client.get("/underlag/mall?enhet=alfa&manad=2025-01")
    assert response.status_code == 200
    assert "mall-alfa-2025-01.xlsx" in response.headers["Content-Disposition"]
    assert zipfile.is_zipfile(io.BytesIO(response.data))
    assert coordinator.client.get("/underlag/mall?enhet=../x").status_code == 303


def test_a_second_click_does_not_load_twice(coordinator: Coordinator) -> None:
    coordinator.hand_in(("januari.csv", JANUARY.encode())).send("val", till="3")
    coordinator.send("kontroll", gallde=coordinator.value("gallde")).send("skal")
    expected = coordinator.value("gallde")
    coordinator.send("godkann", gallde=expected)
    coordinator.send("godkann", gallde=expected).wait()
    with opened(coordinator.store, wait_seconds=10) as register:
        assert len(register.loads()) == 1


def bomb() -> bytes:
    """A workbook of about 1 MB whose sheet is 1 GB of spaces."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(1000):
                part.write(b" " * 1_000_000)
    return written.getvalue()


def truncated() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 100)
    return written.getvalue()[:300]


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("bomb.xlsx", bomb, "orimligt mycket data"),
        ("last.xlsx", lambda: OLE, "skyddad med lösenord"),
        ("webb.xlsx", lambda: b"<!DOCTYPE html><html><body><table></table></body></html>", "webbsida"),
        ("avkortad.xlsx", truncated, "skadad eller avkortad"),
    ],
)
def test_a_hostile_file_is_refused_with_clear_words_and_costs_the_site_nothing(
    coordinator: Coordinator, name: str, make: Callable[[], bytes], words: str
) -> None:
    content = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    coordinator.hand_in((name, content))
    # Under 2 s on a machine of its own; the tests share theirs.
    assert time.monotonic() - begun < 15
    assert words in coordinator.page
    assert "1 fel stoppar filen" in coordinator.page
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000, "kB"
    assert not list((coordinator.store / ORIGINALS).glob("*"))


def test_too_many_bytes_are_refused_before_they_are_read(coordinator: Coordinator) -> None:
    response = coordinator.client.post(
        "/underlag/filer", data=b"a" * 7_000_000, content_type="multipart/form-data; boundary=x"
    )
    assert response.status_code == 413


def _desk_review(coordinator: Coordinator) -> dict[str, Any]:
    folder = coordinator.store / batches.STAGING / coordinator.token
    return batches.read(folder / batches.REVIEW) or {}
