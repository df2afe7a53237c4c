"""What is compressed at installation: every script and style sheet of a page, and nothing that is gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from access import own_files, precompress

FILES = [b"one " * 1000, b"two " * 1000]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precompress, "contents", lambda: iter(FILES))


@pytest.mark.usefixtures("few")
def test_each_file_is_found_by_what_it_contains(tmp_path: Path) -> None:
    assert precompress.main(tmp_path) == 2
    for content in FILES:
        file = tmp_path / f"{hashlib.sha256(content).hexdigest()}.br"
        assert brotli.decompress(file.read_bytes()) == content


@pytest.mark.usefixtures("few")
def test_what_is_there_is_not_made_again_and_what_is_gone_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old.br").write_bytes(b"")
    precompress.main(tmp_path)
    made: list[bytes] = []
    monkeypatch.setattr(brotli, "compress", lambda content, **_: made.append(content))
    precompress.main(tmp_path)
    assert made == []
    assert len(list(tmp_path.iterdir())) == 2


def test_plotly_the_bundles_and_what_is_fetched_later_are_among_them() -> None:
    def contents() -> Iterator[bytes]:
        for content in precompress.contents():
            yield content[:400]

    beginnings = b"".join(contents())
    for mark in (b"plotly.js (basic", b"Bootstrap ", b"React", b"webpackChunkdash_core_components"):
        assert mark.lower() in beginnings.lower(), mark


def test_a_bundle_holds_its_files_in_order_and_is_named_by_its_content() -> None:
    sheet, begin, script = own_files.bundles()
    places = [
        sheet.content.index(file.read_bytes()) for file in own_files.own_files() if file.suffix == ".css"
    ]
    assert places == sorted(places)
    assert b"plotly.js (basic" not in script.content
    assert begin.content not in script.content
    for bundle in (sheet, begin, script):
        assert hashlib.sha256(bundle.content).hexdigest()[:16] in bundle.address


def test_no_script_of_the_bundle_makes_the_others_strict() -> None:
    """It would if it began with "use strict"; after a semicolon that is a word like any other."""
    script = own_files.bundles()[2].content
    assert script.startswith(b";")
    for file in own_files.own_files():
        if file.suffix == ".js" and not file.name.startswith(own_files.ALONE):
            assert b";" + file.read_bytes() in script
