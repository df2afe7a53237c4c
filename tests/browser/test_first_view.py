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
SCRIPTS = "**/dash_renderer-and-all-*"
FIRST_CHOICE = "#first-view input[name=enhet]"
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


def test_a_choice_made_before_the_scripts_have_come_is_not_lost(
    page: Page, base_url: str, trouble: Trouble
) -> None:
    held: list[Route] = []
    page.route(SCRIPTS, hold(held))
    page.goto(base_url + "/fraga")
    page.locator("#first-view details.filter summary").first.click()
    page.locator(FIRST_CHOICE).first.check()
    page.wait_for_url("**/fraga?*enhet=*")
    held[-1].continue_()
    page.unroute(SCRIPTS)
    assert page.locator(FIRST_CHOICE).first.is_checked()
    page.wait_for_function(SHOWN)
    assert page.locator("#filter-unit input").first.is_checked()
    assert trouble.console == []


def test_without_scripts_from_us_the_plain_page_stays_and_works(page: Page, base_url: str) -> None:
    page.route(SCRIPTS, lambda route: route.abort())
    page.goto(base_url + "/fraga")
    page.wait_for_timeout(500)
    assert page.locator("#first-view .chart-still svg:visible").count() >= 3
    page.locator("#first-view details.filter summary").first.click()
    page.locator(FIRST_CHOICE).first.check()
    page.wait_for_url("**/fraga?*enhet=*")
    page.locator("#first-view nav a[href^='/kast']").click()
    page.wait_for_url("**/kast*")
    assert page.locator("#first-view .chart-still svg:visible").count() >= 3


def test_focus_and_place_survive_when_dash_takes_over(page: Page, base_url: str) -> None:
    held: list[Route] = []
    page.emulate_media(reduced_motion="reduce")  # the page does not glide to what has the focus
    page.route(SCRIPTS, hold(held))
    page.goto(base_url + "/fraga")
    summary = page.locator("#first-view main details summary").last
    summary.focus()
    summary.press("Enter")
    text = summary.inner_text()
    place = page.evaluate("() => window.scrollY")
    assert place > 1000
    held[0].continue_()
    page.unroute(SCRIPTS)
    page.wait_for_function(SHOWN)
    focused = page.locator("#react-entry-point summary:focus")
    expect(focused).to_have_text(text)
    assert focused.evaluate("summary => summary.parentElement.open")
    assert abs(page.evaluate("() => window.scrollY") - place) <= 2


def test_the_page_does_not_move_when_dash_takes_over(page: Page, base_url: str) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { window.moved += entry.value; })).observe({type: 'layout-shift', buffered: true})"
    )
    for path in ("/", "/fraga", "/namnd", "/underlag"):
        page.goto(base_url + path)
        page.wait_for_function(SHOWN)
        page.wait_for_timeout(300)
        assert page.evaluate("() => window.moved") < 0.01, path


def test_back_and_forward_come_to_the_same_choices(page: Page, base_url: str, trouble: Trouble) -> None:
    page.goto(base_url + "/fraga")
    ready(page)
    choose(page, "filter-unit", "Frideborg")
    page.wait_for_url("**/fraga?*enhet=frideborg*")
    page.goto(base_url + "/metod")
    page.wait_for_function(SHOWN)
    page.go_back()
    page.wait_for_url("**/fraga?*enhet=frideborg*")
    page.wait_for_function(SHOWN)
    assert page.locator("#filter-unit input:checked").count() == 1
    page.go_forward()
    page.wait_for_url("**/metod")
    page.wait_for_function(SHOWN)
    assert trouble.console == []


def test_charts_out_of_sight_are_drawn_after_the_others_and_with_the_latest_figures(
    page: Page, base_url: str, trouble: Trouble
) -> None:
    page.goto(base_url + "/fraga?enhet=frideborg")
    ready(page)
    wanted = page.evaluate(FIGURES)
    page.add_init_script("window.requestIdleCallback = act => { (window.idle ||= []).push(act); }")
    page.goto(base_url + "/fraga")
    page.wait_for_function(SHOWN)
    page.wait_for_function("() => (window.idle || []).length > 0")
    page.evaluate("() => window.idle.splice(0).forEach(act => act())")  # plotly comes
    page.wait_for_function("() => document.querySelector('.main-svg')")
    assert page.locator(".dash-graph:has(.main-svg)").count() < len(wanted)
    choose(page, "filter-unit", "Frideborg")
    page.wait_for_function(f"wanted => ({FIGURES})()[0] === wanted[0]", arg=wanted)
    assert page.locator(".dash-graph:has(.main-svg)").count() < len(wanted)
    page.evaluate("() => setInterval(() => window.idle.splice(0).forEach(act => act()), 20)")
    page.wait_for_function(f"wanted => ({FIGURES})().join() === wanted.join()", arg=wanted)
    assert trouble.console == []
