"""The service runs with the system calls its unit lets through: the same filter, put on by libseccomp.

Where the tests run no systemd is up, and a filter that kills the service shows nowhere else.
"""

from __future__ import annotations

import ctypes.util
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.access.conftest import login_environment
from tests.deploy.test_nginx import free_port
from tests.snapshots import make_snapshot

ROOT = Path(__file__).resolve().parents[2]
UNIT = (ROOT / "deploy/systemd/lagesbild.service").read_text(encoding="utf-8")
UNDER_FILTER = """
import ctypes, os, sys
library = ctypes.CDLL(sys.argv[1])
library.seccomp_init.restype = ctypes.c_void_p
library.seccomp_syscall_resolve_name.argtypes = [ctypes.c_char_p]
ALLOW, refuse = 0x7FFF0000, int(sys.argv[2], 16)
filter = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(refuse)))
for name in sys.argv[3].split(","):
    number = library.seccomp_syscall_resolve_name(name.encode())
    if number >= 0:
        library.seccomp_rule_add(filter, ctypes.c_uint32(ALLOW), number, 0)
assert library.seccomp_load(filter) == 0
os.execv(sys.executable, [sys.executable, "-c", sys.argv[4]])
"""
SERVICE = """
import os, subprocess, sys, time, urllib.request
service = subprocess.Popen([sys.executable, "-m", "gunicorn", "app:server"])
while service.poll() is None:
    try:
        answer = urllib.request.urlopen(f"http://127.0.0.1:{os.environ['PORT']}/halsa", timeout=10)
    except OSError:
        time.sleep(0.1)
        continue
    print("answered", answer.status)
    service.terminate()
    service.wait()
print("ended", service.returncode)
"""
DATA_PROCESS = """
from pathlib import Path
from pages import _data_process
from settings import Settings
print(sorted(_data_process.ask(Settings().store, "desk")))
"""
EPERM = "0x00050001"
KILL = "0x80000000"

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None or ctypes.util.find_library("seccomp") is None,
    reason="NOT TESTED: systemd-analyze or libseccomp is missing",
)


def calls(sets: Iterable[str]) -> set[str]:
    """The system calls of systemd's sets, those of sets in sets included."""
    found: set[str] = set()
    for name in sets:
        if not name.startswith("@"):
            found.add(name)
            continue
        told = subprocess.run(
            ["systemd-analyze", "syscall-filter", name], capture_output=True, text=True, check=True
        ).stdout
        lines = [line.strip() for line in told.splitlines()[1:]]
        found |= calls(line for line in lines if line and not line.startswith("#"))
    return found


def filtered(unit: str) -> tuple[set[str], str]:
    """The calls that a unit lets through, and what becomes of the others."""
    let_through: set[str] = set()
    for line in re.findall(r"^SystemCallFilter=(.+)$", unit, re.MULTILINE):
        if line.startswith("~"):
            let_through -= calls(line[1:].split())
        else:
            let_through |= calls(line.split())
    return let_through, EPERM if "SystemCallErrorNumber=EPERM" in re.findall(
        r"^.*$", unit, re.MULTILINE
    ) else KILL


def run(program: str, unit: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    let_through, refuse = filtered(unit)
    library = ctypes.util.find_library("seccomp")
    assert library is not None
    return subprocess.run(
        [sys.executable, "-c", UNDER_FILTER, library, refuse, ",".join(sorted(let_through)), program],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    make_snapshot(tmp_path)
    return login_environment("https://login.example") | {
        "PORT": str(free_port()),
        "LAGESBILD_ENV": "production",
        "LAGESBILD_STORE": str(tmp_path),
    }


def test_the_service_starts_answers_and_ends(environment: dict[str, str]) -> None:
    done = run(SERVICE, UNIT, environment)
    assert done.stdout.splitlines() == ["answered 200", "ended 0"], done.stderr


def test_what_the_service_starts_works_with_its_limits(environment: dict[str, str]) -> None:
    done = run(DATA_PROCESS, UNIT, environment)
    assert done.stdout.strip() == "['late', 'loads', 'month', 'orgs', 'snapshots']", done.stderr


def test_the_filter_is_on(environment: dict[str, str]) -> None:
    """What is refused is refused here too, and a unit that kills instead is noticed."""
    mount = "import ctypes, os; print(ctypes.CDLL(None, use_errno=True).mount(b'', b'/', b'', 0, None))"
    assert run(mount, UNIT, environment).stdout.strip() == "-1"
    killing = UNIT.replace("SystemCallErrorNumber=EPERM", "")
    assert run(mount, killing, environment).returncode == -signal.SIGSYS
