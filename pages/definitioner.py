"""Definitions: every indicator with its words and targets, where it is shown, and the courses."""

from dash import html

from access import guard
from access.roles import Permission
from components import shell
from components.attributes import attributes
from components.filters import Choices, Filters
from components.formats import date_text, value_text
from pages._page import Page, View, register_page
from queries import catalogue
from queries.catalogue import Course, Indicator, Measure, Target
from queries.store import Snapshot
from reports.definitions import definition_of


def build(snapshot: Snapshot, _filters: Filters, _choices: Choices) -> View:
    """A list of codes, a section for each measure with an entry for each indicator, then the courses."""
    indicators = catalogue.indicators(snapshot)
    sections = [
        _measure(snapshot, measure, [one for one in indicators if one.measure == measure.number])
        for measure in catalogue.measures(snapshot)
    ]
    return View(content=(_contents(indicators), *sections, _courses(catalogue.courses(snapshot))))


def anchor(indicator: Indicator) -> str:
    """The id of an indicator's entry, which every chart of it links to."""
    return f"definition-{indicator.id}"


def _contents(indicators: tuple[Indicator, ...]) -> html.Nav:
    return html.Nav(
        html.Ul([html.Li(html.A(f"{one.code} {one.name}", href=f"#{anchor(one)}")) for one in indicators]),
        className="page-contents",
        **attributes(aria_label="Mått på sidan"),
    )


def _measure(snapshot: Snapshot, measure: Measure, indicators: list[Indicator]) -> html.Section:
    return html.Section(
        [
            html.H2(f"Åtgärd {measure.number}: {measure.short_name}"),
            *[_indicator(snapshot, indicator) for indicator in indicators],
        ],
        className="definitions",
    )


def _indicator(snapshot: Snapshot, indicator: Indicator) -> html.Article:
    terms = list(definition_of(indicator))
    targets = [one for one in catalogue.targets(snapshot) if one.indicator == indicator.id]
    if targets:
        names = {org.id: org.name for org in catalogue.orgs(snapshot)}
        terms.append(("Mål", " ".join(_target(indicator, one, names) for one in targets)))
    path = f"/{indicator.page}"
    is_open = guard.may_open(path)
    where = [shell.link(f"Se siffrorna för {indicator.code}", f"{path}#{indicator.id}")] if is_open else []
    return html.Article(
        [
            html.H3(f"{indicator.code} {indicator.name}", id=anchor(indicator), tabIndex=-1),
            html.Dl([part for term, text in terms for part in (html.Dt(term), html.Dd(text))]),
            *[html.P(link) for link in where],
        ],
        className="definition",
    )


def _target(indicator: Indicator, target: Target, names: dict[str, str]) -> str:
    """A target with the days it holds: `80 % från 1 januari 2026 (exempel, inte beslutat).`"""
    whose = f"{names[target.org]}: " if target.org in names else ""
    until = f" till {date_text(target.valid_to)}" if target.valid_to else ""
    example = " (exempel, inte beslutat)" if target.is_example else ""
    value = value_text(target.value, indicator.unit_of_measure)
    return f"{whose}{value} från {date_text(target.valid_from)}{until}{example}."


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
