"""From a folder of TOML files to a checked catalogue.

Owns which files there are, how they are read and that every fault is told at once. Must not know what the
rules are: those of one entry are in data/model/catalogue.py, others in data/model/checks.py.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError, create_model

from data.model import (
    Area,
    BackgroundFigure,
    Catalogue,
    Course,
    Event,
    Indicator,
    Lock,
    Measure,
    Municipality,
    Office,
    Organisation,
    Support,
    Target,
    Unit,
)
from data.model.checks import check
from data.model.draft import Draft, Labelled
from data.model.faults import CatalogueError, Fault, faults_of, value_text

__all__ = ["CatalogueError", "Fault", "load_catalogue"]

Model = TypeVar("Model", bound=BaseModel)

# The files of a catalogue and the tables each may hold: [office] once, others as [[area]], [[unit]] ...
TABLES_OF_FILE: Mapping[str, tuple[str, ...]] = {
    "organisation.toml": ("office", "area", "unit"),
    "indicators.toml": ("indicator",),
    "targets.toml": ("target",),
    "events.toml": ("event",),
    "measures.toml": ("measure",),
    "courses.toml": ("course",),
    "background.toml": ("background",),
    "locks.toml": ("lock",),
    "municipality.toml": ("municipality", "support"),
}
ONCE = frozenset({"office", "municipality"})
REQUIRED_FILES = ("organisation.toml", "indicators.toml")


@dataclass
class _Reading:
    """What has been read so far: raw tables by name, the digest of the bytes, the faults."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    digest: str = ""


def load_catalogue(folder: Path) -> Catalogue:
    """Read and check the catalogue in the folder.

    `organisation.toml` and `indicators.toml` must be there; the others may be left out. Raises
    CatalogueError with every fault of every file.
    """
    reading = _read(folder)
    draft = Draft(
        offices=_entries(reading, file="organisation.toml", table="office", model=Office),
        areas=_entries(reading, file="organisation.toml", table="area", model=Area),
        units=_entries(reading, file="organisation.toml", table="unit", model=Unit),
        indicators=_entries(reading, file="indicators.toml", table="indicator", model=Indicator),
        targets=_entries(reading, file="targets.toml", table="target", model=Target),
        events=_entries(reading, file="events.toml", table="event", model=Event),
        measures=_entries(reading, file="measures.toml", table="measure", model=Measure),
        courses=_entries(reading, file="courses.toml", table="course", model=Course),
        background=_entries(reading, file="background.toml", table="background", model=BackgroundFigure),
        locks=_entries(reading, file="locks.toml", table="lock", model=Lock),
        municipalities=_entries(reading, file="municipality.toml", table="municipality", model=Municipality),
        support=_entries(reading, file="municipality.toml", table="support", model=Support),
        known_areas=_ids(reading, "area"),
        known_units=_ids(reading, "unit"),
        known_indicators=_ids(reading, "indicator"),
    )
    reading.faults += check(draft)
    if reading.faults:
        raise CatalogueError(sorted(reading.faults, key=lambda fault: fault.file))
    return _catalogue(draft, digest=reading.digest)


def _read(folder: Path) -> _Reading:
    reading = _Reading()
    paths = sorted(folder.glob("*.toml"))
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(content)
        if path.name in TABLES_OF_FILE:
            _read_file(reading, name=path.name, content=content)
        else:
            known = ", ".join(TABLES_OF_FILE)
            reading.faults.append(Fault(path.name, "filens namn", value_text(path.name), f"en av {known}"))
    reading.digest = digest.hexdigest()
    found = {path.name for path in paths}
    reading.faults += [
        Fault(name, "filen", value_text(None), f"att den finns i {folder}")
        for name in REQUIRED_FILES
        if name not in found
    ]
    return reading


def _read_file(reading: _Reading, *, name: str, content: bytes) -> None:
    try:
        document = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reading.faults.append(
            Fault(name, f"rad {line}", "tecken som inte är UTF-8", "en fil sparad som UTF-8")
        )
        return
    except tomllib.TOMLDecodeError as error:
        # The message of the parser is English, but it holds line and column, which is what mends the file.
        reading.faults.append(Fault(name, "filen", value_text(str(error)), "giltig TOML"))
        return
    for table, value in document.items():
        if table not in TABLES_OF_FILE[name]:
            known = ", ".join(TABLES_OF_FILE[name])
            reading.faults.append(Fault(name, table, value_text(value), f"bara {known} på översta nivån"))
            continue
        entries = [value] if table in ONCE else value
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            written = f"[{table}]" if table in ONCE else f"[[{table}]]"
            reading.faults.append(Fault(name, table, value_text(value), f"tabellen skriven som {written}"))
            continue
        reading.tables[table] = entries
    for table in TABLES_OF_FILE[name]:
        if name in REQUIRED_FILES and not document.get(table):
            reading.faults.append(Fault(name, table, value_text(None), "minst en sådan tabell"))


def _entries(reading: _Reading, *, file: str, table: str, model: type[Model]) -> tuple[Labelled[Model], ...]:
    """Return every entry; keys without the right shape become faults and are marked on the entry."""
    entries = []
    for label, raw in zip(_labels(reading, table), reading.tables.get(table, []), strict=True):
        try:
            entries.append(Labelled(file, label, model.model_validate(raw)))
        except ValidationError as error:
            reading.faults += faults_of(error, file=file, entry=label)
            entry, faulty = _what_passed(raw, model=model)
            entries.append(Labelled(file, label, entry, faulty))
    return tuple(entries)


def _labels(reading: _Reading, table: str) -> list[str]:
    """`indicator fra1`; by position where an entry has no id, and as well where an id stands twice."""
    labels: list[str] = []
    for position, raw in enumerate(reading.tables.get(table, []), start=1):
        label = f"{table} {raw['id']}" if isinstance(raw.get("id"), str) else f"{table}[{position}]"
        labels.append(f"{table}[{position}] {raw['id']}" if label in labels else label)
    return labels


def _what_passed(raw: dict[str, Any], *, model: type[Model]) -> tuple[Model, frozenset[str]]:
    """Return an entry of the fields that pass by themselves, and the names of those that do not.

    The entry is only for the rules of data/model/checks.py, so that all faults are told at once.
    """
    passed: dict[str, Any] = {}
    faulty: set[str] = set()
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key not in raw:
            if info.is_required():
                faulty.add(name)
            continue
        try:
            field_alone: dict[str, Any] = {name: (info.annotation, info)}
            alone = create_model(name, **field_alone).model_validate({key: raw[key]})
            passed[name] = getattr(alone, name)
        except ValidationError:
            faulty.add(name)
    return model.model_construct(**passed), frozenset(faulty)


def _ids(reading: _Reading, table: str) -> frozenset[str]:
    """Ids as written, failed entries included, so that one fault does not make others up."""
    return frozenset(str(entry.get("id")) for entry in reading.tables.get(table, []))


def _catalogue(draft: Draft, *, digest: str) -> Catalogue:
    events = [event.entry for event in draft.events]
    measures = [measure.entry for measure in draft.measures]
    return Catalogue(
        organisation=Organisation(
            office=draft.offices[0].entry,
            areas=tuple(area.entry for area in draft.areas),
            units=tuple(unit.entry for unit in draft.units),
        ),
        indicators=tuple(indicator.entry for indicator in draft.indicators),
        targets=tuple(target.entry for target in draft.targets),
        events=tuple(sorted(events, key=lambda event: (event.date_from, event.text))),
        measures=tuple(sorted(measures, key=lambda measure: measure.number)),
        courses=tuple(course.entry for course in draft.courses),
        background=tuple(figure.entry for figure in draft.background),
        locks=tuple(lock.entry for lock in draft.locks),
        municipality=next((one.entry for one in draft.municipalities), None),
        support=tuple(one.entry for one in draft.support),
        hash=digest,
    )
