"""Whose target holds and when, and which events concern an indicator."""

from dataclasses import replace
from datetime import date

import pytest

from queries import catalogue
from queries.catalogue import Indicator, Target
from queries.store import Snapshot
from queries.timeline import events_of, target_at, target_before, targets_of

FIRST = Target("fra1", None, date(2024, 1, 1), date(2024, 12, 31), 0.5, "Exempel", True)
SECOND = replace(FIRST, valid_from=date(2025, 1, 1), valid_to=None, value=0.7)
OWN = replace(SECOND, org="elsa", value=0.9)


@pytest.fixture
def asked(tiny: Snapshot) -> Indicator:
    return next(one for one in catalogue.indicators(tiny) if one.id == "fra1")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), FIRST),
        (date(2024, 12, 31), FIRST),
        (date(2025, 1, 1), SECOND),
        (date(2030, 1, 1), SECOND),
    ],
)
def test_a_target_holds_from_its_first_day_to_its_last(day: date, expected: Target | None) -> None:
    assert target_at((FIRST, SECOND), day) == expected


def test_the_target_before_is_the_latest_that_began_earlier() -> None:
    earliest = replace(FIRST, valid_from=date(2023, 1, 1), valid_to=date(2023, 12, 31), value=0.3)
    assert target_before((earliest, FIRST, SECOND), SECOND) == FIRST
    assert target_before((FIRST, earliest, SECOND), SECOND) == FIRST
    assert target_before((FIRST, SECOND), FIRST) is None
    assert target_before((FIRST, SECOND), None) is None


def test_a_unit_is_held_against_its_own_target_and_several_against_that_of_all(
    tiny: Snapshot, asked: Indicator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "targets", lambda _snapshot: (FIRST, SECOND, OWN))
    assert targets_of(tiny, asked, "elsa") == (OWN,)
    assert targets_of(tiny, asked, "frideborg") == (FIRST, SECOND)
    assert targets_of(tiny, asked, None) == (FIRST, SECOND)
    assert targets_of(tiny, replace(asked, id="han1"), None) == ()


def test_an_event_without_indicators_concerns_all(tiny: Snapshot, asked: Indicator) -> None:
    assert [event.number for event in events_of(tiny, asked)] == [1, 2]
    assert [event.number for event in events_of(tiny, replace(asked, id="han1"))] == [2]
