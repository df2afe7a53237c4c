"""The description of `/api/v1/` and the service agree: every path, every answer, whatever is sent to it."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from tests.snapshots import make_snapshot

EXAMPLES = 20
"""Requests tried at each path in each mode: a few seconds in all."""


def strict(part: Any) -> Any:
    """A description that allows no key it does not name: readers may meet new keys, the tests may not."""
    if isinstance(part, list):
        return [strict(one) for one in part]
    if not isinstance(part, dict):
        return part
    closed = {"additionalProperties": False} if part.get("type") == "object" and "properties" in part else {}
    return {name: strict(value) for name, value in part.items()} | closed


DESCRIPTION = strict(json.loads(Path("reports/openapi.json").read_text("utf-8")))
PATHS = DESCRIPTION["paths"]


def with_ids_of_the_tiny_snapshot() -> Any:
    """The description, where only ids that exist are allowed: invented ones would hardly reach a figure."""
    description = copy.deepcopy(DESCRIPTION)
    # Nobody signs in here. What it says of keys is held against production: tests/access/test_examples.py.
    del description["security"], description["components"]["securitySchemes"]
    parameters = description["components"]["parameters"]
    parameters["Indicator"]["schema"] = {"enum": ["fra1", "han1", "ing1", "web1"]}
    parameters["Orgs"]["schema"]["items"] = {"enum": ["socialkontoret", "vald-och-skydd", "elsa", "moa"]}
    return description


OPERATIONS = [
    one.ok()
    for one in schemathesis.openapi.from_dict(with_ids_of_the_tiny_snapshot()).get_all_operations()
    if isinstance(one, Ok)
]


def schema_of(path: str, status: int) -> Any:
    answer = PATHS[path]["get"]["responses"][str(status)]
    if "$ref" in answer:
        answer = DESCRIPTION["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
    (content,) = answer["content"].values()
    return content["schema"] | {"components": DESCRIPTION["components"]}


def rules(client: FlaskClient) -> set[str]:
    """The addresses under /api/ that the service answers, written as the description writes them."""
    found = {rule.rule for rule in client.application.url_map.iter_rules() if rule.rule.startswith("/api/")}
    return {re.sub(r"<(\w+)>", r"{\1}", rule) for rule in found - {"/api/v1/<path:rest>"}}


def test_every_address_is_described_and_every_described_address_is_there(client: FlaskClient) -> None:
    assert rules(client) == set(PATHS) == {operation.path for operation in OPERATIONS}


def test_every_path_and_parameter_has_words_for_people() -> None:
    for path, methods in PATHS.items():
        assert set(methods) == {"get"}, path
        assert methods["get"]["summary"]
        assert methods["get"]["description"].endswith(".")
    assert all(one["description"] for one in DESCRIPTION["components"]["parameters"].values())


def test_every_schema_is_a_schema() -> None:
    for one in DESCRIPTION["components"]["schemas"].values():
        jsonschema_rs.meta.validate(one)


@pytest.mark.parametrize("identity", ["fra1", "han1", "ing1", "web1"])
@pytest.mark.parametrize("path", [path for path in PATHS if not path.endswith(".csv")])
def test_every_path_answers_as_described(client: FlaskClient, path: str, identity: str) -> None:
    answer = client.get(path.replace("{identity}", identity))
    assert answer.status_code == 200
    jsonschema_rs.validate(schema_of(path, 200), answer.json, validate_formats=True)


@pytest.mark.parametrize("path", [path for path in PATHS if "{identity}" in path])
def test_refusals_are_as_described(client: FlaskClient, path: str) -> None:
    for identity, query, status in (("fra1", "?kon=hen", 400), ("fra9", "", 404)):
        answer = client.get(path.replace("{identity}", identity) + query)
        assert answer.status_code == status
        jsonschema_rs.validate(schema_of(path, status), answer.json)


def test_a_hidden_cell_with_a_figure_would_break_the_description(client: FlaskClient) -> None:
    path = "/api/v1/indicators/{identity}/cells"
    document = json.loads(client.get("/api/v1/indicators/fra1/cells").text)
    hidden = next(row for row in document["cells"] if row["mark"] == "protected")
    hidden["numerator"] = 3
    assert not jsonschema_rs.is_valid(schema_of(path, 200), document)


def test_without_a_snapshot_the_answer_is_as_described(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    client = open_store(tmp_path)
    for path in PATHS:
        if not path.endswith("openapi.json"):
            answer = client.get(path.replace("{identity}", "fra1"))
            assert answer.status_code == 503
            jsonschema_rs.validate(schema_of(path, 503), answer.json)


@pytest.fixture(scope="module")
def attacked(application: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    from queries.store import Store  # noqa: PLC0415  as the application itself

    folder = tmp_path_factory.mktemp("attacked")
    make_snapshot(folder)
    server = application.server
    before, plain = server.extensions["lagesbild"], server.wsgi_app

    def from_this_machine(environ: Any, start: Any) -> Any:
        # Invented requests come from nowhere, and local answers its own machine alone.
        return plain(environ | {"REMOTE_ADDR": "127.0.0.1"}, start)

    server.extensions["lagesbild"], server.wsgi_app = Store(folder), from_this_machine
    yield server
    server.extensions["lagesbild"], server.wsgi_app = before, plain


@pytest.mark.parametrize(
    ("operation", "mode"),
    [
        pytest.param(operation, mode, id=f"{operation.path} {mode.value}")
        for operation in OPERATIONS
        for mode in GenerationMode
        # Where there is nothing to fill in, nothing can be filled in wrongly.
        if mode is GenerationMode.POSITIVE or "{identity}" in operation.path
    ],
)
def test_whatever_is_sent_the_answer_is_described_and_never_a_fault_of_ours(
    attacked: Any, operation: Any, mode: GenerationMode
) -> None:
    """Invented requests: status, content type, headers and body follow the description; never a 5xx.

    What the description allows is answered with figures. What breaks it is refused, or understood all the
    same (a value twice, say); which values are refused is told by the tests of the interface itself.
    """
    operation.app = attacked

    @seed(1)
    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def try_one(case: Any) -> None:
        response = case.call_and_validate(base_url="http://127.0.0.1")
        expected = {200, 304} if mode is GenerationMode.POSITIVE else {200, 304, 400, 404}
        assert response.status_code in expected

    try_one()
