"""A real PostgreSQL for the tests: Debian's, in a folder of its own, under an account that is not root."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

USER = "lagesbild"


def _binaries() -> Path | None:
    """The folder of the newest version that is installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    if folders:
        return folders[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


BINARIES = _binaries()
needs_postgres = pytest.mark.skipif(
    BINARIES is None, reason="NOT TESTED: PostgreSQL is missing (apt-get install postgresql)"
)


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL. folder: its data; port: on loopback; password: its owner's."""

    folder: Path
    port: int
    password: str

    def address(self, database: str, *, user: str = USER, password: str = "") -> str:
        """The address of a database of this server."""
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """Make an empty database and return its name."""
        name = f"test_{secrets.token_hex(4)}"
        self.ask(f"CREATE DATABASE {name}")
        return name

    def ask(self, sql: str, *, database: str = "postgres") -> str:
        """Run SQL as the owner, with PostgreSQL's own client; return what it prints."""
        assert BINARIES is not None
        command = [
            str(BINARIES / "psql"),
            "-qAtX",
            "-v",
            "ON_ERROR_STOP=1",
            "-c",
            sql,
            self.address(database),
        ]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def control(self, *what: str) -> None:
        """Start or stop the server."""
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -c fsync=off -c max_connections=60"
        log = str(self.folder / "server.log")
        _as_other("pg_ctl", "-D", str(self.folder / "data"), "-o", options, "-l", log, "-w", *what)


@contextmanager
def running() -> Iterator[Server]:
    """Make a server, start it, and leave nothing of it behind."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    # Not pytest's folder, whose parents other accounts may not enter.
    folder = Path(tempfile.mkdtemp(prefix="lagesbild-postgres-"))
    server = Server(folder, port, secrets.token_hex(8))
    try:
        secret = folder / "password"
        secret.write_text(server.password)
        account = _account()
        if account is not None:
            for path in (folder, secret):
                os.chown(path, account.pw_uid, account.pw_gid)
        _as_other(
            "initdb", "-D", str(folder / "data"), "-U", USER, "-A", "scram-sha-256", "--pwfile", str(secret),
            "--no-sync", "-E", "UTF8", "--locale", "C.UTF-8",
        )  # fmt: skip
        server.control("start")
        try:
            yield server
        finally:
            server.control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _account() -> pwd.struct_passwd | None:
    """Whom to be, as PostgreSQL refuses to run as root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as_other(program: str, *arguments: str) -> None:
    assert BINARIES is not None
    account = _account()
    done = subprocess.run(
        [str(BINARIES / program), *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        check=False,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=() if account else None,
    )
    if done.returncode:
        raise RuntimeError(f"{program} ended with {done.returncode}")
