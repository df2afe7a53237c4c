"""Texts that say what a row, a sheet or a table is about: `FRÅ1 nämnare`, `Frideborg 2025`, `Kvinnor`.

Owns the reading of such texts into fields. Must not know where in a file they stand.
"""

from __future__ import annotations

import re

from data.reading.grid import Cell, clean, comparable, words_of
from data.reading.headers import field_of, is_sum_word
from data.reading.heading_words import MEASURES
from data.reading.names import Vocabulary
from data.reading.periods_text import heading_parts, year_number

_GENDER_WORDS = frozenset({"kvinnor", "kvinna", "män", "man", "flickor", "pojkar"})
_MEASURE_WORDS = {"täljare": "antal", "nämnare": "namnare", "personer": "personer", "antal": "antal"}
_LAST_WORDS = frozenset({"av", "målgrupp", "målgruppen"})
"""Say that a row holds denominators when they come last: `Fått frågan, av`."""
_LONGEST = 300
_NO_TITLE = re.compile(r"^(?:utskri|skapad|framtagen|uttag|källa|rapport (?:skapad|uttagen))", re.IGNORECASE)


class Labels:
    """Reads labels with the names of a catalogue."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._known: dict[str, dict[str, Cell]] = {}
        self._measured: dict[str, tuple[str, str]] = {}
        for indicator in words.catalogue.indicators:
            self._measured.setdefault(comparable(indicator.numerator), (indicator.id, "antal"))
            if indicator.denominator:
                self._measured.setdefault(comparable(indicator.denominator), (indicator.id, "namnare"))

    def fields(self, text: str) -> dict[str, Cell]:
        """Return what a row's label says: key fields, and `matt` for the measure of the row."""
        if len(text) > _LONGEST:
            return {}
        if text not in self._known:
            self._known[text] = self._fields(text)
        return self._known[text]

    def context(self, text: str) -> dict[str, Cell]:
        """Return what a title, sheet name or file name says of the whole table.

        Indikator, enhet, ar or period.
        """
        if _NO_TITLE.match(clean(text)):
            return {}
        found: dict[str, Cell] = {}
        spaced = clean(text[:_LONGEST]).replace("_", " ")
        for name, names in (("indikator", self._words.indicators), ("enhet", self._words.organisations)):
            mentioned = names.mentioned(spaced)
            if len(mentioned) == 1:
                found[name] = mentioned[0]
        parts = heading_parts(spaced)
        years = {year for word in words_of(spaced) if (year := year_number(word)) is not None}
        if parts:
            found |= parts
        elif len(years) == 1 and not re.search(r"\d{4}-\d\d-\d\d", spaced):
            found["ar"] = years.pop()
        return found

    def _fields(self, text: str) -> dict[str, Cell]:
        key = comparable(text)
        if not key or is_sum_word(text):
            return {"enhet": text} if key else {}
        if key in self._measured:
            indicator, measure = self._measured[key]
            return {"indikator": indicator, "matt": measure}
        if field_of(text) in MEASURES:
            return {"matt": field_of(text)}
        if clean(text).casefold() in _GENDER_WORDS:
            return {"kon": text}
        mixed = self._mixed(text)
        if "matt" in mixed and not self._words.is_known(text):
            return mixed
        return self._exact(text) or mixed

    def _exact(self, text: str) -> dict[str, Cell]:
        if self._words.organisations.find(text).ids:
            return {"enhet": text}
        if self._words.indicators.find(text).ids:
            return {"indikator": text}
        if any(names.has(text) for names in self._words.categories.values()):
            return {"kategori": text}
        return heading_parts(text)

    def _mixed(self, text: str) -> dict[str, Cell]:
        """Read labels with several parts: `FRÅ1 täljare`, `Frideborg nämnare`, `Kvinnor täljare`."""
        found: dict[str, Cell] = {}
        words = words_of(text)
        measures = {_MEASURE_WORDS[word] for word in words if word in _MEASURE_WORDS}
        if words and words[-1] in _LAST_WORDS:
            measures = {"namnare"}
        if len(measures) == 1:
            found["matt"] = measures.pop()
        genders = [word for word in words if word in _GENDER_WORDS]
        if len(genders) == 1:
            found["kon"] = genders[0]
        for name, names in (("indikator", self._words.indicators), ("enhet", self._words.organisations)):
            mentioned = names.mentioned(text)
            if len(mentioned) == 1:
                found[name] = mentioned[0]
        return found if {"indikator", "enhet"} & set(found) or set(found) == {"matt", "kon"} else {}
