"""From the texts of a raw row to what they mean: indicator, organisation, period, sex, age, category.

Owns what may stand in each key field, and what to ask when it is not certain. Must not know figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.model import Indicator
from data.periods import Period
from data.reading.findings import Findings, echo
from data.reading.genders import GENDER_NAMES, gender_of
from data.reading.grid import clean, comparable, is_empty, text_of
from data.reading.headers import is_sum_word
from data.reading.messages import listed
from data.reading.names import Match, Names, Vocabulary
from data.reading.period_field import tell_unclear, written_period
from data.reading.period_names import EXAMPLES, FREQUENCIES, period_name
from data.reading.periods_text import Unclear, Understood
from data.reading.results import NOT_SPLIT
from data.reading.table import Given, RawRow
from data.reading.unlikely_dates import is_date_like

LEVEL_NAMES = {"office": "hela kontoret", "area": "verksamhetsområde", "unit": "enhet"}


@dataclass(frozen=True)
class Key:
    """What a row is about. org: id; level: the level of that id."""

    indicator: Indicator
    org: str
    period: Period
    gender: str
    age: str
    category: str


class FieldReader:
    """Reads key fields with the names of a catalogue; every doubt goes to the findings."""

    def __init__(self, words: Vocabulary, findings: Findings, *, today: date) -> None:
        self._words = words
        self._findings = findings
        self._today = today
        self.example = words.catalogue.indicators[0].code

    def quiet(self, findings: Findings) -> FieldReader:
        """Return a reader of the same fields that tells other findings, which may then be thrown away."""
        return FieldReader(self._words, findings, today=self._today)

    def indicator(self, raw: RawRow) -> Indicator | None:
        """Return the row's indicator, or None with an error told."""
        given = raw.fields.get("indikator")
        if given is None:
            self._findings.error("missing_indicator", row=raw.row, column="indikator", example=self.example)
            return None
        found = self._named(given, self._words.indicators, topic="indicator")
        if len(found.ids) == 1:
            return self._words.by_indicator[found.ids[0]]
        self._unknown(given, found, self._words.indicators, topic="indicator", example=self.example)
        return None

    def org(self, raw: RawRow, indicator: Indicator) -> str | None:
        """Return the id the row is about, whatever its level; None with an error told."""
        given = raw.fields.get("enhet")
        office = self._words.catalogue.organisation.office.id
        if given is None or (indicator.reported_at == "office" and is_sum_word(text_of(given.value))):
            if indicator.reported_at == "office":
                return office
            self._findings.error("missing_unit", row=raw.row, column="enhet")
            return None
        found = self._named(given, self._words.organisations, topic="unit")
        if len(found.ids) == 1:
            return found.ids[0]
        self._unknown(given, found, self._words.organisations, topic="unit")
        return None

    def reports(self, raw: RawRow, indicator: Indicator, org: str, period: Period) -> bool:
        """Say whether that organisation reports the indicator for the period; errors are told."""
        catalogue = self._words.catalogue
        given = raw.fields.get("enhet")
        place: dict[str, Any] = {"row": raw.row, "column": given.column if given else "enhet"}
        name = self._words.organisations.name_of[org]
        level = catalogue.level_of(org)
        if level != indicator.reported_at:
            self._findings.error(
                "wrong_level", **place, code=indicator.code, level=LEVEL_NAMES[indicator.reported_at]
            )
            return False
        if level == "unit":
            unit = catalogue.unit(org)
            if unit.valid_to is not None and period.start > unit.valid_to:
                self._findings.error("unit_closed", **place, name=name, day=unit.valid_to.isoformat())
                return False
            if unit.valid_from is not None and period.end < unit.valid_from:
                self._findings.error("unit_not_started", **place, name=name, day=unit.valid_from.isoformat())
                return False
            if indicator.units and org not in indicator.units:
                self._findings.error("unit_not_reporting", **place, name=name, code=indicator.code)
                return False
        return True

    def period(self, raw: RawRow, indicator: Indicator) -> Period | None:
        """Return the row's period, or None with an error told."""
        given, parsed = written_period(raw, expected=indicator.frequency, answers=self._findings.answers)
        example = EXAMPLES[indicator.frequency]
        if given is None:
            self._findings.error("missing_period", row=raw.row, column="period", example=example)
            return None
        if isinstance(parsed, Unclear):
            tell_unclear(given, parsed, example=example, findings=self._findings)
            return None
        place: dict[str, Any] = {"row": raw.row, "column": given.column}
        period = parsed.period
        if parsed.from_date and parsed.period.start.isoformat() != text_of(given.value):
            self._findings.gather_repair(
                "date_as_period",
                raw.row,
                column=given.column,
                value=echo(given.value),
                name=period_name(period),
            )
        if period.kind != indicator.frequency:
            self._findings.error(
                "wrong_frequency", **place, value=echo(given.value), code=indicator.code,
                frequency=FREQUENCIES[indicator.frequency][0], found=FREQUENCIES[period.kind][1],
                example=example,
            )  # fmt: skip
            return None
        if period.start > self._today:
            self._findings.error("future_period", **place, name=period_name(period))
            return None
        if not indicator.valid_between(period.start, period.end):
            self._findings.error(
                "indicator_not_valid", **place, code=indicator.code, name=period_name(period)
            )
            return None
        return period

    def is_waiting(self, raw: RawRow, indicator: Indicator) -> bool:
        """Say whether the row is empty and nothing is missing: a form is prepared for the whole year.

        Its period is not over, or is a quarter where the indicator is reported by month.
        """
        if not all(is_empty(given.value) for given in raw.measures.values()):
            return False
        _, parsed = written_period(raw, expected=indicator.frequency, answers=self._findings.answers)
        if not isinstance(parsed, Understood):
            return False
        return parsed.period.kind != indicator.frequency or parsed.period.end >= self._today

    def gender(self, raw: RawRow, indicator: Indicator) -> str | None:
        """Return kvinna, man, annat_okant or all; None with an error told."""
        given = raw.fields.get("kon")
        if given is None or is_empty(given.value) or is_sum_word(text_of(given.value)):
            return NOT_SPLIT
        place: dict[str, Any] = {"row": raw.row, "column": given.column}
        gender = gender_of(given.value)
        if gender is None:
            self._findings.error("unknown_gender", **place, value=echo(given.value))
        elif not indicator.genders:
            self._findings.error("gender_not_used", **place, code=indicator.code)
            return None
        elif text_of(given.value).strip() in ("1", "2"):
            self._findings.gather_repair(
                "gender_code",
                raw.row,
                column=given.column,
                value=text_of(given.value).strip(),
                name=GENDER_NAMES[gender],
            )
        return gender

    def age(self, raw: RawRow, indicator: Indicator) -> str | None:
        """Return an age group of the indicator or all; None with an error told."""
        given = raw.fields.get("aldersgrupp")
        if given is None or is_empty(given.value) or is_sum_word(text_of(given.value)):
            return NOT_SPLIT
        place: dict[str, Any] = {"row": raw.row, "column": given.column}
        if is_date_like(given.value):
            self._findings.error("range_became_date", **place)
            return None
        groups = {comparable(age): age for age in indicator.ages}
        written = comparable(text_of(given.value)).removesuffix("ar")
        for known, age in groups.items():
            if written == known.removesuffix("ar"):
                return age
        if not indicator.ages:
            self._findings.error("age_not_used", **place, code=indicator.code)
        else:
            choices = listed(list(indicator.ages), word="och")
            self._findings.error(
                "unknown_age", **place, value=echo(given.value), code=indicator.code, choices=choices
            )
        return None

    def category(self, raw: RawRow, indicator: Indicator) -> str | None:
        """Return the id of a category of the indicator or all; None with an error told."""
        given = raw.fields.get("kategori")
        if given is None or is_empty(given.value):
            return NOT_SPLIT
        place: dict[str, Any] = {"row": raw.row, "column": given.column}
        if is_date_like(given.value):
            self._findings.error("range_became_date", **place)
            return None
        if not indicator.categories:
            self._findings.error("category_not_used", **place, code=indicator.code)
            return None
        names = self._words.categories[indicator.id]
        found = self._named(given, names, topic="category")
        if len(found.ids) == 1:
            return found.ids[0]
        if len(found.ids) > 1:
            self._ambiguous_category(given, found, names)
            return None
        choices = listed([category.name for category in indicator.categories], word="och")
        self._unknown(given, found, names, topic="category", code=indicator.code, choices=choices)
        return None

    def _named(self, given: Given, names: Names, *, topic: str) -> Match:
        """Look the text up, by the answer if a human has given one, and tell if it was another spelling."""
        text = clean(text_of(given.value))
        answer = self._findings.answers.get(f"{topic}:{text}")
        found = names.find(text if answer is None else answer)
        if len(found.ids) == 1 and not found.as_written:
            name = names.name_of[found.ids[0]]
            if comparable(name) != comparable(text) and comparable(found.ids[0]) != comparable(text):
                self._findings.gather_repair(
                    "read_as", given.row, column=given.column, value=echo(given.value), name=name
                )
        return found

    def _unknown(self, given: Given, found: Match, names: Names, *, topic: str, **facts: Any) -> None:
        shown = echo(given.value)
        place: dict[str, Any] = {"row": given.row, "column": given.column, "value": shown}
        near = found.ids or found.near
        if not near or shown is None:
            self._findings.error(f"unknown_{topic}", **place, **facts)
            return
        labels = {identifier: self._label(identifier, names) for identifier in near}
        facts["name"] = listed(list(labels.values())[:3], word="eller")
        self._findings.error(f"near_{topic}", **place, **facts)
        self._findings.ask_which(
            f"{topic}:{clean(text_of(given.value))}", self._findings.last_error, choices=labels
        )

    def _label(self, identifier: str, names: Names) -> str:
        """Return what to call a thing that is asked about: an indicator by more than its code."""
        name = names.name_of[identifier]
        return (
            f"{name} {self._words.by_indicator[identifier].name}" if names is self._words.indicators else name
        )

    def _ambiguous_category(self, given: Given, found: Match, names: Names) -> None:
        """Ask which of several categories is meant, by what tells them apart."""
        labels = {identifier: names.name_of[identifier] for identifier in found.ids}
        shown = echo(given.value)
        written = clean(text_of(given.value))
        rests = [_rest(name, written) for name in labels.values()]
        self._findings.error(
            "ambiguous_category", row=given.row, column=given.column, value=shown,
            choices=listed(rests, word="eller"),
        )  # fmt: skip
        if shown is not None:
            self._findings.ask_which(f"category:{written}", self._findings.last_error, choices=labels)


def _rest(name: str, written: str) -> str:
    """Return what the name says beyond the words that were written: the part that tells names apart."""
    begins_alike = comparable(name).startswith(comparable(written))
    rest = name[len(written) :].strip(" –-:,()") if begins_alike else ""
    return rest or name
