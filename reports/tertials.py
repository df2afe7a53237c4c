"""The tertial a report is about: which periods belong to it, and how one is chosen.

Owns: the rule from tertial to quarters and years, and the messages about a choice that cannot be made. Must
not know: snapshots, figures, Dash.

Quarters and tertials do not fit in each other. A quarter belongs to the tertial in which it ends, so every
quarter is reported once. A year belongs to the tertials after its end, until the next year has ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from components.figures.points import period_end
from components.formats import list_text, period_label

MONTHS_OF_A_TERTIAL = 4
TERTIALS = (1, 2, 3)
_MONTHS = {"month": 1, "quarter": 3, "tertial": 4, "year": 12}
_SPANS = ("januari–april", "maj–augusti", "september–december")
LONGEST_ECHO = 40


class ChoiceError(ValueError):
    """A year or tertial that there is no report for. The message is Swedish, for the reader."""


@dataclass(frozen=True, order=True)
class Tertial:
    """A third of a calendar year: 1, 2 or 3."""

    year: int
    number: int

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * MONTHS_OF_A_TERTIAL + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return period_end("tertial", self.start)

    @property
    def label(self) -> str:
        """The name: `tertial 2 2026`."""
        return period_label("tertial", self.start)

    @property
    def span(self) -> str:
        """The months: `maj–augusti 2026`."""
        return f"{_SPANS[self.number - 1]} {self.year}"

    def periods(self, kind: str) -> tuple[date, ...]:
        """The first days of the periods of a kind that the report tells of, oldest first.

        month and quarter: those that end within the tertial. tertial: itself. year: the latest
        that has ended.
        """
        if kind == "tertial":
            return (self.start,)
        if kind == "year":
            return (date(self.year if self.number == TERTIALS[-1] else self.year - 1, 1, 1),)
        starts = (date(self.year, month, 1) for month in range(1, 13, _MONTHS[kind]))
        return tuple(start for start in starts if self.start <= period_end(kind, start) <= self.end)


def offered(years: Sequence[int], data_until: date | None) -> tuple[Tertial, ...]:
    """The tertials that have ended and that there are figures for, oldest first."""
    every = (Tertial(year, number) for year in sorted(years) for number in TERTIALS)
    return tuple(one for one in every if data_until is not None and one.end <= data_until)


def ended_years(years: Sequence[int], data_until: date | None) -> tuple[int, ...]:
    """The calendar years that have ended and that there are figures for, oldest first."""
    return tuple(sorted({one.year for one in offered(years, data_until) if one.number == TERTIALS[-1]}))


def chosen(year: str, number: str, choices: Sequence[Tertial]) -> Tertial:
    """The tertial asked for; the latest where nothing is asked, the latest of the year where only that is.

    Raises:
        ChoiceError: There is no such report.
    """
    if not choices:
        raise ChoiceError("Det finns ingen rapport än, eftersom inget tertial är avslutat i underlaget.")
    if not year and not number:
        return choices[-1]
    found = [
        one
        for one in choices
        if (not year or str(one.year) == year) and (not number or str(one.number) == number)
    ]
    if found:
        return found[-1]
    words = (f"tertial {echo(number)}" if number else "", f"år {echo(year)}" if year else "")
    asked = " ".join(word for word in words if word)
    raise ChoiceError(
        f"Det finns ingen rapport för {asked}. Välj ett tertial från {choices[0].label} till "
        f"{choices[-1].label}."
    )


def chosen_year(year: str, choices: Sequence[int]) -> int:
    """The year asked for; the latest where none is asked.

    Raises:
        ChoiceError: The year has not ended, has no figures or is no year.
    """
    if not choices:
        raise ChoiceError("Det finns inget årligt underlag än, eftersom inget år är avslutat i underlaget.")
    if not year:
        return choices[-1]
    if year not in {str(one) for one in choices}:
        known = list_text([str(one) for one in choices])
        raise ChoiceError(f"Det finns inget årligt underlag för {echo(year)}. Välj {known}.")
    return int(year)


def echo(value: str) -> str:
    """What a message repeats of a value: short, on one line."""
    printable = "".join(sign if sign.isprintable() else " " for sign in value)
    return f"”{printable if len(printable) <= LONGEST_ECHO else printable[:LONGEST_ECHO] + '…'}”"
