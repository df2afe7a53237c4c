"""Files without figures: read and compressed once, sent in the form a browser takes, kept by it for good."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from access import encodings
from access.encodings import body_of
from access.static_files import StaticFiles

SCRIPT = b"/* a script that is long enough to compress */\n" * 100


@pytest.fixture
def read() -> list[str]:
    """What has been read from the disk, so to say."""
    return []


@pytest.fixture
def client(read: list[str]) -> FlaskClient:
    server = Flask("files", static_folder=None)

    @server.route("/assets/<name>")
    def asset(name: str) -> Response:
        read.append(name)
        if name == "missing.js":
            return Response("no", 404, mimetype="text/javascript")
        kind = "image/png" if name.endswith("png") else "text/javascript"
        response = Response(b"short" if name == "short.js" else SCRIPT, mimetype=kind)
        response.cache_control.max_age = 0 if name == "changing.js" else 31_536_000
        return response

    files = StaticFiles()
    files.add("/assets/bundle-1234.js", SCRIPT, mimetype="text/javascript")
    files.install(server)
    return server.test_client()


def test_a_file_is_read_once_and_says_the_same_ever_after(client: FlaskClient, read: list[str]) -> None:
    first, again = (client.get("/assets/a.js?m=1", headers={"Accept-Encoding": "gzip"}) for _ in range(2))
    assert read == ["a.js"]
    assert first.data == again.data
    assert gzip.decompress(first.data) == SCRIPT
    assert dict(first.headers) == dict(again.headers)
    assert first.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "zstd"])
def test_a_browser_that_takes_no_compression_gets_the_plain_bytes(client: FlaskClient, accepted: str) -> None:
    for address in ("/assets/a.js?m=1", "/assets/bundle-1234.js"):
        answer = client.get(address, headers={"Accept-Encoding": accepted})
        assert answer.data == SCRIPT
        assert "Content-Encoding" not in answer.headers


def test_brotli_is_sent_where_it_was_prepared_and_the_browser_takes_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(encodings, "PREPARED", tmp_path)
    assert body_of(SCRIPT).brotli is None
    (tmp_path / f"{body_of(SCRIPT).digest}.br").write_bytes(brotli.compress(SCRIPT))
    server = Flask("files", static_folder=None)
    files = StaticFiles()
    files.add("/assets/a.js", SCRIPT, mimetype="text/javascript")
    files.install(server)
    answer = server.test_client().get("/assets/a.js", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert brotli.decompress(answer.data) == SCRIPT


def test_what_has_its_fingerprint_in_the_address_is_never_asked_for_again(client: FlaskClient) -> None:
    for address in ("/assets/a.js?m=1", "/assets/bundle-1234.js"):
        assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "immutable" not in client.get("/assets/changing.js").headers["Cache-Control"]


def test_a_browser_that_has_the_file_hears_that_it_is_the_same(client: FlaskClient) -> None:
    for headers in ({"Accept-Encoding": "gzip"}, {}):
        tag = client.get("/assets/changing.js", headers=headers).headers["ETag"]
        answer = client.get("/assets/changing.js", headers={**headers, "If-None-Match": tag})
        assert (answer.status_code, answer.data) == (304, b"")


def test_the_two_forms_have_tags_of_their_own(client: FlaskClient) -> None:
    packed = client.get("/assets/a.js?m=1", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    assert packed != client.get("/assets/a.js?m=1").headers["ETag"]


@pytest.mark.parametrize("name", ["missing.js", "picture.png"])
def test_errors_and_pictures_are_left_alone(client: FlaskClient, read: list[str], name: str) -> None:
    for _ in range(2):
        answer = client.get(f"/assets/{name}", headers={"Accept-Encoding": "br, gzip"})
        assert "Content-Encoding" not in answer.headers
    assert read == [name, name]


def test_made_up_addresses_do_not_fill_the_memory(client: FlaskClient, read: list[str]) -> None:
    for number in range(300):
        client.get(f"/assets/{number}.js")
    before = len(read)
    for number in range(300):
        assert client.get(f"/assets/{number}.js").data == SCRIPT
    assert len(read) - before >= 100, "the last ones were not kept"
