"""A login provider of a hundred lines, for tests: it signs whatever a test asks for, forged tokens too."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT = "lagesbild"
SECRET = "test-only-client-secret"

Forge = Callable[["TinyProvider", dict[str, Any]], str]
"""From the provider and honest claims to the ID token it hands out."""


def honest(provider: TinyProvider, claims: dict[str, Any]) -> str:
    """The token a real provider would sign."""
    return jwt.encode({"alg": "RS256", "kid": "test"}, claims, provider.key)


def _part(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def unsigned(_provider: TinyProvider, claims: dict[str, Any]) -> str:
    """`alg: none`, which some providers say they support."""
    header = _part(b'{"alg":"none"}')
    return f"{header}.{_part(json.dumps(claims).encode())}."


def signed_with_public_key(provider: TinyProvider, claims: dict[str, Any]) -> str:
    """HS256 with the public key as its secret: the classic confusion of algorithms."""
    header = _part(b'{"alg":"HS256","kid":"test"}')
    signed = f"{header}.{_part(json.dumps(claims).encode())}"
    secret = provider.key.as_pem(private=False)
    return f"{signed}.{_part(hmac.digest(secret, signed.encode(), 'sha256'))}"


def signed_by_someone_else(_provider: TinyProvider, claims: dict[str, Any]) -> str:
    """RS256 with a key that is not the provider's."""
    return jwt.encode({"alg": "RS256", "kid": "test"}, claims, RSAKey.generate_key(2048))


def changed(**changes: Any) -> Forge:
    """A well signed token with other claims; None removes a claim."""

    def forge(provider: TinyProvider, claims: dict[str, Any]) -> str:
        merged = claims | changes
        return honest(provider, {name: value for name, value in merged.items() if value is not None})

    return forge


@dataclass
class TinyProvider:
    """The provider's state: who signs in next, with what token."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "test"}))
    forge: Forge = honest
    claims: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def answer(self, address: str) -> str:
        """What the browser would be sent back with, having signed in at `address`: the query string."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.asked = query
        return f"code=one-code&state={query['state']}"

    def app(self) -> Flask:
        """The provider's addresses."""
        server = Flask("tiny-provider")

        @server.get("/.well-known/openid-configuration")
        def configuration() -> Any:
            return jsonify(
                issuer=self.issuer,
                authorization_endpoint=f"{self.issuer}/authorize",
                token_endpoint=f"{self.issuer}/token",
                jwks_uri=f"{self.issuer}/jwks",
                end_session_endpoint=f"{self.issuer}/end",
                id_token_signing_alg_values_supported=["RS256", "HS256", "none"],
            )

        @server.get("/jwks")
        def jwks() -> Any:
            return jsonify(keys=[self.key.as_dict(private=False)])

        @server.post("/token")
        def token() -> Any:
            verifier = request.form.get("code_verifier", "")
            digest = hashlib.sha256(verifier.encode()).digest()
            if (
                self.asked.get("code_challenge_method") != "S256"
                or _part(digest) != self.asked["code_challenge"]
            ):
                self.faults.append("pkce")
                return jsonify(error="invalid_grant"), 400
            now = int(time.time())
            claims = {
                "iss": self.issuer,
                "aud": CLIENT,
                "sub": "test",
                "iat": now,
                "exp": now + 300,
                "nonce": self.asked["nonce"],
                **self.claims,
            }
            return jsonify(
                access_token="opaque", token_type="Bearer", expires_in=300, id_token=self.forge(self, claims)
            )

        return server


@contextmanager
def running() -> Iterator[TinyProvider]:
    """The provider on a free port of this machine."""
    provider = TinyProvider()
    server = make_server("127.0.0.1", 0, provider.app(), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
