"""The reports as PDF/UA-1: tagged, with language, headings, alternative texts and table headers.

Owns: what is handed to typst, and that the same model gives the same bytes. Must not know: queries, Dash. The
layouts (`*.typ`) read the model as JSON: no text is ever put together to markup.
"""

import json
from collections.abc import Mapping
from datetime import UTC
from html import escape
from pathlib import Path
from typing import Any

import typst

from components import theme
from components.figures.chart import Chart
from components.figures.key import Entry
from components.figures.to_svg import svg
from components.formats import date_table, date_text
from reports.charts import event_lines
from reports.keys import key_of
from reports.model import Definition, Identity, Report, Section, Spread, Table, YearlyBasis, signs_of

FOLDER = Path(__file__).parent
FONT = "Lagesbild Sans"
CHART_WIDTH = 640
"""Over the 174 mm between the margins, 12 pixels come out at 9 points."""
STANDARD = "ua-1"


class PdfError(RuntimeError):
    """The layout could not be made into a PDF that keeps the standard."""


def committee_pdf(report: Report) -> bytes:
    """The committee report."""
    return _compile(
        "committee.typ",
        {
            **_common(report.identity),
            "summary": report.summary,
            "overview": _table(report.overview),
            "overview_signs": signs_of(report.overview.marks),
            "standing": _table(report.standing),
            "reading": report.reading,
            "overview_notes": report.overview_notes,
            "spreads": [_spread(spread) for spread in report.spreads],
            "about": report.about,
        },
        report.identity,
    )


def yearly_pdf(basis: YearlyBasis) -> bytes:
    """The yearly statistical basis."""
    return _compile(
        "yearly.typ",
        {
            **_common(basis.identity),
            "delivered": basis.delivered,
            "lead": basis.lead,
            "sections": [_section(section) for section in basis.sections],
            "about": basis.about,
        },
        basis.identity,
    )


def _compile(layout: str, data: Mapping[str, Any], identity: Identity) -> bytes:
    try:
        made = _compiler(layout).compile(
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=[STANDARD],
            timestamp=identity.published_at.replace(tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise PdfError(str(error)) from error
    if not isinstance(made, bytes):
        raise PdfError(f"{layout} gave no PDF")
    return made


def _compiler(layout: str) -> typst.Compiler:
    return typst.Compiler(
        FOLDER / layout, root=FOLDER, font_paths=[FOLDER / "fonts"], ignore_system_fonts=True
    )


def _common(identity: Identity) -> dict[str, Any]:
    day = identity.published_at
    return {
        "identity": {
            "title": identity.title,
            "subtitle": identity.subtitle,
            "snapshot": identity.snapshot,
            "date": date_text(day),
            "day": {"year": day.year, "month": day.month, "day": day.day},
            "selection": identity.selection,
            "source": identity.source,
            "demo": identity.demo,
            "author": identity.author,
            "owner": identity.owner,
            "keywords": identity.keywords,
        },
        "colours": {
            "text": theme.TEXT,
            "quiet": theme.TEXT_QUIET,
            "accent": theme.BLUE,
            "surface": theme.SURFACE,
            "grid": theme.GRID,
            "hatch": theme.HATCH,
            "met": theme.GREEN,
            "missed": theme.RED,
        },
    }


def _spread(spread: Spread) -> dict[str, Any]:
    headline = spread.headline
    return {
        "number": spread.number,
        "heading": spread.heading,
        "name": spread.name,
        "facts": spread.facts,
        "steps": [
            {"day": date_table(step.day), "text": step.text, "done": step.done} for step in spread.steps
        ],
        "headline": None
        if headline is None
        else {
            "name": headline.name,
            "period": headline.period,
            "figure": headline.figure,
            "base": headline.base,
            "target": headline.target,
            "status": {"word": headline.status.word, "tone": headline.status.tone},
            "change": headline.change,
            "finding": headline.finding,
            "sentences": headline.sentences,
        },
        "chart": None if spread.chart is None else _chart(spread.chart, spread.chart_caption),
        "figures": _maybe(spread.figures),
        "history": _maybe(spread.chart_table),
        "areas": _maybe(spread.areas),
        "genders": _maybe(spread.genders),
        "missing": spread.missing,
        "definitions": _definitions(spread.definitions),
        "first_signs": spread.first_signs,
        "signs": signs_of(*(table.marks for table in spread.every_table)),
    }


def _maybe(table: Table | None) -> dict[str, Any] | None:
    return None if table is None else _table(table)


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "name": section.name,
        "tables": [_table(table) for table in section.tables],
        "missing": section.missing,
        "definitions": _definitions(section.definitions),
    }


def _chart(chart: Chart, caption: str) -> dict[str, Any]:
    drawn = svg(chart, width=CHART_WIDTH, has_tooltips=False)
    return {
        "caption": caption,
        "svg": drawn.replace(escape(theme.FONT_FAMILY), FONT),
        "description": chart.description,
        "key": [_key(entry) for entry in key_of(chart)],
        "reading": chart.reading,
        "events": event_lines(chart),
    }


def _key(entry: Entry) -> dict[str, str]:
    return {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" width="28" height="14">{entry.drawing}</svg>',
        "text": entry.text,
    }


def _definitions(definitions: tuple[Definition, ...]) -> list[dict[str, Any]]:
    return [{"name": one.name, "terms": one.terms} for one in definitions]


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [
            {"name": column.name, "number": column.is_number, "share": column.share}
            for column in table.columns
        ],
        "rows": [[cell.full for cell in row] for row in table.rows],
        "notes": table.notes,
        "signs": signs_of(table.marks),
    }
