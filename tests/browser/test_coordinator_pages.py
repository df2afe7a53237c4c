"""The coordinator's pages in Chromium: reporting with its reminders, the log with its file, manual entry."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from data.log import Log
from tests.browser.conftest import ROOT, Trouble, free_port, ready, wait_until_up

PAGES = [
    "/rapportering",
    "/logg",
    "/underlag/inmatning?indikator=kast2",
    "/underlag/inmatning?indikator=han1",
]
LIVE = "#react-entry-point"
SOURCE = "Mejl från Regionkoordinatorn 2026-10-12"


@pytest.mark.parametrize("path", PAGES)
def test_page_draws_without_a_complaint(page: Page, base_url: str, trouble: Trouble, path: str) -> None:
    page.goto(base_url + path)
    ready(page)
    expect(page.locator(f"{LIVE} h1")).to_have_count(1)
    assert page.locator(f"{LIVE} main").get_attribute("data-snapshot")
    assert (trouble.console, trouble.left_the_site, trouble.failed) == ([], [], [])


@pytest.mark.parametrize("path", PAGES)
def test_page_breaks_no_accessibility_rule(page: Page, base_url: str, path: str) -> None:
    page.goto(base_url + path)
    ready(page)
    for details in page.locator(f"{LIVE} details").all():
        details.evaluate("element => { element.open = true }")
    result = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    )
    broken = {
        violation["id"]: [node["html"][:160] for node in violation["nodes"][:3]]
        for violation in result.response["violations"]
    }
    assert broken == {}


@pytest.mark.parametrize("width", [320, 375, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_page_needs_no_sideways_scroll(page: Page, base_url: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(base_url + path)
    ready(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0


def test_the_unit_stays_in_sight_while_its_months_are_scrolled(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 375, "height": 900})
    page.goto(base_url + "/rapportering")
    ready(page)
    grid = page.locator(f"{LIVE} .table-scroll:has(.heat-table)").first
    grid.scroll_into_view_if_needed()
    grid.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert grid.evaluate("element => element.scrollLeft") > 50, "the grid is scrolled from the keyboard"
    row = grid.locator("th[scope=row]").first.bounding_box()
    box = grid.bounding_box()
    assert row is not None
    assert box is not None
    assert abs(row["x"] - box["x"]) < 2
    assert box["width"] - row["width"] > 120, "there is room for two periods beside it"


def test_the_states_are_told_apart_without_colour(page: Page, base_url: str) -> None:
    page.goto(base_url + "/rapportering")
    ready(page)
    looks = {
        state: page.locator(f"{LIVE} .heat-legend .heat-{state}").evaluate(
            "element => [element.textContent, getComputedStyle(element).backgroundImage].join()"
        )
        for state in ("reported", "late", "partial", "missing", "awaited", "not_in_service")
    }
    assert len(set(looks.values())) == len(looks)
    assert page.locator(f"{LIVE} td.heat-missing .visually-hidden").first.text_content() == "saknas"


def test_the_choice_of_years_and_measure_is_in_the_address(page: Page, base_url: str) -> None:
    page.goto(base_url + "/rapportering")
    ready(page)
    page.locator(f"{LIVE} #filter-year").select_option("2026")
    page.locator(f"{LIVE} select[name=grupp]").select_option("3")
    page.get_by_role("button", name="Visa").click()
    page.wait_for_url("**/rapportering?ar=2026&grupp=3")
    ready(page)
    expect(page.locator(f"{LIVE} .selection")).to_have_text("Urval: åtgärd 3: Fråga, år 2026.")
    expect(page.locator(f"{LIVE} #filter-year")).to_have_value("2026")


def test_a_reminder_is_copied_with_the_keyboard(page: Page, base_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(base_url + "/rapportering")
    ready(page)
    reminder = page.locator(f"{LIVE} .reminder", has_text="Bostad Först")
    reminder.locator("summary").focus()
    page.keyboard.press("Enter")
    reminder.get_by_role("button", name="Kopiera texten").focus()
    page.keyboard.press("Enter")
    expect(reminder.get_by_role("status")).to_have_text("Texten är kopierad.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Ämne: Uppgifter till Lägesbild från Bostad Först")
    assert "FRÅ1 Fått frågan: april 2026 till oktober 2026" in copied


def test_the_log_is_chosen_turned_and_fetched(page: Page, base_url: str, demo_store: Path) -> None:
    page.goto(base_url + "/logg?vad=import")
    ready(page)
    expect(page.get_by_text("Loggen är hel.").last).to_be_visible()
    page.locator(f"{LIVE}").get_by_role("link", name="Äldre").click()
    page.wait_for_url("**/logg?vad=import&sida=2")
    ready(page)
    expect(page.locator(f"{LIVE} caption")).to_contain_text("Rad 51–")
    with page.expect_download() as download:
        page.locator(LIVE).get_by_role("link", name="Ladda ner loggen (CSV)").click()
    assert download.value.suggested_filename == "lagesbild-logg.csv"
    assert Log(demo_store).entries()[-1].about["path"] == "/ladda-ner/logg.csv"


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A site of its own with two months of demo figures: what is entered must not reach the other tests."""
    store = tmp_path_factory.mktemp("small-store")
    port = free_port()
    environment = os.environ | {"LAGESBILD_STORE": str(store), "LAGESBILD_ENV": "local", "PORT": str(port)}
    files = [str(ROOT / "data" / "demo" / f"demo-2026-{month}.csv") for month in ("09", "10")]
    for words in (["import", *files], ["publish"]):
        done = subprocess.run(
            [sys.executable, "-m", "data", *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    process = subprocess.Popen([sys.executable, "-m", "gunicorn", "app:server"], cwd=ROOT, env=environment)
    try:
        wait_until_up(f"http://127.0.0.1:{port}/halsa", process)
        yield f"http://127.0.0.1:{port}", store
    finally:
        process.terminate()
        process.wait(timeout=40)


def test_a_figure_from_a_mail_is_entered_checked_approved_and_taken_back(
    page: Page, small_site: tuple[str, Path]
) -> None:
    address, store = small_site
    page.goto(address + "/underlag")
    ready(page)
    page.locator(LIVE).get_by_role("link", name="Mata in den för hand").click()
    page.wait_for_url("**/underlag/inmatning")
    page.locator(f"{LIVE} select[name=indikator]").select_option("han2")
    page.get_by_role("button", name="Välj", exact=True).click()
    page.wait_for_url("**/underlag/inmatning?indikator=han2")
    ready(page)
    live = page.locator(LIVE)
    live.get_by_label("Period").select_option("2026K2")
    live.get_by_label("Uppdelning").select_option("konsultation")
    live.locator("input[name=antal]").fill("14")
    live.locator("input[name=personer]").fill("9")
    live.get_by_label("Varifrån kommer uppgiften?").fill(SOURCE)
    live.get_by_role("button", name="Granska").click()
    expect(live.get_by_role("heading", name="Inga fel")).to_be_visible(timeout=30_000)
    for box in live.locator("input[name=kryss]").all():
        box.check()
    live.get_by_role("button", name="Gå vidare till skillnaderna").click()
    expect(live.get_by_text("HÄN2").first).to_be_attached()
    live.locator("form[action='/underlag/skal'] button").click()
    live.locator("form[action='/underlag/godkann'] button").click()
    expect(live.get_by_role("heading", name="Klart")).to_be_visible(timeout=90_000)
    entries = Log(store).entries()
    assert [entry.what for entry in entries[-2:]] == ["import", "publish"]
    assert entries[-2].about["file"] == "inmatning-han2-2026K2.csv"

    page.goto(address + "/underlag")
    ready(page)
    load = live.locator("li", has_text="inmatning-han2-2026K2.csv")
    expect(load).to_contain_text(SOURCE)
    load.locator("summary").click()
    load.locator("input[name=skal]").fill("Fel kvartal")
    load.get_by_role("button", name="Ta tillbaka och publicera").click()
    expect(live.get_by_role("heading", name="Klart")).to_be_visible(timeout=90_000)
    assert "undo" in [entry.what for entry in Log(store).entries()]
