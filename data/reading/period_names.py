"""Periods in messages: `mars 2025`, `kvartal 1 2025`.

Owns the Swedish words for periods in what the reading tells. Must not know the web's formats (components),
which this room may not reach.
"""

from data.periods import Period, PeriodKind
from data.reading.periods_text import MONTHS

EXAMPLES: dict[PeriodKind, str] = {
    "month": "2025-03",
    "quarter": "2025K1",
    "tertial": "2025T1",
    "year": "2025",
}
FREQUENCIES: dict[PeriodKind, tuple[str, str]] = {
    "month": ("månad", "en månad"),
    "quarter": ("kvartal", "ett kvartal"),
    "tertial": ("tertial", "ett tertial"),
    "year": ("år", "ett år"),
}


def period_name(period: Period) -> str:
    """Return the period in words."""
    if period.kind == "year":
        return str(period.year)
    if period.kind == "month":
        return f"{MONTHS[period.number - 1]} {period.year}"
    return f"{FREQUENCIES[period.kind][0]} {period.number} {period.year}"
