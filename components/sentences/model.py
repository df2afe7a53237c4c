"""What a sentence is made from: one measured thing, its figure in one period, its target.

Owns the small frozen types that callers fill in. Must not know wording, Dash, SQL or data frames: a row
arrives as a plain mapping.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any, Literal

Kind = Literal["share", "count", "median", "status"]
Direction = Literal["higher", "lower", "neutral"]
Reporter = Literal["unit", "area", "office"]
Mark = Literal["shown", "protected", "not_reported", "not_applicable"]


class SentenceError(ValueError):
    """A figure no sentence may be made from: a hidden one that carries a value, or a kind without wording."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What is measured, and the words its sentences need. A phrase may be empty: the wording is then plainer.

    Attributes:
        name: The indicator's name, `Fått frågan`.
        kind: `share`, `count`, `median` or `status`.
        unit_of_measure: `procent`, `antal`, `dagar`, `kronor`, `årsarbetare` or `ja/nej`.
        direction: Whether more is better (`higher`), less is better (`lower`) or neither (`neutral`).
        is_stock: The figure holds at the end of the period instead of adding up over it.
        reported_at: Who reports it.
        label: The subject of a heading, in the definite form: `Andelen som fått frågan`.
        phrase: What follows the figure: `av klienterna fick frågan` (share), `genomfördes` (count).
        one, many: The noun counted: `hänvisning`, `hänvisningar`.
        is_neuter: The noun takes `ett` and `inget`.
        yes, no: The answers of a status as main clauses: `Underlaget lämnades`, `Underlaget lämnades inte`.
    """

    name: str
    kind: Kind
    unit_of_measure: str
    direction: Direction = "neutral"
    is_stock: bool = False
    reported_at: Reporter = "unit"
    label: str = ""
    phrase: str = ""
    one: str = ""
    many: str = ""
    is_neuter: bool = False
    yes: str = ""
    no: str = ""


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One published figure.

    Attributes:
        period_kind, period_start: `month`, `quarter`, `tertial` or `year`, and its first day.
        value: A fraction 0–1 for a share, 1 or 0 for a status, else the figure. None unless shown.
        numerator, denominator: The figures behind a share.
        mark: Why there is no value, or `shown`.
        units_reported, units_expected: How complete the figure is; None where nobody asks.

    Raises:
        SentenceError: A figure that is not shown carries a value.
    """

    period_kind: str
    period_start: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    mark: Mark = "shown"
    units_reported: int | None = None
    units_expected: int | None = None

    def __post_init__(self) -> None:
        if self.mark != "shown" and not (self.value is self.numerator is self.denominator is None):
            raise SentenceError(f"a figure marked {self.mark} must not carry a value")

    @property
    def is_shown(self) -> bool:
        """Whether there is a value to write about."""
        return self.mark == "shown" and self.value is not None

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> "Observation":
        """Read an observation from a row with the snapshot's column names.

        Columns that are absent, None or not-a-number count as nothing; a time stamp is read as its day.
        """
        start = row["period_start"]
        mark = row.get("mark", "shown")
        hidden = mark != "shown"
        reported, expected = _figure(row.get("units_reported")), _figure(row.get("units_expected"))
        return cls(
            period_kind=str(row["period_kind"]),
            period_start=date(start.year, start.month, start.day),
            value=None if hidden else _figure(row.get("value")),
            numerator=None if hidden else _figure(row.get("numerator")),
            denominator=None if hidden else _figure(row.get("denominator")),
            mark=mark,
            units_reported=None if reported is None else int(reported),
            units_expected=None if expected is None else int(expected),
        )


@dataclass(frozen=True, kw_only=True)
class Target:
    """A target in the unit of the figure (a fraction 0–1 for shares), and the first day it holds.

    An example target has not been decided by anyone, and its sentences say so.
    """

    value: float
    valid_from: date | None = None
    is_example: bool = False


def _figure(value: Any) -> float | None:
    # pandas writes a missing figure as None, NaN, NaT or NA: only NA refuses to be turned into a float
    try:
        figure = float(value)
    except (TypeError, ValueError):
        return None
    return None if isnan(figure) else figure
