"""The parts of the committee report as components: first page, a spread for each measure, the yearly basis.

Owns: their markup. Must not know: figures, queries. Pictures and tables are HTML in slots, as on every page;
everything in them is escaped where it is made.
"""

from collections.abc import Sequence
from typing import Any

from dash import html

from components.attributes import attributes
from components.chart_card import stills_html
from components.figures.key import entries_html, marks_html, notes_html
from components.formats import date_text
from components.tables import table_html
from reports.keys import key_of
from reports.model import Definition, Headline, Identity, Report, Spread, Table, YearlyBasis

FORMS = {
    "pdf": "Ladda ner PDF",
    "pptx": "Ladda ner bilder (PowerPoint)",
    "xlsx": "Ladda ner arbetsbok (Excel)",
}
Slots = dict[str, str]


def links(address: str, *, forms: Sequence[str]) -> html.Ul:
    """The files, given their address with `{form}` in it."""
    return html.Ul(
        [html.Li(html.A(FORMS[form], href=address.format(form=form))) for form in forms],
        className="card-links",
    )


def first(report: Report, slots: Slots) -> html.Section:
    """What sums up: five sentences, the measures in brief, how to read."""
    return html.Section(
        [
            _mark(report.identity),
            html.H2(report.identity.title, className="report-title"),
            html.P(report.identity.subtitle, className="report-subtitle"),
            html.H3("Sammanfattning i fem meningar"),
            html.Ol([html.Li(sentence) for sentence in report.summary], className="report-summary"),
            _table(report.overview, slots, key="report-overview"),
            html.H3("Så läser du rapporten"),
            html.Ul([html.Li(note) for note in report.overview_notes], className="report-notes"),
        ],
        className="report-part report-first",
    )


def standing(report: Report, slots: Slots) -> html.Section:
    """What was proposed, what has been done and how it looks now: the second page on paper."""
    return html.Section(
        [_mark(report.identity), _table(report.standing, slots, key="report-standing")],
        className="report-part",
    )


def spread(identity: Identity, part: Spread, slots: Slots) -> html.Section:
    """One measure: figure, target, sentence, chart, tables, what is missing, definitions."""
    key = f"report-{part.number}"
    content: list[Any] = [
        _mark(identity),
        html.H2(part.heading),
        html.P(part.name, className="report-subtitle"),
        html.Dl(_terms(part.facts), className="report-facts"),
    ]
    if part.headline:
        content.append(_figure(part, part.headline, slots, key=key))
    if part.steps:
        steps = [
            html.Li(f"{date_text(step.day)}: {step.text} ({'klart' if step.done else 'återstår'})")
            for step in part.steps
        ]
        content += [
            html.H3("Vad som har gjorts och vad som återstår"),
            html.Ul(steps, className="report-notes"),
        ]
    for number, table in enumerate((part.figures, part.areas, part.genders)):
        if table:
            content.append(_table(table, slots, key=f"{key}-table-{number}"))
    content += [html.H3("Det här saknas"), html.Ul([html.Li(line) for line in part.missing])]
    content.append(_definitions(part.definitions))
    return html.Section(content, id=f"atgard-{part.number}", className="report-part")


def _figure(part: Spread, headline: Headline, slots: Slots, *, key: str) -> html.Figure:
    judged = f" {headline.status.shape} {headline.status.word}" if headline.status.word else ""
    facts = [
        html.Strong(headline.figure, className="report-number"),
        html.Span(f"{headline.name}, {headline.period}"),
        html.Span(headline.base),
        html.Span(f"{headline.target}{judged}", className=f"report-target tone-{headline.status.tone}"),
        html.Span(headline.change),
    ]
    content: list[Any] = [
        html.Figcaption(
            [
                html.H3(headline.finding, id=f"{key}-finding"),
                html.P([fact for fact in facts if getattr(fact, "children", "")], className="report-panel"),
                html.P(headline.sentence, id=f"{key}-sentence"),
            ]
        )
    ]
    if part.chart is not None:
        slots |= {
            f"{key}-key": entries_html(key_of(part.chart)),
            f"{key}-chart": stills_html(part.chart),
            f"{key}-notes": notes_html(part.chart),
        }
        content += [
            html.P(part.chart_caption, className="report-caption"),
            _slot(f"{key}-key"),
            html.Div(
                html.Div(id=f"{key}-chart", className="chart-still", **attributes(data_slot="")),
                className="chart-picture",
                role="img",
                **attributes(aria_labelledby=f"{key}-finding", aria_describedby=f"{key}-sentence"),
            ),
            _slot(f"{key}-notes", "chart-notes"),
        ]
    if part.chart_table is not None:
        content.append(_table(part.chart_table, slots, key=f"{key}-history"))
    return html.Figure(content, className="report-figure", **attributes(data_indicator=part.indicator))


def about(report: Report) -> html.Section:
    """What must be known about the report itself."""
    return html.Section(
        [
            _mark(report.identity),
            html.H2("Om rapporten"),
            html.Dl(_terms(report.about), className="report-facts"),
        ],
        className="report-part",
    )


def yearly(basis: YearlyBasis, choice: html.Div, slots: Slots, *, identity: str) -> html.Section:
    """The yearly basis, folded by measure: the page is long enough."""
    content: list[Any] = [_mark(basis.identity), html.H2(basis.identity.subtitle), choice]
    content += [html.P(line) for line in (basis.delivered, *basis.lead) if line]
    for section in basis.sections:
        key = f"basis-{section.number}"
        tables = [_table(table, slots, key=f"{key}-{number}") for number, table in enumerate(section.tables)]
        content.append(
            html.Details(
                [
                    html.Summary(section.heading),
                    *tables,
                    html.H3("Det här saknas"),
                    html.Ul([html.Li(line) for line in section.missing]),
                ],
                className="fold",
            )
        )
    return html.Section(content, id=identity, className="report-part no-print")


def _mark(identity: Identity) -> html.P:
    """What stands on every paper: committee, registration number, date, snapshot, selection, demo."""
    told = [
        identity.owner,
        date_text(identity.published_at),
        f"utgåva {identity.snapshot}",
        identity.selection.rstrip("."),
        identity.demo,
    ]
    return html.P(" · ".join(text for text in told if text), className="report-mark")


def _terms(pairs: Sequence[tuple[str, str]]) -> list[Any]:
    return [part for term, text in pairs for part in (html.Dt(term), html.Dd(text))]


def _table(table: Table, slots: Slots, *, key: str) -> html.Div:
    slots[key] = table_html(table.view) + marks_html(table.marks)
    words = [f"left-{place}" for place, column in enumerate(table.columns, start=1) if not column.is_number]
    return _slot(key, " ".join(["report-table", *words]))


def _definitions(definitions: Sequence[Definition]) -> html.Details:
    content: list[Any] = [html.Summary("Så är måtten definierade")]
    for definition in definitions:
        content += [html.H4(definition.name), html.Dl(_terms(definition.terms), className="report-facts")]
    return html.Details(content, className="fold")


def _slot(identity: str, class_name: str = "") -> html.Div:
    return html.Div(id=identity, className=class_name, **attributes(data_slot=""))
