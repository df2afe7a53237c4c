"""What the office reports: organisation, receivers, KAST, police weeks, ways in, the web page.

Owns the office's invented figures, except ORG1, which follows from when files came in (deliveries.py). Must
not know the units' figures or how files are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.demo.course import (
    KAST_STARTS,
    PAGE_PUBLISHED,
    REINFORCED,
    growth,
    months,
    police_weeks,
    quarters,
    tertials,
)
from data.demo.draws import Draws
from data.demo.figures import MAN, OFFICE, OTHER, WOMAN, Figure
from data.periods import Period

PARTIES = {
    "lansstyrelsen": 1.2, "lamp": 1.0, "regionkoordinatorn": 2.5, "polisen": 3.0,
    "sjukvarden": 1.8, "kompetensforsorjning": 0.8, "civilsamhallet": 2.2,
}  # fmt: skip
CHANNELS = {"telefon": 11.0, "chatt": 7.0, "e-tjanst": 3.0, "besok": 5.0}
CHANNEL_OPENS = {
    "telefon": date(2023, 1, 1), "besok": date(2024, 1, 1), "e-tjanst": date(2024, 4, 1),
    "chatt": date(2025, 1, 1), "anonymt": date(2025, 1, 1),
}  # fmt: skip
WEB_PAGES = {"startsida": 420.0, "stod": 150.0, "kast": 60.0}
REINFORCEMENT = ((date(2026, 1, 1), 80), (REINFORCED, 50))  # per cent of a full-time post, latest first
PROPOSED_COST = 650_000

# Year by year, told one by one: (year, category, gender, count, denominator).
RECEIVERS = (
    (2023, "novahuset", WOMAN, 17, 31), (2023, "novahuset", MAN, 6, 12), (2023, "sjukvarden", WOMAN, 4, 9),
    (2024, "novahuset", WOMAN, 38, 61), (2024, "novahuset", MAN, 14, 27), (2024, "sjukvarden", WOMAN, 9, 15),
    (2024, "regionkoordinatorn", WOMAN, 5, 6), (2024, "annan-forening", MAN, 3, 7),
    (2025, "novahuset", WOMAN, 59, 82), (2025, "novahuset", MAN, 24, 37), (2025, "sjukvarden", WOMAN, 15, 21),
    (2025, "regionkoordinatorn", WOMAN, 7, 8), (2025, "annan-forening", MAN, 6, 11),
)  # fmt: skip
ACUTE = (
    (2023, WOMAN, 6),
    (2023, MAN, 1),
    (2024, WOMAN, 12),
    (2024, MAN, 2),
    (2025, WOMAN, 17),
    (2025, MAN, 3),
)
ACCEPTED = ((2023, 3, 11), (2024, 13, 34), (2025, 19, 41))
WEEKS_ATTENDED = ((2023, 1, 2), (2024, 2, 2), (2025, 2, 2))
DEEPER_TRAINING = (
    (2023, "novahuset", WOMAN, 11), (2023, "novahuset", MAN, 3),
    (2024, "novahuset", WOMAN, 24), (2024, "novahuset", MAN, 8), (2024, "annan-forening", WOMAN, 9),
    (2025, "novahuset", WOMAN, 31), (2025, "novahuset", MAN, 12), (2025, "annan-forening", WOMAN, 14),
    (2025, "annan-forening", MAN, 6),
)  # fmt: skip
YEARLY_BASIS = ((2023, 0), (2024, 1), (2025, 1))
VERSIONS = (
    (2023, "lattlast", 0, 1), (2023, "teckensprak", 0, 1), (2023, "andra-sprak", 0, 3),
    (2024, "lattlast", 1, 1), (2024, "teckensprak", 0, 1), (2024, "andra-sprak", 1, 3),
    (2025, "lattlast", 1, 1), (2025, "teckensprak", 1, 1), (2025, "andra-sprak", 2, 3),
)  # fmt: skip


def office_figures() -> Iterator[Figure]:
    """Yield every figure the office reports, indicator by indicator."""
    yield from _meetings()
    yield from _reinforcement()
    yield from _waiting()
    yield from _coordinator_contacts()
    yield from _resident_talks()
    yield from _kast_talks()
    yield from _first_contact()
    yield from _web()
    yield from _yearly()


def _meetings() -> Iterator[Figure]:
    draws = Draws("org2")
    for quarter in quarters():
        for party, mean in PARTIES.items():
            count = draws.poisson(mean * growth(quarter, first=0.7, last=1.3))
            yield Figure("org2", OFFICE, quarter, count, category=party)
    draws = Draws("utb5")
    for quarter in quarters():
        yield Figure("utb5", OFFICE, quarter, draws.binomial(2, 0.6), category="lamp")
        yield Figure("utb5", OFFICE, quarter, 1 + draws.binomial(3, 0.5), category="internt")


def _reinforcement() -> Iterator[Figure]:
    """org4 on the last day of the quarter; org5 follows from it, with a little chance."""
    for quarter in quarters():
        yield Figure("org4", OFFICE, quarter, _post(quarter.end), denominator=100)
    draws = Draws("org5")
    for tertial in tertials():
        shares = [_post(month.end) / 100 for month in tertial.parts("month")]
        cost = sum(shares) * PROPOSED_COST / 12 * draws.uniform(0.96, 1.04)
        yield Figure("org5", OFFICE, tertial, round(cost))


def _post(day: date) -> int:
    return next((percent for start, percent in REINFORCEMENT if day >= start), 0)


def _waiting() -> Iterator[Figure]:
    draws = Draws("org6")
    for quarter in quarters():
        usual = 24 if quarter.start < REINFORCED else 15
        days = round(usual + draws.uniform(-4, 4))
        yield Figure("org6", "frideborg", quarter, days, persons=12 + draws.poisson(8))


def _coordinator_contacts() -> Iterator[Figure]:
    draws = Draws("han2")
    for quarter in quarters():
        talks = draws.poisson(growth(quarter, first=5, last=13))
        yield Figure("han2", OFFICE, quarter, talks, category="konsultation")
        cases = draws.poisson(growth(quarter, first=0.8, last=3.5))
        yield Figure("han2", OFFICE, quarter, cases, category="arende")


def _resident_talks() -> Iterator[Figure]:
    """sto2: by way in and, where it is known, by gender; more once the web page tells of it."""
    draws = Draws("sto2")
    for quarter in quarters():
        level = growth(quarter, first=0.7, last=1.3) * (1.0 if quarter.end >= PAGE_PUBLISHED else 0.4)
        for channel, mean in CHANNELS.items():
            if CHANNEL_OPENS[channel] <= quarter.start:
                for gender, part in ((WOMAN, 0.55), (MAN, 0.33), (OTHER, 0.12)):
                    count = draws.poisson(mean * level * part)
                    yield Figure("sto2", OFFICE, quarter, count, gender=gender, category=channel)


def _kast_talks() -> Iterator[Figure]:
    """kast1: a base that grows slowly, and the police's weeks, which also fill the quarter after."""
    draws = Draws("kast1")
    for quarter in quarters():
        if quarter.end < KAST_STARTS:
            continue
        mean = (
            growth(quarter, first=7, last=16)
            + 15 * police_weeks(quarter)
            + 6 * police_weeks(quarter.previous())
        )
        count = draws.poisson(mean)
        persons = draws.persons_behind(count, events_each=2.3)
        yield Figure("kast1", OFFICE, quarter, count, persons=persons, gender=MAN)
        yield Figure("kast1", OFFICE, quarter, 0, persons=0, gender=WOMAN)


def _first_contact() -> Iterator[Figure]:
    """ing1: the median over all and, beside it, for each way in that is open."""
    draws = Draws("ing1")
    for quarter in quarters():
        if quarter.end < PAGE_PUBLISHED:
            continue
        level = growth(quarter, first=11, last=5)
        days: dict[str, int] = {}
        people: dict[str, int] = {}
        for channel, mean in CHANNELS.items():
            if CHANNEL_OPENS[channel] <= quarter.start:
                days[channel] = max(1, round(level + draws.uniform(-2, 2)))
                people[channel] = 2 + draws.poisson(mean * 0.9)
        middle = sorted(days[channel] for channel in days for _ in range(people[channel]))
        yield Figure("ing1", OFFICE, quarter, middle[len(middle) // 2], persons=len(middle))
        for channel, median in days.items():
            yield Figure("ing1", OFFICE, quarter, median, persons=people[channel], category=channel)


def _web() -> Iterator[Figure]:
    draws = Draws("web1")
    for quarter in quarters():
        published = quarter.end >= PAGE_PUBLISHED
        reviewed = published and draws.chance(0.85)
        yield Figure("web1", OFFICE, quarter, int(published and reviewed))
        yield Figure("web1", OFFICE, quarter, int(published), category="publicerad")
        yield Figure("web1", OFFICE, quarter, int(reviewed), category="granskad")
    draws = Draws("web2")
    for month in months():
        if month.end < PAGE_PUBLISHED:
            continue
        part = (month.end - PAGE_PUBLISHED).days / 29 if month.start < PAGE_PUBLISHED else 1.0
        for page, mean in WEB_PAGES.items():
            visits = draws.poisson(mean * part * growth(month, first=0.6, last=1.4))
            yield Figure("web2", OFFICE, month, visits, category=page)


def _yearly() -> Iterator[Figure]:
    for year, category, gender, count, denominator in RECEIVERS:
        yield Figure(
            "han3", OFFICE, _year(year), count, denominator=denominator, gender=gender, category=category
        )
    for year, gender, count in ACUTE:
        yield Figure("sto3", OFFICE, _year(year), count, gender=gender)
    for year, count, denominator in ACCEPTED:
        yield Figure("kast2", OFFICE, _year(year), count, denominator=denominator, gender=MAN)
    for year, category, gender, count in DEEPER_TRAINING:
        yield Figure("utb4", OFFICE, _year(year), count, gender=gender, category=category)
    for year, count, denominator in WEEKS_ATTENDED:
        yield Figure("pol1", OFFICE, _year(year), count, denominator=denominator)
    for year, given in YEARLY_BASIS:
        yield Figure("org3", OFFICE, _year(year), given)
        for way, opens in CHANNEL_OPENS.items():
            yield Figure("ing2", OFFICE, _year(year), int(opens <= _year(year).end), category=way)
    for year, category, count, denominator in VERSIONS:
        yield Figure("web3", OFFICE, _year(year), count, denominator=denominator, category=category)


def _year(year: int) -> Period:
    return Period("year", date(year, 1, 1))
