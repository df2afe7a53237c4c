"""Names and their other spellings: what a text in a file means in the catalogue.

Owns the comparison (case, accents, spaces and hyphens do not count), codes before names, and near matches to
ask about. Must not know cells or messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from data.model import Catalogue, Category, Indicator
from data.reading.grid import clean, comparable

_NEAR = 0.78
_LONGEST = 100
_MOST_LOOKED_FOR = 300
"""Unknown texts that are compared with every name; a file with more has another fault than spelling."""
_CODE_FIRST = re.compile(r"^(\S*\d\S*)[ :–-]+(\S.*)$")


@dataclass(frozen=True)
class Match:
    """What a text means.

    ids: one when it is certain, several when the text fits them all, none when nothing fits.
    near: ids with a similar name, best first; only where ids is empty. as_written: the text is the id or the
    name itself, so that nothing needs to be told.
    """

    ids: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    as_written: bool = False


class Names:
    """Ids with their names and other spellings.

    Answers are remembered, as files repeat the same few texts.
    """

    def __init__(self, entries: Iterable[tuple[str, str, Iterable[str]]]) -> None:
        self.name_of: dict[str, str] = {}
        self._written: dict[str, str] = {}
        self._by_key: dict[str, list[str]] = {}
        self._known: dict[str, Match] = {}
        self._looked_for = 0
        for identifier, name, others in entries:
            self.name_of[identifier] = name
            for spelling in (identifier, name, *others):
                found = self._by_key.setdefault(comparable(spelling), [])
                if identifier not in found:
                    found.append(identifier)
            self._written |= {identifier: identifier, clean(name): identifier}

    def find(self, text: str) -> Match:
        """Return what the text means."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def has(self, text: str) -> bool:
        """Say whether the text is one of the names or spellings."""
        return comparable(text) in self._by_key

    def mentioned(self, text: str) -> tuple[str, ...]:
        """Return the ids whose name, code or spelling stands as whole words somewhere in the text."""
        words = [comparable(word) for word in re.split(r"[\s,;:.()/_–-]+", clean(text))]
        joined = [
            "".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, min(len(words), start + 6) + 1)
        ]
        found = [self._by_key[part] for part in sorted(joined, key=len, reverse=True) if part in self._by_key]
        return tuple(dict.fromkeys(ids[0] for ids in found if len(ids) == 1))

    def _find(self, text: str) -> Match:
        cleaned = clean(text)
        if cleaned in self._written:
            return Match((self._written[cleaned],), as_written=True)
        key = comparable(cleaned)
        if not key:
            return Match()
        if key in self._by_key:
            return Match(tuple(self._by_key[key]))
        with_code = _CODE_FIRST.match(cleaned)
        if with_code:
            for part in (with_code.group(2), with_code.group(1)):
                ids = self._by_key.get(comparable(part))
                if ids:
                    return Match(tuple(ids))
        fits = [
            i for known, ids in self._by_key.items() if len(key) >= 6 and known.startswith(key) for i in ids
        ]
        if len(set(fits)) > 1:
            return Match(tuple(dict.fromkeys(fits)))
        return Match(near=self._near(key))

    def _near(self, key: str) -> tuple[str, ...]:
        self._looked_for += 1
        if self._looked_for > _MOST_LOOKED_FOR or len(key) > _LONGEST:
            return ()
        begun = [known for known in self._by_key if len(key) >= 5 and known.startswith(key)]
        close = [*begun, *get_close_matches(key, self._by_key, n=3, cutoff=_NEAR)]
        if not close and len(key) >= 5:
            close = [known for known in self._by_key if len(known) >= 5 and (known in key or key in known)]
        return tuple(dict.fromkeys(identifier for known in close for identifier in self._by_key[known]))[:3]


@dataclass(frozen=True)
class Vocabulary:
    """Every name the catalogue knows. organisations: units, areas and the office together."""

    catalogue: Catalogue
    indicators: Names
    organisations: Names
    categories: Mapping[str, Names]
    by_indicator: Mapping[str, Indicator]

    def is_known(self, text: str) -> bool:
        """Say whether the text is a name in the catalogue, of whatever kind."""
        names = (self.indicators, self.organisations, *self.categories.values())
        return any(known.has(text) for known in names)


def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """Return the names of the catalogue."""
    organisation = catalogue.organisation
    areas = (
        (a.id, a.name, (*a.aliases, *([a.short_name] if a.short_name else []))) for a in organisation.areas
    )
    office = organisation.office
    return Vocabulary(
        catalogue=catalogue,
        indicators=Names((i.id, i.code, (i.name,)) for i in catalogue.indicators),
        organisations=Names(
            [
                *((unit.id, unit.name, unit.aliases) for unit in organisation.units),
                *areas,
                (
                    office.id,
                    office.name,
                    (*office.aliases, "Hela kontoret", "Kontoret"),
                ),
            ]
        ),
        categories={i.id: _category_names(i.categories) for i in catalogue.indicators},
        by_indicator={i.id: i for i in catalogue.indicators},
    )


def _category_names(categories: Iterable[Category]) -> Names:
    return Names((category.id, category.name, category.aliases) for category in categories)
