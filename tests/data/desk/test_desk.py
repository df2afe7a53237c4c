"""From review to approval: what is looked at is what is stored, once, whatever happens in between."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.commands import fault_text
from data.desk import batches
from data.desk.answers import Answers
from data.desk.approving import DecisionError, Desk, carry_out
from data.desk.batches import Batch
from data.desk.reviewing import review
from data.importing import ORIGINALS
from data.locks import BusyError
from data.log import Log
from data.model import Catalogue
from data.progress import Progress
from data.publishing.publish import Publication, publish
from data.register import opened
from data.snapshot import pointer
from data.snapshot.pointer import SnapshotError
from tests.data.publishing.test_publishing import TOOLS
from tests.data.small_house import small_catalogue

HEADER = "indikator;enhet;period;kon;aldersgrupp;kategori;antal;namnare\n"
JANUARY = HEADER + "fra1;Alfa;2025-01;;;;18;20\nfra1;Gamma;2025-01;;;;12;19\n"
REVISED = HEADER + "fra1;Alfa;2025-01;;;;15;20\n"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture
def house(tmp_path: Path, catalogue: Catalogue) -> "House":
    return House(tmp_path / "store", catalogue)


class House:
    """A store with its desk."""

    def __init__(self, store: Path, catalogue: Catalogue) -> None:
        self.store = store
        self.catalogue = catalogue
        self.shared: list[str] = []
        self.desk = Desk(store, catalogue, self._publish, self.shared.append, fault_text, wait_seconds=10)

    def _publish(self, by: str, progress: Progress) -> Publication:
        tools = replace(TOOLS, progress=progress)
        return publish(self.store, self.catalogue, tools, by=by, keep=9, wait_seconds=10)

    def hand_in(self, text: str, name: str = "januari.csv", **changes: Any) -> Batch:
        batch = batches.create(self.store, owner="asa", files=[(name, text.encode())])
        return batch.save(**changes) if changes else batch

    def look(self, batch: Batch) -> dict[str, Any]:
        return review(self.store, self.catalogue, batch, wait_seconds=10)

    def begin(self, batch: Batch, **work: Any) -> None:
        expected = {} if work else {"kind": "approve", "expected": self.look(batch)["expected"]}
        batches.begin(batch.folder, {"by": "Åsa", **expected, **work})

    def approve(self, batch: Batch) -> dict[str, Any]:
        self.begin(batch)
        return carry_out(self.desk, batch.folder)

    def counts(self) -> dict[str, float]:
        with opened(self.store, wait_seconds=10) as register:
            return {fact.org: fact.count for fact in register.facts()}

    def loads(self) -> int:
        with opened(self.store, wait_seconds=10) as register:
            return len(register.loads())


def test_a_review_stores_nothing_and_tells_what_would_change(house: House) -> None:
    told = house.look(house.hand_in(JANUARY))
    (file,) = told["files"]
    assert file["changes"] == {"new": 2, "revised": 0, "retracted": 0, "same": 0}
    assert [one["org"] for one in file["preview"]] == ["Alfa", "Gamma"]
    assert file["layout"][0]["orientation"] == "long"
    assert not told["needs_reason"]
    assert house.counts() == {}
    assert not list((house.store / ORIGINALS).glob("*"))


def test_an_approval_stores_publishes_and_forgets_the_bytes(house: House) -> None:
    batch = house.hand_in(JANUARY)
    result = house.approve(batch)
    kinds = {"new": 2, "revised": 0, "retracted": 0, "same": 0}
    assert result["loads"] == [{"file": "januari.csv", "load": 1, "kinds": kinds, "was_stored": False}]
    assert result["snapshot"] == getattr(pointer.current(house.store), "id", None)
    assert not (batch.folder / batch.files[0].sha256).exists()
    assert [(entry.what, entry.who) for entry in Log(house.store).entries()] == [
        ("import", "Åsa"),
        ("publish", "Åsa"),
    ]


def test_trap_38_a_revision_is_shown_old_beside_new_and_needs_a_reason(house: House) -> None:
    house.approve(house.hand_in(JANUARY))
    batch = house.hand_in(REVISED)
    told = house.look(batch)
    (difference,) = told["files"][0]["differences"]
    assert (difference["old"], difference["new"], difference["kind"]) == ("18 av 20", "15 av 20", "revised")
    assert told["needs_reason"]
    with pytest.raises(DecisionError, match="Skäl saknas"):
        house.approve(batch)
    assert house.counts()["alfa"] == 18
    batches.reset(batch.folder)
    house.approve(batch.save(reason="Enheten har räknat om"))
    assert house.counts()["alfa"] == 15
    with opened(house.store, wait_seconds=10) as register:
        assert register.loads()[-1].revision_reason == "Enheten har räknat om"


def test_a_total_that_replaces_stored_parts_is_a_revision_beside_their_sum(house: House) -> None:
    parts = "fra1;Alfa;2025-01;kvinna;;;8;10\nfra1;Alfa;2025-01;man;;;5;6\n"
    house.approve(house.hand_in(HEADER + parts))
    batch = house.hand_in(HEADER + "fra1;Alfa;2025-01;;;;15;19\n")
    told = house.look(batch)
    assert [(one["split"], one["old"], one["new"]) for one in told["files"][0]["differences"]] == [
        ("", "13 av 16, uppdelat", "15 av 19"),
        ("kvinna", "8 av 10", "gäller inte längre"),
        ("man", "5 av 6", "gäller inte längre"),
    ]
    assert told["files"][0]["kinds"] == {"new": 0, "revised": 1, "retracted": 2, "same": 0}
    assert told["needs_reason"]
    with pytest.raises(DecisionError, match="Skäl saknas"):
        house.approve(batch)


def test_a_reason_with_personal_data_is_refused(house: House) -> None:
    batch = house.hand_in(JANUARY, reason="Gäller Anna Andersson 19900101-1239")
    with pytest.raises(DecisionError, match="personuppgifter"):
        house.approve(batch)
    assert house.counts() == {}


def test_what_has_changed_since_it_was_looked_at_is_not_approved(house: House) -> None:
    batch = house.hand_in(REVISED)
    house.begin(batch)
    house.approve(house.hand_in(JANUARY))
    with pytest.raises(DecisionError, match="har ändrats sedan du granskade"):
        carry_out(house.desk, batch.folder)
    assert house.counts()["alfa"] == 18
    assert "har ändrats" in (batches.read(batch.folder / batches.RESULT) or {})["error"]


def test_the_same_approval_is_carried_out_once(house: House) -> None:
    batch = house.hand_in(JANUARY)
    first = house.approve(batch)
    assert carry_out(house.desk, batch.folder) == first
    assert house.loads() == 1


def test_two_coordinators_with_files_of_their_own_both_get_through(house: House) -> None:
    one = house.hand_in(JANUARY)
    other = house.hand_in(HEADER + "fra1;Beta;2025-01;;;;14;18\n", "beta.csv")
    house.begin(one)
    house.begin(other)
    for batch in (other, one):
        assert carry_out(house.desk, batch.folder)["snapshot"]
    assert house.counts() == {"alfa": 18, "beta": 14, "gamma": 12}


def test_an_approval_waits_for_another_that_is_publishing(house: House) -> None:
    calls: list[str] = []

    def busy_at_first(by: str, progress: Progress) -> Publication:
        calls.append(by)
        if len(calls) == 1:
            raise BusyError("lock")
        return house._publish(by, progress)

    batch = house.hand_in(JANUARY)
    house.desk = replace(house.desk, publish=busy_at_first)
    assert house.approve(batch)["snapshot"]
    assert len(calls) == 2


def test_a_publishing_that_fails_leaves_what_is_stored_and_says_so(house: House) -> None:
    def fails(_by: str, _progress: Progress) -> Publication:
        raise ValueError("hemlig siffra 17")

    house.desk = replace(house.desk, publish=fails, wait_seconds=0)
    result = house.approve(house.hand_in(JANUARY))
    assert (result["snapshot"], house.loads()) == (None, 1)
    assert "17" not in result["publish_error"]
    assert house.shared == []


def test_a_shared_store_that_is_away_is_told_of_and_what_is_published_stands(house: House) -> None:
    def away(_by: str) -> None:
        raise SnapshotError("Den gemensamma lagringen svarar inte.")

    house.desk = replace(house.desk, share=away)
    result = house.approve(house.hand_in(JANUARY))
    assert result["share_error"] == "Den gemensamma lagringen svarar inte."
    assert result["snapshot"] == getattr(pointer.current(house.store), "id", None)


def test_a_load_is_taken_back_and_that_is_in_the_history_and_the_log(house: House) -> None:
    house.approve(house.hand_in(JANUARY))
    work = house.hand_in("", name="tom")
    house.begin(work, kind="undo", load=1, reason="Fel fil")
    assert carry_out(house.desk, work.folder)["undone"] == 1
    assert house.counts() == {}
    with opened(house.store, wait_seconds=10) as register:
        assert register.loads()[0].reason == "Fel fil"
    assert "undo" in [entry.what for entry in Log(house.store).entries()]


def test_a_publishing_is_taken_back(house: House) -> None:
    first = house.approve(house.hand_in(JANUARY))["snapshot"]
    house.approve(house.hand_in(HEADER + "fra1;Alfa;2025-02;;;;18;20\n", "februari.csv"))
    work = house.hand_in("", name="tom")
    house.begin(work, kind="rollback", snapshot=first)
    assert carry_out(house.desk, work.folder) == {"in_force": first}
    assert house.shared == ["Åsa"] * 3, "what is taken back here is taken back for everybody"
    assert getattr(pointer.current(house.store), "id", None) == first
    assert Log(house.store).entries()[-1].what == "rollback"


def test_a_question_is_asked_once_for_a_source(house: House) -> None:
    def asking(month: str) -> str:
        return HEADER + f"fra1;Gama;{month};;;;8;10\n"

    batch = house.hand_in(asking("2025-01"), "enheter januari.csv")
    (question,) = house.look(batch)["files"][0]["questions"]
    (file,) = batch.files
    batch = batch.save(files=(replace(file, answers={question["code"]: "gamma"}),))
    assert house.look(batch)["files"][0]["questions"][0]["answer"] == "gamma", "can still be changed"
    house.approve(batch)
    later = house.look(house.hand_in(asking("2025-02"), "enheter februari.csv"))
    (again,) = later["files"][0]["questions"]
    assert (later["is_refused"], again["answer"], again["is_remembered"]) == (False, "gamma", True)
    assert house.look(house.hand_in(asking("2025-02"), "en annan.csv"))["is_refused"]


def test_nothing_is_remembered_before_approval(house: House) -> None:
    batch = house.hand_in(HEADER + "fra1;Gama;2025-01;;;;8;10\n")
    (file,) = batch.files
    house.look(batch.save(files=(replace(file, answers={"unit:Gama": "gamma"}),)))
    assert not (house.store / "answers.json").exists()
    assert Answers(house.store).of("file:x") == {}


def test_choices_change_how_the_file_is_read(house: House) -> None:
    text = JANUARY.replace("\n", ";Ä\n", 1).encode("cp1252").decode("latin-1")
    batch = house.hand_in(text)
    choices = {one["code"]: one for one in house.look(batch)["files"][0]["choices"]}
    assert choices["read:encoding"]["options"][0]["label"].startswith("Automatiskt")
    (file,) = batch.files
    wide = house.look(batch.save(files=(replace(file, answers={"read:form": "wide"}),)))
    assert wide["is_refused"], "there is no wide table in it"


def test_what_is_unusual_beside_the_stored_is_a_warning(house: House) -> None:
    for month in range(1, 6):
        rows = f"fra1;Alfa;2025-0{month};;;;10;80\nfra1;Gamma;2025-0{month};;;;10;80\n"
        house.approve(house.hand_in(HEADER + rows, f"{month}.csv"))
    told = house.look(
        house.hand_in(HEADER + "fra1;Alfa;2025-06;;;;70;80\nfra1;Beta;2025-06;;;;10;80\n", "juni.csv")
    )
    assert {one["code"] for one in told["files"][0]["warnings"]} >= {"jump", "unit_missing"}


def test_files_with_personal_data_are_told_without_them(house: House) -> None:
    told = house.look(house.hand_in(HEADER + "fra1;19900101-1239;2025-01;;;;8;10\n"))
    assert [error["code"] for error in told["files"][0]["errors"]] == ["personal_data"]
    assert "1239" not in str(told)


@contextmanager
def _child(work: Callable[[], object]) -> Iterator[int]:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    yield child
    os.waitpid(child, 0)


def test_two_coordinators_approve_at_the_same_time(house: House) -> None:
    texts = {f"{unit}.csv": HEADER + f"fra1;{unit};2025-01;;;;18;20\n" for unit in ("Alfa", "Beta", "Gamma")}
    given = [house.hand_in(text, name) for name, text in texts.items()]
    for batch in given:
        house.begin(batch)
    with ExitStack() as children:
        for batch in given:
            children.enter_context(_child(lambda batch=batch: carry_out(house.desk, batch.folder)))
    results = [batches.read(batch.folder / batches.RESULT) or {} for batch in given]
    assert [bool(result.get("snapshot")) for result in results] == [True, True, True]
    assert house.counts() == {"alfa": 18, "beta": 18, "gamma": 18}
    assert house.loads() == 3
    assert sum(entry.what == "import" for entry in Log(house.store).entries()) == 3


def test_an_approval_killed_just_before_its_receipt_finds_its_files_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "STARTING_SECONDS", 0.0)
    batch = house.hand_in(JANUARY)
    house.begin(batch)
    with monkeypatch.context() as patch:
        patch.setattr(batches, "finish", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        with _child(lambda: carry_out(house.desk, batch.folder)):
            pass
    assert house.loads() == 1
    assert batches.state(batch.folder) == "died"
    assert batches.begin(batch.folder, batches.read(batch.folder / batches.WORK) or {})
    (load,) = carry_out(house.desk, batch.folder)["loads"]
    assert (load["file"], load["load"], load["was_stored"]) == ("januari.csv", 1, True)
    assert house.loads() == 1


def test_an_approval_killed_at_any_moment_loses_nothing_and_doubles_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "STARTING_SECONDS", 0.0)
    chance = random.Random(20261124)
    start = time.monotonic()
    house.approve(house.hand_in(JANUARY))
    duration = time.monotonic() - start
    for number in range(6):
        batch = house.hand_in(
            HEADER + f"fra1;Beta;2024-{number + 1:02d};;;;{number + 6};30\n", f"{number}.csv"
        )
        house.begin(batch)
        with _child(lambda batch=batch: carry_out(house.desk, batch.folder)) as child:
            time.sleep(chance.uniform(0.05, 1.0) * duration)
            os.kill(child, signal.SIGKILL)
        if batches.state(batch.folder) == "died":
            assert batches.begin(batch.folder, batches.read(batch.folder / batches.WORK) or {})
            carry_out(house.desk, batch.folder)
        assert batches.state(batch.folder) == "done"
        assert house.loads() == number + 2
    with opened(house.store, wait_seconds=10) as register:
        assert len(register.facts()) == 2 + 6
        assert {one.name for one in (house.store / ORIGINALS).iterdir()} == {
            load.sha256 for load in register.loads()
        }
