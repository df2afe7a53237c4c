"""Writes the demo's input files: `python -m data.demo.make_demo`.

Owns how the files are spelled and encoded: as real files are, no two kinds alike. The same bytes come out
every time. Must not know what the figures mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from data.demo.course import RENAMED
from data.demo.deliveries import Delivery, deliveries, reporting_figures
from data.demo.figures import Figure
from data.demo.office_figures import office_figures
from data.demo.unit_figures import unit_figures
from data.model import Catalogue
from data.model.load import load_catalogue

FOLDER = Path(__file__).parent
CATALOGUE = FOLDER.parent / "catalogue"
COLUMNS = ("indikator", "enhet", "period", "kon", "aldersgrupp", "kategori", "antal", "namnare", "personer")
# The first year's files came out of an older system: Windows-1252, a title above and a source below.
FIRST_UTF8 = date(2024, 2, 1)
SHORT_NAMES = {"elsa": "Elsa", "moa": "MOA", "socialjouren": "Socialjouren"}
WORKBOOK_CREATED = datetime(2026, 11, 1, tzinfo=UTC)  # fixed, for equal bytes

Cell = str | int | None
Row = tuple[Cell, ...]


def write_demo(folder: Path) -> tuple[Path, ...]:
    """Write the demo's files and their manifest to the folder, in place of those there; return the paths."""
    catalogue = load_catalogue(CATALOGUE)
    for old in (*folder.glob("demo-*.csv"), *folder.glob("demo-*.xlsx")):
        old.unlink()
    files = deliveries((*unit_figures(), *office_figures(), *reporting_figures(catalogue)))
    for delivery, figures in files.items():
        _write(folder / delivery.name, delivery=delivery, figures=figures, catalogue=catalogue)
    manifest = folder / "manifest.toml"
    manifest.write_text(_manifest(tuple(files)), encoding="utf-8", newline="\n")
    return (*(folder / delivery.name for delivery in files), manifest)


def _write(path: Path, *, delivery: Delivery, figures: Sequence[Figure], catalogue: Catalogue) -> None:
    if path.suffix == ".xlsx":
        _write_workbook(path, rows=[_row_in_words(figure, catalogue) for figure in figures])
    elif delivery.received < FIRST_UTF8:
        rows = [_row(figure, {**_names(catalogue), **SHORT_NAMES}, catalogue) for figure in figures]
        title = "Underlag till Lägesbild – demodata, påhittade siffror"
        text = "\r\n".join([title, "", *_lines(rows), "", "Källa: påhittade siffror för demon", ""])
        path.write_bytes(text.encode("windows-1252"))
    else:
        rows = [_row(figure, _names(catalogue), catalogue) for figure in figures]
        path.write_bytes("\r\n".join([*_lines(rows), ""]).encode("utf-8-sig"))


def _write_workbook(path: Path, *, rows: Sequence[Row]) -> None:
    workbook = xlsxwriter.Workbook(path)
    workbook.set_properties({"title": "Demodata – påhittade siffror", "created": WORKBOOK_CREATED})
    sheet = workbook.add_worksheet("Underlag")
    heading = workbook.add_format({"bold": True})
    sheet.write_row(0, 0, COLUMNS, heading)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    workbook.close()


def _row(figure: Figure, names: dict[str, str], catalogue: Catalogue) -> Row:
    old_name = figure.org == RENAMED[0] and figure.period.end < RENAMED[2]
    return (
        catalogue.indicator(figure.indicator).code,
        RENAMED[1] if old_name else names[figure.org],
        figure.period.code,
        figure.gender,
        None,
        figure.category,
        figure.count,
        figure.denominator,
        figure.persons,
    )


def _row_in_words(figure: Figure, catalogue: Catalogue) -> Row:
    """As `_row`, with the indicator's id and the category's name, as people write who use a workbook."""
    row = _row(figure, _names(catalogue), catalogue)
    categories = {category.id: category.name for category in catalogue.indicator(figure.indicator).categories}
    return (figure.indicator, *row[1:5], categories.get(figure.category), *row[6:])


def _names(catalogue: Catalogue) -> dict[str, str]:
    organisation = catalogue.organisation
    everybody = (organisation.office, *organisation.areas, *organisation.units)
    return {one.id: one.name for one in everybody}


def _lines(rows: Sequence[Row]) -> list[str]:
    return [";".join("" if cell is None else str(cell) for cell in row) for row in (COLUMNS, *rows)]


def _manifest(files: Sequence[Delivery]) -> str:
    head = "# När filerna i demon påstås ha kommit in, i den ordningen. Skriven av data/demo/make_demo.py.\n"
    return head + "".join(
        f'\n[[file]]\nname = "{delivery.name}"\nreceived = {delivery.received.isoformat()}\n'
        for delivery in files
    )


if __name__ == "__main__":
    write_demo(FOLDER)
