"""How much is still shown: `python -m bench.utility` prints the tables of bench/README.md.

Owns the counting. Must not know: how a pattern is found.

A figure counts as large when nothing about it is small by itself; the share of those still shown is what the
protection of the small ones costs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from bench.demo_years import demo_years
from bench.instances import instances
from bench.made_up import coverage_year, plan_year
from bench.simple_rule import protect_simply
from data.protection import Problem, Reason, protect


@dataclass(frozen=True)
class Shown:
    """Counts over one or more problems: planned cells, large ones, and those that each rule still shows."""

    cells: int
    large: int
    simply: int
    shown: int

    def __add__(self, other: "Shown") -> "Shown":
        return Shown(
            self.cells + other.cells,
            self.large + other.large,
            self.simply + other.simply,
            self.shown + other.shown,
        )

    @property
    def row(self) -> str:
        """The counts as cells of a Markdown table."""
        simply, shown = (f"{count} ({count / max(self.large, 1):.0%})" for count in (self.simply, self.shown))
        return f"{self.cells} | {self.large} | {simply} | {shown}"


def shown_of(problem: Problem) -> Shown:
    """Return how much of a problem each rule shows."""
    pattern, simple = protect(problem), protect_simply(problem)
    large = [cell for cell in problem.cells if pattern.get(cell) is not Reason.NEED]
    return Shown(
        cells=len(problem.cells),
        large=len(large),
        simply=sum(cell not in simple for cell in large),
        shown=sum(cell not in pattern for cell in large),
    )


def _demo() -> Iterable[tuple[str, Shown]]:
    additive = [
        table for table in demo_years() if table.problem and table.problem.rule.kind in {"count", "share"}
    ]
    total = Shown(0, 0, 0, 0)
    for indicator, tables in groupby(additive, key=lambda table: table.indicator):
        counts = sum((shown_of(table.problem) for table in tables if table.problem), Shown(0, 0, 0, 0))
        total += counts
        yield indicator, counts
    yield "all", total


def main() -> None:
    """Print the tables."""
    print("| data | cells | large | shown by the simple rule | shown |\n|---|---|---|---|---|")
    for name, counts in _demo():
        print(f"| demo {name} | {counts.row} |", flush=True)
    for mean in (8, 12, 20):
        print(f"| made-up share, mean {mean} | {shown_of(coverage_year(1, mean=mean)).row} |", flush=True)
    print(f"| plan of the method's first measurements | {shown_of(plan_year(1)).row} |", flush=True)
    print("\n| instance | cells | small | hidden besides | fewest possible | another program |")
    print("|---|---|---|---|---|---|")
    for instance in instances():
        reasons = list(protect(instance.problem).values())
        need, rest = reasons.count(Reason.NEED), reasons.count(Reason.CONSEQUENCE)
        print(
            f"| {instance.name} | {len(instance.problem.cells)} | {need} | {rest} "
            f"| {instance.optimum or '?'} | {instance.reference or '?'} |"
        )


if __name__ == "__main__":
    main()
