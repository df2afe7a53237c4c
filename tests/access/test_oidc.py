"""Login: an honest provider lets the right person in; every forged answer is refused."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.access import provider as tiny
from tests.access.conftest import BASE_URL, Site, audited

Make = Callable[..., Site]


def sign_in(client: FlaskClient, provider: tiny.TinyProvider, *, till: str = "/") -> TestResponse:
    """Go to the provider and come back with its answer."""
    leaving = client.get(f"/logga-in?till={till}", base_url=BASE_URL)
    assert leaving.status_code == 302
    return client.get(f"/auth/callback?{provider.answer(leaving.headers['Location'])}", base_url=BASE_URL)


def test_the_right_person_comes_in_and_lands_where_they_were_going(
    site: Site, provider: tiny.TinyProvider
) -> None:
    provider.claims = {"groups": ["ledning", "annat"], "name": "Lena"}
    client = site.client()
    answer = sign_in(client, provider, till="/fraga?ar=2025")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fraga?ar=2025")
    assert client.get("/fraga", base_url=BASE_URL).status_code == 200
    assert client.get("/logg", base_url=BASE_URL).status_code == 403
    assert provider.faults == []


def test_what_is_asked_for(site: Site, provider: tiny.TinyProvider) -> None:
    leaving = site.client().get("/logga-in", base_url=BASE_URL)
    asked = parse_qs(urlsplit(leaving.headers["Location"]).query)
    assert asked["redirect_uri"] == [f"{BASE_URL}/auth/callback"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert "acr_values" not in asked


def test_the_cookie_is_the_hosts_own_and_out_of_reach_of_scripts(
    site: Site, provider: tiny.TinyProvider
) -> None:
    answer = sign_in(site.client(), provider)
    [cookie] = [value for value in answer.headers.getlist("Set-Cookie") if value.startswith("__Host-sid=")]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_login_makes_a_new_id_and_kills_the_old(site: Site, provider: tiny.TinyProvider) -> None:
    provider.claims = {"groups": ["ledning"]}
    client = site.client()
    first = sign_in(client, provider).headers["Set-Cookie"].split(";")[0]
    second = sign_in(client, provider).headers["Set-Cookie"].split(";")[0]
    assert first != second
    assert site.client().get("/fraga", base_url=BASE_URL, headers={"Cookie": first}).status_code == 302
    assert client.get("/fraga", base_url=BASE_URL).status_code == 200


FORGED = {
    "alg none": (tiny.unsigned, "unsupported_algorithm"),
    "hs256 with the public key": (tiny.signed_with_public_key, "unsupported_algorithm"),
    "another key": (tiny.signed_by_someone_else, "bad_signature"),
    "wrong audience": (tiny.changed(aud="other", azp=tiny.CLIENT), "invalid_claim"),
    "no audience": (tiny.changed(aud=None), "missing_claim"),
    "wrong issuer": (tiny.changed(iss="https://other.example"), "invalid_claim"),
    "no issuer": (tiny.changed(iss=None), "missing_claim"),
    "wrong nonce": (tiny.changed(nonce="other"), "invalid_claim"),
    "no nonce": (tiny.changed(nonce=None), "missing_claim"),
    "expired": (tiny.changed(exp=int(time.time()) - 600), "expired_token"),
    "not yet valid": (tiny.changed(nbf=int(time.time()) + 600), "invalid_claim"),
    "not a token": (lambda _provider, _claims: "not.a.token", "decode_error"),
}


@pytest.mark.parametrize(("forge", "reason"), FORGED.values(), ids=FORGED.keys())
def test_a_forged_token_lets_nobody_in(
    site: Site,
    provider: tiny.TinyProvider,
    forge: tiny.Forge,
    reason: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    provider.claims = {"groups": ["samordnare"]}
    provider.forge = forge
    client = site.client()
    with caplog.at_level(logging.INFO, "lagesbild.audit"):
        answer = sign_in(client, provider)
    assert answer.status_code == 400
    assert "__Host-sid" not in answer.headers.get("Set-Cookie", "")
    assert client.get("/logg", base_url=BASE_URL).status_code == 302
    assert [(event["event"], event["reason"]) for event in audited(caplog)] == [("login_failed", reason)]


def test_an_answer_nobody_asked_for_is_refused(site: Site) -> None:
    answer = site.client().get("/auth/callback?code=x&state=y", base_url=BASE_URL)
    assert answer.status_code == 400
    assert "gick inte att slutföra" in answer.text


def test_an_answer_cannot_be_used_twice_or_in_another_browser(
    site: Site, provider: tiny.TinyProvider
) -> None:
    client = site.client()
    query = provider.answer(client.get("/logga-in", base_url=BASE_URL).headers["Location"])
    assert site.client().get(f"/auth/callback?{query}", base_url=BASE_URL).status_code == 400
    assert client.get(f"/auth/callback?{query}", base_url=BASE_URL).status_code == 302
    assert client.get(f"/auth/callback?{query}", base_url=BASE_URL).status_code == 400


def test_the_providers_own_words_reach_neither_reader_nor_log(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "lagesbild.audit"):
        answer = site.client().get("/auth/callback?error=PWNED&error_description=<script>", base_url=BASE_URL)
    assert answer.status_code == 400
    assert "PWNED" not in answer.text + caplog.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    "till", ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "%2F%2Fevil.example", ""]
)
def test_login_never_leads_to_another_site(site: Site, provider: tiny.TinyProvider, till: str) -> None:
    assert sign_in(site.client(), provider, till=till).headers["Location"] == "/"


@pytest.mark.parametrize("letter", ["a", "å", "語"])
def test_an_address_too_long_to_remember_stops_nobody_from_signing_in(
    site: Site, provider: tiny.TinyProvider, letter: str
) -> None:
    provider.claims = {"groups": ["ledning"]}
    for length in (400, 1400, 3000, 6000):
        # The cookie is compressed: what repeats itself would fit.
        digits = hashlib.shake_256(b"x").hexdigest(length)[:length]
        letters = "".join(chr(ord(letter) + int(digit, 16)) for digit in digits)
        leaving = site.client().get(f"/logga-in?till=/fraga?x={letters}", base_url=BASE_URL)
        assert all(len(cookie) < 4096 for cookie in leaving.headers.getlist("Set-Cookie"))
        answer = sign_in(site.client(), provider, till=f"/fraga?x={letters}")
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/fraga")


def test_somebody_without_a_role_is_told_so_and_can_sign_out(site: Site, provider: tiny.TinyProvider) -> None:
    client = site.client()
    sign_in(client, provider)
    answer = client.get("/", base_url=BASE_URL)
    assert answer.status_code == 403
    assert "ingen roll" in answer.text
    assert 'action="/logga-ut"' in answer.text
    assert client.get("/_dash-layout", base_url=BASE_URL).status_code == 403


@pytest.mark.parametrize("claim", [["grp-17", "x"], "grp-17"])
def test_the_municipality_says_which_claim_is_which_role(
    make_site: Make, provider: tiny.TinyProvider, claim: object
) -> None:
    site = make_site(LAGESBILD_OIDC_ROLES_CLAIM="roles", LAGESBILD_OIDC_ROLE_MAP='{"grp-17": "samordnare"}')
    provider.claims = {"roles": claim, "groups": ["ledning"]}
    client = site.client()
    sign_in(client, provider)
    assert client.get("/logg", base_url=BASE_URL).status_code == 200


@pytest.mark.parametrize("claim", [None, 7, {"ledning": True}, [["ledning"]], "ledning namnd", ["Ledning"]])
def test_a_claim_that_is_not_exactly_a_role_gives_none(
    site: Site, provider: tiny.TinyProvider, claim: object
) -> None:
    provider.claims = {"groups": claim}
    client = site.client()
    sign_in(client, provider)
    assert client.get("/", base_url=BASE_URL).status_code == 403


def test_a_required_strength_of_login_is_asked_for_and_demanded(
    make_site: Make, provider: tiny.TinyProvider
) -> None:
    site = make_site(LAGESBILD_OIDC_ACR="loa3")
    provider.claims = {"groups": ["ledning"]}
    assert sign_in(site.client(), provider).status_code == 400
    provider.claims |= {"acr": "loa3"}
    assert sign_in(site.client(), provider).status_code == 302
    assert provider.asked["acr_values"] == "loa3"


def test_sign_out_ends_the_session_at_both_ends(site: Site, provider: tiny.TinyProvider) -> None:
    provider.claims = {"groups": ["ledning"]}
    client = site.client()
    old_cookie = sign_in(client, provider).headers["Set-Cookie"].split(";")[0]
    answer = client.post("/logga-ut", base_url=BASE_URL, headers={"Origin": BASE_URL})
    assert answer.status_code == 303
    target = urlsplit(answer.headers["Location"])
    asked = parse_qs(target.query)
    assert f"{target.scheme}://{target.netloc}{target.path}" == f"{provider.issuer}/end"
    assert asked["client_id"] == [tiny.CLIENT]
    assert asked["post_logout_redirect_uri"] == [f"{BASE_URL}/utloggad"]
    assert asked["id_token_hint"][0].count(".") == 2
    dead = site.client().get("/fraga", base_url=BASE_URL, headers={"Cookie": old_cookie})
    assert dead.status_code == 302
    assert "Du är utloggad" in client.get("/utloggad", base_url=BASE_URL).text


def test_a_provider_that_does_not_answer_is_503_not_a_crash(make_site: Make) -> None:
    site = make_site(LAGESBILD_OIDC_ISSUER="http://127.0.0.1:9")
    answer = site.client().get("/logga-in", base_url=BASE_URL)
    assert answer.status_code == 503
    assert "svarar inte" in answer.text


def test_a_provider_with_another_name_is_not_trusted(make_site: Make, provider: tiny.TinyProvider) -> None:
    site = make_site(LAGESBILD_OIDC_ISSUER=provider.issuer + "/")
    assert site.client().get("/logga-in", base_url=BASE_URL).status_code == 503
