"""What stands in a file of figures: the rows of one indicator or of a whole page, and what is to be known.

Owns: columns, wording, the facts about the file. Must not know: addresses, nor how a file is written
(`reports/files.py`). A row that is copied out still says its selection, source, snapshot and date.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components import shell
from components.filters import Choices, Filters, sentence
from components.formats import MARK_MEANINGS, MARKS, date_table, period_label
from pages import _facts
from pages._scope import scope_of
from pages._shown_rows import shown_rows
from queries import catalogue
from queries.catalogue import Indicator, SnapshotFacts
from queries.store import Snapshot
from reports.files import FigureFile, Value

LEVELS = {"office": "Hela kontoret", "area": "Område", "unit": "Enhet"}
KINDS = {"month": "månad", "quarter": "kvartal", "tertial": "tertial", "year": "år"}
GENDERS = {"all": "alla", "kvinna": "kvinnor", "man": "män", "annat_okant": "annat eller okänt"}
COLUMNS = (
    "Kod", "Mått", "Nivå", "Organisation", "Periodslag", "Period", "Periodens första dag", "Kön",
    "Åldersgrupp", "Kategori", "Täljare", "Nämnare", "Värde", "Måttenhet", "Enheter som rapporterat",
    "Enheter som ska rapportera", "Urval", "Anmärkning", "Källa", "Utgåva", "Publicerad",
)  # fmt: skip
VALUE_COLUMN = COLUMNS.index("Värde")


def figure_file(snapshot: Snapshot, indicator: Indicator, filters: Filters, choices: Choices) -> FigureFile:
    """The figures of one indicator as the page shows them, and what must be known about them."""
    facts = catalogue.facts(snapshot)
    scope = scope_of(snapshot, indicator, filters)
    frame = shown_rows(snapshot, indicator, filters, scope)
    limited = sentence(filters, choices)
    remark = " ".join([*remarks(facts), *(scope.notes if scope else ())])
    standing = (limited, remark, indicator.source, facts.id, date_table(facts.published_at.date()))
    return FigureFile(
        title=f"{indicator.code} {indicator.name}",
        columns=COLUMNS,
        rows=[(*_row(row, indicator), *standing) for row in frame.to_dict("records")],
        percent_columns=frozenset({VALUE_COLUMN}) if indicator.unit_of_measure == "procent" else frozenset(),
        about=[*general(facts, limited=limited, remark=remark), *definition(indicator)],
        published_at=facts.published_at,
    )


def page_about(
    snapshot: Snapshot, indicators: Sequence[Indicator], filters: Filters, choices: Choices, *, name: str
) -> list[tuple[str, str]]:
    """What must be known of a file of a whole page: the file first, then each indicator."""
    facts = catalogue.facts(snapshot)
    limited = sentence(filters, choices)
    lines = [("Innehåll", name), *general(facts, limited=limited, remark=" ".join(remarks(facts)))]
    for indicator in indicators:
        lines += definition(indicator)
    return lines


def remarks(facts: SnapshotFacts) -> tuple[str, ...]:
    """That the figures are made up, where they are."""
    return (shell.DEMO_TEXT,) if facts.is_demo else ()


def general(facts: SnapshotFacts, *, limited: str, remark: str) -> list[tuple[str, str]]:
    """What is the same for every indicator in a file."""
    lines = [
        ("Urval", limited),
        ("Anmärkning", remark),
        ("Utgåva", facts.id),
        ("Publicerad", date_table(facts.published_at.date())),
        *MARK_MEANINGS.items(),
    ]
    return [(name, text) for name, text in lines if text]


def definition(indicator: Indicator) -> list[tuple[str, str]]:
    """What the figures of an indicator are."""
    lines = [
        ("Mått", f"{indicator.code} {indicator.name}"),
        ("Täljare", indicator.numerator),
        ("Nämnare", indicator.denominator or ""),
        ("Syfte", indicator.purpose),
        ("Räknas inte med", indicator.exclusions or ""),
        ("Källa", indicator.source),
        ("Ansvarig", indicator.owner),
    ]
    return [(name, text) for name, text in lines if text]


def _row(row: Mapping[Any, Any], indicator: Indicator) -> tuple[Value, ...]:
    start = row["period_start"].date()
    sign = MARKS.get(row["mark"])
    figures = (
        (_whole(row["numerator"]), _whole(row["denominator"]), _value(row["value"]))
        if sign is None
        else (sign, sign if indicator.kind == "share" else None, sign)
    )
    level = "Urvalet" if row["org"] == _facts.SUM else LEVELS[row["level"]]
    return (
        indicator.code, indicator.name, level, row["org_name"], KINDS[row["period_kind"]],
        period_label(row["period_kind"], start), date_table(start), GENDERS.get(row["gender"], row["gender"]),
        "alla" if row["age"] == "all" else row["age"],
        "alla" if row["category"] == "all" else row["category_name"],
        *figures, indicator.unit_of_measure, _whole(row["units_reported"]), _whole(row["units_expected"]),
    )  # fmt: skip


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _value(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
