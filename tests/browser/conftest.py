"""The real product in headless Chromium: the demo store, gunicorn, a browser.

One store and one server for the whole session; each test gets a page that remembers what went wrong in it:
console errors, failed requests and requests that left the site.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    if CHROMIUM is None:
        pytest.fail("No Chromium found: `make test` installs it on Debian, or put one on PATH.")
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": CHROMIUM, "args": [*sandbox, "--disable-gpu", "--disable-quic", *quiet]}


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_up(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait for `url` to answer; fail when the server dies or stays silent."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server stopped with exit code {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{url} did not answer within {seconds} s")


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demo figures, loaded and published by the command line."""
    store = tmp_path_factory.mktemp("demo-store")
    environment = os.environ | {"LAGESBILD_STORE": str(store), "LAGESBILD_ENV": "local"}
    result = subprocess.run(
        [sys.executable, "-m", "data", "demo"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return store


@pytest.fixture(scope="session")
def base_url(demo_store: Path) -> Iterator[str]:
    """The address of the product, served by gunicorn as in production but on a free port."""
    port = free_port()
    environment = os.environ | {
        "LAGESBILD_STORE": str(demo_store),
        "LAGESBILD_ENV": "local",
        "PORT": str(port),
    }
    process = subprocess.Popen([sys.executable, "-m", "gunicorn", "app:server"], cwd=ROOT, env=environment)
    try:
        wait_until_up(f"http://127.0.0.1:{port}/halsa", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=40)


@dataclass
class Trouble:
    """What a page complained about while a test used it."""

    console: list[str] = field(default_factory=list)
    left_the_site: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@pytest.fixture
def trouble(page: Page, base_url: str) -> Trouble:
    """Listens from the first navigation of the test on."""
    seen = Trouble()
    own = urlsplit(base_url).netloc

    def on_request(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.netloc != own:
            seen.left_the_site.append(url)

    page.on("console", lambda message: seen.console.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.console.append(str(error)))
    page.on("request", lambda request: on_request(request.url))
    page.on(
        "response",
        lambda response: (
            seen.failed.append(f"{response.status} {response.url}") if response.status >= 400 else None
        ),
    )
    return seen


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {**browser_context_args, "locale": "sv-SE", "viewport": {"width": 1440, "height": 1000}}


def ready(page: Page) -> None:
    """Wait until Dash has drawn the page and every chart in it."""
    page.wait_for_selector("#react-entry-point main h1")
    page.wait_for_function(
        "() => [...document.querySelectorAll('#react-entry-point .dash-graph')]"
        ".every(graph => graph.querySelector('.main-svg'))"
    )
