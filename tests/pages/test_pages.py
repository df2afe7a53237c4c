"""Each page: its document, its layout, its place in the shell; what it says of an empty store."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import page_of, text_of
from tests.snapshots import Cell, indicator, make_snapshot

TITLES = {
    "/": "Översikt",
    "/fraga": "Ställa frågan",
    "/utbildning": "Utbildning",
    "/hanvisningar": "Hänvisningar och stöd",
    "/kast": "KAST",
    "/jamfor": "Jämför enheter",
    "/atgarder": "Åtgärder",
    "/bakgrund": "Bakgrund",
    "/definitioner": "Definitioner",
    "/metod": "Metod och sekretess",
    "/tillganglighet": "Tillgänglighet",
}


def find(node: Any, kind: str) -> list[dict[str, Any]]:
    """Every component of a kind in a page."""
    if isinstance(node, list):
        return [found for child in node for found in find(child, kind)]
    if not isinstance(node, dict):
        return []
    own = [node["props"]] if node.get("type") == kind else []
    return own + [found for value in node.values() for found in find(value, kind)]


@pytest.mark.parametrize(("path", "title"), TITLES.items())
def test_the_document_is_swedish_and_has_its_own_title(client: FlaskClient, path: str, title: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert '<html lang="sv">' in response.text
    assert f"<title>{title} – Lägesbild</title>" in response.text
    assert "<noscript>" in response.text


@pytest.mark.parametrize("path", TITLES)
def test_the_page_has_one_heading_and_its_landmarks(client: FlaskClient, path: str) -> None:
    page = page_of(client, path)
    assert len(find(page, "H1")) == 1
    (main,) = find(page, "Main")
    assert main["data-snapshot"] == "00001-6b86b273"
    assert main["tabIndex"] == -1
    assert len(find(page, "Header")) == len(find(page, "Footer")) == 1
    assert "Demodata – påhittade siffror" in text_of(page)


def test_a_page_that_the_catalogue_gives_no_indicators_says_so(client: FlaskClient) -> None:
    page = page_of(client, "/kast")
    assert "Inget mått hör till den här sidan." in text_of(page)
    assert not [link for link in find(page, "A") if link["href"].startswith("/ladda-ner/")]


@pytest.mark.parametrize("path", ["/", "/fraga", "/jamfor", "/bakgrund"])
def test_the_navigation_marks_where_one_is(client: FlaskClient, path: str) -> None:
    marked = [link["href"] for link in find(page_of(client, path), "A") if link.get("aria-current") == "page"]
    assert marked == [path]


def test_the_footer_leads_to_method_statement_and_help(client: FlaskClient) -> None:
    page = page_of(client, "/kast")
    links = {link["href"] for link in find(page, "Footer")[0]["children"] for link in find(link, "A")}
    assert {"/metod", "/tillganglighet", "/definitioner", "tel:112", "tel:11414"} <= links


def test_an_unknown_address_is_a_404_in_swedish(client: FlaskClient) -> None:
    assert client.get("/finns-inte").status_code == 404
    page = page_of(client, "/finns-inte")
    assert "Sidan finns inte" in text_of(page)


def test_every_chart_has_its_figure_its_sentence_and_its_table(client: FlaskClient) -> None:
    page = page_of(client, "/fraga")
    figures = find(page, "Figure")
    assert [figure["data-indicator"] for figure in figures] == ["fra1", "fra1"]
    (slots,) = [store["data"] for store in find(page, "Store") if store["id"] == "slots-fraga"]
    assert "<table" in slots["fra1-trend-table"]
    assert "<caption>" in slots["fra1-units-table"]
    assert "Andelen som fått frågan" in text_of(page) or "Fått frågan" in text_of(page)


def test_a_protected_figure_is_a_sign_with_a_legend(client: FlaskClient) -> None:
    page = page_of(client, "/fraga", "?enhet=elsa")
    (slots,) = [store["data"] for store in find(page, "Store") if store["id"] == "slots-fraga"]
    assert ".." in slots["fra1-trend-table"]
    assert "underlaget är för litet" in slots["fra1-trend-notes"]


def test_women_and_men_are_told_whatever_else_is_chosen(client: FlaskClient) -> None:
    page = page_of(client, "/fraga", "?enhet=frideborg")
    assert "kvinnor 60\N{NO-BREAK SPACE}% (60 av 100), män 53\N{NO-BREAK SPACE}%" in text_of(page)


def test_overview_tells_latest_value_target_change_and_who_has_reported(client: FlaskClient) -> None:
    (slots,) = [
        store["data"] for store in find(page_of(client, "/"), "Store") if store["id"] == "slots-oversikt"
    ]
    card = slots["number-fra1-number"]
    assert "64\N{NO-BREAK SPACE}%" in card
    assert "mål 80\N{NO-BREAK SPACE}%" in card
    assert "+6\N{NO-BREAK SPACE}procentenheter mot kvartal 4 2024" in card
    assert "ofullständigt underlag" in card, "two of three units is too few to judge"
    assert "2 av 3 enheter har rapporterat" in card


def test_method_counts_what_is_shown_and_protected(client: FlaskClient) -> None:
    text = text_of(page_of(client, "/metod"))
    for figure in ("60", "9", "1", "FRÅ5"):
        assert figure in text


def test_the_barred_indicator_stands_nowhere_but_in_the_method(client: FlaskClient) -> None:
    assert [path for path in TITLES if "FRÅ5" in text_of(page_of(client, path))] == ["/metod"]


def test_the_statement_has_its_nine_items(client: FlaskClient) -> None:
    page = page_of(client, "/tillganglighet")
    sections = [section for section in find(page, "Section") if find(section, "H2")]
    items = [
        section for section in sections if section["className" if "className" in section else "children"]
    ]
    assert len(find(find(page, "Main"), "H2")) == 9
    assert all(find(section, "P") for section in items)
    assert any(link["href"] == "https://www.digg.se/tdosanmalan" for link in find(page, "A"))


def test_whose_the_service_is_comes_from_the_catalogue(client: FlaskClient) -> None:
    statement = text_of(page_of(client, "/tillganglighet"))
    assert "Socialkontoret i Norrköpings kommun svarar för tjänsten." in statement
    assert "Säg till samordnaren. Berätta vilken sida det gäller" in statement
    footer = find(page_of(client, "/kast"), "Footer")[0]
    assert "Stödsamtal" in text_of(footer)
    assert "tel:01100" in {link["href"] for part in footer["children"] for link in find(part, "A")}


def test_paper_says_committee_and_registration_number_of_the_catalogue(client: FlaskClient) -> None:
    document = client.get("/fraga").text
    assert '--paper-header: "Socialnämnden · dnr SN 2023/0048";' in document
    assert '--paper-source: "Källa: Socialkontoret, Lägesbild";' in document


def test_paper_before_anything_is_published_has_no_words_of_a_municipality(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    assert "--paper-header" not in open_store(tmp_path).get("/fraga").text


@pytest.mark.parametrize("path", [path for path in TITLES if path != "/tillganglighet"])
def test_an_empty_store_says_what_to_do(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path, path: str
) -> None:
    page = page_of(open_store(tmp_path), path)
    assert "inget underlag är publicerat" in text_of(page)
    assert len(find(page, "H1")) == 1


def test_the_statement_can_be_read_before_anything_is_published(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    assert "Vem som svarar för tjänsten" in text_of(page_of(open_store(tmp_path), "/tillganglighet"))


def test_a_new_indicator_appears_without_code(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    from tests.snapshots import QUARTERS  # noqa: PLC0415

    make_snapshot(
        tmp_path,
        extra_indicators=[indicator("fra9", name="Ett nytt mått", position=9)],
        extra_cells=[
            Cell("fra9", "office", "socialkontoret", "quarter", start, 5, 10, 0.5) for start in QUARTERS[:1]
        ],
    )
    client = open_store(tmp_path)
    assert [figure["data-indicator"] for figure in find(page_of(client, "/fraga"), "Figure")] == [
        "fra1", "fra1", "fra9",
    ]  # fmt: skip
    assert "Ett nytt mått" in text_of(page_of(client, "/"))
    assert "Ett nytt mått" in text_of(page_of(client, "/definitioner"))
    assert client.get("/ladda-ner/fra9.csv").status_code == 200


def test_an_indicator_of_one_unit_alone_stands_on_the_overview_with_that_unit(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    waiting = {"kind": "median", "unit_of_measure": "dagar", "denominator": None, "genders": False}
    make_snapshot(
        tmp_path,
        extra_indicators=[
            indicator("org8", name="Väntetid", position=8, **waiting),
            indicator("org9", name="Väntan överallt", position=9, **waiting),
        ],
        extra_cells=[
            Cell("org8", "unit", "elsa", "quarter", date(2025, 10, 1), value=12.0),
            Cell("org9", "unit", "elsa", "quarter", date(2025, 10, 1), value=12.0),
            Cell("org9", "unit", "moa", "quarter", date(2025, 10, 1), value=30.0),
        ],
    )
    (slots,) = [
        store["data"]
        for store in find(page_of(open_store(tmp_path), "/"), "Store")
        if store["id"] == "slots-oversikt"
    ]
    assert '12\N{NO-BREAK SPACE}<span class="number-unit">dagar' in slots["number-org8-number"]
    assert "number-org9-number" not in slots, "two units have no figure together"
    assert "Väntetid, Kvinnoboendet Elsa" in text_of(page_of(open_store(tmp_path), "/"))


def test_real_figures_carry_no_demo_label(open_store: Callable[[Path], FlaskClient], tmp_path: Path) -> None:
    make_snapshot(tmp_path, is_demo=False)
    (banner,) = [
        text for text in find(page_of(open_store(tmp_path), "/"), "P") if text.get("id") == "demo-banner"
    ]
    assert banner["hidden"] is True
