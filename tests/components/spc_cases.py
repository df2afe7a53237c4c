"""What the tests of statistical process control are made from."""

from components.spc import Measurement
from components.spc_rules import Signal

STEADY = [10.0, 12.0] * 6


def series(values):
    return [Measurement(f"{2020 + i // 12}-{i % 12 + 1:02}-01", value) for i, value in enumerate(values)]


def shares(pairs):
    return [
        Measurement(one.x, None if pair is None else pair[0] / pair[1], *(pair or (None, None)))
        for one, pair in zip(series(pairs), pairs, strict=True)
    ]


def written(limits, decimals):
    """The limits of every point as a worked example would print them, each once."""
    return sorted({round(limit, decimals) for limit in limits})


def points_with(result, rule, *, is_up):
    return [i for i, signals in enumerate(result.signals) if Signal(rule, is_up) in signals]
