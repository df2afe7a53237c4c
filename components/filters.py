"""Filters: what a page is limited to, as a frozen value, as a query string, as a sentence.

Owns: reading and writing the query string, the messages about values that cannot be used, the "Urval"
sentence. Must not know: Dash (`filter_form.py` draws the controls), queries, what a page does with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from components.formats import list_text

PERIOD_OF_NAME = MappingProxyType(
    {"manad": "month", "kvartal": "quarter", "tertial": "tertial", "ar": "year"}
)
"""The names of the query string, finest first."""
NAME_OF_PERIOD = MappingProxyType({kind: name for name, kind in PERIOD_OF_NAME.items()})
PERIOD_WORDS = MappingProxyType({"month": "månad", "quarter": "kvartal", "tertial": "tertial", "year": "år"})
GENDER_WORDS = MappingProxyType({"alla": "alla", "kvinna": "kvinnor", "man": "män"})

PARAMETERS = ("enhet", "ar", "period", "kon", "indikator")
LONGEST_ECHO = 40
Query = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Choice:
    """One value that can be chosen, and its name."""

    id: str
    name: str


@dataclass(frozen=True)
class Choices:
    """What a page offers.

    Attributes:
        whole: Name of everything together, `Socialkontoret`.
        units: Units and areas, in the order shown; empty where the page has no such filter.
        years: Calendar years with figures.
        periods: Kinds of period, finest first; empty where the page has no such filter.
        default_period: The kind in force when none is chosen.
        genders: Whether the sex filter is offered.
        indicators: Indicators to choose among; the first is the default.
    """

    whole: str
    units: tuple[Choice, ...] = ()
    years: tuple[int, ...] = ()
    periods: tuple[str, ...] = ()
    default_period: str = "month"
    genders: bool = False
    indicators: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Filters:
    """What a page is limited to. No units: the whole office. No years: all of them."""

    units: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    period: str = "month"
    gender: str = "alla"
    indicator: str = ""


def from_query(query: Query, choices: Choices) -> tuple[Filters, tuple[str, ...]]:
    """Read the filters; a value that cannot be used gives a message and is left out.

    Lists may be given as `enhet=a,b` or as `enhet=a&enhet=b`. Order and repetition do not matter: the same
    choice is always the same value.
    """
    messages: list[str] = []
    units = _several(
        query.get("enhet"),
        known=[unit.id for unit in choices.units],
        messages=messages,
        unknown="Enheten ”{value}” finns inte på den här sidan. Den är inte med i urvalet.",
    )
    years = _several(
        query.get("ar"),
        known=[str(year) for year in choices.years],
        messages=messages,
        unknown="Det finns inga siffror för året ”{value}”. Det är inte med i urvalet.",
    )
    period = _one(
        query.get("period"),
        known=[NAME_OF_PERIOD[kind] for kind in choices.periods],
        default=NAME_OF_PERIOD[choices.default_period],
        messages=messages,
        unknown="Perioden ”{value}” går inte att välja här. Sidan visar {default} i stället.",
        words={name: f"per {PERIOD_WORDS[kind]}" for name, kind in PERIOD_OF_NAME.items()},
    )
    gender = _one(
        query.get("kon"),
        known=list(GENDER_WORDS) if choices.genders else [],
        default="alla",
        messages=messages,
        unknown="Könet ”{value}” går inte att välja här. Sidan visar {default} i stället.",
        words=GENDER_WORDS,
    )
    indicator = _one(
        query.get("indikator") if choices.indicators else None,
        known=[indicator.id for indicator in choices.indicators],
        default=choices.indicators[0].id if choices.indicators else "",
        messages=messages,
        unknown="Måttet ”{value}” finns inte. Sidan visar {default} i stället.",
        words={indicator.id: indicator.name for indicator in choices.indicators},
    )
    filters = Filters(
        units=units,
        years=tuple(int(year) for year in years),
        period=PERIOD_OF_NAME[period],
        gender=gender,
        indicator=indicator,
    )
    return filters, tuple(messages)


def to_query(filters: Filters, choices: Choices) -> str:
    """Write the filters as a query string without defaults: empty when everything is as it is by default."""
    found: dict[str, str] = {}
    if filters.units:
        found["enhet"] = ",".join(filters.units)
    if filters.years:
        found["ar"] = ",".join(str(year) for year in filters.years)
    if filters.period != choices.default_period:
        found["period"] = NAME_OF_PERIOD[filters.period]
    if filters.gender != "alla":
        found["kon"] = filters.gender
    if choices.indicators and filters.indicator != choices.indicators[0].id:
        found["indikator"] = filters.indicator
    return urlencode(found, safe=",")


def sentence(filters: Filters, choices: Choices) -> str:
    """Say what the page is limited to: `Urval: Frideborg och Elsa, år 2024 och 2025, per kvartal.`"""
    parts = [units_text(filters, choices), years_text(filters, choices)]
    if choices.periods:
        parts.append(f"per {PERIOD_WORDS[filters.period]}")
    if filters.gender != "alla":
        parts.append(f"bara {GENDER_WORDS[filters.gender]}")
    return f"Urval: {', '.join(parts)}."


def units_text(filters: Filters, choices: Choices) -> str:
    """Name the organisations of the selection."""
    names = {unit.id: unit.name for unit in choices.units}
    return list_text([names[unit] for unit in filters.units]) or f"hela {choices.whole}"


def years_text(filters: Filters, choices: Choices) -> str:
    """Name the years of the selection."""
    if filters.years:
        return "år " + list_text([str(year) for year in filters.years])
    if len(choices.years) > 1:
        return f"alla år ({choices.years[0]}–{choices.years[-1]})"
    return f"år {choices.years[0]}" if choices.years else "alla år"


def _values(given: str | Sequence[str] | None) -> list[str]:
    if given is None:
        return []
    texts = [given] if isinstance(given, str) else list(given)
    return [value.strip() for text in texts for value in str(text).split(",") if value.strip()]


def _several(
    given: str | Sequence[str] | None, *, known: Sequence[str], messages: list[str], unknown: str
) -> tuple[str, ...]:
    values = _values(given)
    messages += [unknown.format(value=_echo(value)) for value in dict.fromkeys(values) if value not in known]
    return tuple(value for value in known if value in values)


def _one(
    given: str | Sequence[str] | None,
    *,
    known: Sequence[str],
    default: str,
    messages: list[str],
    unknown: str,
    words: Mapping[str, str],
) -> str:
    values = list(dict.fromkeys(_values(given)))
    if not values or values == [default]:
        return default
    if len(values) == 1 and values[0] in known:
        return values[0]
    wrong = [value for value in values if value not in known] or values
    messages.append(unknown.format(value=_echo(", ".join(wrong)), default=words.get(default, default)))
    return default


def _echo(value: str) -> str:
    """What a message repeats of a value: short, and on one line."""
    printable = "".join(sign if sign.isprintable() else " " for sign in value)
    return printable if len(printable) <= LONGEST_ECHO else f"{printable[:LONGEST_ECHO]}…"
