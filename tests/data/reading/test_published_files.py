"""Published Swedish statistics files: their layout is found, and small twins with the same traps are too.

The real files stand outside the project and are only read where they are there. They hold no figures of
ours, so each is refused in the end, with a message that says what is missing.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from data.reading.grid import Sheet, clean, text_of
from data.reading.guess import guess_header
from data.reading.numbers import NoNumber, Number, parse_number
from data.reading.reader import open_document
from tests.data.reading.small_files import codes, everything, read, text

FOLDER = Path(__file__).parents[4] / "shared" / "reference" / "real-inputs"
present = pytest.mark.skipif(not FOLDER.is_dir(), reason="the published files are not on this machine")


def layout_of(content: bytes, name: str) -> tuple[str | None, str | None, int, list[str], Sheet]:
    """Encoding, delimiter, row number of the header, its headings and the sheet."""
    document = open_document(content, name=name)
    (sheet,) = document.sheets
    header = guess_header(sheet.rows)
    assert header is not None
    headings = [clean(text_of(cell)) for cell in sheet.rows[header]]
    return document.encoding, document.delimiter, sheet.numbers[header], headings, sheet


def column(sheet: Sheet, heading_row: int, position: int) -> list[Number | NoNumber]:
    """The numbers of a column below the header."""
    below = zip(sheet.numbers, sheet.rows, strict=True)
    return [
        parse_number(row[position]) for number, row in below if number > heading_row and len(row) > position
    ]


def values(cells: Sequence[Number | NoNumber]) -> list[float]:
    """The values of the cells that are numbers."""
    return [cell.value for cell in cells if isinstance(cell, Number)]


@present
def test_file_01_title_with_commas_and_source_line() -> None:
    (path,) = FOLDER.glob("01_*")
    encoding, delimiter, row, headings, sheet = layout_of(path.read_bytes(), path.name)
    assert (encoding, delimiter, row) == ("UTF-8 med BOM", "semikolon", 2)
    assert headings[:3] == ["År", "Region", "Kön"]
    figures = values(column(sheet, row, 3))
    assert (len(figures), figures[0]) == (len(sheet.rows) - 3, 11.2)
    assert codes(read(path.read_bytes(), name=path.name).errors) in (["missing_columns"], ["unknown_table"])


@present
def test_file_02_soft_hyphens_and_footnotes() -> None:
    (path,) = FOLDER.glob("02_*")
    encoding, delimiter, row, headings, sheet = layout_of(path.read_bytes(), path.name)
    assert (encoding, delimiter, row) == ("UTF-8 med BOM", "semikolon", 2)
    assert headings == ["År", "Ålder", "Män", "Kvinnor"]
    assert clean(text_of(sheet.rows[2][1])) == "0-4"
    assert values(column(sheet, row, 2))[6] == 0.60
    assert len(values(column(sheet, row, 3))) == len(sheet.rows) - 4


@present
def test_file_03_windows_1252() -> None:
    (path,) = FOLDER.glob("03_*")
    encoding, delimiter, row, headings, sheet = layout_of(path.read_bytes(), path.name)
    assert (encoding, delimiter, row) == ("Windows-1252", "komma", 1)
    assert headings == ["kön", "ålder", "Risktid 2015", "Antal döda 2015"]
    assert values(column(sheet, row, 2))[:2] == [59502, 60065]


@present
def test_file_04_two_level_header_and_merged_cells() -> None:
    (path,) = FOLDER.glob("04_*")
    encoding, delimiter, row, headings, sheet = layout_of(path.read_bytes(), path.name)
    assert (encoding, delimiter, row) == ("UTF-8", "komma", 5)
    assert headings[:6] == ["ICD-10", "Dödsorsak", "Kön", "Samtliga", "0", "1-4"]
    totals = column(sheet, row, 3)
    assert values(totals)[:3] == [47142, 44933, 1097]
    assert (
        column(sheet, row, 7)[2] is NoNumber.NOT_REPORTED or column(sheet, row, 6)[2] is NoNumber.NOT_REPORTED
    )


@present
def test_file_09_px_is_for_background_only() -> None:
    (path,) = FOLDER.glob("09_*")
    reading = read(path.read_bytes(), name=path.name)
    assert codes(reading.errors) == ["background_format"]


@present
def test_no_published_file_is_stored_or_echoed() -> None:
    for path in FOLDER.glob("0*"):
        reading = read(path.read_bytes(), name=path.name)
        assert reading.rows == ()
        assert reading.errors
        assert "wehlin" not in everything(reading).casefold()
        assert not {"personal_data", "unexpected"} & set(codes(reading.errors))


TWIN_01 = (
    "\ufeffBesök, slutenvård, antal/100 inv, Åldrar: 65-85+\r\nÅr;Ort;Kön;A1 Förkylning;B2 Snuva\r\n"
    "2018;Ena;Män;11,2;341,2\r\n2018;Ena;Kvinnor;11,0;296,2\r\n2018;Tva;Män;10,2;1\u00a0364,2\r\n"
    "En databas 2020-07-28"
)
TWIN_04 = (
    '"Tabell 1. Fall, efter kön och ålder",,,,\n"Cases, by sex and age",,,,\n,,,,\n,,,Ålder,\n'
    "Kod,Orsak,Kön,Samtliga,1–4\n"
    'A,"Alla, samtliga",Kv,47\u00a0142,-\n,,M,44\u00a0933,2\n"Källa: ett register",,,,\n'
)


def test_a_twin_of_file_01() -> None:
    encoding, delimiter, row, headings, sheet = layout_of(TWIN_01.encode(), "a.csv")
    assert (encoding, delimiter, row) == ("UTF-8 med BOM", "semikolon", 2)
    assert headings == ["År", "Ort", "Kön", "A1 Förkylning", "B2 Snuva"]
    assert values(column(sheet, row, 4)) == [341.2, 296.2, 1364.2]


def test_a_twin_of_file_02() -> None:
    content = (
        "Nya fall, Åldrar: 0-85+\r\nÅr;Ålder;Män;Kvinnor\r\n"
        "2017;0\u00ad4;0,00;0,31\r\n2017;85+;1,5;2\r\nObservera detta.\r\nKälla"
    )
    _, _, row, headings, sheet = layout_of(content.encode(), "a.csv")
    assert (row, headings) == (2, ["År", "Ålder", "Män", "Kvinnor"])
    assert clean(text_of(sheet.rows[2][1])) == "0-4"
    assert values(column(sheet, row, 3)) == [0.31, 2]


def test_a_twin_of_file_03() -> None:
    content = '"kön","ålder","Antal 2015"\r\n"män","0 år",59502\r\n"män","1 år",60065\r\n'
    encoding, delimiter, row, headings, _ = layout_of(content.encode("cp1252"), "a.csv")
    assert (encoding, delimiter, row) == ("Windows-1252", "komma", 1)
    assert headings == ["kön", "ålder", "Antal 2015"]


def test_a_twin_of_file_04() -> None:
    encoding, delimiter, row, headings, sheet = layout_of(TWIN_04.encode(), "a.csv")
    assert (encoding, delimiter, row) == ("UTF-8", "komma", 5)
    assert headings == ["Kod", "Orsak", "Kön", "Samtliga", "1-4"]
    assert values(column(sheet, row, 3)) == [47142, 44933]
    assert column(sheet, row, 4)[0] is NoNumber.NOT_REPORTED


def test_an_unknown_table_is_refused_with_its_header_row() -> None:
    reading = read("Statistik\nDiagnos;Region;Fall\nA;B;1\nC;D;2\n")
    assert "Rad 2: Rubrikraden ser ut att stå här, men kolumnerna känns inte igen." in text(reading.errors)
    assert codes(read("hej\n").errors) == ["no_table"]
