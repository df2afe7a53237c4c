"""What protection costs per indicator and year: `python -m bench.protection_speed` prints the table.

Owns the timing. Must not know: how a pattern is found.
"""

import time

from bench.demo_years import demo_years
from data.protection import protect


def main() -> None:
    """Print seconds for every indicator and year of the demo, the dearest first, and their sum."""
    rows = []
    for table in demo_years():
        if table.problem is not None:
            begun = time.perf_counter()
            hidden = protect(table.problem)
            rows.append((time.perf_counter() - begun, table, len(table.problem.cells), len(hidden)))
    print("| indicator | year | cells | hidden | seconds |\n|---|---|---|---|---|")
    for seconds, table, cells, hidden in sorted(rows, key=lambda row: -row[0])[:12]:
        print(f"| {table.indicator} | {table.year} | {cells} | {hidden} | {seconds:.2f} |")
    print(f"| all {len(rows)} | | {sum(row[2] for row in rows)} | | {sum(row[0] for row in rows):.1f} |")


if __name__ == "__main__":
    main()
