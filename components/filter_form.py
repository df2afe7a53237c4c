"""The filter controls: native, labelled, usable from the keyboard, and a plain form where no script runs.

Owns: the markup of the filters and the ids of their texts. Must not know: queries, or what a change leads to.
`assets/url-state.js` reads `data-parameter` and `data-default` to keep the address in step with the controls.
"""

from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components import ids
from components.attributes import attributes
from components.filters import (
    GENDER_WORDS,
    NAME_OF_PERIOD,
    PERIOD_WORDS,
    Choices,
    Filters,
    sentence,
)

SELECTION = "selection"
"""Id of the "Urval" sentence."""
UNIT_SUMMARY = "filter-unit-summary"
YEAR_SUMMARY = "filter-year-summary"
FILTER_INDICATOR = "filter-indicator"


def filter_form(filters: Filters, choices: Choices, *, reset_href: str) -> html.Section:
    """Build the controls with the filters in force chosen; controls the choices do not offer are left out."""
    controls: list[Any] = []
    if choices.indicators:
        options = [{"label": choice.name, "value": choice.id} for choice in choices.indicators]
        default = choices.indicators[0].id
        controls.append(
            _select(
                FILTER_INDICATOR,
                "Mått",
                "indikator",
                options=options,
                value=filters.indicator,
                default=default,
            )
        )
    if choices.units:
        options = [{"label": choice.name, "value": choice.id} for choice in choices.units]
        controls.append(
            _checklist(
                ids.FILTER_UNIT, "enhet", "Enheter och områden", unit_summary(filters, choices), UNIT_SUMMARY,
                options, list(filters.units),
            )
        )  # fmt: skip
    if choices.years:
        options = [{"label": str(year), "value": str(year)} for year in choices.years]
        chosen = [str(year) for year in filters.years]
        controls.append(
            _checklist(ids.FILTER_YEAR, "ar", "År", year_summary(filters), YEAR_SUMMARY, options, chosen)
        )
    if choices.periods:
        options = [
            {"label": f"Per {PERIOD_WORDS[kind]}", "value": NAME_OF_PERIOD[kind]} for kind in choices.periods
        ]
        value, default = NAME_OF_PERIOD[filters.period], NAME_OF_PERIOD[choices.default_period]
        controls.append(
            _select(ids.FILTER_PERIOD, "Period", "period", options=options, value=value, default=default)
        )
    if choices.genders:
        options = [{"label": word.capitalize(), "value": name} for name, word in GENDER_WORDS.items()]
        controls.append(
            _select(ids.FILTER_GENDER, "Kön", "kon", options=options, value=filters.gender, default="alla")
        )
    return html.Section(
        [
            html.Div(
                [*controls, html.A("Rensa urvalet", href=reset_href, className="filter-reset")],
                className="filter-row",
                **attributes(data_filter_form=""),
            ),
            html.P(sentence(filters, choices), id=SELECTION, className="selection", role="status"),
        ],
        className="filters",
        **attributes(aria_label="Urval"),
    )


def unit_summary(filters: Filters, choices: Choices) -> str:
    """What the folded unit filter says: everything, the one chosen, or how many."""
    if not filters.units:
        return f"Enhet: hela {choices.whole}"
    if len(filters.units) == 1:
        names = {choice.id: choice.name for choice in choices.units}
        return f"Enhet: {names[filters.units[0]]}"
    return f"Enhet: {len(filters.units)} valda"


def year_summary(filters: Filters) -> str:
    """What the folded year filter says."""
    if not filters.years:
        return "År: alla"
    if len(filters.years) == 1:
        return f"År: {filters.years[0]}"
    return f"År: {len(filters.years)} valda"


def _checklist(
    identity: str,
    parameter: str,
    legend: str,
    summary: str,
    summary_id: str,
    options: list[Any],
    value: list[str],
) -> html.Details:
    return html.Details(
        [
            html.Summary(html.Span(summary, id=summary_id)),
            html.Fieldset(
                [
                    html.Legend(legend),
                    dbc.Checklist(id=identity, options=options, value=value, name=parameter),
                ]
            ),
        ],
        className="filter filter-several",
        **attributes(data_parameter=parameter, data_default=""),
    )


def _select(
    identity: str, label: str, parameter: str, *, options: list[Any], value: str, default: str
) -> html.Div:
    return html.Div(
        [
            html.Label(label, htmlFor=identity),
            dbc.Select(id=identity, options=options, value=value, name=parameter),
        ],
        className="filter filter-one",
        **attributes(data_parameter=parameter, data_default=default),
    )
