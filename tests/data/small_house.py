"""A small municipality for the tests of data/: two areas, four units, an indicator of every kind.

- Nord: Alfa and Beta. Syd: Gamma, and Delta which exists from July 2025.
- `fra1` share, flow, months, units. `utb1` share, stock, quarters, units, staff. `han1` count of events,
  quarters, units, with categories that add up. `org2` open count, quarters, areas. `ing1` median, quarters,
  the office. `web1` open status, years, the office.
"""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data.facts import Fact
from data.model import Catalogue
from data.model.load import load_catalogue
from data.periods import Period, PeriodKind
from data.register import COLUMNS, NewLoad

ORGANISATION = """
[office]
id = "kontoret"
name = "Kontoret"
[[area]]
id = "nord"
name = "Nord"
[[area]]
id = "syd"
name = "Syd"
[[unit]]
id = "alfa"
name = "Alfa"
area = "nord"
[[unit]]
id = "beta"
name = "Beta"
area = "nord"
[[unit]]
id = "gamma"
name = "Gamma"
area = "syd"
[[unit]]
id = "delta"
name = "Delta"
area = "syd"
valid_from = 2025-07-01
"""

INDICATORS = """
[[indicator]]
id = "fra1"
code = "FRÅ1"
name = "Fått frågan"
measure = 3
kind = "share"
time = "flow"
frequency = "month"
reported_at = "unit"
numerator = "Klienter som fått frågan"
denominator = "Nya klienter"
direction = "higher"
sensitivity = "client"
complement_sensitive = false
genders = true
phrases = {label = "Andelen som fått frågan", phrase = "av klienterna fick frågan"}
tables = [
  {org = ["unit", "area", "office"], period = ["month", "quarter", "tertial", "year"]},
  {org = ["office"], period = ["year"], by = ["gender"]},
]
[[indicator]]
id = "utb1"
code = "UTB1"
name = "Genomförd utbildning"
measure = 2
kind = "share"
time = "stock"
frequency = "quarter"
reported_at = "unit"
numerator = "Medarbetare med intyg"
denominator = "Medarbetare"
direction = "higher"
sensitivity = "staff"
complement_sensitive = false
tables = [{org = ["unit", "office"], period = ["quarter", "year"]}]
[[indicator]]
id = "han1"
code = "HÄN1"
name = "Hänvisningar"
measure = 4
kind = "count"
time = "flow"
frequency = "quarter"
reported_at = "unit"
numerator = "Hänvisningar"
direction = "neutral"
sensitivity = "client"
counts = "events"
categories = [{id = "novahuset", name = "Novahuset"}, {id = "ovrig", name = "Övrig"}]
tables = [
  {org = ["unit", "office"], period = ["quarter", "year"]},
  {org = ["office"], period = ["year"], by = ["category"]},
]
[[indicator]]
id = "org2"
code = "ORG2"
name = "Samverkan"
measure = 1
kind = "count"
time = "flow"
frequency = "quarter"
reported_at = "area"
numerator = "Möten"
direction = "neutral"
sensitivity = "open"
counts = "events"
tables = [{org = ["area", "office"], period = ["quarter", "year"]}]
[[indicator]]
id = "ing1"
code = "ING1"
name = "Tid till första kontakt"
measure = 5
kind = "median"
time = "flow"
frequency = "quarter"
reported_at = "office"
numerator = "Dagar"
direction = "lower"
sensitivity = "client"
tables = [{org = ["office"], period = ["quarter"]}]
[[indicator]]
id = "web1"
code = "WEB1"
name = "Sida publicerad"
measure = 6
kind = "status"
time = "stock"
frequency = "year"
reported_at = "office"
numerator = "Sidan finns"
direction = "higher"
sensitivity = "open"
tables = [{org = ["office"], period = ["year"]}]
"""

RECEIVED = date(2025, 2, 10)


def write_catalogue(folder: Path, *, indicators: str = INDICATORS) -> Path:
    """Write the small house's files and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "organisation.toml").write_text(ORGANISATION, encoding="utf-8")
    (folder / "indicators.toml").write_text(indicators, encoding="utf-8")
    return folder


def small_catalogue(folder: Path) -> Catalogue:
    """The small house as a checked catalogue."""
    return load_catalogue(write_catalogue(folder))


def period(code: str) -> Period:
    """`2025-03`, `2025K1`, `2025T1` or `2025`."""
    kinds: dict[str, tuple[PeriodKind, int]] = {"-": ("month", 1), "K": ("quarter", 3), "T": ("tertial", 4)}
    kind, length = kinds.get(code[4:5], ("year", 12))
    number = int(code[5:] or 1)
    return Period(kind, date(int(code[:4]), (number - 1) * length + 1, 1))


def fact(
    indicator: str, org: str, code: str, count: float, denominator: int | None = None, **other: Any
) -> Fact:
    """A figure of the small house; `gender`, `category`, `persons`, `version` ... where they matter."""
    values: dict[str, Any] = {
        "gender": "all", "age": "all", "category": "all", "version": 1, "persons": None,
        "received_on": RECEIVED,
    }  # fmt: skip
    values |= other
    return Fact(
        indicator=indicator, org=org, period=period(code), count=count, denominator=denominator, **values
    )


def frame(*facts: Fact) -> pd.DataFrame:
    """Figures as the register takes them; a count of NaN is an empty one."""
    rows = [
        (number, one.indicator, one.org, one.period.kind, one.period.start, *one.split,
         one.count, one.denominator, one.persons)
        for number, one in enumerate(facts, start=2)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {"count": "Float64", "denominator": "Int64", "persons": "Int64"}
    )


def load(name: str = "januari.csv", **other: Any) -> NewLoad:
    """A file about to be stored; its hash follows its name."""
    values: dict[str, Any] = {
        "file": name, "sha256": hashlib.sha256(name.encode()).hexdigest(), "loaded_by": "Samordnaren",
        "received_on": RECEIVED, "is_demo": False, "rows_read": 1,
    }  # fmt: skip
    return NewLoad(**(values | other))
