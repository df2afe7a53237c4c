"""How fast the pages are: `python -m bench.web STORE` prints the table of bench/README.md, section Web.

Owns the measuring, in headless Chromium and by plain requests. Everything is measured in turn in the same run
and told as ratios, because other work on the machine moves all of it alike. STORE is a folder with published
figures (`python -m data demo`). Must not know how anything is made fast.
"""

import json
import random
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.web_baselines import PICTURES, UNITS
from bench.web_report import Loads, report
from bench.web_server import Server, load, serving

ROUNDS = 5
UPDATES = 1000
WARMING = 20
ALONE = 100
AGAIN = 5
READERS = 32
SECONDS = 8
OURS, DASH, LIMIT = "Lägesbild", "Dash as usually written", "limit: the pictures alone"


@dataclass(frozen=True)
class Target:
    """One of the applications. The scripts are JavaScript expressions.

    Attributes:
        path: The page.
        visible: True when a picture is on the screen.
        usable: True when a filter works without a new page.
        drawn: True when the last picture has come.
        choose: Makes a choice; `number` differs from call to call.
        said: What differs after it.
    """

    server: Server
    path: str
    visible: str
    usable: str
    drawn: str
    choose: str
    said: str


def targets(ours: Server, dash: Server, limit: Server) -> dict[str, Target]:
    """The three, with what tells where each of them stands."""
    live = "[...document.querySelectorAll('.dash-graph')]"
    return {
        OURS: Target(
            ours,
            "/fraga",
            "!!document.querySelector('.chart-still svg')",
            "!!document.querySelector('#react-entry-point main') && !document.getElementById('first-view')",
            f"{live}.length > 0 && {live}.every(graph => graph.querySelector('.main-svg'))",
            "document.querySelectorAll('#filter-unit input')[number].click()",
            "document.querySelector('#fra1-trend .main-svg').innerHTML",
        ),
        DASH: Target(
            dash,
            "/",
            "!!document.querySelector('.main-svg')",
            "!!document.querySelector('.main-svg')",
            f"{live}.length > 0 && {live}.every(graph => graph.querySelector('.main-svg'))",
            f"dash_clientside.set_props('unit', {{value: [{json.dumps(UNITS)}[number + 1]]}})",
            "document.querySelector('#chart-0 .main-svg').innerHTML",
        ),
        LIMIT: Target(
            limit,
            "/",
            "!!document.querySelector('#charts svg')",
            "document.readyState !== 'loading'",
            "!!document.querySelector('#charts svg')",
            "{ const unit = document.getElementById('unit'); unit.selectedIndex = number + 1; "
            "unit.dispatchEvent(new Event('change')); }",
            "document.getElementById('charts').innerHTML",
        ),
    }


def watch(target: Target) -> str:
    """A script that notes in the page when it becomes visible, usable and drawn, frame by frame."""
    states = {"visible": target.visible, "usable": target.usable, "drawn": target.drawn}
    tests = ", ".join(f"{name}: () => {test}" for name, test in states.items())
    return (
        f"window.seen = {{}}; (function look() {{ const tests = {{{tests}}}; for (const name in tests) "
        "if (!(name in window.seen) && document.body && tests[name]()) "
        "window.seen[name] = performance.now(); "
        "if (Object.keys(window.seen).length < 3) requestAnimationFrame(look); })()"
    )


def choose(page: Page, target: Target, number: int) -> float:
    """Milliseconds from a choice to the frame in which the first picture has changed."""
    return page.evaluate(
        f"""number => new Promise(done => {{
          const before = {target.said}; const start = performance.now();
          {target.choose};
          (function look() {{
            if ({target.said} !== before) done(performance.now() - start); else requestAnimationFrame(look);
          }})();
        }})""",
        number,
    )


def visit(browser: Browser, target: Target) -> dict[str, float]:
    """Open the page with an empty cache, make choices and open it again; tell `web_report.COLUMNS`."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.add_init_script(watch(target))
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(target.server.address + target.path)
    page.wait_for_function("() => 'usable' in window.seen", timeout=120_000)
    until_usable = sum(sizes)
    seen = _seen(page)
    choices = [choose(page, target, number) for number in range(3)]
    page.wait_for_timeout(500)
    total = sum(sizes)
    page.goto("about:blank")
    page.goto(target.server.address + target.path)
    warm = _seen(page)
    context.close()
    return seen | {
        "kilobytes until usable": until_usable / 1000,
        "kilobytes": total / 1000,
        "warm visible": warm["visible"],
        "filter": statistics.median(choices),
    }


def _seen(page: Page) -> dict[str, float]:
    page.wait_for_function("() => Object.keys(window.seen).length === 3", timeout=120_000)
    return page.evaluate("() => window.seen")


def callback(server: Server, output: str) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """Give the body of a callback for values by id, as the server itself describes the callback."""
    known = next(one for one in json.loads(server.text("/_dash-dependencies")) if output in one["output"])
    first = [part.rpartition(".") for part in known["output"].strip(".").split("...")]
    outputs = [{"id": name, "property": what} for name, _, what in first]

    def body(values: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            "output": known["output"],
            "outputs": outputs if known["output"].startswith("..") else outputs[0],
            "inputs": [one | {"value": values.get(one["id"])} for one in known["inputs"]],
            "state": [one | {"value": values.get(one["id"])} for one in known["state"]],
            "changedPropIds": [],
        }

    return body


def updates(
    server: Server, output: str, control: str, names: list[str], fixed: Mapping[str, Any]
) -> Iterator[Any]:
    """Requests for different selections of several units, without end."""
    body = callback(server, output)
    chance = random.Random(7)
    seen: set[tuple[str, ...]] = set()
    while True:
        some = tuple(sorted(chance.sample(names, chance.randint(2, len(names) - 1))))
        if some not in seen:
            seen.add(some)
            yield "POST", "/_dash-update-component", body({**fixed, control: list(some)})


def under_load(target: Target, requests: Iterator[Any]) -> Loads:
    """Ask for new answers and for the same again, alone and together with others."""
    server = target.server
    some = iter(list(islice(requests, UPDATES)))
    before = server.megabytes()
    load(server, islice(some, WARMING), readers=WARMING, seconds=SECONDS)
    fresh_alone = load(server, islice(some, ALONE), readers=1, seconds=SECONDS)
    again = list(islice(some, AGAIN))
    fresh = load(server, some, readers=READERS, seconds=SECONDS)
    # Each of the workers has to have met what is asked again.
    load(server, iter(again * 40), readers=READERS, seconds=SECONDS)
    return Loads(
        fresh_alone=fresh_alone,
        kept_alone=load(server, islice(cycle(again), ALONE), readers=1, seconds=SECONDS),
        fresh=fresh,
        kept=load(server, cycle(again), readers=READERS, seconds=SECONDS),
        megabytes=(before, server.megabytes()),
    )


def pictures(server: Server, units: list[str]) -> dict[str, list[str]]:
    """The wide pictures of our page by unit: what the limit shows."""
    return {
        unit: re.findall(r'<div class="still-wide"[^>]*>(<svg.*?</svg>)', server.text(f"/fraga?enhet={unit}"))
        for unit in units
    }


def main(store: str, rounds: int = ROUNDS) -> None:
    """Measure everything and print the tables."""
    with tempfile.TemporaryDirectory() as folder, serving("app:server", LAGESBILD_STORE=store) as ours:
        units = re.findall(r'name="enhet" value="([^"]+)"', ours.text("/fraga"))
        file = Path(folder) / "pictures.json"
        file.write_text(json.dumps(pictures(ours, units)), "utf-8")
        with (
            serving("bench.web_baselines:plain_dash()") as dash,
            serving("bench.web_baselines:bare_svg()", **{PICTURES: str(file)}) as limit,
        ):
            known = targets(ours, dash, limit)
            measured: dict[str, list[dict[str, float]]] = {name: [] for name in known}
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
                )
                for number in range(rounds + 1):
                    for name, target in known.items():
                        one = visit(browser, target)
                        if number:  # the first round warms everything up
                            measured[name].append(one)
                browser.close()
            cards = re.findall(r'id="first-([^"]+)-card"', ours.text("/fraga"))
            fixed = {"filter-period": "kvartal", "cards-fraga": cards}
            loads = {
                OURS: under_load(known[OURS], updates(ours, "slots-fraga.data", "filter-unit", units, fixed)),
                DASH: under_load(known[DASH], updates(dash, "chart-0.figure", "unit", list(UNITS), {})),
                LIMIT: under_load(
                    known[LIMIT],
                    (("GET", f"/data/{units[number % len(units)]}", None) for number in range(10**9)),
                ),
            }
            starts = {name: target.server.seconds_to_start for name, target in known.items()}
            print(report(measured, loads, starts, base=DASH))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
