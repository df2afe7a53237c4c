"""Runs every fault of tests/faults/ for longer than the tests do and writes docs/fault-table.md.

`python -m bench.faults [SECONDS]`, 30 seconds a fault unless told. As root, for the fault of a full disk.
"""

import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.faults import scenarios

TABLE = Path(__file__).resolve().parents[1] / "docs" / "fault-table.md"
TEXT = """# Snapshots under fire

Written by `python -m bench.faults` on {day}: {cores} processor cores, Python {python}; on average {load:.0f}
processes wanted a core (the machine was shared).

Gunicorn with its two workers behind nginx, both configured as shipped, over https, with a signed-in reader.
Four readers ask all the time for the data interface's cells, a page and the callback of the page. Publishers
correct every figure and publish, every second as far as the machine manages; the number of the round is in
every figure. An answer is an *error* when it does not come whole and with status 200. It is *torn* when its
figures are not all of one round, are of another round than its snapshot's, or differ from another answer of
the same snapshot. `tests/faults/` is the harness; its test runs the same for a second a fault.

{table}

- *times*: how often the fault was made to happen.
- *rounds not published*: the publisher found the disk full or another publisher at work, said so and went on
  with the next round; the old snapshot stayed in force.
- A row ends only when something new has been published after the fault and a reader has seen it.
- A worker is killed while it answers, when the other is up. Nginx asks again once, no more: a question that
  kills whoever answers it must not kill them all. Who has two workers die under one question gets an error.
- Not tried: power cuts, a network file system under the store, a full disk under nginx's own folders.
"""


def main(seconds: float) -> None:
    """Run the faults and write the table."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, scenarios.bench(Path(folder)) as bench:
        for name, (fault, seconds_wrong) in scenarios.FAULTS.items():
            if name == scenarios.DISK_FULL and not bench.has_own_disk:
                continue
            row = bench.measured(name, seconds, fault, seconds_wrong)
            print(
                row.name,
                row.seen.requests,
                row.seen.errors,
                row.seen.torn + row.seen.torn_pages(),
                flush=True,
            )
            rows.append(row)
    text = TEXT.format(
        day=datetime.now(UTC).date(),
        cores=os.cpu_count(),
        python=platform.python_version(),
        load=os.getloadavg()[2],
        table=scenarios.table(rows),
    )
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 30.0)
