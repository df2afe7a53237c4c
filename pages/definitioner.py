"""Definitions: every indicator with its words, and the courses."""

from dash import html

from access.roles import Permission
from components.filters import Choices, Filters
from pages._definition import definition_of
from pages._page import Page, View, register_page
from queries import catalogue
from queries.catalogue import Course, Indicator, Measure
from queries.store import Snapshot


def build(snapshot: Snapshot, _filters: Filters, _choices: Choices) -> View:
    """A section for each measure, an entry for each indicator, then the courses."""
    indicators = catalogue.indicators(snapshot)
    sections = [
        _measure(measure, [one for one in indicators if one.measure == measure.number])
        for measure in catalogue.measures(snapshot)
    ]
    return View(content=(*sections, _courses(catalogue.courses(snapshot))))


def _measure(measure: Measure, indicators: list[Indicator]) -> html.Section:
    return html.Section(
        [
            html.H2(f"Åtgärd {measure.number}: {measure.short_name}"),
            *[_indicator(indicator) for indicator in indicators],
        ],
        className="definitions",
    )


def _indicator(indicator: Indicator) -> html.Article:
    return html.Article(
        [
            html.H3(f"{indicator.code} {indicator.name}", id=f"definition-{indicator.id}"),
            html.Dl(
                [part for term, text in definition_of(indicator) for part in (html.Dt(term), html.Dd(text))]
            ),
        ],
        className="definition",
    )


def _courses(courses: tuple[Course, ...]) -> html.Section:
    entries = [
        html.Li([html.Strong(course.name), f". Tas fram av {course.producer}. För: {course.audience}."])
        for course in courses
    ]
    return html.Section([html.H2("Utbildningar"), html.Ul(entries)], className="definitions")


register_page(
    Page(
        module=__name__,
        path="/definitioner",
        title="Definitioner",
        heading="Definitioner",
        permission=Permission.READ_METHOD,
        build=build,
        lead=("Här står hur varje mått räknas, varifrån uppgifterna kommer och vem som svarar för dem.",),
    )
)
