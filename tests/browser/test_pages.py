"""Every page as a reader meets it: it draws, it is accessible, it stays on the site, and it fits a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Trouble, ready

CHART_PAGES = {
    "/fraga": ["fra1", "fra2", "fra3", "fra4"],
    "/utbildning": ["utb1", "utb2", "utb3", "utb4", "utb5"],
    "/hanvisningar": ["han1", "han2", "han3", "sto1", "sto2", "sto3"],
    "/kast": ["kast1", "kast2", "pol1"],
}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = ["/", *CHART_PAGES, "/jamfor", "/atgarder", "/bakgrund", "/definitioner", "/metod", "/tillganglighet"]


@pytest.mark.parametrize("path", PAGES)
def test_page_draws_without_a_complaint(page: Page, base_url: str, trouble: Trouble, path: str) -> None:
    page.goto(base_url + path)
    ready(page)
    assert page.locator("html").get_attribute("lang") == "sv"
    expect(page.locator("#react-entry-point h1")).to_have_count(1)
    assert page.locator("main").get_attribute("data-snapshot")
    assert page.get_by_text("Demodata – påhittade siffror").first.is_visible()
    assert (trouble.console, trouble.left_the_site, trouble.failed) == ([], [], [])


def test_every_page_has_its_own_title(page: Page, base_url: str) -> None:
    titles = set()
    for path in PAGES:
        page.goto(base_url + path)
        ready(page)
        page.wait_for_timeout(100)
        titles.add(page.title())
    assert len(titles) == len(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_page_breaks_no_accessibility_rule(page: Page, base_url: str, path: str) -> None:
    page.goto(base_url + path)
    ready(page)
    for details in page.locator("#react-entry-point details").all():
        details.evaluate("element => { element.open = true }")
    result = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    )
    broken = {
        violation["id"]: [node["html"][:160] for node in violation["nodes"][:3]]
        for violation in result.response["violations"]
    }
    assert broken == {}


@pytest.mark.parametrize("path", PAGES)
def test_page_needs_no_sideways_scroll_at_any_width(page: Page, base_url: str, path: str) -> None:
    page.goto(base_url + path)
    ready(page)
    overflow = {}
    for width in (1440, 768, 375, 320):
        page.set_viewport_size({"width": width, "height": 900})
        # Charts follow the window after a moment; what still sticks out after six seconds does so for good.
        for _ in range(40):
            page.wait_for_timeout(150)
            overflow[width] = page.evaluate(OVERFLOW)
            if overflow[width] <= 0:
                break
    assert {width: pixels for width, pixels in overflow.items() if pixels > 0} == {}


@pytest.mark.parametrize(("path", "indicators"), CHART_PAGES.items())
def test_every_indicator_has_figure_table_and_sentence(
    page: Page, base_url: str, path: str, indicators: list[str]
) -> None:
    page.goto(base_url + path)
    ready(page)
    for indicator in indicators:
        figure = page.locator(f"#react-entry-point figure[data-indicator='{indicator}']").first
        expect(figure).to_have_count(1)
        assert figure.locator("table").count() >= 1
        assert len(figure.locator("h2, h3").first.inner_text()) > 10


def test_unknown_address_is_a_404_with_a_way_home(page: Page, base_url: str) -> None:
    response = page.goto(base_url + "/finns-inte")
    assert response is not None
    assert response.status == 404
    page.wait_for_selector("#react-entry-point main h1")
    assert page.locator("#react-entry-point main a[href='/']").count() >= 1
