"""The cards: what they say, what a callback may change, and that everything from outside is escaped."""

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from dash import html

from components import ids
from components.chart_card import GRAPH_CONFIG, WIDE_STILL, CardView, Link, chart_card, slots, stills_html
from components.number_card import NumberView, number_card, number_html, number_slots, spans_of
from components.status import INCOMPLETE, MET, NEAR, NO_STATUS, status_of
from components.tables import chart_table
from tests.components.figures import figure_cases

CHARTS = figure_cases.every_chart()
EVIL = '<img src=x onerror="alert(1)">'


def card_view(name: str = "line") -> CardView:
    chart = CHARTS[name]
    return CardView(
        indicator="fra1",
        name="FRÅ1 Fått frågan",
        heading="Andelen ökade till 64 procent",
        sentence="64 procent fick frågan.",
        chart=chart,
        table=chart_table(chart, caption="Fått frågan"),
        definition=(("Täljare", "Klienter som fått frågan"),),
        notes=("Elsa har inte rapporterat.",),
        links=(Link("Ladda ner tabell (CSV)", "/ladda-ner/fra1.csv"),),
    )


def walk(component: Any) -> list[Any]:
    children = getattr(component, "children", None)
    nested = children if isinstance(children, list) else [children] if children is not None else []
    return [component, *(found for child in nested for found in walk(child))]


def by_id(component: Any, identity: str) -> Any:
    return next(found for found in walk(component) if getattr(found, "id", None) == identity)


def test_the_card_is_a_figure_with_its_indicator_and_no_role() -> None:
    card = chart_card(card_view(), graph_id="fra1-trend")
    props = card.to_plotly_json()["props"]
    assert isinstance(card, html.Figure)
    assert props["data-indicator"] == "fra1"
    assert "role" not in props


def test_the_picture_is_named_by_the_finding_and_described_by_the_sentence() -> None:
    card = chart_card(card_view(), graph_id="g")
    picture = next(found for found in walk(card) if getattr(found, "className", "") == "chart-picture")
    props = picture.to_plotly_json()["props"]
    assert props["role"] == "img"
    assert by_id(card, props["aria-labelledby"]).children == "Andelen ökade till 64 procent"
    assert by_id(card, props["aria-describedby"]).children == "64 procent fick frågan."


def test_the_card_has_an_empty_slot_for_each_text_of_the_store() -> None:
    card = chart_card(card_view(), graph_id="g")
    texts = slots(card_view(), graph_id="g")
    assert set(texts) == {
        ids.key_slot("g"),
        ids.still_slot("g"),
        ids.notes_slot("g"),
        ids.table_slot("g"),
        ids.definition_slot("g"),
        ids.links_slot("g"),
    }
    for identity in texts:
        slot = by_id(card, identity)
        assert getattr(slot, "children", None) is None
        assert "data-slot" in slot.to_plotly_json()["props"]


def test_the_graph_shares_nothing_has_no_buttons_and_speaks_swedish() -> None:
    assert GRAPH_CONFIG["displayModeBar"] is False
    assert GRAPH_CONFIG["showSendToCloud"] is False
    assert GRAPH_CONFIG["locale"] == "sv"


@pytest.mark.parametrize("name", CHARTS)
def test_every_slot_is_well_formed(name: str) -> None:
    for text in slots(card_view(name), graph_id="g").values():
        ElementTree.fromstring(f"<div>{text}</div>")


def test_the_legend_of_signs_is_there_exactly_when_a_sign_is() -> None:
    with_signs = slots(card_view("line"), graph_id="g")[ids.notes_slot("g")]
    assert "Teckenförklaring" in with_signs
    assert "uppgiften visas inte eftersom underlaget är för litet" in with_signs
    assert "uppgift kan inte förekomma" not in with_signs
    assert "Teckenförklaring" not in slots(card_view("six lines"), graph_id="g")[ids.notes_slot("g")]


def test_several_lines_have_a_legend_and_one_has_none() -> None:
    assert slots(card_view("six lines"), graph_id="g")[ids.key_slot("g")].count("<li>") == 6
    assert slots(card_view("line"), graph_id="g")[ids.key_slot("g")] == ""


def test_events_are_listed_by_number_and_unusual_charts_explained() -> None:
    assert "utbildningsstart" in slots(card_view("line"), graph_id="g")[ids.notes_slot("g")]
    limits = slots(card_view("limits"), graph_id="g")
    assert "Så läser du diagrammet" in limits[ids.notes_slot("g")]
    assert "förändring till det bättre" in limits[ids.key_slot("g")]
    assert "sämre" not in limits[ids.key_slot("g")]


def test_the_live_picture_gets_its_height_from_the_slot_too() -> None:
    card = chart_card(card_view(), graph_id="g")
    height = by_id(card, "g").style["height"]
    assert (
        f'data-height="{height.removesuffix("px")}"' in slots(card_view(), graph_id="g")[ids.still_slot("g")]
    )


@pytest.mark.parametrize("name", CHARTS)
def test_the_wide_still_picture_is_as_high_as_the_live_one_that_replaces_it(name: str) -> None:
    """Its texts are as large too: it is drawn for the width of the column, not scaled to it."""
    stills = ElementTree.fromstring(f"<div>{stills_html(CHARTS[name])}</div>")
    wide = next(part for part in stills if part.get("class") == "still-wide")
    assert wide[0].get("viewBox") == f"0 0 {WIDE_STILL} {wide.get('data-height')}"


def test_nothing_from_outside_becomes_markup_in_a_slot() -> None:
    chart = replace(CHARTS["limits"], title=EVIL, description=EVIL, reading=EVIL)
    chart = replace(chart, events=(figure_cases.EventMark(1, "2024-03-01", EVIL),))
    view = replace(
        card_view(),
        chart=chart,
        notes=(EVIL,),
        table=chart_table(chart, caption=EVIL),
        definition=((EVIL, EVIL),),
        links=(Link(EVIL, f"/ladda-ner/{EVIL}"), Link(EVIL, EVIL, is_picture=True)),
    )
    for text in slots(view, graph_id="g").values():
        assert "<img" not in text


NUMBER = NumberView(
    indicator="fra1",
    label="Fått frågan",
    value="62\xa0%",
    period="oktober 2026",
    href="/fraga",
    target="mål 80\xa0%",
    status=NEAR,
    change="+4 procentenheter mot oktober 2025",
    base="212 av 340",
    reported="10 av 12 enheter har rapporterat",
    trend=(0.5, None, 0.6, 0.62),
    trend_sentence="Från 50 till 62 procent.",
    is_share=True,
    target_value=0.8,
)


def test_a_number_card_says_figure_target_status_change_base_and_trend() -> None:
    root = ElementTree.fromstring(f"<div>{number_html(NUMBER)}</div>")
    said = " ".join(text.strip() for text in root.itertext() if text.strip())
    for wanted in (
        "62\xa0%",
        "oktober 2026",
        "◐",
        "nära målet",
        "mål 80\xa0%",
        "+4 procentenheter mot oktober 2025",
        "212 av 340 · 10 av 12 enheter har rapporterat",
        "Från 50 till 62 procent.",
    ):
        assert wanted in said


def test_a_number_card_is_a_linked_heading_and_a_slot() -> None:
    card = number_card(NUMBER, card_id="n")
    assert by_id(card, ids.link("n")).href == "/fraga"
    assert set(number_slots(NUMBER, card_id="n")) == {ids.number_slot("n")}
    assert getattr(by_id(card, ids.number_slot("n")), "children", None) is None


def test_a_number_card_without_a_page_to_go_to_has_a_plain_heading() -> None:
    card = number_card(replace(NUMBER, href=""), card_id="n")
    assert [part.children for part in walk(card) if isinstance(part, html.H3)] == ["Fått frågan"]
    assert not any(hasattr(part, "href") for part in walk(card))


def test_a_number_card_escapes_what_it_is_given() -> None:
    view = replace(NUMBER, value=EVIL, period=EVIL, target=EVIL, change=EVIL, base=EVIL, trend_sentence=EVIL)
    assert "<img" not in number_html(view)


def test_a_sparkline_breaks_where_a_figure_is_missing_and_shows_one_alone() -> None:
    drawn = number_html(replace(NUMBER, trend=(0.5, None, 0.6, 0.62), target_value=None))
    path = drawn.split('<path d="')[1].split('"')[0]
    assert path.count("M") == 2
    assert number_html(replace(NUMBER, trend=(None, None), trend_sentence="")).count("<svg") == 0


@pytest.mark.parametrize(
    ("value", "target", "direction", "word", "tone"),
    [
        (0.80, 0.8, "higher", "når målet", "met"),
        (0.75, 0.8, "higher", "nära målet", "near"),
        (0.60, 0.8, "higher", "under målet", "missed"),
        (10, 14, "lower", "når målet", "met"),
        (15, 14, "lower", "nära målet", "near"),
        (20, 14, "lower", "över målet", "missed"),
        (20, 14, "neutral", "", "none"),
        (None, 0.8, "higher", "", "none"),
        (0.9, None, "higher", "", "none"),
    ],
)
def test_status(value: float | None, target: float | None, direction: str, word: str, tone: str) -> None:
    found = status_of(value, target, direction=direction, units_reported=10, units_expected=12)
    assert (found.word, found.tone) == (word, tone)


def test_a_figure_on_too_few_reports_is_not_judged() -> None:
    below = status_of(0.9, 0.8, direction="higher", units_reported=9, units_expected=12)
    enough = status_of(0.9, 0.8, direction="higher", units_reported=8, units_expected=10)
    assert below is INCOMPLETE
    assert enough is MET
    assert INCOMPLETE.tone == NO_STATUS.tone == "none"


@pytest.mark.parametrize(
    ("cards", "most", "expected"),
    [
        (1, 4, (12,)),
        (2, 4, (6, 6)),
        (3, 4, (4, 4, 4)),
        (4, 4, (3, 3, 3, 3)),
        (5, 4, (4, 4, 4, 6, 6)),
        (4, 3, (6, 6, 6, 6)),
        (0, 4, ()),
    ],
)
def test_cards_stand_in_even_rows_without_holes(cards: int, most: int, expected: tuple[int, ...]) -> None:
    assert spans_of(cards, most=most) == expected


@pytest.mark.parametrize("most", [3, 4])
@pytest.mark.parametrize("cards", range(1, 20))
def test_every_row_of_cards_is_full(cards: int, most: int) -> None:
    spans = list(spans_of(cards, most=most))
    assert len(spans) == cards
    while spans:
        row = spans[: 12 // spans[0]]
        assert row == [spans[0]] * len(row)
        assert sum(row) == 12
        del spans[: len(row)]


def test_the_unit_of_a_number_is_smaller_and_a_sign_has_none() -> None:
    money = number_html(replace(NUMBER, value="171\xa0618\xa0kronor"))
    assert '171\xa0618\xa0<span class="number-unit">kronor</span>' in money
    for value in ("62\xa0%", "1\xa0234", "ja", ".."):
        assert "number-unit" not in number_html(replace(NUMBER, value=value))
