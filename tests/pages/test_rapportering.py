"""Reporting: who is late and since when, what the reminder says, what the address decides."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from flask.testing import FlaskClient

from data.periods import Period
from pages._reminders import reminder_text, reminders_html
from pages._reporting import LateReporter, Missing, complete_sentence, late_reporters, late_sentence
from pages._reporting_view import view
from queries.store import Store
from tests.pages.conftest import page_of, text_of
from tests.queries.test_deliveries import report
from tests.snapshots import make_snapshot

TODAY = date(2025, 11, 24)
QUARTERS = [date(2024, 10, 1), date(2025, 1, 1), date(2025, 4, 1), date(2025, 7, 1)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Elsa reports in time, Frideborg late, Moa has not reported since April 2025, nor October 2023."""
    make_snapshot(
        tmp_path,
        extra_reporting=[
            *[report("elsa", start, Period("quarter", start).due()) for start in QUARTERS],
            *[report("frideborg", start, date(2026, 1, 1)) for start in QUARTERS],
            report("moa", date(2023, 10, 1), None),
            *[report("moa", start, Period("quarter", start).due()) for start in QUARTERS[:2]],
            *[report("moa", start, None) for start in QUARTERS[2:]],
        ],
    )
    return tmp_path


def slots(folder: Path, query: dict[str, object] | None = None, today: date = TODAY) -> dict[str, str]:
    return dict(view(Store(folder).current(), query or {}, today=today).slots)


def missing(first: date, last: date, reports: int = 1) -> Missing:
    kind = "month"
    period = Period(kind, first)
    return Missing("FRÅ1", "Fått frågan", period, Period(kind, last), period.due(), reports)


def test_periods_that_follow_each_other_are_told_as_one(folder: Path) -> None:
    html = slots(folder)["reporting-late"]
    assert "kvartal 2 2025 till kvartal 3 2025" in html
    assert "2025-07-15" in html
    assert "132 dagar" in html
    assert "Elsa" not in html, "she has reported in time"
    assert "Frideborg" not in html, "what came late is no longer missing"


def test_the_day_itself_is_in_time_and_the_next_is_late(folder: Path) -> None:
    assert (
        "kvartal 2 2025 till kvartal 3 2025" not in slots(folder, today=date(2025, 10, 15))["reporting-late"]
    )
    assert "kvartal 2 2025 till kvartal 3 2025" in slots(folder, today=date(2025, 10, 16))["reporting-late"]


def test_what_is_missing_outside_the_years_shown_is_not_forgotten(
    open_store: Callable[[Path], FlaskClient], folder: Path
) -> None:
    client = open_store(folder)
    assert "saknas för år utanför urvalet" in text_of(page_of(client, "/rapportering", "?ar=2025"))
    assert "utanför urvalet" not in text_of(page_of(client, "/rapportering", "?ar=alla"))


def test_the_grid_shows_the_state_of_each_reporter(folder: Path) -> None:
    html = slots(folder, {"ar": "2025"}, today=date(2025, 10, 10))["reporting-quarter-all"]
    rows = {
        name: html.split(f">{name}</th>")[1].split("</tr>")[0] for name in ("Frideborg", "Moa-mottagningen")
    }
    assert rows["Frideborg"].count("heat-late") == 3
    assert rows["Moa-mottagningen"].count("heat-reported") == 1
    assert rows["Moa-mottagningen"].count("heat-missing") == 1
    assert rows["Moa-mottagningen"].count("heat-awaited") == 1
    assert '<th scope="rowgroup" colspan="4"><span>Våld och skydd</span></th>' in html


def test_the_address_decides_years_and_measure(folder: Path) -> None:
    form = slots(folder, {"ar": "2024", "grupp": "3"})["reporting-form"]
    assert '<option value="2024" selected>' in form
    assert '<option value="3" selected>Åtgärd 3: Åtgärd 3</option>' in form
    assert "Hela" not in slots(folder, {"ar": "2024"})["reporting-quarter-all"]


def test_an_unknown_value_gives_a_message_and_the_default(
    open_store: Callable[[Path], FlaskClient], folder: Path
) -> None:
    text = text_of(page_of(open_store(folder), "/rapportering", "?ar=1999&grupp=<b>"))
    assert "Det finns inga siffror för året ”1999”." in text
    assert "Åtgärden i adressen finns inte." in text
    assert "Urval: alla mått, " in text


def test_an_empty_store_says_what_to_do(open_store: Callable[[Path], FlaskClient], tmp_path: Path) -> None:
    assert "inget underlag är publicerat" in text_of(page_of(open_store(tmp_path / "none"), "/rapportering"))


def test_a_snapshot_without_reports_says_so(client: FlaskClient) -> None:
    assert "inga rapporter att visa" in text_of(page_of(client, "/rapportering"))


def test_the_reminder_says_what_is_missing_and_how_to_send_it() -> None:
    late = LateReporter("moa", "Moa-mottagningen", (missing(date(2026, 4, 1), date(2026, 6, 1), reports=3),))
    text = reminder_text(late)
    assert text.startswith("Ämne: Uppgifter till Lägesbild från Moa-mottagningen\n\nHej!\n")
    assert "– FRÅ1 Fått frågan: april 2026 till juni 2026" in text
    assert "Den första rapporten skulle ha kommit senast den 15 maj 2026." in text
    assert "Är antalet noll, skriv 0." in text
    assert "aldrig namn, personnummer" in text


def test_the_reminder_is_escaped() -> None:
    late = LateReporter("x", "<i>X</i>", (missing(date(2026, 4, 1), date(2026, 4, 1)),))
    assert "<i>" not in reminders_html((late,))


def frame_of(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """Months of fra1: reporter, month, reported."""
    found = [
        {
            "code": "FRÅ1", "name": "Fått frågan", "org": org, "org_name": org.title(),
            "period_kind": "month", "period_start": pd.Timestamp(f"{month}-01"),
            "units_reported": reported, "units_expected": 1,
            "due": pd.Timestamp(Period("month", date.fromisoformat(f"{month}-01")).due()),
        }
        for org, month, reported in rows
    ]  # fmt: skip
    return pd.DataFrame(found)


def test_a_gap_splits_the_run() -> None:
    frame = frame_of(("elsa", "2026-01", 0), ("elsa", "2026-02", 1), ("elsa", "2026-03", 0))
    (late,) = late_reporters(frame, today=date(2026, 11, 1))
    assert [one.periods for one in late.missing] == ["januari 2026", "mars 2026"]
    assert (late.due, late.reports) == (date(2026, 2, 15), 2)


def test_the_one_who_has_been_late_the_longest_comes_first() -> None:
    frame = frame_of(("elsa", "2026-03", 0), ("moa", "2026-01", 0))
    late = late_reporters(frame, today=date(2026, 11, 1))
    assert [one.org for one in late] == ["moa", "elsa"]
    assert late_sentence(late, reporters=12) == "2 av 12 är sena. Längst har vi väntat på Moa."


def test_nobody_late_is_good_news() -> None:
    assert late_sentence((), reporters=12).startswith("Ingen är sen.")


def test_completeness_is_told_of_the_latest_period_that_is_due() -> None:
    frame = frame_of(("elsa", "2026-01", 1), ("moa", "2026-01", 0), ("elsa", "2026-02", 0))
    assert complete_sentence(frame, today=date(2026, 3, 1)) == "1 av 2 har lämnat allt för januari 2026."
    assert complete_sentence(frame, today=date(2026, 1, 20)) == ""
