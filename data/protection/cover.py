"""Which sums to hide so that no proof stands: the cheapest set that meets every proof.

Owns: the hitting set, fast and near the best.
Must not know: what the proofs prove, the solver.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from data.protection.problem import ProtectionError


def cheapest_cover(
    proofs: Sequence[NDArray[np.intp]], weights: NDArray[np.float64], *, free: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return a set of sums, all among `free`, that holds at least one sum of every proof.

    Greedy by proofs met per weight, ties to the first sum; then whatever became needless is taken out again,
    dearest first. Raises ProtectionError where a proof rests on sums that cannot be hidden any more.
    """
    meets = np.zeros((len(proofs), len(weights)), dtype=bool)
    for row, proof in enumerate(proofs):
        meets[row, proof] = True
    meets &= free
    if not meets.any(axis=1).all():
        raise ProtectionError("what has been shown before gives a small figure away")
    chosen: list[int] = []
    left = np.ones(len(proofs), dtype=bool)
    while left.any():
        best = int(np.argmax(meets[left].sum(axis=0) / weights))
        chosen.append(best)
        left &= ~meets[:, best]
    times = meets[:, chosen].sum(axis=1)
    for row in sorted(chosen, key=lambda row: (-weights[row], row)):
        if (times[meets[:, row]] > 1).all():
            times -= meets[:, row]
            chosen.remove(row)
    cover = np.zeros(len(weights), dtype=bool)
    cover[chosen] = True
    return cover
