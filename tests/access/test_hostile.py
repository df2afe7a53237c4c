"""Requests that no browser sends, over a plain socket, to the real application behind gunicorn in production.

Whatever comes, the service does not fail, says nothing of its inside, and lets nothing be kept.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from access.roles import Role
from data.log import Log
from tests.access.attack_keys import bearer
from tests.access.conftest import BASE_URL
from tests.access.running import Service, running

EVERYWHERE = (
    "/",
    "/fraga",
    "/api/v1/indicators/fra1/cells",
    "/ladda-ner/fra1.csv",
    "/assets/begin.js",
    "/halsa",
)
ALWAYS = (
    "content-security-policy: default-src 'none'",
    "x-content-type-options: nosniff",
    "x-frame-options: deny",
    "strict-transport-security:",
    "cross-origin-resource-policy: same-origin",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("service")) as service:
        yield service


def say(service: Service, lines: str, *, method: str = "GET", path: str = "/", body: bytes = b"") -> str:
    """Send a request as it stands, byte for byte, and return the answer, its head in small letters."""
    head = f"{method} {path} HTTP/1.1\r\n{lines}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as connection:
        connection.sendall(head.encode("latin-1") + body)
        parts = list(iter(lambda: connection.recv(1 << 16), b""))
    heading, _, content = b"".join(parts).decode("latin-1").partition("\r\n\r\n")
    return f"{heading.lower()}\r\n\r\n{content}"


def host(service: Service) -> str:
    return f"Host: 127.0.0.1:{service.port}\r\n"


def signed_in(service: Service, *roles: Role) -> str:
    [(name, value)] = service.cookie(*roles).items()
    return f"{host(service)}Cookie: {name}={value}\r\n"


def status(answer: str) -> int:
    return int(answer.split()[1])


ODD = ("\xff\xfe", "", "\xed\xa0\x80", "a" * 4000, ";q=x", ",,,,", '"' + "'" * 50, "=", "W/", "*", "9" * 400)


@pytest.mark.parametrize(
    "name",
    [
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Authorization",
        "Cache-Control",
        "Content-Type",
        "Cookie",
        "Forwarded",
        "If-Match",
        "If-Modified-Since",
        "If-None-Match",
        "If-Range",
        "Origin",
        "Range",
        "Referer",
        "Sec-Fetch-Site",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
    ],
)
def test_no_header_however_odd_makes_the_service_fail(service: Service, name: str) -> None:
    person = signed_in(service, Role.LEDNING)
    for path in EVERYWHERE:
        for value in ODD:
            answer = say(service, f"{person}{name}: {value}\r\n", path=path)
            assert status(answer) < 500, (path, value)
            if "server: gunicorn" in answer:
                assert all(header in answer for header in ALWAYS), (path, value)


@pytest.mark.parametrize("scheme", ["Basic", "Bearer", "Digest", "Negotiate"])
@pytest.mark.parametrize("value", [*ODD, "Og==", "/w==", "\x80" * 8, "a:b", "a=b, c=d"])
def test_no_key_however_odd_makes_the_service_fail(service: Service, scheme: str, value: str) -> None:
    answer = say(service, f"{host(service)}Authorization: {scheme} {value}\r\n", path="/api/v1/")
    assert status(answer) in {401, 429}


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 400_000 + b"]" * 400_000,
        b'{"a":' * 90_000 + b"1" + b"}" * 90_000,
        b"\xff\xfe",
        b'{"output": "\\ud800"}',
    ],
    ids=["deep list", "deep object", "not text", "half a character"],
)
def test_no_body_however_odd_makes_the_service_fail(service: Service, body: bytes) -> None:
    lines = f"{signed_in(service, Role.SAMORDNARE)}Origin: {BASE_URL}\r\nContent-Type: application/json\r\n"
    answer = say(service, lines, method="POST", path="/_dash-update-component", body=body)
    assert status(answer) in {400, 403}


@pytest.mark.parametrize(
    ("path", "search"),
    [
        ("/\ud800", ""),
        ("/fraga", "?enhet=\ud800"),
        ("/fraga", "?ar=" + "9" * 5000),
        ("/fraga", "?enhet=a\x00b"),
        ("/fra\x00ga", ""),
        ("/fraga", "?" + "a=1&" * 20_000),
        ("/" + "a" * 200_000, ""),
        ("/fraga", "?layout=1&self=2"),
    ],
)
def test_no_address_in_the_router_however_odd_makes_the_service_fail(
    service: Service, path: str, search: str
) -> None:
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }
    lines = f"{signed_in(service, Role.LEDNING)}Origin: {BASE_URL}\r\nContent-Type: application/json\r\n"
    content = json.dumps(body).encode()
    answer = say(service, lines, method="POST", path="/_dash-update-component", body=content)
    assert status(answer) == 200


PATHS = [
    "/%ff",
    "/%ed%a0%80",
    "/fra%0d%0aSet-Cookie:x=1",
    "/fraga%00",
    "/fraga/",
    "//fraga",
    "/./fraga",
    "/%66raga",
    "/fraga%2f",
    "/FRAGA",
    "/fraga;x",
    "/assets/../fraga",
    "/assets/..%2f..%2fsettings.py",
    "/assets/",
    "/assets//fraga",
    "/_dash-component-suites/",
    "/_dash-component-suites/../fraga",
    "/_dash-component-suites/dash/..%2f..%2fapp.py",
    "/static/../app.py",
    "/api/v1/../../fraga",
    "/ladda-ner/../fraga",
    "/ladda-ner/%2e%2e/x.csv",
    "/.env",
    "/.git/config",
    "/assets/x.js",
    "/_dash-component-suites/dash/x.js",
    "http://evil.example/fraga",
    "/api/v1//",
    "/matvarden/",
]
"""Spellings of addresses that must lead nowhere but where they say."""


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_gets_no_figure_by_any_spelling(service: Service, path: str) -> None:
    answer = say(service, f"{host(service)}Accept: text/html\r\n", path=path)
    assert status(answer) in {302, 400, 401, 404}
    assert "data-indicator" not in answer
    assert "LAGESBILD_" not in answer
    assert "\r\nset-cookie" not in answer


@pytest.mark.parametrize("path", PATHS)
def test_nothing_but_files_may_be_kept_by_anybody(service: Service, path: str) -> None:
    person = signed_in(service, Role.LEDNING)
    for lines in (person, host(service)):
        answer = say(service, f"{lines}Accept: text/html\r\n", path=path)
        assert "cache-control: no-store" in answer or status(answer) == 400


@pytest.mark.parametrize(
    "line",
    [
        "X-Forwarded-Host: evil.example",
        "Forwarded: host=evil.example;proto=http",
        "X-Original-URL: /logg",
        "X-Rewrite-URL: /logg",
        "X-HTTP-Method-Override: DELETE",
        "Script-Name: /x",
    ],
)
def test_no_header_changes_what_is_asked_for(service: Service, line: str) -> None:
    answer = say(service, f"{host(service)}{line}\r\nAccept: text/html\r\n", path="/fraga")
    assert "\r\nlocation: /logga-in?till=/fraga\r\n" in answer
    assert "evil" not in answer


@pytest.mark.parametrize(
    "name", ["evil.example", "127.0.0.1@evil.example", "evil.example:443", "[::1", "a b", ""]
)
def test_another_host_is_not_answered_nor_repeated(service: Service, name: str) -> None:
    answer = say(service, f"Host: {name}\r\nAccept: text/html\r\n", path="/api/v1")
    assert status(answer) in {308, 400}
    assert "evil" not in answer


def test_no_other_site_may_read_or_frame_an_answer(service: Service) -> None:
    other = f"{signed_in(service, Role.LEDNING)}Origin: https://evil.example\r\n"
    for method in ("GET", "OPTIONS"):
        for path in EVERYWHERE:
            asks = f"{other}Access-Control-Request-Method: GET\r\n"
            answer = say(service, asks, method=method, path=path)
            assert "access-control-allow" not in answer
            assert "frame-ancestors 'none'" in answer


def test_a_key_in_the_address_is_written_nowhere(service: Service) -> None:
    key = service.key()
    secret = key.rpartition("_")[2]
    for path in (
        f"/api/v1/{key}",
        f"/{key}",
        f"/fraga?x={key}",
        f"/api/v1/?%6c{key[1:]}",
        f"/%256c{key[1:]}",
    ):
        answer = say(service, host(service), path=path)
        assert status(answer) == 400
        assert secret not in answer
    for file in ("service.log", "log.jsonl"):
        written = (service.store / file).read_text(encoding="utf-8")
        assert "key_in_address" in written
        assert secret not in written


FORGED = '{"event": "login", "subject": "somebody else"}'


@pytest.mark.parametrize(
    "mark", ["%0a", "%0d%0a", "%1b[2J", "%c2%85", "%e2%80%a8", "%00", "%22%7d%0a", "%ff"]
)
def test_an_address_can_forge_no_line_of_the_logs(service: Service, mark: str) -> None:
    lines = signed_in(service, Role.NAMND)
    for path in ("/underlag/lage", "/api/v1/snapshot", "/logg"):
        say(service, lines, path=f"{path}{mark}{quote(FORGED)}")
        assert status(say(service, f"{lines}X-A: {mark}\r\n", path=path)) == 403
    events = [
        json.loads(line)
        for line in (service.store / "service.log").read_text(encoding="utf-8").splitlines()
        if line.startswith("{")
    ]
    assert all(event["subject"] != "somebody else" for event in events if "subject" in event)
    refused = [entry for entry in Log(service.store).entries() if entry.what == "refused"]
    assert refused
    assert all(entry.who == "somebody" or entry.who.startswith("nyckel ") for entry in refused)
    assert all(entry.about["path"].isprintable() for entry in refused)


def test_what_is_measured_and_why_it_is_not_ready_are_for_this_machine_alone(service: Service) -> None:
    for line in ("X-Forwarded-For: 127.0.0.1", "X-Forwarded-For:", "Forwarded: for=127.0.0.1", "Via: 1.1 x"):
        for path in ("/matvarden", "/%6datvarden", "//matvarden"):
            assert status(say(service, f"{host(service)}{line}\r\n", path=path)) in {302, 308, 401, 404}
        assert "free_bytes" not in say(service, f"{host(service)}{line}\r\n", path="/redo")


def test_a_head_tells_no_more_than_a_get(service: Service) -> None:
    for path in ("/fraga", "/api/v1/", "/ladda-ner/fra1.csv", "/rapport/namnd.pdf"):
        assert status(say(service, host(service), method="HEAD", path=path)) == 401
        assert say(service, signed_in(service, Role.LEDNING), method="HEAD", path=path).endswith("\r\n\r\n")


def test_a_key_gives_no_cookie(service: Service) -> None:
    answer = service.get("/api/v1/", bearer(service.key()))
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
