"""Two real login providers on this machine, installed and started by the tests themselves.

Each stands in a folder of its own outside the project: Canaille in a virtual environment, panva's
oidc-provider in an npm folder. Installed once, used again. Where a package registry cannot be reached, the
tests are skipped and say so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

CLIENT = "lagesbild"
SECRET = "test-only-client-secret"
GROUPS: Mapping[str, list[str]] = {
    "test-namnd": ["namnd"],
    "test-ledning": ["ledning"],
    "test-samordnare": ["samordnare"],
    "test-utan-roll": [],
}
CANAILLE = "canaille[front,oidc,server,sqlite]==0.3.6"
PANVA = "oidc-provider@9.13.3"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "lagesbild-test-providers"
UNREACHABLE = re.compile(
    r"ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|NewConnectionError|ConnectTimeout|NameResolution|Max retries"
)
_START_SECONDS = 120


@dataclass(frozen=True)
class RealProvider:
    """A provider that is running. name: which; issuer: where."""

    name: str
    issuer: str

    def password(self, user: str) -> str:
        """The user's password; panva's test login takes any."""
        return f"hemligt-{user}"

    def wait_for_a_new_token(self) -> None:
        """Wait until a login gives another token than the same person's last one.

        Canaille's access tokens tell the whole second and nothing that differs within it, and its database
        refuses the second of two equal tokens: a login right after another would fail with status 500.
        """
        if self.name == "canaille":
            time.sleep(1 - time.time() % 1)


def _install(command: list[str], *, folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode == 0:
        return
    words = done.stdout + done.stderr
    if UNREACHABLE.search(words):
        pytest.skip(f"NOT TESTED: the package registry cannot be reached: {' '.join(command)}")
    pytest.fail(f"{' '.join(command)} failed:\n{words[-2000:]}")


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{url} did not answer:\n{log.read_text()[-2000:]}")


@contextmanager
def _running(command: list[str], *, folder: Path, environment: Mapping[str, str], url: str) -> Iterator[None]:
    log = folder / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait(url, process, log)
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def panva(*, port: int, base_url: str, folder: Path) -> Iterator[RealProvider]:
    """The certified implementation, from npm."""
    if shutil.which("npm") is None:
        pytest.skip("NOT TESTED: npm is missing, so panva's oidc-provider cannot be installed")
    home = CACHE / PANVA
    if not (home / "installed").exists():
        home.mkdir(parents=True, exist_ok=True)
        _install(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(home), PANVA], folder=home)
        (home / "installed").touch()
    # Node looks for packages from where the script lies.
    script = home / "panva.mjs"
    script.write_bytes(Path(__file__).with_name("panva.mjs").read_bytes())
    issuer = f"http://localhost:{port}"
    environment = {
        "ISSUER": issuer,
        "PORT": str(port),
        "BASE_URL": base_url,
        "CLIENT": CLIENT,
        "SECRET": SECRET,
        "USERS": json.dumps(GROUPS),
    }
    url = f"{issuer}/.well-known/openid-configuration"
    with _running(["node", str(script)], folder=folder, environment=environment, url=url):
        yield RealProvider("panva", issuer)


@contextmanager
def canaille(*, port: int, base_url: str, folder: Path) -> Iterator[RealProvider]:
    """A provider with users, groups and passwords, from PyPI."""
    home = CACHE / re.sub(r"[\[\],]", "-", CANAILLE)
    if not (home / "installed").exists():
        home.mkdir(parents=True, exist_ok=True)
        _install([sys.executable, "-m", "venv", "--clear", str(home)], folder=home)
        _install([str(home / "bin" / "pip"), "install", "--quiet", CANAILLE], folder=home)
        (home / "installed").touch()
    program = str(home / "bin" / "canaille")
    issuer = f"http://localhost:{port}"
    config = folder / "canaille.toml"
    config.write_text(_canaille_config(port=port, folder=folder, key=_canaille_key(program, folder)))
    environment = {"CANAILLE_CONFIG": str(config), "AUTHLIB_INSECURE_TRANSPORT": "1"}
    _fill_canaille(program, base_url=base_url, folder=folder, environment=environment)
    command = [program, "run", "--bind", f"127.0.0.1:{port}"]
    url = f"{issuer}/.well-known/openid-configuration"
    with _running(command, folder=folder, environment=environment, url=url):
        yield RealProvider("canaille", issuer)


def _ask(program: str, *arguments: str, folder: Path, environment: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(
        [program, *arguments],
        cwd=folder,
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
    return done.stdout


def _canaille_key(program: str, folder: Path) -> str:
    key = json.loads(_ask(program, "jwk", "create", "rsa", folder=folder))
    return ", ".join(f'{name} = "{value}"' for name, value in key.items() if isinstance(value, str))


def _canaille_config(*, port: int, folder: Path, key: str) -> str:
    return f"""
SECRET_KEY = "test-only-0123456789abcdef0123456789abcdef"
SERVER_NAME = "localhost:{port}"
PREFERRED_URL_SCHEME = "http"
SESSION_COOKIE_SECURE = false
[CANAILLE]
DATABASE = "sql"
[CANAILLE_SQL]
DATABASE_URI = "sqlite:///{folder}/canaille.sqlite"
AUTO_MIGRATE = true
[CANAILLE_OIDC]
REQUIRE_NONCE = true
ACTIVE_JWKS = [{{{key}}}]
"""


def _fill_canaille(program: str, *, base_url: str, folder: Path, environment: Mapping[str, str]) -> None:
    def ask(*arguments: str) -> str:
        return _ask(program, *arguments, folder=folder, environment=environment)

    ask("install")
    for user, groups in GROUPS.items():
        names = ("--given-name", user, "--family-name", "test", "--formatted-name", user)
        mail = ("--emails", f"{user}@example.org")
        ask("create", "user", "--user-name", user, *names, *mail, "--password", f"hemligt-{user}", "--quiet")
        for group in groups:
            ask("create", "group", "--display-name", group, "--members", user, "--quiet")
    scopes = [word for scope in ("openid", "profile", "groups") for word in ("--scope", scope)]
    ask(
        "create", "client", "--client-id", CLIENT, "--client-secret", SECRET, "--client-name", "Lagesbild",
        "--client-uri", base_url, "--redirect-uris", f"{base_url}/auth/callback",
        "--post-logout-redirect-uris", f"{base_url}/utloggad", "--grant-types", "authorization_code",
        "--response-types", "code", *scopes, "--token-endpoint-auth-method", "client_secret_basic",
        "--id-token-signed-response-alg", "RS256", "--quiet",
    )  # fmt: skip
    # Only then does the audience of its tokens hold the client's own id.
    [client] = json.loads(ask("get", "client", "--client-id", CLIENT))
    ask("set", "client", client["id"], "--audience", client["id"], "--quiet")
