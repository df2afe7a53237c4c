"""The coordinator's page by keyboard alone: from the template to the corrected file, published."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Page, expect

from data.register import opened
from tests.browser.conftest import ROOT, free_port, wait_until_up
from tests.data.reading.small_files import workbook
from tests.data.small_house import write_catalogue

FIRST = "indikator;enhet;period;kon;aldersgrupp;kategori;antal;namnare\nfra1;Alfa;2025-01;;;;18;20\n"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIVE = "#react-entry-point .desk"
MOST_TABS = 80


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("coordinator") / "store"


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[str]:
    """The product over a small store of this module's own, which the tests write to."""
    port = free_port()
    environment = os.environ | {
        "LAGESBILD_STORE": str(store),
        "LAGESBILD_CATALOGUE": str(write_catalogue(store.parent / "catalogue")),
        "LAGESBILD_ENV": "local",
        "PORT": str(port),
    }
    first = store.parent / "januari.csv"
    first.write_text(FIRST, encoding="utf-8")
    for words in (["import", str(first)], ["publish"]):
        subprocess.run(
            [sys.executable, "-m", "data", *words], cwd=ROOT, env=environment, capture_output=True, check=True
        )
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", "app:server"], cwd=ROOT, env=environment)
    try:
        wait_until_up(f"http://127.0.0.1:{port}/halsa", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=40)


def wide(*, alfa: object, beta: object) -> FilePayload:
    """Units down and quarters across, as a unit sends it; Gamma is misspelt."""
    rows = [
        ["Hänvisningar 2025"],
        ["Enhet", "Kvartal 1", "Kvartal 2", "Kvartal 3"],
        ["Alfa", alfa, 14, 12],
        ["Beta", 11, beta, 13],
        ["Gama", 9, 16, 10],
    ]
    return {"name": "hänvisningar 2025.xlsx", "mimeType": XLSX, "buffer": workbook({"HÄN1": rows})}


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def arrive(self, heading: str) -> None:
        """The new step says what it is: focus stands on its heading or its error."""
        self.page.wait_for_selector(f"{LIVE}[data-filled]")
        expect(self.page.locator(f"{LIVE} [data-focus]")).to_contain_text(heading)
        expect(self.page.locator(f"{LIVE} [data-focus]")).to_be_focused()

    def to(self, selector: str) -> None:
        """Press Tab until the focus is there."""
        target = self.page.locator(f"{LIVE} {selector}").first
        target.wait_for()
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"{selector} cannot be reached with Tab")

    def press(self, selector: str, key: str = "Enter") -> None:
        self.to(selector)
        self.page.keyboard.press(key)

    def choose_file(self, file: FilePayload) -> None:
        self.page.wait_for_selector("#first-view", state="detached")
        self.to("input[type=file]")
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files([file])


def unit_of_template(keyboard: Keyboard) -> object:
    """Fetch the template of Gamma and return the unit in its first row."""
    keyboard.to("select[name=enhet]")
    keyboard.page.keyboard.type("Gamma")
    with keyboard.page.expect_download() as download:
        keyboard.press("button:has-text('Hämta mall')")
    book: Any = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    return book["Underlag"]["B2"].value


def stored(store: Path) -> dict[tuple[str, str], float]:
    """The referrals in the register, by unit and quarter."""
    with opened(store, wait_seconds=10) as register:
        return {(one.org, one.period.code): one.count for one in register.facts() if one.indicator == "han1"}


def test_a_wide_sheet_with_three_mistakes_from_template_to_corrected_publish(
    page: Page, site: str, store: Path
) -> None:
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    keyboard = Keyboard(page)
    page.goto(f"{site}/underlag")
    page.wait_for_selector(f"{LIVE}[data-filled]")
    page.wait_for_selector("#first-view", state="detached")

    assert unit_of_template(keyboard) == "Gamma"
    keyboard.choose_file(wide(alfa="tre", beta=-2))
    keyboard.press("button:has-text('Läs filen')")
    keyboard.arrive("Så här lästes filen")
    keyboard.press("input[type=radio]", "Space")
    keyboard.press("button:has-text('Gå vidare')")
    keyboard.arrive("2 fel stoppar filen")
    errors = page.locator(f"{LIVE} table").inner_text()
    assert "'tre' är inte ett tal" in errors
    assert "'-2' är negativt" in errors
    assert "Kvartal 2" in errors

    keyboard.choose_file(wide(alfa=13, beta=12))
    keyboard.press("button:has-text('Läs filen')")
    keyboard.arrive("Så här lästes filen")
    keyboard.press("input[type=radio]", "Space")
    keyboard.press("button:has-text('Gå vidare')")
    keyboard.arrive("Inga fel")
    for number in range(page.locator(f"{LIVE} input[name=kryss]").count()):
        keyboard.press(f"input[name=kryss][value='{number}']", "Space")
    assert stored(store) == {}, "nothing is stored before approval"
    keyboard.press("button:has-text('Gå vidare')")
    keyboard.arrive("Skillnader mot det lagrade")
    assert "Uppgifter: 9 nya." in page.locator(LIVE).inner_text()
    keyboard.press("button:has-text('Gå vidare')")
    keyboard.arrive("Godkänn och publicera")
    keyboard.press("button:has-text('Godkänn')")
    page.wait_for_selector(f"{LIVE} .receipt", timeout=120_000)
    keyboard.arrive("Klart")
    assert len(stored(store)) == 9
    assert stored(store)["gamma", "2025K2"] == 16

    keyboard.press("summary:has-text('Ta tillbaka inläsning 2')")
    keyboard.to("input[name=skal]")
    page.keyboard.type("Fel blad")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{LIVE} .receipt >> text=Återtagen", timeout=120_000)
    assert trouble == []


@pytest.mark.parametrize("width", [1440, 375])
def test_no_step_is_wider_than_the_screen(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/underlag")
    page.wait_for_selector("#first-view", state="detached")
    page.locator(f"{LIVE} input[type=file]").first.set_input_files([wide(alfa=13, beta=12)])
    page.locator(f"{LIVE} button:has-text('Läs filen')").first.click()
    for step in ("2", "3"):
        page.wait_for_url(f"**steg={step}")
        page.wait_for_selector("#first-view", state="detached")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if step == "2":
            page.locator(f"{LIVE} button:has-text('Gå vidare')").click()
    page.locator(f"{LIVE} button:has-text('Avbryt')").click()
    page.wait_for_url("**/underlag")


def test_what_is_chosen_before_the_scripts_have_loaded_is_kept(page: Page, site: str) -> None:
    page.route("**/*.js*", lambda route: (page.wait_for_timeout(1500), route.continue_())[1])
    page.goto(f"{site}/underlag", wait_until="commit")
    page.locator("#first-view input[type=file]").set_input_files([wide(alfa=13, beta=12)])
    page.wait_for_selector("#first-view", state="detached", timeout=60_000)
    assert page.locator(f"{LIVE} input[type=file]").evaluate("element => element.files.length") == 1
