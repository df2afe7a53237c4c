"""The other files of deploy/: they name what exists, and the settings they give are all there are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from settings import Login, Settings
from tests.access.conftest import login_environment
from tests.snapshots import make_snapshot

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
LEFT_TO_DEFAULTS = {
    "LAGESBILD_CATALOGUE",
    "LAGESBILD_KEEP_SNAPSHOTS",
    "LAGESBILD_KEEP_ORIGINALS_MONTHS",
    "LAGESBILD_WAIT_SECONDS",
    "LAGESBILD_SESSION_FILE",
    "LAGESBILD_SESSIONS",
}


def settings_names() -> set[str]:
    names = {f"LAGESBILD_{name.upper()}" for kind in (Settings, Login) for name in kind.model_fields}
    return names - {"LAGESBILD_PORT"}


def test_the_example_environment_has_every_setting_and_no_secret() -> None:
    lines = (DEPLOY / "lagesbild.env.example").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert settings_names() - given.keys() <= LEFT_TO_DEFAULTS
    assert {name for name in given if name.startswith("LAGESBILD_")} <= settings_names()
    assert {name for name, value in given.items() if not value} >= {
        "LAGESBILD_SECRET_KEY",
        "LAGESBILD_OIDC_CLIENT_SECRET",
    }


def test_the_handbook_explains_every_setting() -> None:
    handbook = (ROOT / "docs/drift.md").read_text(encoding="utf-8")
    assert {name for name in settings_names() if f"| `{name}` |" not in handbook} == set()


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
