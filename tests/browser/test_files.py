"""Files as a reader gets them: a picture of a chart made in the browser, links that follow the filters."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import Trouble, ready

PNG = b"\x89PNG\r\n\x1a\n"
LINKS = "#react-entry-point a[href^='/ladda-ner/']"


def test_a_chart_is_saved_as_png_in_twice_its_size(
    page: Page, base_url: str, trouble: Trouble, tmp_path: Path
) -> None:
    page.goto(f"{base_url}/fraga?enhet=elsa")
    ready(page)
    with page.expect_download() as found:
        page.locator("#react-entry-point a[data-picture]").first.click()
    assert found.value.suggested_filename.startswith("demodata-fra1-")
    assert found.value.suggested_filename.endswith(".png")
    found.value.save_as(tmp_path / "bild.png")
    content = (tmp_path / "bild.png").read_bytes()
    assert content.startswith(PNG)
    assert int.from_bytes(content[16:20], "big") == 2 * 960
    assert (trouble.console, trouble.left_the_site, trouble.failed) == ([], [], [])


def test_links_to_files_follow_filters_and_indicator_and_keep_which_picture(
    page: Page, base_url: str
) -> None:
    page.goto(f"{base_url}/jamfor?enhet=elsa,frideborg")
    ready(page)
    page.locator("#react-entry-point #filter-indicator").select_option("utb1")
    page.wait_for_selector("#react-entry-point a[href^='/ladda-ner/utb1.svg']")
    pictures = [
        href
        for link in page.locator(LINKS).all()
        if (href := link.get_attribute("href") or "").startswith("/ladda-ner/utb1.svg")
    ]
    assert {href.split("bild=")[1].split("&")[0] for href in pictures} == {"enheter", "tva-ar", "rutor"}
    assert all("enhet=elsa,frideborg" in href or "enhet=frideborg,elsa" in href for href in pictures)
    assert page.locator("#react-entry-point figure[data-indicator='utb1']").count() == 3
    assert page.locator("#react-entry-point .card-name").first.inner_text().startswith("UTB1")
