"""The report's files, read back: every number is a published one, and the same report is the same bytes."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from pypdf import PdfReader

from queries.store import Store
from reports.build import report
from reports.model import Report, YearlyBasis
from reports.pdf import committee_pdf, yearly_pdf
from reports.slides import committee_slides
from reports.tertials import Tertial
from reports.words import DEMO_TEXT
from reports.workbook import committee_workbook, yearly_workbook
from tests.reports.published import Published, cell, cells, numbers, usual_variation

QUARTER_4 = "kvartal 4 2025"


@pytest.fixture(scope="module")
def pdf_text(pdf: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return " ".join("\n".join(pages).replace("\N{NO-BREAK SPACE}", " ").split())


def percent(share: float) -> str:
    return f"{int(share * 100 + 0.5 + 1e-9)} %"


def shapes_of(slide: Any) -> list[Any]:
    return list(slide.shapes)


def rows_of(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def sheet_row(sheet: Worksheet, *start: str) -> list[object]:
    return next(row for row in rows_of(sheet) if row[: len(start)] == list(start))


def test_every_share_in_the_pdf_is_a_published_one(pdf_text: str, store_folder: Path) -> None:
    shown = [one for one in cells(store_folder) if one.mark == "shown" and one.denominator]
    published = {f"{one.numerator} av {one.denominator}" for one in shown}
    published |= {f"{number} av 3" for number in (2, 3)}  # units that have reported
    found = set(re.findall(r"(?<!Sida )\b\d+ av \d+\b", pdf_text))
    assert found - published == set()
    percents = {percent(one.value) for one in shown if one.value is not None}
    axis_target_and_interval = {f"{number} %" for number in (0, 20, 40, 60, 80, 95, 100)}
    usual = {percent(limit.upper) for limit in usual_variation(store_folder, "fra1", "quarter").values()}
    assert set(re.findall(r"\b\d+ %", pdf_text)) - percents - usual <= axis_target_and_interval


@pytest.mark.parametrize(
    ("name", "indicator", "kind", "written"),
    [
        ("FRÅ1 Fått frågan", "fra1", "quarter", "{percent} ({numerator} av {denominator})"),
        ("HÄN1 Hänvisningar till Novahuset", "han1", "quarter", "{numerator}"),
        ("ING1 Tid till första kontakt", "ing1", "quarter", "7,5 dagar"),
    ],
)
def test_the_figure_in_the_pdf_is_the_cell(
    pdf_text: str, store_folder: Path, name: str, indicator: str, kind: str, written: str
) -> None:
    found = office_cell(store_folder, indicator, kind)
    expected = written.format(
        percent=percent(found.value or 0), numerator=found.numerator, denominator=found.denominator
    )
    assert f"{name} {QUARTER_4} {expected}" in pdf_text


def test_the_ordinary_variation_in_the_pdf_is_what_the_cells_give(pdf_text: str, store_folder: Path) -> None:
    for start, limit in usual_variation(store_folder, "fra1", "quarter").items():
        low, high = percent(limit.lower).removesuffix(" %"), percent(limit.upper)
        name = f"kvartal {(start.month + 2) // 3} {start.year}"
        word = "nej" if name == QUARTER_4 else "ja, sämre"  # seven figures in a row lie under the mean
        assert re.search(rf"{name} \d+ % \d+ av \d+ (\d av \d |finns inte )?{low}–{high} {word}", pdf_text), (
            name
        )
    assert "Det senaste värdet håller sig inom den vanliga variationen." in pdf_text


def test_the_pdf_shows_signs_for_what_is_hidden(pdf_text: str) -> None:
    assert f"STÖ1 Stödsamtal {QUARTER_4} .. jämförs inte" in pdf_text
    assert ".. uppgiften visas inte eftersom underlaget är för litet" in pdf_text


def test_every_number_in_the_workbook_is_a_published_one(workbook: bytes, store_folder: Path) -> None:
    published = numbers(store_folder) | {2.0, 3.0, 0.8}  # units that have reported, and the target
    limits = usual_variation(store_folder, "fra1", "quarter").values()
    published |= {round(one, 6) for limit in limits for one in limit}
    published |= {31.0, 9.0, 7.5}  # limits of what never varies are what it is
    for sheet in load_workbook(BytesIO(workbook)).worksheets:
        names: tuple[object, ...] = ()
        for row in sheet.iter_rows(values_only=True):
            names = row if sheet.title == "Diagramdata" and row[0] == "Period" else names
            for place, value in enumerate(row):
                is_event = place < len(names) and names[place] == "Händelsernas plats i diagrammet"
                if isinstance(value, int | float) and not is_event:
                    assert round(float(value), 6) in published, (sheet.title, row)


def test_the_figure_in_the_workbook_is_the_cell(workbook: bytes, store_folder: Path) -> None:
    book = load_workbook(BytesIO(workbook))
    asked = office_cell(store_folder, "fra1", "quarter")
    row = sheet_row(book["Åtgärd 3 Åtgärd 3"], "FRÅ1 Fått frågan", QUARTER_4)
    assert row[2:5] == [asked.value, asked.numerator, asked.denominator]
    area = cell(
        store_folder,
        indicator="fra1",
        org="vald-och-skydd",
        period_kind="quarter",
        period_start=asked.period_start,
    )
    row = sheet_row(book["Åtgärd 3 Åtgärd 3"], "Våld och skydd")
    assert row[1:4] == [area.value, area.numerator, area.denominator]
    row = sheet_row(book["Åtgärd 5 Åtgärd 5"], "STÖ1 Stödsamtal", QUARTER_4)
    assert row[2] == ".."


def test_a_hidden_figure_is_a_gap_in_the_charts_of_the_workbook(workbook: bytes) -> None:
    rows = rows_of(load_workbook(BytesIO(workbook))["Diagramdata"])
    start = next(number for number, row in enumerate(rows) if row[2] == "STÖ1 Stödsamtal per kvartal")
    assert [row[:3] for row in rows[start + 6 : start + 9]] == [
        ["kv 2 2025", "visas", 31],
        ["kv 3 2025 ..", "..", None],
        ["kv 4 2025 ..", "..", None],
    ]


def test_the_workbook_has_a_sheet_a_measure_with_charts_and_no_formula_or_link(workbook: bytes) -> None:
    book = load_workbook(BytesIO(workbook))
    assert book.sheetnames == [
        "Sammanfattning",
        *[f"Åtgärd {number} Åtgärd {number}" for number in range(1, 7)],
        "Diagramdata",
        "Om filen",
    ]
    for sheet in book.worksheets:
        assert sheet["A1"].value == DEMO_TEXT
        assert str(sheet["A2"].value).startswith("Urval: hela Socialkontoret, tertial 3 2025.")
        assert all(one.data_type != "f" and one.hyperlink is None for row in sheet.iter_rows() for one in row)
    sheets: list[Any] = book.worksheets
    drawn = {sheet.title: len(sheet._charts) for sheet in sheets}
    assert [drawn[f"Åtgärd {number} Åtgärd {number}"] for number in range(1, 7)] == [0, 0, 1, 1, 1, 1]


def test_the_slides_hold_native_charts_with_the_cells(slides: bytes, store_folder: Path) -> None:
    deck = Presentation(BytesIO(slides))
    assert len(deck.slides) == 10
    charts = [shape.chart for slide in deck.slides for shape in shapes_of(slide) if shape.has_chart]
    followed = [("fra1", "quarter"), ("han1", "quarter"), ("sto1", "quarter"), ("web1", "year")]
    for chart, (indicator, kind) in zip(charts, followed, strict=True):
        found = [one for one in cells(store_folder) if is_whole(one, indicator, kind)]
        expected = [one.value for one in sorted(found, key=lambda one: one.period_start)]
        assert list(chart.plots[0].series[0].values) == expected


def test_the_slides_say_the_same_as_the_cells(slides: bytes, told: Report) -> None:
    deck = Presentation(BytesIO(slides))
    for slide, spread in zip(list(deck.slides)[3:9], told.spreads, strict=True):
        texts = [shape.text_frame.text for shape in shapes_of(slide) if shape.has_text_frame]
        assert any(DEMO_TEXT in text for text in texts)
        assert any("Urval: hela Socialkontoret, tertial 3 2025." in text for text in texts)
        if spread.headline:
            assert spread.headline.finding in texts
            assert any(spread.headline.figure in text.split("\n") for text in texts)
        notes = slide.notes_slide.notes_text_frame
        assert notes is not None
        for definition in spread.definitions:
            assert definition.name in notes.text


def test_slides_are_marked_swedish_and_charts_have_alternative_texts(slides: bytes) -> None:
    deck = Presentation(BytesIO(slides))
    assert deck.core_properties.language == "sv-SE"
    for slide in deck.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text
        for shape in shapes_of(slide):
            if shape.has_text_frame:
                runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
                assert all(run._r.rPr.get("lang") == "sv-SE" for run in runs)
            if shape.has_chart or shape.has_table:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")


def test_the_same_report_is_the_same_bytes(
    told: Report, yearly: YearlyBasis, pdf: bytes, slides: bytes, workbook: bytes
) -> None:
    assert committee_pdf(told) == pdf
    assert committee_slides(told) == slides
    assert committee_workbook(told) == workbook
    assert yearly_pdf(yearly) == yearly_pdf(yearly)
    assert yearly_workbook(yearly) == yearly_workbook(yearly)


def is_whole(one: Published, indicator: str, kind: str) -> bool:
    """Whether the cell is the office's own, uncut."""
    cut = (one.level, one.gender, one.category) != ("office", "all", "all")
    return (one.indicator, one.period_kind) == (indicator, kind) and not cut


def office_cell(folder: Path, indicator: str, kind: str) -> Published:
    """The office's latest cell."""
    found = [one for one in cells(folder) if is_whole(one, indicator, kind)]
    return max(found, key=lambda one: one.period_start)


def test_a_report_made_again_from_the_stored_snapshot_is_the_same_bytes(
    store_folder: Path, pdf: bytes, slides: bytes, workbook: bytes
) -> None:
    again = report(Store(store_folder).current(), Tertial(2025, 3))
    assert committee_pdf(again) == pdf
    assert committee_slides(again) == slides
    assert committee_workbook(again) == workbook
