"""Settings: paths and limits, read from the environment once, typed.

Owns the names and defaults of docs/interfaces.md. Must not know any other room.
"""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent


class Settings(BaseSettings):
    """What the environment decides. Every name but PORT starts with LAGESBILD_.

    store: folder of everything written: register, ledger, snapshots, originals, log.
    catalogue: folder of the TOML files that say what is measured and who reports it.
    env: `local` binds to this machine only and needs no login; `production` refuses to start half-set.
    port: what the web server listens on.
    keep_snapshots: how many snapshots stay in the store, the current one included. The audit attacks all
        that are kept together, so keep as many as readers may have saved.
    keep_originals_months: how long handed-in files are kept; None, the default, keeps them until somebody has
        decided otherwise. `python -m data retain` applies it.
    wait_seconds: how long a command waits for another that is writing to the register.
    """

    model_config = SettingsConfigDict(env_prefix="LAGESBILD_", frozen=True, populate_by_name=True)

    store: Path = ROOT / "data" / "store"
    catalogue: Path = ROOT / "data" / "catalogue"
    env: Literal["local", "production"] = "local"
    port: Annotated[int, Field(validation_alias="PORT", ge=1, le=65535)] = 8050
    keep_snapshots: Annotated[int, Field(ge=2)] = 36
    keep_originals_months: Annotated[int, Field(ge=1, le=1200)] | None = None
    wait_seconds: Annotated[float, Field(ge=0)] = 60.0


class Sharing(BaseSettings):
    """What is shared with other machines (docs/scaling.md); nothing unless told.

    replica_source: the folder or https address that a replica fetches from, when its command names none.
    replica_token: shown to the web server there.
    lake: `postgresql://…`, the catalogue of the shared store that several municipalities publish to.
    lake_data: the folder with its files, on a disk that all who use it reach.
    municipality: our name there, a word in small letters.
    """

    model_config = SettingsConfigDict(env_prefix="LAGESBILD_", frozen=True, hide_input_in_errors=True)

    replica_source: str = ""
    replica_token: SecretStr = SecretStr("")
    lake: SecretStr = SecretStr("")
    lake_data: Path | None = None
    municipality: Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]{0,40})?$")] = ""


LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET_KEY_LENGTH = 32
_DEFAULT_PORTS = {"https": 443, "http": 80}


class SettingsError(RuntimeError):
    """Production cannot start; the message lists every setting that is missing or wrong."""


class Login(BaseSettings):
    """What production needs besides `Settings`: the public address, the login provider and the sessions.

    base_url: where readers find the service, `https://…` without a trailing slash.
    secret_key: signs what the browser holds while a login is under way.
    oidc_issuer, oidc_client_id, oidc_client_secret: the OpenID Connect provider and our registration there.
    oidc_scope: what is asked for. oidc_roles_claim: the claim that holds roles or groups.
    oidc_role_map: value of that claim to role, as JSON; empty: the three role names stand for themselves.
    oidc_acr: the strength of login that is required, when the provider has such levels.
    session_file: SQLite file of the sessions; by default in the store.
    sessions: `postgresql://…` instead, where several web servers share their sessions (docs/scaling.md).
    session_idle_minutes, session_hours: when a session ends, unused and in any case.
    security_contact: `mailto:` or `https:` address of security.txt.
    """

    model_config = SettingsConfigDict(
        env_prefix="LAGESBILD_",
        frozen=True,
        # A rejected value may be a secret: never print it.
        hide_input_in_errors=True,
    )

    base_url: str = ""
    secret_key: SecretStr = SecretStr("")
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_scope: str = "openid profile"
    oidc_roles_claim: str = "roles"
    oidc_role_map: dict[str, Literal["namnd", "ledning", "samordnare"]] = {}
    oidc_acr: str = ""
    session_file: Path | None = None
    sessions: SecretStr = SecretStr("")
    session_idle_minutes: Annotated[int, Field(ge=1, le=24 * 60)] = 30
    session_hours: Annotated[int, Field(ge=1, le=24)] = 8
    security_contact: str = ""

    @property
    def https(self) -> bool:
        """Whether readers come over https; otherwise only from this machine, for tests."""
        return self.base_url.startswith("https://")

    def require_complete(self) -> None:
        """Raise SettingsError with every fault, unless production can start with these settings."""
        faults = [
            f"LAGESBILD_{name.upper()} saknas"
            for name in (
                "base_url",
                "secret_key",
                "oidc_issuer",
                "oidc_client_id",
                "oidc_client_secret",
                "security_contact",
            )
            if not _plain(getattr(self, name))
        ]
        faults += [
            f"LAGESBILD_{name.upper()} ska börja med https://"
            for name in ("base_url", "oidc_issuer")
            if getattr(self, name) and not _is_safe_address(getattr(self, name))
        ]
        if urlsplit(self.base_url).path:
            faults.append("LAGESBILD_BASE_URL ska sluta med värdnamnet, utan snedstreck")
        elif self.base_url != (origin := _origin(self.base_url)):
            # What browsers send as Origin is compared with it letter by letter.
            faults.append(f"LAGESBILD_BASE_URL ska skrivas som webbläsare gör: {origin}")
        if 0 < len(_plain(self.secret_key)) < SECRET_KEY_LENGTH:
            faults.append(f"LAGESBILD_SECRET_KEY ska ha minst {SECRET_KEY_LENGTH} tecken")
        if "openid" not in self.oidc_scope.split():
            faults.append("LAGESBILD_OIDC_SCOPE ska innehålla openid")
        if (address := _plain(self.sessions)) and not address.startswith(("postgresql://", "postgres://")):
            faults.append("LAGESBILD_SESSIONS ska börja med postgresql://")
        if self.security_contact and not self.security_contact.startswith(("mailto:", "https://")):
            faults.append("LAGESBILD_SECURITY_CONTACT ska börja med mailto: eller https://")
        if faults:
            raise SettingsError("Startar inte i driftläge: " + "; ".join(faults))


def _plain(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _origin(address: str) -> str:
    """The address as a browser writes an origin: small letters, no default port, nothing after the host."""
    parts = urlsplit(address)
    try:
        number = parts.port
    except ValueError:
        number = None
    port = f":{number}" if number not in (None, _DEFAULT_PORTS.get(parts.scheme)) else ""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    return f"{parts.scheme}://{host}{port}" if address else ""


def _is_safe_address(address: str) -> bool:
    parts = urlsplit(address)
    encrypted = parts.scheme == "https" and bool(parts.hostname)
    return encrypted or (parts.scheme == "http" and parts.hostname in LOOPBACK)
