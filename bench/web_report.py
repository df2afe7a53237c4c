"""The tables of bench/README.md, section Web, from what bench/web.py has measured.

Owns their form. Must not know how anything is measured.
"""

import statistics
from collections.abc import Mapping
from dataclasses import dataclass

from bench.web_server import Load

COLUMNS = ("visible", "usable", "drawn", "kilobytes until usable", "kilobytes", "warm visible", "filter")


@dataclass(frozen=True)
class Loads:
    """What one application bore. `fresh`: new answers; `kept`: the same again, which plain Dash makes anew.

    Attributes:
        fresh_alone, kept_alone: To one reader, who asks again when the answer has come.
        fresh, kept: To READERS at the same time.
        megabytes: What all its processes hold, before and after.
    """

    fresh_alone: Load
    kept_alone: Load
    fresh: Load
    kept: Load
    megabytes: tuple[float, float]


def report(
    measured: Mapping[str, list[dict[str, float]]],
    loads: Mapping[str, Loads],
    starts: Mapping[str, float],
    *,
    base: str,
) -> str:
    """The tables: medians with, in brackets, the ratios to `base`; those of visits are paired by round."""
    lines = _table(("", *COLUMNS))
    for name, rounds in measured.items():
        cells = []
        for column in COLUMNS:
            value = statistics.median(one[column] for one in rounds)
            ratios = [
                one[column] / another[column] for one, another in zip(rounds, measured[base], strict=True)
            ]
            unit = "kB" if column.startswith("kilobytes") else "ms"
            cells.append(f"{value:,.0f} {unit} ({statistics.median(ratios):.2f})")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += _table(("", "new answers/s", "processor time each", "the same again/s", "processor time each"))
    other = loads[base]
    for name, one in loads.items():
        lines.append(
            f"| {name} | {one.fresh.rate:,.0f} ({one.fresh.rate / other.fresh.rate:.1f}) "
            f"| {_times(one.fresh.milliseconds, other.fresh.milliseconds)} "
            f"| {one.kept.rate:,.0f} ({one.kept.rate / other.kept.rate:.0f}) "
            f"| {_times(one.kept.milliseconds, other.kept.milliseconds)} |"
        )
    lines += _table(
        ("", "new answer p50, p95", "the same again p50, p95", "start", "memory before, after", "faults")
    )
    for name, one in loads.items():
        fresh, kept = one.fresh_alone, one.kept_alone
        faults = sum(each.faults for each in (one.fresh, one.kept, fresh, kept))
        lines.append(
            f"| {name} | {fresh.p50:.0f}, {fresh.p95:.0f} ms | {kept.p50:.1f}, {kept.p95:.1f} ms "
            f"| {starts[name]:.1f} s "
            f"| {one.megabytes[0]:.0f}, {one.megabytes[1]:.0f} MB | {faults} |"
        )
    return "\n".join(lines)


def _table(heads: tuple[str, ...]) -> list[str]:
    return ["", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]


def _times(milliseconds: float, other: float) -> str:
    return f"{milliseconds:.1f} ms ({milliseconds / other:.4f})"
