"""Whatever stands in the address, there is a page, and it is in Swedish."""

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pages.conftest import page_of, text_of
from tests.pages.test_pages import find

KEYS = st.sampled_from(
    ["enhet", "ar", "period", "kon", "indikator", "utm_source", "_", "self", "query", "path"]
)
VALUES = st.one_of(
    st.sampled_from(
        [
            "elsa", "frideborg,moa", "2025", "2024,2025", "kvartal", "ar", "kvinna", "fra1", "han1", "",
            ",", "..",
            "vald-och-skydd,elsa", "9999999999999999999", "-1", "%00", "<script>", "' OR 1=1",
        ]
    ),
    st.text(max_size=60),
)  # fmt: skip
PATHS = st.sampled_from(
    ["/", "/fraga", "/utbildning", "/hanvisningar", "/kast", "/jamfor", "/atgarder", "/metod"]
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=PATHS, pairs=st.lists(st.tuples(KEYS, VALUES), max_size=5))
def test_any_query_gives_a_page(client: FlaskClient, path: str, pairs: list[tuple[str, str]]) -> None:
    from urllib.parse import urlencode  # noqa: PLC0415

    page = page_of(client, path, f"?{urlencode(pairs)}")
    assert len(find(page, "H1")) == 1


@pytest.mark.parametrize(
    ("search", "message"),
    [
        ("?enhet=finns-inte", "Enheten ”finns-inte” finns inte på den här sidan."),
        ("?ar=1899", "Det finns inga siffror för året ”1899”."),
        ("?period=vecka", "Perioden ”vecka” går inte att välja här. Sidan visar per kvartal i stället."),
        ("?kon=annat", "Könet ”annat” går inte att välja här. Sidan visar alla i stället."),
        ("?period=manad", "Perioden ”manad” går inte att välja här."),
        ("?period=ar&period=kvartal", "Perioden ”ar, kvartal” går inte att välja här."),
    ],
)
def test_an_unknown_value_gives_a_message_and_the_default(
    client: FlaskClient, search: str, message: str
) -> None:
    page = page_of(client, "/fraga", search)
    assert message in text_of(page)
    assert any(part.get("role") == "alert" for part in find(page, "Div"))
    assert "Urval: hela Socialkontoret" in text_of(page)


def test_a_known_value_gives_no_message(client: FlaskClient) -> None:
    page = page_of(client, "/fraga", "?enhet=elsa&enhet=moa&ar=2025&period=ar&kon=kvinna&utm_source=x")
    assert not any(part.get("role") == "alert" for part in find(page, "Div"))
