"""Mutated files: never a crash, never a half reading, never an echo of a planted personal number.

LAGESBILD_FUZZ sets the number of examples (10000 for the long run).
"""

import io
import os
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.reading.results import Reading
from tests.data.reading.small_files import (
    changed_parts,
    codes,
    everything,
    long_form,
    long_rows,
    read,
    workbook,
)

EXAMPLES = int(os.environ.get("LAGESBILD_FUZZ", "60"))
PLANTED = "811218-9876"
DIGITS = "8112189876"
fuzzing = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)

CSV_ROWS = [
    "FRÅ1;Frideborg;2025-03;kvinna;;;12;20", "FRÅ1;Frideborg;2025-03;man;;;1;2",
    "STÖ1;Elsa;mars 2025;;5–17;;1 234;",
    "UTB1;Trozelligården;2025K1;;;Sex mot ersättning – vuxna;3;9", "ORG5;;T1 2025;;;;650-;", "Summa;;;;;;1;",
    "ORG6;Elsa;2025Q1;;;;7,5;", "ORG3;;2025;;;;ja;", "Källa: pinnar",
]  # fmt: skip
WIDE = [
    ["Enhet", "jan 2025", "feb 2025", "Summa"],
    ["Frideborg", 3, 4, 7],
    ["Elsa", None, 2, 2],
    ["Summa", 3, 6, 9],
]
SEEDS = [
    long_form(*CSV_ROWS).encode(),
    long_form(*CSV_ROWS).encode("cp1252"),
    long_form(*CSV_ROWS).encode("utf-16"),
    (b"Enhet;jan 2025;feb 2025\r\nFrideborg;3;4\r\nElsa;;2\r\n"),
]
BOOKS = [
    workbook({"STÖ1": WIDE, "Läs": [["Anvisning"]]}, hidden=["Läs"], comments={"B2": "osäker"}),
    workbook({"A": long_rows(*[row.split(";") for row in CSV_ROWS[:4]])}),
]


def is_sound(reading: Reading) -> bool:
    """Say whether the reading is one of two things: rows and no error, or errors and no rows."""
    assert bool(reading.rows) != bool(reading.errors)
    assert "unexpected" not in codes(reading.errors)
    return all(told.message and told.code for told in (*reading.errors, *reading.warnings, *reading.repairs))


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """One of the seeds with bytes replaced, removed, doubled or put in, at up to eight places."""
    content = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, max(len(content) - 1, 0)))
        length = draw(st.sampled_from([0, 1, 1, 2, 10, 200]))
        filling = draw(st.one_of(st.binary(max_size=8), st.sampled_from(FILLINGS)))
        content[place : place + length] = filling
    return bytes(content)


FILLINGS = [
    b";", b"\t", b'"', b"\n", b"\r", b"\0", b"=", b"-", b"1e309", b"9" * 40, b"2025", b"#REF!", b"\xc3",
    b"\xff\xfe", b"Summa",
    b"&#x0;", b"<c r=\"ZZZ9999999\">", b"hidden=\"1\"", b"FR\xc3\x85", b"1.234", b"85 %", b"3/4/2025",
    b"nan", b"inf", b"''",
]  # fmt: skip


@fuzzing
@given(content=mutated(SEEDS))
def test_mutated_text_files(content: bytes) -> None:
    assert is_sound(read(content, name="a.csv"))


@fuzzing
@given(content=mutated(BOOKS))
def test_mutated_workbooks(content: bytes) -> None:
    assert is_sound(read(content, name="a.xlsx"))


@fuzzing
@given(data=st.data())
def test_mutated_parts_of_workbooks(data: st.DataObject) -> None:
    book = data.draw(st.sampled_from(BOOKS))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    part = data.draw(st.sampled_from(names))
    place, length = data.draw(st.integers(0, 2000)), data.draw(st.integers(0, 30))
    filling = data.draw(st.sampled_from(FILLINGS)).decode("latin-1")
    changed = changed_parts(book, {part: lambda text: text[:place] + filling + text[place + length :]})
    assert is_sound(read(changed, name="a.xlsx"))


KNOWN = ["FRÅ1", "STÖ1", "Frideborg", "Elsa", "2025-03", "2025K1", "kvinna", "12", "20", "Summa", ""]
CELLS = st.one_of(st.sampled_from(KNOWN), st.text(max_size=12))


@fuzzing
@given(rows=st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=6))
def test_any_cells(rows: list[list[str]]) -> None:
    cells = [[cell.replace(";", " ").replace('"', " ") for cell in row] for row in rows]
    assert is_sound(read(long_form(*(";".join(row) for row in cells)), name="a.csv"))


AROUND = st.text(max_size=3).filter(lambda text: not any(character.isdigit() for character in text))
"""With a figure beside it, it is another number."""


@fuzzing
@given(data=st.data())
def test_a_planted_number_is_never_echoed(data: st.DataObject) -> None:
    """The number survives in the file, whatever stands around it: then no word of the reading may hold it."""
    written = data.draw(
        st.sampled_from([PLANTED, DIGITS, f"19{DIGITS}", "19811218 9876", "81 12 18-98 76", "811218−9876"])
    )
    before, after = data.draw(AROUND), data.draw(AROUND)
    planted = f"{before}{written}{after}".replace("\r", "").replace("\n", "")
    seed = data.draw(st.sampled_from(SEEDS[:2]))
    codec = "utf-8" if seed == SEEDS[0] else "cp1252"
    lines = seed.decode(codec).split("\r\n")
    row = data.draw(st.integers(0, len(lines) - 1))
    cells = lines[row].split(";")
    cells[data.draw(st.integers(0, len(cells) - 1))] = planted
    lines[row] = ";".join(cells)
    reading = read("\r\n".join(lines).encode(codec, errors="replace"), name="a.csv")
    seen = everything(reading).replace(reading.sha256, "")
    assert DIGITS not in "".join(character for character in seen if character.isdigit())
    assert written not in seen
    assert is_sound(reading)
