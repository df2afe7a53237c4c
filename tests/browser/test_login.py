"""Login from end to end: two real providers, four people, a browser, gunicorn in production form."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.access import real_providers
from tests.access.real_providers import RealProvider
from tests.browser.conftest import ROOT, free_port, wait_until_up

pytestmark = pytest.mark.idp

SEES = {
    "test-namnd": {"/": 200, "/metod": 200, "/fraga": 403, "/finns-inte": 404},
    "test-ledning": {"/": 200, "/metod": 200, "/fraga": 200, "/finns-inte": 404},
    "test-samordnare": {"/": 200, "/metod": 200, "/fraga": 200, "/finns-inte": 404},
    "test-utan-roll": {"/": 403, "/metod": 403, "/fraga": 403, "/finns-inte": 403, "/tillganglighet": 200},
}


@dataclass(frozen=True)
class Served:
    """The product in production form, and the provider it trusts."""

    address: str
    provider: RealProvider


@pytest.fixture(scope="module", params=["panva", "canaille"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, demo_store: Path
) -> Iterator[Served]:
    """Starts the provider, then the product."""
    port = free_port()
    address = f"http://localhost:{port}"
    folder = tmp_path_factory.mktemp(request.param)
    start = {"panva": real_providers.panva, "canaille": real_providers.canaille}[request.param]
    with start(port=free_port(), base_url=address, folder=folder) as provider:
        environment = os.environ | {
            "PORT": str(port),
            "LAGESBILD_ENV": "production",
            "LAGESBILD_STORE": str(demo_store),
            "LAGESBILD_SESSION_FILE": str(folder / "sessions.sqlite"),
            "LAGESBILD_BASE_URL": address,
            "LAGESBILD_SECRET_KEY": "test-only-0123456789abcdef0123456789abcdef",
            "LAGESBILD_OIDC_ISSUER": provider.issuer,
            "LAGESBILD_OIDC_CLIENT_ID": real_providers.CLIENT,
            "LAGESBILD_OIDC_CLIENT_SECRET": real_providers.SECRET,
            "LAGESBILD_OIDC_SCOPE": "openid profile groups",
            "LAGESBILD_OIDC_ROLES_CLAIM": "groups",
            "LAGESBILD_SECURITY_CONTACT": "mailto:sakerhet@example.org",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "app:server"], cwd=ROOT, env=environment
        )
        try:
            wait_until_up(f"{address}/halsa", process)
            yield Served(address, provider)
        finally:
            process.terminate()
            process.wait(timeout=40)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    made = browser.new_context(locale="sv-SE")
    yield made
    made.close()


def sign_in(page: Page, served: Served, user: str, path: str = "/") -> None:
    """Go to a page, be sent to the provider, sign in there, and come back to that page."""
    page.goto(served.address + path)
    assert page.url.startswith(served.provider.issuer)
    page.fill("input[name=login]", user)
    if served.provider.name == "canaille":
        page.click("button[type=submit]")
    page.fill("input[name=password]", served.provider.password(user))
    served.provider.wait_for_a_new_token()
    page.click("button[type=submit]")
    if served.provider.name == "panva":
        page.click("button[type=submit]")
    page.wait_for_url(served.address + path)


@pytest.mark.parametrize("user", SEES)
def test_each_person_sees_and_is_refused_the_right_pages(
    served: Served, context: BrowserContext, user: str
) -> None:
    page = context.new_page()
    sign_in(page, served, user)
    seen = {}
    for path in SEES[user]:
        response = page.goto(served.address + path)
        assert response is not None
        seen[path] = response.status
    assert seen == SEES[user]


@pytest.mark.parametrize("user", ["test-namnd", "test-ledning"])
def test_log_out_ends_it_at_both_ends_and_the_old_cookie_is_dead(
    served: Served, context: BrowserContext, browser: Browser, user: str
) -> None:
    page = context.new_page()
    sign_in(page, served, user, "/metod")
    page.wait_for_selector("#react-entry-point main h1")
    [old] = [cookie for cookie in context.cookies() if cookie.get("name") == "sid"]
    assert (old.get("httpOnly"), old.get("sameSite")) == (True, "Lax")
    expect(page.locator("#react-entry-point .sign-out")).to_contain_text(f"Inloggad som {user}")
    page.click("#react-entry-point .sign-out button")
    if served.provider.name == "panva":
        page.click("button[name=logout]")
    page.wait_for_url(f"{served.address}/utloggad*")
    expect(page.locator("h1")).to_have_text("Du är utloggad")
    page.goto(f"{served.address}/metod")
    expect(page.locator("input[name=login]")).to_be_visible()
    with_old_cookie = browser.new_context()
    with_old_cookie.add_cookies([{"name": "sid", "value": old.get("value", ""), "url": served.address}])
    thief = with_old_cookie.new_page()
    thief.goto(f"{served.address}/metod")
    assert thief.url.startswith(served.provider.issuer)
    with_old_cookie.close()


def test_a_session_that_ends_leads_to_the_login_at_the_next_change(
    served: Served, context: BrowserContext
) -> None:
    page = context.new_page()
    sign_in(page, served, "test-ledning", "/fraga")
    page.wait_for_selector("#react-entry-point main h1")
    context.clear_cookies(name="sid")
    served.provider.wait_for_a_new_token()
    # The provider still knows the person, so the way through the login needs no hand.
    with page.expect_event("load"):
        page.select_option("#filter-period", "ar")
    assert [cookie for cookie in context.cookies() if cookie.get("name") == "sid"]
    assert page.url == f"{served.address}/fraga?period=ar"


def test_a_page_of_another_site_can_do_nothing(served: Served, context: BrowserContext) -> None:
    page = context.new_page()
    sign_in(page, served, "test-ledning")
    other = served.address.replace("localhost", "127.0.0.1")
    page.route(f"{other}/evil", lambda route: route.fulfill(content_type="text/html", body="<h1>evil</h1>"))
    page.goto(f"{other}/evil")
    outcome = page.evaluate(
        """async (address) => {
            const attempts = [
                fetch(address + '/_dash-update-component', {method: 'POST', credentials: 'include'}),
                fetch(address + '/_dash-layout', {credentials: 'include'}),
            ];
            return (await Promise.allSettled(attempts)).map(attempt => attempt.status);
        }""",
        served.address,
    )
    assert outcome == ["rejected", "rejected"]
    page.evaluate(
        """(address) => {
            const form = document.createElement('form');
            form.method = 'post';
            form.action = address + '/logga-ut';
            document.body.append(form);
            form.submit();
        }""",
        served.address,
    )
    expect(page.locator("h1")).to_have_text("Du har inte behörighet")
    response = page.goto(served.address + "/fraga")
    assert response is not None
    assert response.status == 200
