"""What the filters of a page offer, given the indicators on it.

Owns that decision. Must not know how the controls look.
"""

from collections.abc import Sequence

from components.filters import Choice, Choices
from queries import catalogue
from queries.catalogue import PERIOD_KINDS, Indicator
from queries.store import Snapshot

PREFERRED_PERIOD = "quarter"
"""Fine enough to see a change, coarse enough that the figures of a unit can be shown."""


def choices_for(
    snapshot: Snapshot, indicators: Sequence[Indicator], *, selectable: Sequence[Indicator] = ()
) -> Choices:
    """Units and areas, years, the kinds of period and sexes that some indicator is published by.

    `selectable`: the indicators of a page that shows one at a time.
    """
    levels = {table.level for indicator in indicators for table in indicator.tables}
    kinds = {table.period_kind for indicator in indicators for table in indicator.tables}
    periods = tuple(kind for kind in PERIOD_KINDS if kind in kinds)
    has_genders = any(table.dimension == "gender" for indicator in indicators for table in indicator.tables)
    return Choices(
        whole=catalogue.office(snapshot).name,
        units=_organisations(snapshot, levels),
        years=catalogue.years(snapshot),
        periods=periods,
        default_period=PREFERRED_PERIOD if PREFERRED_PERIOD in periods else (periods or ("year",))[0],
        genders=has_genders,
        indicators=tuple(Choice(one.id, f"{one.code} {one.name}") for one in selectable),
    )


def _organisations(snapshot: Snapshot, levels: set[str]) -> tuple[Choice, ...]:
    """Each area followed by its units; only levels that some indicator is published for."""
    orgs = catalogue.orgs(snapshot)
    found: list[Choice] = []
    for area in (org for org in orgs if org.level == "area"):
        if "area" in levels:
            found.append(Choice(area.id, f"{area.name} (hela området)"))
        if "unit" in levels:
            found += [Choice(unit.id, unit.name) for unit in orgs if unit.parent == area.id]
    return tuple(found)
