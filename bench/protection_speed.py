"""What protection costs per indicator and year: `python -m bench.protection_speed` prints the table.

Owns the timing. Must not know: how a pattern is found.
"""

import time

from bench.demo_years import demo_years


def main() -> None:
    """Print seconds for what is decided together in a year of the demo, the dearest first, and their sum."""
    demo = demo_years()
    rows = []
    for group in demo.groups:
        begun = time.perf_counter()
        decisions = demo.decided(group)
        seconds = time.perf_counter() - begun
        cells = sum(len(table.problem.cells) for table in group if table.problem)
        rows.append((seconds, group, cells, sum(len(one.hidden) for one in decisions)))
    print("| indicators | year | cells | hidden | seconds |\n|---|---|---|---|---|")
    for seconds, group, cells, hidden in sorted(rows, key=lambda row: -row[0])[:12]:
        names = ", ".join(table.indicator for table in group)
        print(f"| {names} | {group[0].year} | {cells} | {hidden} | {seconds:.2f} |")
    print(
        f"| all {len(demo.tables)} | | {sum(row[2] for row in rows)} | | {sum(row[0] for row in rows):.1f} |"
    )


if __name__ == "__main__":
    main()
