"""The relations of the catalogue as disclosure control is told of them: as links between figures.

Owns: which sums are tied to which, now and in what has been published, and what an indicator that has not
been reported yet will count. Must not know how a pattern is found or kept.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.model import Catalogue
from data.protection import Link, Term
from data.relations import Compared, Leaves, Part, Relation, by_group, compared, holds, over

_PARTS: Mapping[tuple[Part, bool], tuple[int, ...]] = {
    ("numerator", True): (0,),
    ("numerator", False): (0,),
    ("denominator", True): (0, 1),
}


@dataclass(frozen=True)
class Placed:
    """The leaves of one indicator, and where each of them stands in its problem."""

    problem: int
    leaves: Leaves
    positions: Sequence[int]

    def term(self, part: Part, leaves: Sequence[int]) -> Term:
        """Return the sum of one part of these leaves as disclosure control knows it."""
        is_share = self.leaves.indicator.kind == "share"
        placed = np.array(sorted(self.positions[leaf] for leaf in leaves), dtype=np.intp)
        return Term(self.problem, _PARTS[part, is_share], placed)


def links(relations: Sequence[Relation], seen: Sequence[Mapping[str, Placed]]) -> tuple[Link, ...]:
    """Return what readers know of figures that have been, or will be, published side by side.

    seen: the indicators' leaves, once for today and once for every time they were published in another shape.
    Where figures do not bear a relation out there is no link: what is not true cannot give anything away.
    """
    found: dict[tuple[object, ...], Link] = {}
    for sides in seen:
        for relation in relations:
            left, right = sides.get(relation.indicator), sides.get(relation.other)
            if left is None or right is None:
                continue
            for one in _bearing_out(relation, left.leaves, right.leaves):
                link = Link(
                    left.term(relation.part, one.left),
                    right.term(relation.other_part, one.right),
                    relation.is_equal,
                )
                found.setdefault(_code(link), link)
    return tuple(found.values())


def foreseen(
    catalogue: Catalogue, relations: Sequence[Relation], placed: Mapping[str, Placed]
) -> Mapping[str, tuple[NDArray[np.intp], ...]]:
    """Return the sums, by indicator, that one yet to be reported will have as its denominators.

    When it comes, what is shown of the first can no longer be hidden: it must have left room from the start.
    """
    found: dict[str, list[NDArray[np.intp]]] = defaultdict(list)
    for relation in relations:
        base = placed.get(relation.other)
        if base is None or not relation.is_equal or relation.indicator in placed:
            continue
        leaves = base.leaves
        frequency = catalogue.indicator(relation.indicator).frequency
        for whole in over(leaves, relation.other_category, frequency).values():
            for members in (whole, *by_group(leaves, whole).values()):
                found[relation.other].append(base.term(relation.other_part, members).leaves)
    return {indicator: tuple(sums) for indicator, sums in found.items()}


def _bearing_out(relation: Relation, left: Leaves, right: Leaves) -> Iterator[Compared]:
    """Yield the places where the figures bear the relation out: groups, or the whole where they do not."""
    places: list[list[Compared]] = []
    for one in compared(relation, left, right):
        if one.group is None:
            places.append([])
        places[-1].append(one)
    for whole, *groups in places:
        true = [one for one in groups if holds(relation, one, left, right)]
        yield from (one for one in true if one.left and one.right)
        if len(true) < len(groups) and holds(relation, whole, left, right):
            yield whole


def _code(link: Link) -> tuple[object, ...]:
    return (
        link.is_equal,
        *((term.problem, term.parts, term.leaves.tobytes()) for term in (link.left, link.right)),
    )
