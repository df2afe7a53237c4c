"""Filters: one value whatever the spelling, a message for what cannot be used, and the way back to a link."""

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.filters import Choice, Choices, Filters, from_query, sentence, to_query

CHOICES = Choices(
    whole="Socialkontoret",
    units=(Choice("elsa", "Elsa"), Choice("frideborg", "Frideborg"), Choice("moa", "Moa")),
    years=(2023, 2024, 2025),
    periods=("month", "quarter", "year"),
    default_period="quarter",
    genders=True,
    indicators=(Choice("fra1", "FRÅ1 Fått frågan"), Choice("han1", "HÄN1 Hänvisningar")),
)
EVERY_FILTER = st.builds(
    Filters,
    units=st.sets(st.sampled_from(["elsa", "frideborg", "moa"])).map(lambda found: tuple(sorted(found))),
    years=st.sets(st.sampled_from([2023, 2024, 2025])).map(lambda found: tuple(sorted(found))),
    period=st.sampled_from(["month", "quarter", "year"]),
    gender=st.sampled_from(["alla", "kvinna", "man"]),
    indicator=st.sampled_from(["fra1", "han1"]),
)


@given(EVERY_FILTER)
def test_a_link_gives_the_same_filters_back(filters: Filters) -> None:
    query = {name: values[0] for name, values in parse_qs(to_query(filters, CHOICES)).items()}
    assert from_query(query, CHOICES) == (filters, ())


def test_nothing_chosen_is_no_query() -> None:
    filters, messages = from_query({}, CHOICES)
    assert (to_query(filters, CHOICES), messages) == ("", ())


@pytest.mark.parametrize(
    "query",
    [
        {"enhet": "moa,elsa"},
        {"enhet": ["moa", "elsa"]},
        {"enhet": "elsa,moa,elsa"},
        {"enhet": " elsa , moa,"},
    ],
)
def test_spelling_and_order_do_not_matter(query: dict[str, str | list[str]]) -> None:
    assert from_query(query, CHOICES)[0].units == ("elsa", "moa")


def test_the_link_is_readable() -> None:
    filters = Filters(units=("elsa", "moa"), years=(2025,), period="month", gender="man", indicator="han1")
    assert to_query(filters, CHOICES) == "enhet=elsa,moa&ar=2025&period=manad&kon=man&indikator=han1"


def test_an_unknown_value_is_named_and_the_rest_holds() -> None:
    filters, messages = from_query({"enhet": "elsa,nej", "ar": "2025,x"}, CHOICES)
    assert (filters.units, filters.years) == (("elsa",), (2025,))
    assert messages == (
        "Enheten ”nej” finns inte på den här sidan. Den är inte med i urvalet.",
        "Det finns inga siffror för året ”x”. Det är inte med i urvalet.",
    )


def test_what_a_page_does_not_offer_at_all_is_no_fault_of_the_reader() -> None:
    without = replace(CHOICES, indicators=())
    assert from_query({"indikator": "fra1"}, without)[1] == ()


def test_a_message_repeats_only_a_little_of_what_was_given() -> None:
    _, messages = from_query({"enhet": "x" * 5000 + "\n"}, CHOICES)
    assert len(messages[0]) < 120
    assert "\n" not in messages[0]


@given(
    st.dictionaries(
        st.sampled_from(["enhet", "ar", "period", "kon", "indikator", "annat"]),
        st.one_of(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=3)),
    )
)
def test_any_query_gives_filters_that_can_be_used(query: dict[str, str | list[str]]) -> None:
    filters, messages = from_query(query, CHOICES)
    assert set(filters.units) <= {unit.id for unit in CHOICES.units}
    assert set(filters.years) <= set(CHOICES.years)
    assert filters.period in CHOICES.periods
    assert all(message.endswith(".") for message in messages)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(period="quarter"), "Urval: hela Socialkontoret, alla år (2023–2025), per kvartal."),
        (
            Filters(units=("elsa", "moa"), years=(2024, 2025), period="month", gender="kvinna"),
            "Urval: Elsa och Moa, år 2024 och 2025, per månad, bara kvinnor.",
        ),
        (Filters(units=("elsa",), years=(2025,), period="year"), "Urval: Elsa, år 2025, per år."),
    ],
)
def test_the_selection_is_said_in_a_sentence(filters: Filters, expected: str) -> None:
    assert sentence(filters, CHOICES) == expected
