"""Filters: native controls, in the URL; the same link gives the same view."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Trouble, ready


def choose(page: Page, group: str, label: str) -> None:
    """Tick `label` in the filter group with id `group`, opening it first if it is folded."""
    page.locator(f"#{group}").evaluate("e => { const d = e.closest('details'); if (d) d.open = true }")
    page.locator(f"#{group}").get_by_label(label, exact=True).check()


def test_a_choice_changes_figures_and_address_without_a_new_page(
    page: Page, base_url: str, trouble: Trouble
) -> None:
    page.goto(base_url + "/fraga")
    ready(page)
    before = page.locator("#react-entry-point figure[data-indicator='fra1']").first.inner_text()
    with page.expect_response(lambda response: "_dash-update-component" in response.url):
        choose(page, "filter-unit", "Frideborg")
    page.wait_for_url("**/fraga?*enhet=frideborg*")
    expect(page.locator("#react-entry-point figure[data-indicator='fra1']").first).not_to_have_text(before)
    expect(page.locator("#react-entry-point main")).to_contain_text("Urval:")
    assert trouble.console == []


def test_the_link_gives_the_same_view_again_and_survives_reload_and_back(page: Page, base_url: str) -> None:
    page.goto(base_url + "/fraga")
    ready(page)
    choose(page, "filter-unit", "Frideborg")
    page.wait_for_url("**/fraga?*enhet=frideborg*")
    choose(page, "filter-year", "2025")
    page.wait_for_url("**ar=2025*")
    expect(page.locator("#react-entry-point figure[data-indicator='fra1'] h2, h3").first).to_contain_text(
        "2025"
    )
    seen = page.locator("#react-entry-point figure[data-indicator='fra1']").first.inner_text()
    page.reload()
    ready(page)
    assert page.locator("#react-entry-point figure[data-indicator='fra1']").first.inner_text() == seen
    address = page.url
    page.goto(base_url + "/metod")
    ready(page)
    page.go_back()
    ready(page)
    assert page.url == address
    assert page.locator("#react-entry-point figure[data-indicator='fra1']").first.inner_text() == seen


def test_an_unknown_value_gives_a_message_and_the_default(page: Page, base_url: str) -> None:
    page.goto(base_url + "/fraga?enhet=finns-inte&ar=1899&period=vecka")
    ready(page)
    messages = page.locator("#react-entry-point main [role='status'], #react-entry-point main [role='alert']")
    assert "finns-inte" in " ".join(messages.all_inner_texts())


def test_filters_work_from_the_keyboard_alone(page: Page, base_url: str) -> None:
    page.goto(base_url + "/fraga")
    ready(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(
            "!!document.activeElement.closest('summary + *, details')?.querySelector('#filter-unit')"
        ):
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**/fraga?*enhet=*")
