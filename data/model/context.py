"""What the figures are read against: targets, events, the measures, courses, background figures and locks.

Owns those types; data/model/catalogue.py gathers them in the catalogue. Must not know indicators or files.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, Strict, StrictBool, model_validator

from data.model.base import Day, Entry, Identifier, Number, Text, WholeNumber


class Target(Entry):
    """What an indicator should reach.

    value: shares as a fraction 0-1, otherwise in the indicator's unit of measure.
    unit: the only unit it holds for; empty when it holds for office, areas and units alike.
    """

    indicator: Identifier
    unit: Identifier | None = None
    valid_from: Day = Field(alias="from")
    valid_to: Day | None = Field(default=None, alias="to")
    value: Number
    source: Text
    is_example: StrictBool = Field(default=False, alias="example")


class Event(Entry):
    """Something that happened and is marked in the charts: one `date`, or a span `from`-`to`.

    rebase: the usual level is counted anew from here (a training starts, a definition changes).
    """

    date_from: Day = Field(alias="from")
    date_to: Day | None = Field(default=None, alias="to")
    text: Text
    indicators: tuple[Identifier, ...]
    source: Text
    is_example: StrictBool = Field(default=False, alias="example")
    rebase: StrictBool = False

    @model_validator(mode="before")
    @classmethod
    def _one_day(cls, given: Any) -> Any:
        """`date` is short for a `from` without `to`."""
        if isinstance(given, dict) and "date" in given and "from" not in given and "to" not in given:
            return {"from" if key == "date" else key: value for key, value in given.items()}
        return given


class Milestone(Entry):
    """A dated step of a measure."""

    date: Day
    text: Text
    done: StrictBool
    source: Text
    is_example: StrictBool = Field(default=False, alias="example")


class Measure(Entry):
    """One of the measures that are followed up. `is_example`: the status is invented, for demo use."""

    number: Annotated[int, Strict(), Field(ge=1, le=99)]
    name: Text
    short_name: Text
    proposal: Text
    status: Text
    responsible: Text
    source: Text
    is_example: StrictBool = Field(default=False, alias="example")
    milestones: tuple[Milestone, ...] = Field(default=(), alias="milestone")


class Course(Entry):
    """A training course of the inquiry, with the producer it really has."""

    id: Identifier
    name: Text
    producer: Text
    audience: Text
    source: Text


class Lock(Entry):
    """A closed calendar year: from that day on no figure of it changes, until the lock is taken away."""

    year: Annotated[WholeNumber, Field(ge=2000, le=2200)]
    valid_from: Day = Field(alias="from")


class BackgroundFigure(Entry):
    """A national or regional figure for reference, never mixed with local ones. All text, as shown."""

    id: Identifier
    heading: Text
    figure: Text
    population: Text
    age: Text
    year: Text
    source: Text
    warning: Text
