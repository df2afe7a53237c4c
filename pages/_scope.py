"""What can be shown of one indicator under a page's filters: which organisations, kind of period and sex.

Owns: how far an indicator can follow the filters, and the sentences that say where it cannot. Must not know
figures or drawing.

An indicator is published as certain tables and nothing else. Where the wanted table is missing, the nearest
one that exists is shown, and the page says so.
"""

from dataclasses import dataclass

from components.filters import GENDER_WORDS, PERIOD_WORDS, Filters
from components.formats import list_text
from queries import catalogue
from queries.catalogue import PERIOD_KINDS, Indicator, Org
from queries.store import Snapshot

LEVELS = ("unit", "area", "office")
"""Finest first."""


@dataclass(frozen=True)
class Scope:
    """The table to show: its organisations, kind of period and sex, and what differs from what was asked for.

    `is_selection`: the reader chose the organisations.
    """

    orgs: tuple[Org, ...]
    kind: str
    gender: str
    notes: tuple[str, ...]
    is_selection: bool

    @property
    def org_ids(self) -> tuple[str, ...]:
        """The ids of the organisations."""
        return tuple(org.id for org in self.orgs)


def scope_of(snapshot: Snapshot, indicator: Indicator, filters: Filters) -> Scope | None:
    """The nearest table to the filters; None for an indicator that is published as no table at all."""
    notes: list[str] = []
    gender, dimension = "all", "all"
    if filters.gender != "alla":
        if any(indicator.kinds(level, "gender") for level in LEVELS):
            gender, dimension = filters.gender, "gender"
        else:
            notes.append(f"Måttet redovisas inte för {GENDER_WORDS[filters.gender]} för sig.")
    levels = [level for level in LEVELS if indicator.kinds(level, dimension)]
    if not levels:
        return None
    chosen = tuple(org for org in catalogue.orgs(snapshot) if org.id in filters.units)
    orgs = _published(snapshot, chosen or (catalogue.office(snapshot),), levels)
    if chosen and orgs != chosen:
        lost = [org.name for org in chosen if org not in orgs]
        shown = list_text([org.name for org in orgs])
        notes.append(
            f"Måttet redovisas inte för {list_text(lost)} i den här indelningen. Diagrammet visar {shown}."
        )
    kinds = [
        kind for kind in PERIOD_KINDS if all(kind in indicator.kinds(org.level, dimension) for org in orgs)
    ]
    kind = nearest_kind(filters.period, kinds or list(indicator.kinds(levels[-1], dimension)))
    if kind != filters.period:
        notes.append(
            f"Måttet redovisas inte per {PERIOD_WORDS[filters.period]}. "
            f"Diagrammet visar det per {PERIOD_WORDS[kind]}."
        )
    return Scope(orgs=orgs, kind=kind, gender=gender, notes=tuple(notes), is_selection=bool(chosen))


def nearest_kind(wanted: str, kinds: list[str]) -> str:
    """The wanted kind of period, else the next coarser there is, else the coarsest."""
    order = PERIOD_KINDS.index(wanted)
    coarser = [kind for kind in kinds if PERIOD_KINDS.index(kind) >= order]
    return coarser[0] if coarser else kinds[-1]


def units_in(snapshot: Snapshot, filters: Filters) -> tuple[Org, ...]:
    """The units of the selection, those of a chosen area included; all units where none is chosen."""
    units = tuple(org for org in catalogue.orgs(snapshot) if org.level == "unit")
    chosen = tuple(unit for unit in units if unit.id in filters.units or unit.parent in filters.units)
    return chosen or units


def overlaps(orgs: tuple[Org, ...]) -> bool:
    """Whether some of the organisations are part of others among them: their figures cannot be added."""
    ids = {org.id for org in orgs}
    return any(org.parent in ids or org.level == "office" for org in orgs) and len(orgs) > 1


def _published(snapshot: Snapshot, orgs: tuple[Org, ...], levels: list[str]) -> tuple[Org, ...]:
    """Each organisation, or the nearest above it that the indicator is published for, or else all."""
    every = {org.id: org for org in catalogue.orgs(snapshot)}
    found: dict[str, Org] = {}
    for start in orgs:
        org: Org | None = start
        while org is not None and org.level not in levels:
            org = every.get(org.parent or "")
        if org is None:
            found |= {other.id: other for other in every.values() if other.level == levels[-1]}
        else:
            found[org.id] = org
    return tuple(org for org in every.values() if org.id in found)
