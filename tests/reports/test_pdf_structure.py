"""The PDF for those who listen to it: tags, language, headings, alternative texts, table headers, fonts."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from reports.model import Report, YearlyBasis
from reports.pdf import yearly_pdf


def elements(node: Any) -> Iterator[Any]:
    """Every structure element, in reading order."""
    children = node.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


@pytest.fixture(scope="module")
def document(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield opened


@pytest.fixture(scope="module")
def tree(document: pikepdf.Pdf) -> list[Any]:
    return list(elements(document.Root.StructTreeRoot))


def test_it_says_that_it_is_tagged_swedish_and_accessible(document: pikepdf.Pdf, told: Report) -> None:
    assert bool(document.Root.MarkInfo.Marked) is True
    assert str(document.Root.Lang).lower().startswith("sv")
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle) is True
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert told.identity.title in str(metadata["dc:title"])


def test_headings_start_at_one_and_skip_no_level(tree: list[Any]) -> None:
    levels = [int(str(one.S)[2:]) for one in tree if str(one.S) in {"/H1", "/H2", "/H3", "/H4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert levels.count(2) >= 6


def test_each_chart_has_an_alternative_text(tree: list[Any], told: Report) -> None:
    found = [str(one.Alt) for one in tree if str(one.S) == "/Figure" and "/Alt" in one]
    expected = [spread.chart.description for spread in told.spreads if spread.chart]
    assert found == expected
    assert len([one for one in tree if str(one.S) == "/Figure"]) == len(expected)


def test_tables_have_headers_with_scope(tree: list[Any]) -> None:
    tables = [one for one in tree if str(one.S) == "/Table"]
    assert len(tables) > 6
    for table in tables:
        heads = [one for one in elements(table) if str(one.S) == "/TH"]
        assert heads
        assert all("Column" in str(head.get("/A")) for head in heads)


def test_only_the_fonts_that_come_along_are_used(document: pikepdf.Pdf) -> None:
    names = {
        str(font.BaseFont)
        for page in document.pages
        for font in page.get("/Resources", {}).get("/Font", {}).values()
    }
    assert names
    assert all("LagesbildSans" in name for name in names), names


def test_the_yearly_basis_is_tagged_too(yearly: YearlyBasis) -> None:
    with pikepdf.open(BytesIO(yearly_pdf(yearly))) as opened:
        assert bool(opened.Root.MarkInfo.Marked) is True
        assert [str(one.S) for one in elements(opened.Root.StructTreeRoot)].count("/H1") == 1
