"""The parser makes room for every cell up to the last: it never sees another last cell than we measured.

A parser that runs out of memory takes its process with it, and no exception can be caught.
"""

import pytest

from tests.data.reading.small_files import changed_parts, codes, figures, long_rows, read, workbook

SHEET = "xl/worksheets/sheet1.xml"
CELLS = ["FRÅ1", "Frideborg", "2025-03", None, None, None, 12, 20]
ROW = ("fra1", "frideborg", "2025-03", 12, 20)


def with_last_row(row: str) -> bytes:
    """A workbook whose last row is written like this."""
    return changed_parts(
        workbook({"A": long_rows(CELLS)}),
        {SHEET: lambda text: text.replace("</sheetData>", f"{row}</sheetData>")},
    )


@pytest.mark.parametrize(
    "row",
    [
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="1048576"><c><v>1</v></c></row>',
        '<row r = "1048576"><c r = "XFD1048576"><v>1</v></c></row>',
        '<row><c s=">" r="XFD1048576"><v>1</v></c></row>',
        '<row><c r="&#88;FD1048576"><v>1</v></c></row>',
        '<row><c r="XFD99999999"><v>1</v></c></row>',
        '<row><c r="xfd1048576"><v>1</v></c></row>',
        '<row><c s="1" r="XFD1048576"><v>1</v></c></row>',
        '<row\tr="1048576"><c\nt="n"\tr="A1048576"><v>1</v></c></row>',
        '<a-b:row r="1048576"><a-b:c r="A1048576"><a-b:v>1</a-b:v></a-b:c></a-b:row>',
        '<row r="9048576"><c r="12"><v>1</v></c></row>',
        '<row spans="1:2" r="1048575"/><row><c t="n"><v>1</v></c></row>',
        '<row r="1048576"><c r="A1"/><c><v>1</v></c></row>',
    ],
)
def test_a_cell_far_away_is_refused_however_its_place_is_written(row: str) -> None:
    assert codes(read(with_last_row(row), name="a.xlsx").errors) in (
        ["damaged"],
        ["too_many_rows"],
        ["too_many_columns"],
    )


def test_a_sheet_is_measured_under_whatever_name_the_parser_finds_it() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    content = changed_parts(
        workbook({"A": long_rows(CELLS)}),
        {
            SHEET: lambda text: text.replace("</sheetData>", far),
            "xl/_rels/workbook.xml.rels": lambda text: text.replace("sheet1.xml", "SHEET1.XML"),
        },
    )
    assert codes(read(content, name="a.xlsx").errors) == ["too_many_rows"]


@pytest.mark.parametrize(
    "row",
    [
        "<row/>",
        '<row r="3"/>',
        '<row spans="1:8" r="3"><c s="1" r="A3"/></row>',
        "<row><c/><c></c></row>",
        '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="3"></x:row>',
    ],
)
def test_a_place_may_be_left_out_or_stand_second(row: str) -> None:
    assert figures(read(with_last_row(row), name="a.xlsx")) == [ROW]


def test_a_sheet_whose_cells_say_no_place_at_all_is_read() -> None:
    inline = "".join(
        f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("indikator", "enhet", "2025-01")
    )
    figures_row = (
        '<c t="inlineStr"><is><t>STÖ1</t></is></c><c t="inlineStr"><is><t>Elsa</t></is></c><c><v>3</v></c>'
    )
    data = f"<sheetData><row>{inline}</row><row>{figures_row}</row></sheetData>"
    content = changed_parts(
        workbook({"A": [["x"]]}),
        {
            SHEET: lambda text: (
                text[: text.index("<sheetData>")] + data + text[text.index("</sheetData>") + 12 :]
            )
        },
    )
    assert figures(read(content, name="a.xlsx")) == [("sto1", "elsa", "2025-01", 3, None)]
