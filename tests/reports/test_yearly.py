"""The yearly statistical basis: whole years, women and men, areas, categories."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from queries.store import Snapshot
from reports.model import YearlyBasis
from reports.workbook import yearly_workbook
from reports.yearly import basis_years
from tests.reports.published import numbers


def test_only_ended_years_have_a_basis(snapshot: Snapshot) -> None:
    assert basis_years(snapshot) == (2024, 2025)


def test_it_holds_the_measures_that_are_told_by_year(yearly: YearlyBasis) -> None:
    assert [section.number for section in yearly.sections] == [3, 4, 6]
    first = yearly.sections[0].tables[0]
    assert [cell.full.replace("\N{NO-BREAK SPACE}", " ") for cell in first.rows[0]] == [
        "FRÅ1 Fått frågan", "58 % (92 av 160)", "58 % (92 av 160)", "oförändrat", "finns inte",
    ]  # fmt: skip


def test_it_tells_women_and_men(yearly: YearlyBasis) -> None:
    captions = [table.caption for section in yearly.sections for table in section.tables]
    assert "Kvinnor och män 2025" in captions


def test_every_number_in_its_workbook_is_a_published_one(yearly: YearlyBasis, store_folder: Path) -> None:
    published = numbers(store_folder)
    book = load_workbook(BytesIO(yearly_workbook(yearly)))
    found = [
        value
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if isinstance(value, int | float)
    ]
    assert found
    assert all(round(float(value), 6) in published for value in found)
