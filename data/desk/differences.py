"""What a batch changes of what is stored, in words, the old figure beside the new.

Owns the order and the words of the differences. Must not know how they are shown, nor how figures are stored.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.facts import ALL
from data.importing import Outcome
from data.model import Catalogue
from data.periods import Period
from data.plan import org_names
from data.reading.genders import GENDER_NAMES
from data.reading.period_names import period_name
from data.register import Change

MOST_NEW = 200
"""How many new figures are listed; changed ones are all listed."""

Place = tuple[str, str, Period]


def differences(catalogue: Catalogue, outcome: Outcome) -> list[dict[str, Any]]:
    """Return what changes, changed figures before new ones.

    A total that takes the place of stored parts stands beside their sum, and parts beside the total they
    replace.
    """
    names = org_names(catalogue)
    replaced: dict[Place, list[Change]] = defaultdict(list)
    for one in outcome.superseded:
        replaced[one.indicator, one.org, one.period].append(one)
    changed: list[tuple[Change, dict[str, Any]]] = []
    new: list[Change] = []
    for one in sorted(outcome.changes, key=_order):
        parts = _parts(one, replaced[one.indicator, one.org, one.period]) if one.kind == "new" else []
        if parts:
            told = _told(catalogue, names, one, old=f"{_sum(parts)}, uppdelat", kind="revised")
            changed.append((one, told))
        elif one.kind == "new":
            new.append(one)
        elif one.kind != "same":
            changed.append((one, _told(catalogue, names, one)))
    changed += [(one, _told(catalogue, names, one, new="gäller inte längre")) for one in outcome.superseded]
    changed.sort(key=lambda one: _order(one[0]))
    return [*(told for _, told in changed), *(_told(catalogue, names, one) for one in new[:MOST_NEW])]


def _order(change: Change) -> tuple[Any, ...]:
    """A row of a wide form holds many periods; a total stands before its parts."""
    split = (change.gender, change.age, change.category)
    return (change.row, change.indicator, change.org, change.period.start, split != (ALL,) * 3, split)


def kinds(told: Iterable[Mapping[str, Any]], outcome: Outcome) -> dict[str, int]:
    """Return how many figures change in which way, as `told` by `differences`, left-out ones included."""
    found = Counter(one["kind"] for one in told)
    changed = sum(found[kind] for kind in ("revised", "retracted"))
    before = Counter(one.kind for one in outcome.changes)
    found["new"] = len(outcome.changes) + len(outcome.superseded) - changed - before["same"]
    return {kind: found[kind] for kind in ("new", "revised", "retracted")} | {"same": before["same"]}


def _parts(total: Change, replaced: Iterable[Change]) -> list[Change]:
    split = (total.gender, total.age, total.category)
    return [
        part
        for part in replaced
        if all(
            whole in (ALL, value)
            for whole, value in zip(split, (part.gender, part.age, part.category), strict=True)
        )
    ]


def _sum(parts: Sequence[Change]) -> str:
    denominators = [part.old_denominator for part in parts if part.old_denominator is not None]
    return _figure(
        math.fsum(part.old_count or 0 for part in parts), sum(denominators) if denominators else None
    )


def _told(catalogue: Catalogue, names: Mapping[str, str], change: Change, **instead: str) -> dict[str, Any]:
    indicator = catalogue.indicator(change.indicator)
    categories = {one.id: one.name for one in indicator.categories}
    split = [
        GENDER_NAMES.get(change.gender, "") if change.gender != ALL else "",
        change.age if change.age != ALL else "",
        categories.get(change.category, ""),
    ]
    old, new = _figure(change.old_count, change.old_denominator), _figure(change.count, change.denominator)
    if change.kind == "revised" and old == new:
        new += " (antalet personer är ändrat)"
    return {
        "row": change.row,
        "indicator": f"{indicator.code} {indicator.name}",
        "org": names.get(change.org, change.org),
        "period": period_name(change.period),
        "split": ", ".join(part for part in split if part),
        "kind": change.kind,
        "old": old,
        "new": new,
        **instead,
    }


def _figure(count: float | None, denominator: int | None) -> str:
    if count is None:
        return "ej rapporterad"
    text = (f"{count:g}" if abs(count) < 1e6 else f"{count:.0f}").replace(".", ",")
    return text if denominator is None else f"{text} av {denominator}"
