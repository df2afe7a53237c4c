"""What the catalogue in a snapshot says of one indicator over time: its targets and its events.

Owns: whose target holds and when, and which events concern an indicator. Must not know: figures, pictures,
wording, Dash.
"""

from collections.abc import Sequence
from datetime import date

from queries import catalogue
from queries.catalogue import Event, Indicator, Target
from queries.store import Snapshot


def targets_of(snapshot: Snapshot, indicator: Indicator, org: str | None) -> tuple[Target, ...]:
    """The targets that hold for one organisation, oldest first: its own, or else those of all; for several
    organisations (None) those of all."""
    every = [target for target in catalogue.targets(snapshot) if target.indicator == indicator.id]
    own = [target for target in every if org is not None and target.org == org]
    return tuple(own or [target for target in every if target.org is None])


def target_at(targets: Sequence[Target], day: date) -> Target | None:
    """The target in force on the day."""
    return next(
        (one for one in targets if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)),
        None,
    )


def target_before(targets: Sequence[Target], target: Target | None) -> Target | None:
    """The one that began to hold before the target; None where it is the first, or there is none."""
    if target is None:
        return None
    return max(
        (one for one in targets if one.valid_from < target.valid_from),
        key=lambda one: one.valid_from,
        default=None,
    )


def events_of(snapshot: Snapshot, indicator: Indicator) -> tuple[Event, ...]:
    """The events that concern the indicator: its own, and those of all."""
    return tuple(
        event
        for event in catalogue.events(snapshot)
        if not event.indicators or indicator.id in event.indicators
    )
