"""What is counted: pages and rules of addresses, never an address, a person or what somebody looked for."""

from __future__ import annotations

from access import metrics
from access.roles import Role
from tests.access.conftest import BASE_URL, Site


def counted(name: str) -> float:
    """The value of a line, by name and labels; 0 before there is one."""
    for line in metrics.text([]).decode().splitlines():
        found, _, value = line.rpartition(" ")
        if found == name:
            return float(value)
    return 0.0


def test_an_answer_is_counted_by_page_and_status(site: Site) -> None:
    name = 'lagesbild_requests_total{page="/fraga",status="403"}'
    before = counted(name)
    site.signed_in(Role.NAMND).get("/fraga", base_url=BASE_URL)
    assert counted(name) == before + 1


def test_an_unknown_page_is_counted_with_the_status_that_is_sent(site: Site) -> None:
    name = 'lagesbild_requests_total{page="unknown",status="404"}'
    before = counted(name)
    site.signed_in(Role.NAMND).get("/nagot-hemligt", base_url=BASE_URL)
    assert counted(name) == before + 1


def test_addresses_with_words_of_the_reader_are_counted_by_their_rule(site: Site) -> None:
    name = 'lagesbild_requests_total{page="/ladda-ner/<name>",status="200"}'
    before = counted(name)
    site.signed_in(Role.LEDNING).get("/ladda-ner/asa.svensson?sok=asa", base_url=BASE_URL)
    assert counted(name) == before + 1
    assert "svensson" not in metrics.text([]).decode()
    assert "subject-" not in metrics.text([]).decode()


def test_the_time_of_each_answer_is_counted(site: Site) -> None:
    name = 'lagesbild_request_seconds_count{page="/halsa"}'
    before = counted(name)
    site.client().get("/halsa", base_url=BASE_URL)
    assert counted(name) == before + 1


def test_refusals_are_counted_by_reason(site: Site) -> None:
    name = 'lagesbild_refusals_total{reason="read_published"}'
    before = counted(name)
    site.signed_in(Role.NAMND).get("/fraga", base_url=BASE_URL)
    assert counted(name) == before + 1


def test_what_a_stranger_says_of_a_failed_login_is_no_label(site: Site) -> None:
    before = counted('lagesbild_refusals_total{reason="login_failed"}')
    site.client().get("/auth/callback?error=pahittat&state=y", base_url=BASE_URL)
    assert counted('lagesbild_refusals_total{reason="login_failed"}') == before + 1
    assert "pahittat" not in metrics.text([]).decode()


def test_what_is_measured_now_is_escaped() -> None:
    text = metrics.text([metrics.Now("lagesbild_x", "What", 1.0, {"id": 'a"b\n'})]).decode()
    assert 'lagesbild_x{id="a\\"b\\n"} 1.0' in text
