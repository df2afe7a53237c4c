"""Every key a catalogue may hold is documented in docs/interfaces.md, and every documented key exists."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from data.model import catalogue as model
from data.model.load import TABLES_OF_FILE

TEXT = Path("docs/interfaces.md").read_text("utf-8")
MODELS: dict[str, type[BaseModel]] = {
    "office": model.Office,
    "area": model.Area,
    "unit": model.Unit,
    "indicator": model.Indicator,
    "category": model.Category,
    "table": model.PublishedTable,
    "phrases": model.Phrases,
    "target": model.Target,
    "event": model.Event,
    "measure": model.Measure,
    "milestone": model.Milestone,
    "course": model.Course,
    "background": model.BackgroundFigure,
    "lock": model.Lock,
    "municipality": model.Municipality,
    "support": model.Support,
}
SHORT_FORMS = {"event.date"}
"""Keys that a model takes in place of others."""


def keys() -> set[str]:
    return {
        f"{table}.{field.alias or name}"
        for table, one in MODELS.items()
        for name, field in one.model_fields.items()
    }


def documented() -> set[str]:
    rows = [line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| `")]
    return {key for row in rows for key in re.findall(r"`([a-z]+\.[a-z_]+)`", row)}


def test_every_key_of_the_catalogue_is_documented() -> None:
    assert keys() | SHORT_FORMS == documented()


@pytest.mark.parametrize("file", TABLES_OF_FILE)
def test_every_file_and_table_of_the_catalogue_is_documented(file: str) -> None:
    assert f"### `{file}`" in TEXT
    for table in TABLES_OF_FILE[file]:
        assert f"[[{table}]]" in TEXT or f"[{table}]" in TEXT
    assert set(TABLES_OF_FILE[file]) <= set(MODELS)


def test_every_model_of_the_catalogue_is_held_against_the_text() -> None:
    entries = {
        one
        for one in vars(model).values()
        if isinstance(one, type) and issubclass(one, model.Entry) and one is not model.Entry
    }
    gathered = {model.Organisation, model.Catalogue}
    assert entries - gathered == set(MODELS.values())
