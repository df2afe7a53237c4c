"""How much is still shown: `python -m bench.utility` prints the tables of bench/README.md.

Owns the counting. Must not know: how a pattern is found.

A figure counts as large when nothing about it is small by itself; the share of those still shown is what the
protection of the small ones costs.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bench.demo_years import demo_years
from bench.instances import instances
from bench.made_up import coverage_year, plan_year
from bench.simple_rule import protect_simply
from data.protection import CellKey, Problem, Reason, protect


@dataclass(frozen=True)
class Shown:
    """Counts over one or more problems: planned cells, large ones, and those that each rule still shows."""

    cells: int = 0
    large: int = 0
    simply: int = 0
    shown: int = 0

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


def shown_of(
    problem: Problem, pattern: Mapping[CellKey, Reason], cells: Collection[CellKey] | None = None
) -> Shown:
    """Return how much of a problem, or of some of its cells, each rule shows."""
    asked = problem.cells if cells is None else cells
    simple = protect_simply(problem)
    large = [cell for cell in asked if pattern.get(cell) is not Reason.NEED]
    return Shown(
        cells=len(asked),
        large=len(large),
        simply=sum(cell not in simple for cell in large),
        shown=sum(cell not in pattern for cell in large),
    )


def _demo() -> Iterable[tuple[str, Shown]]:
    """Yield what is shown by indicator, level by level and of everything."""
    demo = demo_years()
    by_indicator: dict[str, Shown] = defaultdict(Shown)
    by_level: dict[str, Shown] = defaultdict(Shown)
    for group in demo.groups:
        for decision in demo.decided(group):
            problem = decision.table.problem
            if problem is None or problem.rule.kind not in {"count", "share"}:
                continue
            by_indicator[decision.table.indicator] += shown_of(problem, decision.hidden)
            for level in ("office", "area", "unit"):
                own = [cell for cell in problem.cells if cell[0] == level]
                by_level[level] += shown_of(problem, decision.hidden, own)
    order = {table.indicator: None for table in sorted(demo.tables, key=lambda one: one.indicator)}
    yield from ((name, by_indicator[name]) for name in order if name in by_indicator)
    yield from ((f"all, {level}", counts) for level, counts in by_level.items())
    yield "all", sum(by_indicator.values(), Shown())


def main() -> None:
    """Print the tables."""
    print("| data | cells | large | shown by the simple rule | shown |\n|---|---|---|---|---|")
    for name, counts in _demo():
        print(f"| demo {name} | {counts.row} |", flush=True)
    made_up = {f"made-up share, mean {mean}": coverage_year(1, mean=mean) for mean in (8, 12, 20)}
    for name, problem in (made_up | {"plan of the method's first measurements": plan_year(1)}).items():
        print(f"| {name} | {shown_of(problem, protect(problem)).row} |", flush=True)
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
