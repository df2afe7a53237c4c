"""What docs/api.md and the description of the interface say of keys holds against the service in production.

The examples are taken from the document as they stand; only the address of the service is another. Power BI
and Excel are not to be had here: the questions that their code asks are put the way they put them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from access.keys import KeyRole
from access.roles import Role
from data.log import Log
from tests.access.attack_keys import basic, bearer
from tests.access.expected import TOOL_ROUTES
from tests.access.running import ROOT, Service, running
from tests.snapshots import Cell

EXAMPLE = "https://lagesbild.example"
DOCUMENT = (ROOT / "docs/api.md").read_text(encoding="utf-8")
DESCRIPTION = json.loads((ROOT / "reports/openapi.json").read_text(encoding="utf-8"))
PATHS = [path.replace("{identity}", "fra1") for path in DESCRIPTION["paths"]]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    month = Cell("fra1", "office", "socialkontoret", "month", date(2026, 1, 1), 12, 20, 0.6)
    with running(tmp_path_factory.mktemp("service"), extra_cells=[month]) as service:
        yield service


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCUMENT, flags=re.DOTALL)


def run(command: list[str], text: str, service: Service, folder: Path) -> str:
    """Run an example as a person would, with a key in its environment; return what it printed."""
    environment = os.environ | {"LAGESBILD_NYCKEL": service.key()}
    done = subprocess.run(
        command,
        input=text.replace(EXAMPLE, service.address),
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_example_for_curl(service: Service, tmp_path: Path) -> None:
    [example] = examples("sh")
    document = json.loads(run(["sh"], example, service, tmp_path))
    assert {row["period_kind"] for row in document["cells"]} == {"year"}


def test_the_example_for_python(service: Service, tmp_path: Path) -> None:
    [example] = examples("python")
    assert re.search(r"^shown +\d+$", run([sys.executable, "-"], example, service, tmp_path), re.MULTILINE)


@pytest.mark.skipif(
    shutil.which("Rscript") is None, reason="NOT TESTED: apt-get install r-base-core r-cran-jsonlite"
)
def test_the_example_for_r(service: Service, tmp_path: Path) -> None:
    [example] = examples("r")
    assert "shown" in run(["Rscript", "-"], example, service, tmp_path)


def questions() -> list[tuple[str, set[str]]]:
    """What the examples for Power BI and Excel ask for: the address, and the columns they then name."""
    found = []
    for code in examples("powerquery"):
        [base] = re.findall(r'Web\.Contents\("([^"]+)"', code)
        [path] = re.findall(r'RelativePath = "([^"]+)"', code)
        [query] = re.findall(r"Query = \[(.*?)\]", code)
        pairs = [f"{name}={value}" for name, value in re.findall(r'(\w+) = "(\w+)"', query)]
        columns = set(re.findall(r'\{"(\w+)", type', code))
        found.append((f"{base}{path}?{'&'.join(pairs)}".removeprefix(EXAMPLE), columns))
    return found


@pytest.mark.parametrize(("address", "columns"), questions(), ids=["Power BI", "Excel"])
def test_the_examples_for_power_query(service: Service, address: str, columns: set[str]) -> None:
    asked = service.get(address)
    assert asked.status_code == 401
    assert "Basic realm" in asked.headers["WWW-Authenticate"], "otherwise a stored password is not sent"
    answer = service.get(address, basic("nyckel", service.key()))
    assert answer.status_code == 200
    if ".csv" in address:
        assert columns < set(answer.content.decode("utf-8-sig").splitlines()[0].split(";"))
    else:
        assert columns < set(answer.json()["cells"][0])


def test_power_query_finds_the_address_that_it_tries_before_it_stores_a_password(service: Service) -> None:
    for code in examples("powerquery"):
        [base] = re.findall(r'Web\.Contents\("([^"]+)"', code)
        assert service.get(base.removeprefix(EXAMPLE), basic("nyckel", service.key())).status_code == 200


def test_a_web_api_key_of_power_query_is_refused_and_told_why(service: Service) -> None:
    answer = service.get(f"/api/v1/?key={service.key()}")
    assert answer.status_code == 400
    assert answer.json()["fel"] == "Nyckeln står i adressen"


# The description


def fault_of(path: str, status: int) -> Any:
    answer = DESCRIPTION["paths"][path]["get"]["responses"][str(status)]
    named = answer.get("$ref", "").rpartition("/")[2]
    assert named in DESCRIPTION["components"]["responses"]
    schema = DESCRIPTION["components"]["responses"][named]["content"]["application/json"]["schema"]
    return schema | {"components": DESCRIPTION["components"]}


def test_the_description_names_every_way_in_and_each_of_them_opens(service: Service) -> None:
    schemes = DESCRIPTION["components"]["securitySchemes"]
    assert DESCRIPTION["security"] == [{name: []} for name in schemes]
    assert (schemes["key"]["type"], schemes["key"]["scheme"]) == ("http", "bearer")
    assert (schemes["keyAsPassword"]["type"], schemes["keyAsPassword"]["scheme"]) == ("http", "basic")
    assert (schemes["session"]["type"], schemes["session"]["in"]) == ("apiKey", "cookie")
    [(name, value)] = service.cookie(Role.LEDNING).items()
    assert schemes["session"]["name"] == name
    key = service.key()
    for path in PATHS:
        for headers in (bearer(key), basic("x", key), {"Cookie": f"{name}={value}"}):
            assert service.get(path, headers).status_code == 200, path


@pytest.mark.parametrize("path", DESCRIPTION["paths"])
def test_refusals_of_keys_are_as_described(service: Service, path: str) -> None:
    address = path.replace("{identity}", "fra1")
    for status, answer in (
        (401, service.get(address)),
        (401, service.get(address, bearer("x"))),
        (400, service.get(f"{address}?nyckel={service.key()}")),
    ):
        assert answer.status_code in {status, 429}, address
        jsonschema_rs.validate(fault_of(path, answer.status_code), answer.json())
        if status == 401 and answer.status_code == 401:
            assert "Bearer" in answer.headers["WWW-Authenticate"]


def test_a_key_of_the_committee_gives_coarser_figures_than_one_of_the_management(service: Service) -> None:
    def kinds(role: KeyRole) -> set[str]:
        rows = service.get("/api/v1/indicators/fra1/cells", bearer(service.key(role))).json()["cells"]
        return {row["period_kind"] for row in rows}

    assert "month" in kinds(KeyRole.LEDNING)
    assert "month" not in kinds(KeyRole.NAMND)
    assert "quarter" in kinds(KeyRole.NAMND)
    file = "/ladda-ner/fra1.csv?period=manad&ar=2026"
    assert "januari 2026" in service.get(file, bearer(service.key(KeyRole.LEDNING))).text
    assert "januari 2026" not in service.get(file, bearer(service.key(KeyRole.NAMND))).text


def test_what_a_tool_takes_is_in_the_journal_and_the_stores_log_has_the_first_use_of_the_day(
    service: Service,
) -> None:
    key = service.key()
    for _ in range(5):
        assert service.get("/api/v1/indicators/fra1/cells", bearer(key)).status_code == 200
    subject = f"nyckel {key.split('_')[1]} (test)"
    lines = (service.store / "service.log").read_text(encoding="utf-8").splitlines()
    events = [json.loads(line) for line in lines if line.startswith("{")]
    mine = [event for event in events if event.get("subject") == subject]
    assert [event["event"] for event in mine] == ["key_used", *["export"] * 5]
    assert all(event["snapshot"] for event in mine[1:])
    assert [entry.what for entry in Log(service.store).entries() if entry.who == subject] == ["key_used"]


def test_prometheus_sees_how_long_keys_hold_and_nothing_of_the_keys(service: Service) -> None:
    key = service.key()
    _, identity, secret = key.split("_")
    text = service.get("/matvarden").text
    assert f'lagesbild_key_seconds_left{{key="{identity}"}} ' in text
    assert secret not in text


def test_the_document_names_what_a_key_opens() -> None:
    roots = {f"/{rule.split('/')[1]}/" for rule in TOOL_ROUTES}
    assert roots == {"/api/", "/ladda-ner/", "/rapport/"}
    assert all(f"`{root}" in DOCUMENT for root in roots)
