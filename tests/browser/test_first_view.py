"""The first view: pictures at once, filters before plotly has come, plotly only where it draws something."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Trouble, ready
from tests.browser.test_filters import choose

SHOWN = "() => !document.getElementById('first-view')"
HEIGHTS = """() => [...document.querySelectorAll("#react-entry-point .chart-picture")]
  .map(picture => picture.offsetHeight)"""
FIGURES = """() => [...document.querySelectorAll(".js-plotly-plot")]
  .map(graph => JSON.stringify(graph.data.map(trace => [trace.x, trace.y])))"""
PLOTLY = "**/plotly-basic-*"
STILL = "#react-entry-point figure[data-indicator='fra1'] .chart-still"


def hold(routes: list[Route]) -> Callable[[Route], None]:
    """A handler that lets a request wait."""

    def handler(route: Route) -> None:
        routes.append(route)

    return handler


def test_a_filter_changes_the_still_picture_before_plotly_has_come_and_plotly_draws_the_new_one(
    page: Page, base_url: str, trouble: Trouble
) -> None:
    held: list[Route] = []
    page.route(PLOTLY, hold(held))
    page.goto(base_url + "/fraga")
    page.wait_for_function(SHOWN)
    before = page.locator(STILL).first.inner_html()
    choose(page, "filter-unit", "Frideborg")
    page.wait_for_url("**/fraga?*enhet=frideborg*")
    expect(page.locator(f"{STILL} svg:visible").first).to_be_visible()
    page.wait_for_function(
        "([place, before]) => document.querySelector(place).innerHTML !== before", arg=[STILL, before]
    )
    assert page.locator(".main-svg").count() == 0
    page.wait_for_function("() => document.querySelector('script[src*=plotly-basic]')")
    held[0].continue_()
    page.unroute(PLOTLY)
    ready(page)
    drawn = page.evaluate(FIGURES)
    page.goto(base_url + "/fraga")
    ready(page)
    assert page.evaluate(FIGURES) != drawn
    page.goto(base_url + "/fraga?enhet=frideborg")
    ready(page)
    assert page.evaluate(FIGURES) == drawn
    assert trouble.console == []


def test_without_plotly_the_pictures_stand_and_nothing_complains(page: Page, base_url: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(PLOTLY, lambda route: route.abort())
    page.goto(base_url + "/kast")
    page.wait_for_function(SHOWN)
    page.wait_for_timeout(500)
    assert page.locator("#react-entry-point .chart-still svg:visible").count() >= 3
    assert errors == []


def test_a_phone_never_loads_plotly_until_it_becomes_wide(page: Page, base_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "plotly-basic" in request.url else None)
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(base_url + "/kast")
    page.wait_for_function(SHOWN)
    page.wait_for_timeout(1500)
    assert asked == []
    page.set_viewport_size({"width": 1200, "height": 800})
    ready(page)
    assert len(asked) == 1


def test_the_live_picture_stands_where_the_still_one_stood(page: Page, base_url: str) -> None:
    """The page below a chart does not move when plotly takes over."""
    held: list[Route] = []
    page.route(PLOTLY, hold(held))
    page.goto(base_url + "/fraga")
    page.wait_for_function(SHOWN)
    page.wait_for_function("() => document.querySelector('script[src*=plotly-basic]')")
    before = page.evaluate(HEIGHTS)
    held[0].continue_()
    ready(page)
    after = page.evaluate(HEIGHTS)
    assert max(abs(one - other) for one, other in zip(before, after, strict=True)) <= 2
