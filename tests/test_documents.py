"""What the documents point at exists, and the handbook says what the pages say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.formats import MARK_MEANINGS

DOCUMENTS = [Path("README.md"), Path("bench/README.md"), *sorted(Path("docs").glob("*.md"))]
HANDBOOK = Path("docs/handbok.md").read_text("utf-8")
ARCHITECTURE = Path("docs/architecture.md").read_text("utf-8")
LARGEST_PICTURE = 60_000


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_what_is_linked_exists(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_picture_is_shown_and_small() -> None:
    shown = {
        (document.parent / link).resolve()
        for document in DOCUMENTS
        for link in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", document.read_text("utf-8"))
    }
    pictures = {picture.resolve() for picture in Path("docs/bilder").iterdir()}
    assert pictures == shown
    assert [picture.name for picture in pictures if picture.stat().st_size > LARGEST_PICTURE] == []


def test_the_handbook_explains_the_marks_in_the_words_of_the_legend() -> None:
    told = dict(
        re.findall(r"^\| `([^`]{1,2})` \| ([^|,]+?)(?:, till exempel [^|]+)? \|", HANDBOOK, re.MULTILINE)
    )
    told["0"] = re.findall(r"^\| `0` \| (.+?) \|", HANDBOOK, re.MULTILINE)[0]
    assert told == dict(MARK_MEANINGS)


def test_what_the_handbook_tells_to_press_is_on_the_pages() -> None:
    words = "\n".join(
        file.read_text("utf-8") for folder in ("pages", "components") for file in Path(folder).rglob("*.*")
        if file.suffix in {".py", ".html"}
    )  # fmt: skip
    for label in (
        "Hämta mall",
        "Mata in den för hand",
        "Förhandsgranska",
        "Kontroll",
        "Skillnader",
        "Senaste inläsningarna",
        "Senaste utgåvorna",
        "Publicera det som är inläst",
        "Ta tillbaka",
    ):
        assert label in HANDBOOK
        assert label in words


def test_every_room_and_every_package_of_data_is_in_the_architecture() -> None:
    rooms = {folder.parent.name for folder in Path().glob("*/__init__.py")} - {"tests", "bench"}
    packages = {f"data/{folder.parent.name}" for folder in Path("data").glob("*/__init__.py")}
    assert {one for one in rooms | packages if f"`{one}/`" not in ARCHITECTURE} == set()
