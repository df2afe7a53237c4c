"""The other files of deploy/: they name what exists, and the settings they give are all there are."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.__main__ import app
from settings import Login, Settings, Sharing
from tests.access.conftest import login_environment
from tests.snapshots import make_snapshot

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
EXAMPLE = (DEPLOY / "lagesbild.env.example").read_text(encoding="utf-8")
GIVEN = re.compile(r"^(#?)([A-Z][A-Z0-9_]*)=(.*)$", re.MULTILINE)


def settings_names() -> set[str]:
    names = {f"LAGESBILD_{name.upper()}" for kind in (Settings, Login, Sharing) for name in kind.model_fields}
    return names - {"LAGESBILD_PORT"} | {"PORT"}


def test_the_example_environment_has_every_setting_once_and_no_secret() -> None:
    names = [name for _, name, _ in GIVEN.findall(EXAMPLE)]
    assert sorted(names) == sorted(settings_names() | {"PYTHONUTF8"})
    assert {name for hidden, name, value in GIVEN.findall(EXAMPLE) if not value} == {
        "LAGESBILD_SECRET_KEY",
        "LAGESBILD_OIDC_CLIENT_ID",
        "LAGESBILD_OIDC_CLIENT_SECRET",
        "LAGESBILD_OIDC_ACR",
        "LAGESBILD_REPLICA_TOKEN",
    }


def test_what_the_example_leaves_out_of_force_it_shows_with_its_default() -> None:
    shown = {name: value.strip("'\"") for hidden, name, value in GIVEN.findall(EXAMPLE) if hidden}
    beyond = {f"LAGESBILD_{name.upper()}" for name in Sharing.model_fields}
    examples = beyond | {"LAGESBILD_SESSIONS", "LAGESBILD_SESSION_FILE", "LAGESBILD_KEEP_ORIGINALS_MONTHS"}
    for kind in (Settings, Login):
        for name, field in kind.model_fields.items():
            setting = f"LAGESBILD_{name.upper()}"
            if setting in shown.keys() - examples:
                installed = str(field.default).replace(str(ROOT), "/opt/lagesbild")
                assert shown[setting] == installed.removesuffix(".0"), setting


def test_the_operations_guide_explains_every_setting() -> None:
    guide = (ROOT / "docs/drift.md").read_text(encoding="utf-8")
    assert {name for name in settings_names() if f"| `{name}` |" not in guide} == set()


def test_nginx_asks_the_port_that_systemd_holds() -> None:
    held = re.findall(
        r"^ListenStream=(\S+)$", (DEPLOY / "systemd/lagesbild.socket").read_text(), re.MULTILINE
    )
    asked = re.findall(r"server (127\S+)", (DEPLOY / "nginx/lagesbild.conf").read_text(encoding="utf-8"))
    assert len(held) == 1
    assert set(asked) == set(held)


def test_a_service_that_is_silent_when_all_is_well_still_tells_what_is_wrong() -> None:
    for file in (DEPLOY / "systemd").glob("*.service"):
        unit = file.read_text(encoding="utf-8")
        # What goes wrong follows what is said, unless told otherwise: into nothing.
        assert "StandardOutput=null" not in unit or "StandardError=journal" in unit, file.name


def test_every_timer_starts_a_command_there_is() -> None:
    timers = {file.stem for file in (DEPLOY / "systemd").glob("*.timer")}
    assert timers == {f"lagesbild-{name}" for name in ("backup", "replicate", "materialise", "retain")}
    commands = {one.name or one.callback.__name__ for one in app.registered_commands if one.callback}
    for timer in timers:
        service = (DEPLOY / f"systemd/{timer}.service").read_text(encoding="utf-8")
        started = re.search(r"^ExecStart=/opt/lagesbild/(\S+)(?: -m data (\S+))?", service, re.MULTILINE)
        assert started is not None
        program, command = started.groups()
        assert command in commands if command else (ROOT / program).exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="NOT TESTED: systemd-analyze is missing")
@pytest.mark.parametrize("unit", sorted(file.name for file in (DEPLOY / "systemd").iterdir()))
def test_systemd_accepts_the_unit(unit: str) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", str(DEPLOY / "systemd" / unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    # The program it starts is not installed on the machine of the test.
    complaints = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert complaints == []


def test_the_image_holds_all_that_the_service_needs(tmp_path: Path) -> None:
    copied = re.findall(
        r"^COPY (.+) (\S+)$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    home = tmp_path / "opt"
    home.mkdir()
    for sources, target in copied:
        for source in sources.split():
            if (ROOT / source).is_dir():
                shutil.copytree(
                    ROOT / source, home / target, ignore=shutil.ignore_patterns("store", "__pycache__")
                )
            else:
                shutil.copy(ROOT / source, home)
    store = tmp_path / "store"
    store.mkdir()
    make_snapshot(store)
    environment = os.environ | login_environment("https://login.example")
    environment |= {"LAGESBILD_ENV": "production", "LAGESBILD_STORE": str(store), "PYTHONPATH": ""}
    program = "from app import server; print(server.test_client().get('/halsa', base_url='https://lagesbild.example').status)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "200 OK", done.stderr


def test_the_newest_backups_are_kept(tmp_path: Path) -> None:
    store, folder = tmp_path / "store", tmp_path / "copies"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"lagesbild-2026010{day}T023000Z.backup").touch()
    environment = os.environ | {"LAGESBILD_STORE": str(store), "PYTHON": sys.executable}
    store.mkdir()
    make_snapshot(store)
    subprocess.run(
        [str(DEPLOY / "backup.sh"), str(folder), "2"], env=environment, check=True, capture_output=True
    )
    left = sorted(file.name for file in folder.iterdir())
    assert len(left) == 2
    assert left[0] == "lagesbild-20260103T023000Z.backup"
    restored = os.environ | {"LAGESBILD_STORE": str(tmp_path / "restored")}
    subprocess.run(
        [sys.executable, "-m", "data", "restore", str(folder / left[1])],
        cwd=ROOT,
        env=restored,
        check=True,
        capture_output=True,
    )
    assert (tmp_path / "restored" / "current.json").read_text() == (store / "current.json").read_text()


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine where the service's own account works; its settings lie in a file."""
    settings = tmp_path / "lagesbild.env"
    settings.write_text(
        f'LAGESBILD_STORE={tmp_path / "store"}\nLAGESBILD_OIDC_SCOPE="openid profile"\n', encoding="utf-8"
    )
    home = tmp_path / "opt"
    (home / "deploy").mkdir(parents=True)
    shutil.copy(DEPLOY / "lagesbild", home / "deploy")
    for name in ("data", "access", "settings.py", ".venv"):
        (home / name).symlink_to(ROOT / name)
    (home / ".venv").unlink()
    (home / ".venv/bin").mkdir(parents=True)
    (home / ".venv/bin/python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (home / ".venv/bin/python").chmod(0o755)
    # Root becomes the service's account; here there may be none, and the script goes on as it is.
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/id").write_text("#!/bin/sh\necho 1000\n")
    (tmp_path / "bin/id").chmod(0o755)
    (tmp_path / "bin/lagesbild").symlink_to(home / "deploy/lagesbild")
    return {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "LAGESBILD_SETTINGS": str(settings)}


def test_the_command_works_as_the_service_does_from_any_folder(
    installed: dict[str, str], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "data").mkdir(parents=True)
    (elsewhere / "data/__init__.py").write_text("raise SystemExit('not the program')")
    done = subprocess.run(
        ["lagesbild", "data", "status", "--json"],
        cwd=elsewhere,
        env=installed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["store"] == str(tmp_path / "store")


def test_a_restore_is_practised_in_a_store_of_its_own(installed: dict[str, str], tmp_path: Path) -> None:
    practice = installed | {"LAGESBILD_STORE": str(tmp_path / "practice")}
    done = subprocess.run(
        ["lagesbild", "data", "status", "--json"], env=practice, capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout)["store"] == str(tmp_path / "practice")


def test_the_command_runs_nothing_else(installed: dict[str, str]) -> None:
    done = subprocess.run(
        ["lagesbild", "http.server"], env=installed, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "lagesbild data" in done.stderr
