"""How far from the best the patterns are: `python -m bench.optimum [PROGRAMS]` prints a table.

Owns the comparison with exact covering: every proof the attack finds must be met by some hidden sum, and the
cheapest set that meets all proofs is no dearer than the cheapest safe pattern. Once no attack succeeds
against it, it is the cheapest safe pattern. Far too slow to publish with; each indicator is taken by itself.
"""

import sys
from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from bench.demo_years import demo_years
from data.protection import Problem, Term
from data.protection.needs import small_cells, targets_of
from data.protection.search import Search
from data.protection.sums import sums_of

PROGRAMS = 1500
"""Attacks per indicator and year before the search for the best is given up."""

NODES = 2000


def cheapest(
    proofs: Sequence[NDArray[np.intp]], weights: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], float]:
    """Return the cheapest set found that meets every proof, and a bound that no such set is cheaper than."""
    solver = highspy.Highs()
    for name, value in {
        "output_flag": False,
        "threads": 1,
        "mip_max_nodes": NODES,
        "mip_rel_gap": 0.001,
    }.items():
        solver.setOptionValue(name, value)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(weights), len(proofs)
    program.col_cost_ = weights
    program.col_lower_, program.col_upper_ = np.zeros(len(weights)), np.ones(len(weights))
    program.integrality_ = [highspy.HighsVarType.kInteger] * len(weights)
    program.row_lower_ = np.ones(len(proofs))
    program.row_upper_ = np.full(len(proofs), highspy.kHighsInf)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.cumsum([0, *(len(proof) for proof in proofs)]).astype(np.int32)
    program.a_matrix_.index_ = np.concatenate(proofs).astype(np.int32)
    program.a_matrix_.value_ = np.ones(sum(len(proof) for proof in proofs))
    solver.passModel(program)
    solver.run()
    return np.array(solver.getSolution().col_value) > 0.5, solver.getInfo().mip_dual_bound


def compared(problem: Problem, programs: int) -> tuple[float, float, bool]:
    """Return the pattern's cost besides the small cells, a bound on the best, and whether it is the best."""
    sums = sums_of((problem,))
    small = set(small_cells(problem))
    must = np.array([any(key in small for _, key in keys) for keys in sums.cells], dtype=bool)
    targets = targets_of(problem)
    columns = [sums.columns(Term(0, target.parts, target.leaves)) for target in targets]
    found = Search(sums, targets, columns, must).run()
    cost = float(sums.weights[found & ~must].sum())
    attack, hidden, bound = Search(sums, targets, columns, must), must.copy(), 0.0
    cuts: dict[bytes, NDArray[np.intp]] = {}
    while attack.programs_solved < programs:
        proofs = attack.attacked(hidden)
        if not proofs:
            return cost, bound, True
        cuts |= {free.tobytes(): free for free in (proof[~must[proof]] for proof in proofs)}
        chosen, bound = cheapest(list(cuts.values()), sums.weights)
        hidden = must | chosen
    return cost, bound, False


def main(programs: int) -> None:
    """Print cost and bound by indicator; a cost is the weight of what is hidden as a consequence."""
    totals: dict[str, list[tuple[float, float, bool]]] = {}
    for table in demo_years().tables:
        if table.problem is not None and table.problem.rule.kind in {"count", "share"}:
            totals.setdefault(table.indicator, []).append(compared(table.problem, programs))
    print(
        "| indicator | years | proved to be the cheapest | cost | the cheapest costs at least |\n"
        "|---|---|---|---|---|"
    )
    for indicator, years in totals.items():
        cost, bound = sum(year[0] for year in years), sum(year[1] for year in years)
        best = sum(is_best and found <= low * 1.002 + 1e-6 for found, low, is_best in years)
        print(f"| {indicator} | {len(years)} | {best} | {cost:.1f} | {bound:.1f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PROGRAMS)
