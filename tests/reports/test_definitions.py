"""What pages and reports say of how an indicator is counted and protected."""

from dataclasses import replace

import pytest

from queries import catalogue
from queries.catalogue import Indicator
from queries.store import Snapshot
from reports.definitions import definition_of


def told(indicator: Indicator, term: str) -> str:
    return dict(definition_of(indicator))[term]


@pytest.fixture
def share(tiny: Snapshot) -> Indicator:
    return next(one for one in catalogue.indicators(tiny) if one.id == "fra1")


@pytest.mark.parametrize(
    ("kind", "time", "expected"),
    [
        ("share", "flow", "Andel: täljaren delad med nämnaren. Båda räknas ihop över perioden."),
        ("count", "flow", "Antal. Perioden visar summan."),
        ("count", "stock", "Antal. Perioden visar det senaste rapporterade värdet."),
        ("status", "stock", "Ja eller nej. Perioden visar det senaste rapporterade värdet."),
        ("median", "flow", "Median, så som den är rapporterad. Medianer läggs aldrig ihop."),
    ],
)
def test_how_a_period_is_made_up_is_said_by_kind(
    share: Indicator, kind: str, time: str, expected: str
) -> None:
    assert told(replace(share, kind=kind, time=time), "Slag av mått") == expected


def test_the_threshold_is_on_persons_also_where_events_are_counted(share: Indicator) -> None:
    assert told(share, "Skydd").endswith("Färre än 5 personer visas inte.")
    events = told(replace(share, counts="events", threshold=7), "Skydd")
    assert "Händelser som gäller färre än 7 personer visas inte." in events


def test_an_open_figure_is_never_said_to_be_hidden(share: Indicator) -> None:
    assert "visas inte" not in told(replace(share, sensitivity="open"), "Skydd")
