"""Charts that together use everything a chart can hold; figures are made up."""

from datetime import date

from components.figures.chart import (
    UNITS,
    Chart,
    EventMark,
    Kind,
    Limit,
    Mark,
    Point,
    Role,
    Series,
    TargetStep,
)
from components.formats import of_text, period_label, value_text

STARTS = tuple(date(2024 + month // 12, month % 12 + 1, 1) for month in range(18))
X = tuple((start.isoformat(), period_label("month", start)) for start in STARTS)


def series(
    *,
    name: str = "Fått frågan",
    unit_of_measure: str = "procent",
    hidden: dict[int, Mark] | None = None,
    role: Role = "main",
    offset: float = 0.0,
) -> Series:
    points = []
    for index, (identity, label) in enumerate(X):
        mark: Mark = (hidden or {}).get(index, "shown")
        full = 0.3 + 0.02 * index + offset if unit_of_measure == "procent" else float((index * 7) % 20)
        value = full if mark == "shown" else None
        base = of_text(round(full * 50), 50) if value is not None and unit_of_measure == "procent" else ""
        text = value_text(value, unit_of_measure, mark)
        points.append(Point(identity, label, value, mark, text, base, "10 av 12"))
    return Series(name, tuple(points), role)


def over_time(kind: Kind, *members: Series, unit_of_measure: str = "procent") -> Chart:
    return Chart(
        kind,
        "Andelen ökade till 64 procent",
        UNITS[unit_of_measure],
        members,
        X,
        description="Från 30 till 64 procent.",
        selection="Urval: alla enheter",
        source="Källa: Socialkontoret",
        period_kind="month",
    )


EVENTS = (
    EventMark(1, "2024-03-15", "mars 2024: utbildningsstart"),
    EventMark(2, "2024-03-20", "mars 2024: ny rutin"),
    EventMark(3, "2025-02-01", "februari 2025: polisvecka", "2025-03-10"),
    EventMark(4, "2019-01-01", "före diagrammet"),
)
TARGETS = (TargetStep("2023-01-01", "2024-12-31", 0.6), TargetStep("2025-01-01", "9999-12-31", 0.8))


def unit_rows() -> Chart:
    points = (
        Point(
            "elsa", "Elsa", 0.5, "shown", "50\xa0%", "20 av 40", low=0.35, high=0.65, group="Våld och skydd"
        ),
        Point("moa", "MOA", None, "protected", "..", group="Barn och unga"),
        Point(
            "fyrbylund", "Fyrbylund", 0.9, "shown", "90\xa0%", "9 av 10", group="Barn och unga", is_open=True
        ),
    )
    axis = tuple((point.x, point.label) for point in points)
    return Chart("dots", "Två enheter", "percent", (Series("", points),), axis, targets=TARGETS[1:])


def two_measures() -> Chart:
    def measure(name: str, values: dict[str, float | None], role: Role) -> Series:
        points = tuple(
            Point(
                unit,
                unit.capitalize(),
                value,
                "protected" if value is None else "shown",
                value_text(value, "procent", "protected" if value is None else "shown"),
                group="Barn och unga" if unit == "moa" else "Våld och skydd",
            )
            for unit, value in values.items()
        )
        return Series(name, points, role)

    members = (
        measure("Utbildade", {"moa": None, "elsa": 1.0, "frideborg": 0.8}, "main"),
        measure("Fått frågan", {"moa": 0.4, "elsa": 0.0}, "other"),
    )
    axis = (("moa", "Moa"), ("elsa", "Elsa"), ("frideborg", "Frideborg"))
    return Chart("pairs", "Två mått", "percent", members, axis)


def two_years() -> Chart:
    def line(name: str, first: float, second: float, role: Role) -> Series:
        ends = (("2024-01-01", first), ("2025-01-01", second))
        points = tuple(Point(x, x[:4], value, "shown", value_text(value, "procent")) for x, value in ends)
        return Series(name, points, role)

    axis = (("2024-01-01", "2024"), ("2025-01-01", "2025"))
    members = (line("Socialkontoret", 0.3, 0.5, "main"), line("Elsa", 0.31, 0.6, "other"))
    return Chart("slope", "Två år", "percent", members, axis, period_kind="year")


def with_limits() -> Chart:
    plain = over_time("line", series())
    limits = tuple(Limit(identity, 0.45, 0.3, 0.6) for identity, _ in X)
    points = plain.series[0].points
    marked = tuple(
        Point(p.x, p.label, p.value, p.mark, p.text, p.base, p.reported, signal="better" if i > 14 else "")
        for i, p in enumerate(points)
    )
    return Chart(
        "line",
        "Större än den vanliga variationen",
        "percent",
        (Series("Fått frågan", marked),),
        X,
        limits=limits,
        reading="Så här.",
        period_kind="month",
    )


def every_chart() -> dict[str, Chart]:
    hidden: dict[int, Mark] = {2: "protected", 3: "protected", 7: "not_reported"}
    six = tuple(series(name=f"Enhet {i}", offset=i / 20) for i in range(6))
    twelve = tuple(series(name=f"Enhet {i}", hidden=hidden if i == 3 else None) for i in range(12))
    line = over_time("line", series(hidden=hidden))
    counts = series(unit_of_measure="antal", hidden=hidden)
    return {
        "line": Chart(**{**line.__dict__, "events": EVENTS, "targets": TARGETS}),
        "six lines": over_time("line", *six),
        "columns": over_time("columns", counts, unit_of_measure="antal"),
        "two columns": over_time("columns", counts, counts, unit_of_measure="antal"),
        "small multiples": over_time("small_multiples", *twelve, series(name="Kontoret", role="muted")),
        "dots": unit_rows(),
        "pairs": two_measures(),
        "slope": two_years(),
        "limits": with_limits(),
    }
