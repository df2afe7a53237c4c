"""The data room as a child process: limited, without secrets, and never the end of the site."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from pages import _data_process
from pages._data_process import MEGABYTE, READING, DataProcessError, Limits, ask
from tests.data.small_house import write_catalogue


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LAGESBILD_CATALOGUE", str(write_catalogue(tmp_path / "catalogue")))
    return tmp_path / "store"


def test_a_command_answers_with_json(store: Path) -> None:
    assert ask(store, "desk")["loads"] == []


def test_what_the_command_says_in_swedish_is_passed_on(store: Path) -> None:
    with pytest.raises(DataProcessError, match="finns inte kvar"):
        ask(store, "review", str(store / "saknas"))


@pytest.mark.parametrize(
    "limits",
    [
        Limits(memory=60 * MEGABYTE, cpu_seconds=60, seconds=60),
        Limits(memory=READING.memory, cpu_seconds=60, seconds=0.1),
    ],
    ids=["memory", "time"],
)
def test_a_child_that_takes_too_much_is_stopped_and_the_site_goes_on(store: Path, limits: Limits) -> None:
    begun = time.monotonic()
    with pytest.raises(DataProcessError, match="avbröts"):
        ask(store, "desk", limits=limits)
    assert time.monotonic() - begun < 20
    assert ask(store, "desk")["snapshots"] == []


def test_the_child_knows_no_secrets(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LAGESBILD_SECRET_KEY", "LAGESBILD_OIDC_CLIENT_SECRET", "AWS_SECRET", "PYTHONPATH"):
        monkeypatch.setenv(name, "hemligt")
    monkeypatch.setenv("LAGESBILD_WAIT_SECONDS", "3")
    given = _data_process._environment(store)
    assert "hemligt" not in given.values()
    assert (given["LAGESBILD_STORE"], given["LAGESBILD_WAIT_SECONDS"]) == (str(store), "3")


def test_words_reach_the_command_as_they_are(store: Path) -> None:
    folder = store / "a; touch $(echo b) && c"
    with pytest.raises(DataProcessError, match="finns inte kvar"):
        ask(store, "review", str(folder))


def test_only_what_publishes_knows_where_the_shared_store_is(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGESBILD_LAKE", "postgresql://lagesbild:losenord@databas/katalog")
    assert "LAGESBILD_LAKE" not in _data_process._environment(store)
    given: list[Mapping[str, str]] = []

    class Ended:
        def __init__(self, _words: object, *, env: Mapping[str, str], **_: object) -> None:
            given.append(env)
            self.pid = os.getpid()

        def wait(self, timeout: float) -> int:
            return 0

    monkeypatch.setattr(_data_process.subprocess, "Popen", Ended)
    monkeypatch.setattr(_data_process.resource, "prlimit", lambda *_: None)
    _data_process.start(store, "carry-out", "folder")
    assert given[0]["LAGESBILD_LAKE"].startswith("postgresql://")
