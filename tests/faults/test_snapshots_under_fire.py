"""Whatever happens to publisher, workers, disk, files and clock: no failed read, no torn page.

A real gunicorn behind a real nginx, with readers who ask all the time and publishers that swap snapshots
every second. LAGESBILD_FAULT_SECONDS: how long each fault goes on, 1 unless told. `python -m bench.faults`
runs the same for longer and writes docs/fault-table.md.
"""

import os
from collections.abc import Iterator

import pytest

from tests.faults import scenarios
from tests.faults.load import figures
from tests.faults.publisher import round_of
from tests.faults.site import MISSING

SECONDS = float(os.environ.get("LAGESBILD_FAULT_SECONDS", "1"))

pytestmark = pytest.mark.skipif(
    MISSING, reason="NOT TESTED: nginx or openssl is missing (apt-get install nginx-light openssl)"
)


@pytest.fixture(scope="module")
def rows(request: pytest.FixtureRequest) -> Iterator[list[scenarios.Row]]:
    """The rows of the fault table, which is shown at the end."""
    found: list[scenarios.Row] = []
    yield found
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    capture = request.config.pluginmanager.get_plugin("capturemanager")
    if reporter is None or capture is None:
        return
    with capture.global_and_fixture_disabled():
        reporter.write_line("")
        reporter.write_line(scenarios.table(found))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[scenarios.Bench]:
    with scenarios.bench(tmp_path_factory.mktemp("fire")) as bench:
        yield bench


@pytest.mark.parametrize("fault", scenarios.FAULTS)
def test_no_read_fails_and_none_is_torn(
    bench: scenarios.Bench, rows: list[scenarios.Row], fault: str
) -> None:
    if fault == scenarios.DISK_FULL and not bench.has_own_disk:
        pytest.skip("NOT TESTED: this account may not mount a small disk")
    happen, seconds_wrong = scenarios.FAULTS[fault]
    row = bench.measured(fault, SECONDS, happen, seconds_wrong)
    rows.append(row)
    assert row.seen.errors == {}
    assert row.seen.torn + row.seen.torn_pages() == {}
    assert row.swaps >= 1, "the readers have seen snapshots change"
    assert len(row.seen.rounds) >= 2


def test_figures_tell_their_round() -> None:
    assert [round_of(*figures(number)) for number in (1, 2, 77)] == [1, 2, 77]
    assert round_of(figures(1)[0], figures(2)[1]) is None, "figures of two rounds belong to none"


def test_a_page_with_figures_of_another_round_is_noticed() -> None:
    seen = scenarios.Seen(rounds={"00001-aaaaaaaa": 1})
    seen.answers["page", "00001-aaaaaaaa"] = "<td>120 av 1\N{NO-BREAK SPACE}060</td>"
    assert sum(seen.torn_pages().values()) == 1
    seen.answers["page", "00001-aaaaaaaa"] = "<td>110 av 1\N{NO-BREAK SPACE}030</td>"
    assert not seen.torn_pages()
