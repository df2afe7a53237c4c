"""What a reader of several snapshots can write down as equations, for one indicator and year.

Owns: the unknowns (who, when, which group, in which version), and which of them every cell sums.
Must not know: the protection, the register, which protected cells are small.

A reader knows who has reported (that is public), the hierarchy, and that figures add up. A reporter's groups
need not be complete: whoever cannot split by sex reports a total, so every report has a rest without group.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.audit.reading import DIMENSIONS, MONTHS, Figure, Key, Measured, Published

Place = tuple[str, date]
"""A reporter and the first day of a base period."""

Unknown = tuple[str, date, str, str, str, int]
"""Reporter, base period, gender, age, category, and the snapshot in which this version was first seen."""

Sum = frozenset[Unknown]


@dataclass(frozen=True, eq=False)
class View:
    """One snapshot's cells of one indicator and year."""

    published: Published
    measured: Measured
    cells: Mapping[Key, Figure]
    places: frozenset[Place]
    corrected: Mapping[Place, int]
    _places: dict[tuple[str, str, str, date], frozenset[Place]] = field(default_factory=dict)

    def tells_the_same_as(self, other: "View") -> bool:
        """Tell whether two views show the same of the same reports."""
        return (self.measured, self.cells, self.places, self.corrected, self.published.parents) == (
            other.measured,
            other.cells,
            other.places,
            other.corrected,
            other.published.parents,
        )

    def places_of(self, key: Key) -> frozenset[Place]:
        """Return the reports behind a cell."""
        place = key[:4]
        if place not in self._places:
            self._places[place] = _places_of(self, key)
        return self._places[place]


@dataclass(frozen=True, eq=False)
class Series:
    """What a series of snapshots says of one indicator and year: its views, and which of them each has."""

    indicator: str
    views: tuple[View, ...]
    at: tuple[int | None, ...]
    """For every snapshot, the number of its view."""


def series_of(snapshots: Sequence[Published], indicator: str, year: int) -> Series:
    """Return the snapshots that have the indicator, oldest first, cut down to one year.

    One that tells the same as the one before it tells nothing more, and shares its view.
    """
    views: list[View] = []
    at: list[int | None] = []
    for published in snapshots:
        measured = published.indicators.get(indicator)
        if measured is None or not measured.adds_up:
            at.append(None)
            continue
        cells = {
            key: figure for key, figure in published.cells.get(indicator, {}).items() if key[3].year == year
        }
        places = frozenset(
            place for place in published.reports.get(indicator, frozenset()) if place[1].year == year
        )
        corrected = published.corrected.get(indicator, {})
        view = View(published, measured, cells, places, corrected)
        if not views or not view.tells_the_same_as(views[-1]):
            views.append(view)
        at.append(len(views) - 1)
    return Series(indicator, tuple(views), tuple(at))


class Space:
    """The unknowns behind a series of snapshots.

    `apart`: take every snapshot by itself, as a reader must when they contradict each other.
    """

    def __init__(self, views: Sequence[View], *, apart: bool = False) -> None:
        self.views = views
        self._groups = _groups(views)
        self._category_adds_up = _categories_add_up(views)
        self._matching: dict[tuple[str, str, str], tuple[tuple[str, str, str], ...]] = {}
        self._versions: list[Mapping[Place, int]] = []
        for number, view in enumerate(views):
            renewed = view.places if apart or number == 0 else self._renewed(views[number - 1], view)
            before = self._versions[-1] if self._versions else {}
            self._versions.append(
                {place: number if place in renewed else before.get(place, number) for place in view.places}
            )

    def sum_of(self, number: int, key: Key) -> Sum:
        """Return the unknowns that a cell of one snapshot sums."""
        view = self.views[number]
        groups = self._groups_of(key)
        versions = self._versions[number]
        return frozenset(
            (*place, *group, versions[place]) for place in view.places_of(key) for group in groups
        )

    def _groups_of(self, key: Key) -> tuple[tuple[str, str, str], ...]:
        """Return the groups that a cell sums."""
        split = key[4:]
        if split not in self._matching:
            self._matching[split] = tuple(
                group
                for group in self._groups
                if all(
                    wanted == own or (wanted == "all" and (name != "category" or self._category_adds_up))
                    for name, wanted, own in zip(DIMENSIONS, split, group, strict=True)
                )
            )
        return self._matching[split]

    def unknowns(self) -> set[Unknown]:
        """Return every unknown: all groups of every report, in each of its versions."""
        return {
            (*place, *group, version)
            for versions in self._versions
            for place, version in versions.items()
            for group in self._groups
        }

    def reports(self, number: int) -> Iterator[tuple[Key, Sum]]:
        """Yield every report of one snapshot as if it were a cell."""
        view = self.views[number]
        for org, start in sorted(view.places):
            key: Key = (view.measured.reported_at, org, view.measured.frequency, start, "all", "all", "all")
            yield key, self.sum_of(number, key)

    def base_sums(self, number: int) -> Iterator[tuple[Key, Sum]]:
        """Yield every report of one snapshot that is not shown."""
        for key, summed in self.reports(number):
            if is_unknown(self.views[number].cells.get(key)):
                yield key, summed

    def _renewed(self, before: View, now: View) -> frozenset[Place]:
        """Return the reports that must be taken for changed between two snapshots.

        That a report has come in or been corrected is public. Should a shown figure have changed that this
        does not explain, from the narrowest cell to the widest, then anything beneath it may have changed.
        """
        renewed = {
            place
            for place in now.places
            if place not in before.places or now.corrected.get(place) != before.corrected.get(place)
        }
        both = [key for key in now.cells if key in before.cells and now.cells[key].mark == "shown"]
        both = [key for key in both if before.cells[key].mark == "shown"]
        for key in sorted(both, key=lambda key: (len(now.places_of(key)), key)):
            places = now.places_of(key)
            if now.cells[key] != before.cells[key] and not self._is_explained(before, now, key, renewed):
                renewed |= places
        return frozenset(renewed)

    def _is_explained(self, before: View, now: View, key: Key, renewed: set[Place]) -> bool:
        """Tell whether changes already found beneath a cell can be what changed it."""
        old, new = before.places_of(key), now.places_of(key)
        beneath = new & renewed
        if old != new:
            return True
        if not beneath or key[4:] != ("all", "all", "all"):
            return bool(beneath)
        change = 0
        for org, start in beneath:
            own = (now.measured.reported_at, org, now.measured.frequency, start, "all", "all", "all")
            was, became = before.cells.get(own), now.cells.get(own)
            if was is None or became is None or was.mark != "shown" or became.mark != "shown":
                return True
            change += (became.numerator or 0) - (was.numerator or 0)
        return change == (now.cells[key].numerator or 0) - (before.cells[key].numerator or 0)


def is_unknown(figure: Figure | None) -> bool:
    """Tell whether a reader does not know this figure though there is one."""
    return figure is None or figure.mark == "protected"


def _places_of(view: View, key: Key) -> frozenset[Place]:
    level, org, kind, start = key[:4]
    parents = view.published.parents
    first, last = start.month, start.month + MONTHS[kind] - 1
    within = [
        (reporter, begun)
        for reporter, begun in view.places
        if first <= begun.month <= last
        and (level == "office" or reporter == org or (level == "area" and parents.get(reporter) == org))
    ]
    if view.measured.time == "stock":
        latest: dict[str, date] = {}
        for reporter, begun in within:
            latest[reporter] = max(begun, latest.get(reporter, begun))
        return frozenset(latest.items())
    return frozenset(within)


def _groups(views: Sequence[View]) -> tuple[tuple[str, str, str], ...]:
    """Return every combination of groups that a report may be split into, the rest without group included."""
    seen: list[set[str]] = [{"all"}, {"all"}, {"all"}]
    for view in views:
        for key in view.cells:
            for values, value in zip(seen, key[4:], strict=True):
                values.add(value)
    genders, ages, categories = (sorted(values) for values in seen)
    return tuple((gender, age, category) for gender in genders for age in ages for category in categories)


def _categories_add_up(views: Sequence[View]) -> bool:
    """Tell whether categories are parts of a whole.

    Where they are not the file says that each is at most the whole, or it shows: they sum to more.
    """
    if any(
        one.indicator == one.other == view.measured.id and one.category != "all"
        for view in views
        for one in view.published.related
    ):
        return False
    for view in views:
        sums: dict[Key, tuple[int, int]] = {}
        for key, figure in view.cells.items():
            if key[6] != "all" and figure.mark == "shown":
                whole: Key = (*key[:6], "all")
                before = sums.get(whole, (0, 0))
                sums[whole] = (before[0] + _parts(figure)[0], before[1] + _parts(figure)[1])
        for whole, total in sums.items():
            figure = view.cells.get(whole)
            if figure is not None and figure.mark == "shown":
                own = _parts(figure)
                if total[0] > own[0] or total[1] > own[1]:
                    return False
    return True


def _parts(figure: Figure) -> tuple[int, int]:
    """Return the count of a shown figure, and what remains of its denominator."""
    count = figure.numerator or 0
    return count, (figure.denominator or count) - count
