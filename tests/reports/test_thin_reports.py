"""Reports of a tertial where nothing may be shown, and where little has been reported: whole, and plain."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from queries.store import Snapshot, Store
from reports.build import report
from reports.model import Report
from reports.pdf import committee_pdf
from reports.slides import committee_slides
from reports.tertials import Tertial
from reports.words import NOTHING_DRAWN
from reports.workbook import committee_workbook
from tests.snapshots import make_snapshot, point_at

LAST = Tertial(2025, 3)
FIGURES = "numerator = NULL, denominator = NULL, value = NULL"


def snapshot_with(folder: Path, *statements: str) -> Snapshot:
    """The tiny snapshot, changed."""
    identity = make_snapshot(folder)
    with duckdb.connect(str(folder / f"published-{identity}.duckdb")) as connection:
        for statement in statements:
            connection.execute(statement)
    point_at(folder, identity)
    return Store(folder).current()


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("hidden")
    snapshot = snapshot_with(folder, f"UPDATE cell SET mark = 'protected', {FIGURES} WHERE mark = 'shown'")
    return report(snapshot, LAST)


@pytest.fixture(scope="module")
def thin(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Two of three units have not reported the last quarter, and no other indicator has any figure in it."""
    folder = tmp_path_factory.mktemp("thin")
    late = f"UPDATE cell SET mark = 'not_reported', {FIGURES} WHERE period_start = '2025-10-01' AND "
    snapshot = snapshot_with(
        folder,
        f"{late} (indicator <> 'fra1' OR org = 'elsa')",
        "UPDATE reporting SET units_reported = 1 WHERE indicator = 'fra1' AND period_start = '2025-10-01' "
        "AND level = 'office'",
    )
    return report(snapshot, LAST)


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_when_all_is_protected_the_summary_says_that_nothing_can_be_judged(hidden: Report) -> None:
    assert hidden.summary == (
        "Sex åtgärder pågår.",
        "Fått frågan: uppgiften för kvartal 4 2025 visas inte.",
        "Det enda målet kan inte bedömas.",
        "Det går inte att säga om något mått har blivit bättre eller sämre på ett år.",
        "Moa-mottagningen har inte lämnat allt underlag, och alla 4 mått är skyddade.",
    )


def test_when_all_is_protected_no_file_has_a_figure_and_no_empty_chart(hidden: Report) -> None:
    deck = Presentation(BytesIO(committee_slides(hidden)))
    shapes: list[Any] = [shape for slide in deck.slides for shape in slide.shapes]
    assert not any(shape.has_chart for shape in shapes)
    texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    assert sum(NOTHING_DRAWN in text for text in texts) == 4
    book = load_workbook(BytesIO(committee_workbook(hidden)))
    sheets: list[Any] = book.worksheets
    numbers = [
        value
        for sheet in sheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if isinstance(value, int | float)
    ]
    assert set(numbers) <= {0.8, 2, 3}, "the target, and how many units have reported"
    assert not any(sheet._charts for sheet in sheets)
    pages = PdfReader(BytesIO(committee_pdf(hidden))).pages
    text = plain(" ".join(page.extract_text() for page in pages))
    assert set(re.findall(r"\d+ av \d+", text)) <= {"2 av 3", "3 av 3"} | set(
        re.findall(r"Sida (\d+ av \d+)", text)
    )
    assert ".. uppgiften visas inte eftersom underlaget är för litet" in text


def test_on_too_few_units_nothing_is_judged(thin: Report) -> None:
    asked = thin.spreads[2]
    assert asked.headline is not None
    assert asked.headline.status.word == "ofullständigt underlag"
    assert asked.headline.variation == ""
    assert "vanliga variationen" not in asked.headline.sentence
    assert asked.figures is not None
    assert asked.figures.rows[-1][4].text == "bedöms inte"
    assert "vanliga variationen" not in thin.standing.rows[2][4].text


def test_who_has_not_reported_is_named_and_nobody_is_where_no_figure_is(thin: Report) -> None:
    assert [plain(text) for text in thin.spreads[2].missing] == [
        "FRÅ1: Två enheter har inte rapporterat kvartal 4 2025: Kvinnoboendet Elsa och Moa-mottagningen."
    ]
    assert [plain(text) for text in thin.spreads[3].missing] == [
        "HÄN1: Ingen uppgift har rapporterats för kvartal 4 2025."
    ]


@pytest.mark.parametrize("name", ["hidden", "thin"])
def test_a_thin_report_is_made_whole_in_every_form(name: str, request: pytest.FixtureRequest) -> None:
    made: Report = request.getfixturevalue(name)
    assert len(PdfReader(BytesIO(committee_pdf(made))).pages) >= 8
    assert len(Presentation(BytesIO(committee_slides(made))).slides) == 10
    assert len(load_workbook(BytesIO(committee_workbook(made))).worksheets) >= 8
