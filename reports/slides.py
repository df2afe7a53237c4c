"""The committee report as slides: one measure a slide, with a chart that can be edited.

Owns: the order of the slides and what stands on each. Must not know: queries, Dash, how a shape or a chart is
written (`slide_parts.py`, `slide_chart.py`).
"""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from components.figures.chart import Chart, EventMark
from components.formats import date_text
from reports.keys import line_words
from reports.model import Cell, Headline, Report, Spread, Table, signs_of
from reports.native import is_empty
from reports.slide_chart import add_chart
from reports.slide_parts import (
    BIG,
    BODY,
    NORMAL,
    SMALL,
    Box,
    Line,
    Marks,
    add_slide,
    add_table,
    add_text,
    set_notes,
    set_up,
)
from reports.standing import PROPOSED
from reports.words import NO_CAUSE, NOTHING_DRAWN
from reports.zips import with_fixed_times

LONGEST_EVENTS = 4
"""More events than this are told in the speaker's notes alone: the slide must be read from a distance."""


EARLIER_EVENTS = "Tidigare händelser står i anteckningarna."
LONGEST_OVER = 100
STANDING = "Vad som har gjorts och hur det ser ut nu"


def committee_slides(report: Report) -> bytes:
    """The deck as a PPTX file."""
    deck = Presentation()
    set_up(
        deck,
        title=f"{report.identity.title}. {report.identity.subtitle}",
        author=report.identity.author,
        subject=f"{report.identity.selection} {report.identity.source}",
        keywords=report.identity.keywords,
        moment=report.identity.published_at,
    )
    marks = Marks(
        left=report.identity.colophon,
        demo=report.identity.demo,
        total=len(report.spreads) + 4,
    )
    _first(deck, report, marks)
    _overview(deck, report, marks)
    _standing(deck, report, marks)
    for spread, row in zip(report.spreads, report.standing.rows, strict=True):
        _measure(deck, spread, marks, steps=_terms(report.standing, row)[1:3])
    _about(deck, report, marks)
    content = BytesIO()
    deck.save(content)
    return with_fixed_times(content.getvalue(), report.identity.published_at)


def _first(deck: Deck, report: Report, marks: Marks) -> None:
    """Title, and the five sentences."""
    slide = add_slide(deck, report.identity.title, marks)
    day, edition = date_text(report.identity.published_at), f"utgåva {report.identity.snapshot}"
    lines = [
        Line(report.identity.subtitle, size=NORMAL, is_bold=True),
        Line(
            " · ".join(text for text in (report.identity.owner, day, edition) if text),
            size=SMALL,
            is_quiet=True,
        ),
    ]
    add_text(slide, Box(0.7, 1.45, 12.0, 0.8), lines)
    told = [
        Line(f"{number}. {sentence}", size=BODY, after=10)
        for number, sentence in enumerate(report.summary, start=1)
    ]
    add_text(slide, Box(0.7, 2.6, 11.9, 4.0), told)
    set_notes(slide, [*report.summary, NO_CAUSE, *report.overview_notes])


def _overview(deck: Deck, report: Report, marks: Marks) -> None:
    slide = add_slide(deck, report.overview.caption, marks)
    add_table(
        slide,
        report.overview,
        Box(0.7, 1.45, 11.9, 3.6),
        widths=(1.8, 3.9, 1.5, 1.0, 1.9, 1.6, 1.4),
    )
    lines = [Line(note, size=SMALL, is_quiet=True, after=2) for note in report.overview_notes]
    add_text(slide, Box(0.7, 5.25, 11.9, 1.4), lines)
    set_notes(slide, _read_out(report.overview))


def _standing(deck: Deck, report: Report, marks: Marks) -> None:
    """What has been done, what remains, and how it looks; what was proposed is on later slides."""
    whole = report.standing
    kept = [place for place, column in enumerate(whole.columns) if column.name != PROPOSED]
    table = replace(
        whole,
        caption=STANDING,
        columns=tuple(whole.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in whole.rows),
    )
    slide = add_slide(deck, table.caption, marks)
    add_table(slide, table, Box(0.7, 1.35, 11.9, 5.2), widths=(1.6, 3.0, 2.9, 4.4), size=SMALL)
    set_notes(slide, _read_out(whole))


def _measure(deck: Deck, spread: Spread, marks: Marks, *, steps: Sequence[tuple[str, str]]) -> None:
    """The finding as title, under it what was proposed; figure, sentences and steps to the left, the chart to
    the right."""
    headline = spread.headline
    title = headline.finding if headline else spread.heading
    slide = add_slide(deck, title, marks, over=_over(spread))
    proposal, standing, *_ = spread.facts
    told = [f"{term}: {text.removesuffix('.')}." for term, text in (standing, *steps)]
    facts = [f"{proposal[0]}: {proposal[1]}", " ".join(told)]
    add_text(slide, Box(0.7, 1.5, 11.9, 0.85), [Line(text, size=SMALL, is_quiet=True) for text in facts])
    if headline:
        add_text(slide, Box(0.7, 2.5, 3.6, 4.3), _figure(headline))
    else:
        add_text(slide, Box(0.7, 2.5, 11.9, 4.0), [Line(text) for text in spread.missing])
    if spread.chart is not None:
        _chart(slide, spread.chart, caption=spread.chart_caption)
    set_notes(slide, _notes(spread))


def _figure(headline: Headline) -> list[Line]:
    """The figure, large, with what belongs to it."""
    lines = [
        Line(headline.name, size=SMALL, is_bold=True),
        Line(headline.period, size=SMALL, is_quiet=True, after=0),
        Line(headline.figure, size=BIG, is_bold=True, is_accent=True, after=0),
    ]
    if headline.base:
        lines.append(Line(headline.base, size=SMALL, is_quiet=True, after=6))
    if headline.target:
        judged = f": {headline.status.word}" if headline.status.word else ""
        lines.append(Line(f"{headline.target.capitalize()}{judged}", size=NORMAL, is_bold=True, after=5))
    if headline.change:
        lines.append(Line(headline.change, size=NORMAL, after=5))
    told = [text for text in (headline.variation, headline.reported) if text]
    lines += [Line(text, size=SMALL) for text in told]
    return [*lines[:-1], replace(lines[-1], after=9)]


def _over(spread: Spread) -> str:
    """The measure over the title: by its short name alone where its whole name does not fit on a line."""
    whole = f"{spread.heading}. {spread.name}"
    return whole if len(whole) <= LONGEST_OVER else spread.heading


def _chart(slide: Slide, chart: Chart, *, caption: str) -> None:
    """The chart with its lines, events and signs under it; where nothing can be drawn, that and the signs."""
    # A zero is written as one over its column: here there is room only for the signs that are not figures.
    signs = [f"{sign} {text}" for sign, text in signs_of(chart.marks)[1:]]
    meant = [Line("Teckenförklaring: " + "; ".join(signs), size=SMALL, is_quiet=True)] if signs else []
    if is_empty(chart):
        add_text(slide, Box(4.5, 2.5, 8.15, 1.0), [Line(NOTHING_DRAWN), *meant])
        return
    add_chart(slide, chart, Box(4.5, 2.4, 8.15, 3.1), caption=caption)
    key = [f"{text[0].upper()}{text[1:]}." for text in line_words(chart)]
    told = [_unbroken(event) for event in chart.events[-LONGEST_EVENTS:]]
    if len(chart.events) > len(told):
        told.append(EARLIER_EVENTS)
    lines = [Line(text, size=SMALL, is_quiet=True) for text in (" ".join(key), "   ".join(told)) if text]
    if lines or meant:
        add_text(slide, Box(4.5, 5.55, 8.15, 1.3), [*lines, *meant])


def _unbroken(event: EventMark) -> str:
    """An event whose number stays with its first word."""
    return f"{event.number}.\N{NO-BREAK SPACE}{event.text}"


def _notes(spread: Spread) -> list[str]:
    """What the speaker needs: sentences, steps, what is missing, definitions, all figures."""
    found = [spread.heading, spread.name]
    found += [f"{term}: {text}" for term, text in spread.facts]
    found += [
        f"{date_text(step.day)}: {step.text} ({'klart' if step.done else 'återstår'})"
        for step in spread.steps
    ]
    if spread.headline:
        found += ["", *spread.headline.sentences]
    if spread.chart and spread.chart.events:
        found += ["", "Händelser i diagrammet:"]
        found += [f"{event.number}. {event.text}" for event in spread.chart.events]
    if spread.figures:
        found += ["", *_read_out(spread.figures)]
    found += ["", "Det här saknas:", *spread.missing]
    for definition in spread.definitions:
        found += ["", definition.name, *(f"{term}: {text}" for term, text in definition.terms)]
    return found


def _read_out(table: Table) -> list[str]:
    """A table as lines: `FRÅ1 Fått frågan: Period tertial 2 2026, Värde 74 %`."""
    names = [column.name for column in table.columns]
    return [
        f"{row[0].full}: "
        + ", ".join(f"{name} {cell.full}" for name, cell in zip(names[1:], row[1:], strict=True))
        for row in table.rows
    ]


def _terms(table: Table, row: Sequence[Cell]) -> list[tuple[str, str]]:
    """The cells of a row after the first, each with the heading of its column."""
    return [(column.name, cell.full) for column, cell in zip(table.columns[1:], row[1:], strict=True)]


def _about(deck: Deck, report: Report, marks: Marks) -> None:
    slide = add_slide(deck, "Om siffrorna", marks)
    lines = [Line(f"{term}: {text}", size=NORMAL, after=7) for term, text in report.about]
    add_text(slide, Box(0.7, 1.45, 11.9, 5.2), lines)
    set_notes(slide, [f"{term}: {text}" for term, text in report.about])
