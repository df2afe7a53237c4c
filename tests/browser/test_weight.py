"""What a first visit weighs: counted in bytes on the wire, never timed."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from access import precompress
from tests.browser.conftest import Trouble, ready
from tests.browser.test_first_view import SHOWN

UNTIL_USABLE_BYTES = 360_000
WITH_PLOTLY_BYTES = 720_000
PICTURES_BYTES = 70_000
"""The document and the style sheet: with these two the reader sees every chart."""


@dataclass
class Network:
    """Bytes on the wire by address, headers included."""

    sizes: dict[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        return sum(self.sizes.values())


@pytest.fixture(scope="session", autouse=True)
def prepared() -> None:
    """What installation does: without it files are sent as gzip, a sixth larger."""
    precompress.main()


@pytest.fixture
def network(page: Page) -> Network:
    seen = Network()
    addresses: dict[str, str] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def answered(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = urlsplit(event["response"]["url"]).path

    def finished(event: dict[str, Any]) -> None:
        seen.sizes[addresses.get(event["requestId"], "")] = event["encodedDataLength"]

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    return seen


@pytest.mark.parametrize("path", ["/", "/fraga", "/utbildning"])
def test_a_first_visit_stays_within_its_weight(
    page: Page, base_url: str, network: Network, trouble: Trouble, path: str
) -> None:
    page.goto(base_url + path)
    page.wait_for_function(SHOWN)
    usable = {name: size for name, size in network.sizes.items() if "plotly-basic" not in name}
    assert sum(usable.values()) <= UNTIL_USABLE_BYTES, usable
    seen = [size for name, size in usable.items() if name == path or name.endswith(".css")]
    assert sum(seen) <= PICTURES_BYTES, usable
    ready(page)
    page.wait_for_load_state("networkidle")
    assert network.total <= WITH_PLOTLY_BYTES, network.sizes
    assert trouble.left_the_site == []


def test_a_second_visit_asks_for_figures_only(page: Page, base_url: str, network: Network) -> None:
    page.goto(base_url + "/fraga")
    ready(page)
    page.goto("about:blank")
    network.sizes.clear()
    page.goto(base_url + "/fraga")
    ready(page)
    sent = {name: size for name, size in network.sizes.items() if size > 0}
    assert {name for name in sent if name.startswith("/assets/")} == set()
    assert sum(sent.values()) <= 100_000, sent


def test_a_page_without_charts_never_asks_for_plotly(page: Page, base_url: str, network: Network) -> None:
    page.goto(base_url + "/metod")
    page.wait_for_function(SHOWN)
    page.wait_for_timeout(1000)
    assert not [name for name in network.sizes if "plotly-basic" in name]


def test_a_page_asks_for_one_style_sheet_and_three_scripts(page: Page, base_url: str) -> None:
    page.goto(base_url + "/fraga")
    page.wait_for_function(SHOWN)
    assert page.locator("link[rel=stylesheet]").count() == 1
    addresses = page.locator("script[src]").evaluate_all("scripts => scripts.map(script => script.src)")
    assert len([one for one in addresses if "plotly-basic" not in one]) <= 3, addresses
