"""Documents and answers made for one reader: compressed as they leave, where that is worth it."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from access import compression

LONG = "Lägesbild " * 500
TAKES_GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def client() -> FlaskClient:
    server = Flask("documents", static_folder=None)
    answers = {
        "document": lambda: Response(LONG, mimetype="text/html"),
        "short": lambda: Response("kort", mimetype="text/html"),
        "picture": lambda: Response(LONG, mimetype="image/png"),
        "tagged": lambda: Response(LONG, mimetype="application/json", headers={"ETag": '"a"'}),
        "packed": lambda: Response(LONG, mimetype="text/html", headers={"Content-Encoding": "br"}),
        "stream": lambda: Response(iter([LONG]), mimetype="text/html"),
    }
    server.add_url_rule("/<name>", "answer", lambda name: answers[name]())
    compression.install(server)
    return server.test_client()


def test_a_document_is_compressed_for_a_browser_that_takes_it(client: FlaskClient) -> None:
    answer = client.get("/document", headers=TAKES_GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.data).decode() == LONG
    assert int(answer.headers["Content-Length"]) == len(answer.data)


def test_others_get_it_plain(client: FlaskClient) -> None:
    answer = client.get("/document")
    assert answer.text == LONG
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("name", ["short", "picture", "tagged", "stream"])
def test_what_is_short_not_text_tagged_or_flowing_is_left_alone(client: FlaskClient, name: str) -> None:
    assert "Content-Encoding" not in client.get(f"/{name}", headers=TAKES_GZIP).headers


def test_nothing_is_compressed_twice(client: FlaskClient) -> None:
    answer = client.get("/packed", headers=TAKES_GZIP)
    assert (answer.headers["Content-Encoding"], answer.text) == ("br", LONG)
