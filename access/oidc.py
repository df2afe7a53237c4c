"""Login with OpenID Connect: sends the browser to the provider and checks what comes back.

Owns the code flow (PKCE, state, nonce) and the demands on the ID token. Must not know our sessions or pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask
from joserfc.errors import JoseError
from requests import RequestException

from access.roles import Role, Visitor
from settings import Login

SIGNING_ALGORITHM = "RS256"
CALLBACK_PATH = "/auth/callback"
SIGNED_OUT_PATH = "/utloggad"
_TIMEOUT_SECONDS = 10
_CLOCK_DIFFERENCE_SECONDS = 60


class LoginError(RuntimeError):
    """The login did not succeed; the message is one word for the audit trail, never shown to a reader."""


class ProviderUnreachableError(LoginError):
    """The provider did not answer as it should."""


@dataclass(frozen=True)
class Identity:
    """Who the provider says it is, and the token it wants back at log-out."""

    visitor: Visitor
    id_token: str


class Provider:
    """The login provider of the settings."""

    def __init__(self, server: Flask, login: Login) -> None:
        self._login = login
        self._client: Any = OAuth(server).register(
            "provider",
            client_id=login.oidc_client_id,
            client_secret=login.oidc_client_secret.get_secret_value(),
            server_metadata_url=f"{login.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": login.oidc_scope,
                "code_challenge_method": "S256",
                "default_timeout": _TIMEOUT_SECONDS,
            },
        )

    def begin(self) -> Any:
        """The redirect that sends the browser to the provider. Raises ProviderUnreachableError."""
        extra = {"acr_values": self._login.oidc_acr} if self._login.oidc_acr else {}
        self._metadata()
        return self._client.authorize_redirect(f"{self._login.base_url}{CALLBACK_PATH}", **extra)

    def complete(self) -> Identity:
        """The identity behind the provider's answer in the present request. Raises LoginError."""
        self._metadata()
        try:
            token = self._client.authorize_access_token(
                claims_options=self._demands(), leeway=_CLOCK_DIFFERENCE_SECONDS
            )
        except JoseError as error:
            raise LoginError(error.error) from error
        except AuthlibBaseError as error:
            # Its own text may come from the address the browser was sent to: note the kind only.
            raise LoginError(type(error).__name__) from error
        except (RequestException, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise ProviderUnreachableError(type(error).__name__) from error
        claims = token.get("userinfo")
        if not claims:
            raise LoginError("no_id_token")
        return Identity(self._visitor(claims), token["id_token"])

    def end_address(self, id_token: str) -> str:
        """Where the browser ends its session at the provider too; our own page when there is none."""
        signed_out = f"{self._login.base_url}{SIGNED_OUT_PATH}"
        try:
            if "end_session_endpoint" not in self._metadata():
                return signed_out
        except ProviderUnreachableError:
            return signed_out
        # client_id as well as the hint: some providers honour the return address only with both.
        return self._client.create_logout_url(
            post_logout_redirect_uri=signed_out, id_token_hint=id_token, client_id=self._login.oidc_client_id
        )["url"]

    def _metadata(self) -> Mapping[str, Any]:
        try:
            metadata = self._client.load_server_metadata()
        except (RequestException, ValueError, TypeError) as error:
            raise ProviderUnreachableError(type(error).__name__) from error
        if metadata.get("issuer") != self._login.oidc_issuer:
            raise ProviderUnreachableError("other_issuer")
        # Otherwise the provider's own list decides, and some list `none`: an unsigned token would do.
        metadata["id_token_signing_alg_values_supported"] = [SIGNING_ALGORITHM]
        return metadata

    def _demands(self) -> dict[str, dict[str, object]]:
        demands: dict[str, dict[str, object]] = {
            "iss": {"essential": True, "value": self._login.oidc_issuer},
            "aud": {"essential": True, "value": self._login.oidc_client_id},
        }
        if self._login.oidc_acr:
            demands["acr"] = {"essential": True, "value": self._login.oidc_acr}
        return demands

    def _visitor(self, claims: Mapping[str, Any]) -> Visitor:
        subject = str(claims["sub"])
        name = str(claims.get("name") or claims.get("preferred_username") or subject)
        return Visitor(subject, name, self._roles(claims.get(self._login.oidc_roles_claim)))

    def _roles(self, claim: object) -> frozenset[Role]:
        given: Iterable[object] = claim if isinstance(claim, list) else [claim]
        known = self._login.oidc_role_map or {role.value: role.value for role in Role}
        return frozenset(Role(known[value]) for value in given if isinstance(value, str) and value in known)
