"""The fill-in workbook: whatever is filled in, it loads; its headers are locked and its lists are its own."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data.model import Catalogue
from data.model.load import load_catalogue
from data.periods import Period
from data.reading import read_file
from data.template.workbook import COLUMNS, TemplateError, last_month, template
from tests.data.small_house import small_catalogue

TODAY = date(2026, 11, 24)
CATALOGUE = load_catalogue(Path("data/catalogue"))
ORGANISATION = CATALOGUE.organisation
KINDS = {one.name: one.kind for one in CATALOGUE.indicators}
EVERYBODY = [one.id for one in (ORGANISATION.office, *ORGANISATION.areas, *ORGANISATION.units)]
MONTHS = [
    Period("month", date(2026, 10, 1)),
    Period("month", date(2026, 9, 1)),
    Period("month", date(2025, 12, 1)),
]


def opened(content: bytes) -> Any:
    """The workbook, untyped: a cell may be merged for all the library's types know."""
    return openpyxl.load_workbook(io.BytesIO(content))


def filled_in(content: bytes, *, split: bool = True) -> tuple[bytes, int]:
    """Fill every open cell: the numbers agree with each other. Return the workbook and the rows filled."""
    book = opened(content)
    sheet = book["Underlag"]
    rows = 0
    seen = set()
    for row in sheet.iter_rows(min_row=2):
        cells = dict(zip(COLUMNS, row, strict=True))
        if not cells["indikator"].value:
            break
        if not split and cells["kon"].value:
            place = (cells["indikator"].value, cells["kategori"].value)
            if place in seen:
                continue
            seen.add(place)
            cells["kon"].value = None
        kind = KINDS[cells["indikator"].value]
        cells["antal"].value = 1 if kind == "status" else 6
        if not cells["namnare"].protection.locked:
            cells["namnare"].value = 9
        if not cells["personer"].protection.locked:
            cells["personer"].value = 5
        rows += 1
    written = io.BytesIO()
    book.save(written)
    return written.getvalue(), rows


@pytest.mark.parametrize("org", EVERYBODY)
def test_it_loads_as_it_is(org: str) -> None:
    for month in MONTHS:
        content = template(CATALOGUE, org=org, month=month)
        reading = read_file(content, name="mall.xlsx", catalogue=CATALOGUE, today=TODAY)
        assert reading.errors == ()
        assert {question.code for question in reading.questions} <= {"empty"}, "it is not filled in"
        assert {row.count for row in reading.rows} == {None}
        assert {row.org for row in reading.rows} == {org}
        assert all(row.period.end <= month.end for row in reading.rows)


@pytest.mark.parametrize("org", EVERYBODY)
def test_it_loads_filled_in(org: str) -> None:
    workbook, rows = filled_in(template(CATALOGUE, org=org, month=MONTHS[2]))
    reading = read_file(workbook, name="mall.xlsx", catalogue=CATALOGUE, today=TODAY)
    assert reading.errors == ()
    assert sum(row.count is not None for row in reading.rows) == rows


@pytest.mark.parametrize("org", EVERYBODY)
def test_a_unit_that_cannot_split_by_sex_gives_its_total(org: str) -> None:
    workbook, rows = filled_in(template(CATALOGUE, org=org, month=MONTHS[1]), split=False)
    reading = read_file(workbook, name="mall.xlsx", catalogue=CATALOGUE, today=TODAY)
    assert reading.errors == ()
    assert sum(row.count is not None for row in reading.rows) == rows


def test_the_template_of_everybody_loads() -> None:
    for month in MONTHS:
        reading = read_file(
            template(CATALOGUE, org=None, month=month), name="mall.xlsx", catalogue=CATALOGUE, today=TODAY
        )
        assert reading.errors == ()
        assert len(reading.rows) > len(EVERYBODY)


def test_another_municipality_gets_its_own(tmp_path: Path) -> None:
    small: Catalogue = small_catalogue(tmp_path)
    month = Period("month", date(2025, 12, 1))
    reading = read_file(
        template(small, org="delta", month=month), name="m.xlsx", catalogue=small, today=TODAY
    )
    assert reading.errors == ()
    assert {row.indicator for row in reading.rows} == {"fra1", "utb1", "han1"}


def test_only_what_is_due_is_prepared_so_that_an_empty_cell_takes_nothing_old_back() -> None:
    def periods(month: Period) -> set[str]:
        content = template(CATALOGUE, org="elsa", month=month)
        rows = read_file(content, name="m.xlsx", catalogue=CATALOGUE, today=TODAY).rows
        return {row.period.code for row in rows}

    assert periods(MONTHS[0]) == {"2026-10"}
    assert periods(MONTHS[1]) == {"2026-09", "2026K3"}
    assert periods(MONTHS[2]) == {"2025-12", "2025K4", "2025"}


def test_headers_and_prepared_texts_are_locked_and_figures_are_open() -> None:
    sheet = opened(template(CATALOGUE, org="elsa", month=MONTHS[0]))["Underlag"]
    assert sheet.protection.sheet
    assert all(cell.protection.locked for cell in sheet[1])
    first = dict(zip(COLUMNS, sheet[2], strict=True))
    assert first["indikator"].protection.locked
    assert not first["antal"].protection.locked
    assert not first["kon"].protection.locked


def test_lists_offer_the_units_own_values_and_nothing_else() -> None:
    book = opened(template(CATALOGUE, org="elsa", month=MONTHS[0]))
    rules = {str(rule.sqref)[0]: rule for rule in book["Underlag"].data_validations.dataValidation}

    def offered_in(letter: str) -> list[object]:
        cells = book["Listor"][rules[letter].formula1.split("!")[1].replace("$", "")]
        return [cell.value for cell in (cells[0] if isinstance(cells, tuple) else [cells])]

    offered = {name: offered_in(letter) for letter, name in zip("ABC", COLUMNS, strict=False)}
    assert offered["enhet"] == ["Kvinnoboendet Elsa"]
    assert "Fått frågan" in offered["indikator"]
    assert "Väntetid till insats vid Frideborg" not in offered["indikator"], "another unit reports it"
    assert offered["period"][0] == "2026-10"
    assert "2026-11" not in offered["period"], "has not ended"
    assert rules["G"].type == "whole"
    assert book["Listor"].sheet_state == "hidden"


def test_notes_define_every_measure() -> None:
    book = opened(template(CATALOGUE, org="frideborg", month=MONTHS[0]))
    said = " ".join(str(cell.value) for row in book["Förklaringar"].iter_rows() for cell in row if cell.value)
    for indicator in CATALOGUE.indicators:
        if "frideborg" in CATALOGUE.reporters(indicator.id, date(2026, 1, 1), date(2026, 12, 31)):
            assert indicator.code in said
            assert indicator.numerator in said


def test_nothing_to_report_is_told() -> None:
    with pytest.raises(TemplateError, match="inget att rapportera"):
        template(CATALOGUE, org="finns-inte", month=MONTHS[0])


def test_a_unit_reports_the_month_that_has_ended() -> None:
    assert last_month(date(2026, 1, 15)) == Period("month", date(2025, 12, 1))
