"""The pages on paper, and as the reader's own colours and keyboard meet them."""

from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ready

A4_INSIDE_MARGINS = {"width": 680, "height": 980}
BOXES = """selector => [...document.querySelectorAll(selector)].map(element => {
  const box = element.getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
})"""


def overlap(one: list[float], other: list[float]) -> bool:
    """Say whether two boxes (left, top, right, bottom) share more than an edge."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    return right - left > 1 and bottom - top > 1


@pytest.mark.parametrize("viewport", [A4_INSIDE_MARGINS, {"width": 1440, "height": 1000}])
def test_on_paper_the_cards_of_the_overview_stand_beside_each_other(
    page: Page, base_url: str, viewport: Any
) -> None:
    page.set_viewport_size(viewport)
    page.goto(base_url)
    ready(page)
    page.emulate_media(media="print")
    boxes = page.evaluate(BOXES, "#react-entry-point .number-card")
    assert len(boxes) > 20
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert max(box[2] for box in boxes) <= viewport["width"]


def test_on_paper_what_is_unfolded_keeps_its_heading(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/fraga")
    ready(page)
    page.emulate_media(media="print")
    summaries = page.locator("#react-entry-point #fra1 details.fold:not(.fold-table) > summary")
    assert {text.strip() for text in summaries.all_inner_texts()} == {
        "Så läser du diagrammet",
        "Så är måttet definierat",
    }
    assert all(summary.is_visible() for summary in summaries.all())
    assert not page.locator("#react-entry-point #fra1 details.fold-table > summary").first.is_visible()


def test_a_live_picture_is_not_covered_where_the_reader_chooses_the_colours(
    page: Page, base_url: str
) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{base_url}/fraga")
    ready(page)
    page.wait_for_timeout(300)
    grounds = page.evaluate(
        "[...document.querySelectorAll('#react-entry-point .main-svg ~ .main-svg')]"
        ".map(drawing => getComputedStyle(drawing).backgroundColor)"
    )
    assert len(grounds) >= 1
    assert set(grounds) == {"rgba(0, 0, 0, 0)"}


def test_every_control_of_the_filters_shows_where_the_keyboard_is(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/fraga")
    ready(page)
    page.locator("#react-entry-point .filters summary").first.focus()
    for _ in range(4):
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px", page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        page.keyboard.press("Tab")


def test_a_page_is_never_wider_than_its_window_while_charts_follow_it(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/utbildning")
    ready(page)
    for width in (768, 375, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, width
