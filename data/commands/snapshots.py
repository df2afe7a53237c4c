"""Commands about what is published: publish, audit, status, snapshots, rollback, backup, restore.

Owns their options and answers. Must not know how a snapshot is made.
"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from data import backup as backups
from data.audit import Exposure
from data.audit import audit as attack
from data.commands import EXPOSED, By, CommandError, Json, Room, app, console, faults, room, today
from data.progress import Progress
from data.publishing.ledger import LEDGER_FILE, Ledger
from data.publishing.publish import Exposed, Publication, Tools, roll_back
from data.publishing.publish import publish as publish_register
from data.sharing.lake import LakeError, Place, deliver, place_of
from data.snapshot import file as snapshot_file
from data.snapshot import pointer
from data.status import Status, late_by_org
from data.status import status as status_of
from settings import Settings, Sharing


@app.command()
def publish(by: By, as_json: Json = False) -> None:
    """Skydda små tal, pröva skyddet och publicera en ny ögonblicksbild."""
    with faults(as_json=as_json):
        publish_and_tell(room(), by=by, as_json=as_json)


def published(here: Room, *, by: str, progress: Progress) -> Publication:
    """Publish what the register holds, here alone; return what became of it. Raises as `publish` does."""
    settings = here.settings
    with console.answers_only():
        return publish_register(
            settings.store,
            here.catalogue,
            Tools(Ledger(settings.store / LEDGER_FILE), places_exposed, progress),
            by=by,
            keep=settings.keep_snapshots,
            wait_seconds=settings.wait_seconds,
        )


def publish_and_tell(here: Room, *, by: str, as_json: bool) -> None:
    """Publish what the register holds and say what became of it."""
    place = place_of(Sharing())
    with console.progress() as progress:
        done = published(here, by=by, progress=progress)
    share(here.settings.store, place, by=by)
    if as_json:
        console.say_json(_publication(done))
        return
    head = (
        f"Ögonblicksbild {done.snapshot} är publicerad."
        if done.is_new
        else (f"Inget har ändrats sedan ögonblicksbild {done.snapshot}. Den gäller fortfarande.")
    )
    protected = done.protected_by_need + done.protected_by_consequence
    console.say(head, f"Uppgifter som visas: {done.shown}. Skyddade: {protected}.")
    if done.corrections_waiting:
        console.say(
            f"{done.corrections_waiting} rättelser väntar, för att inget ska kunna räknas ut av skillnaden."
        )


@app.command()
def audit(
    snapshot: Annotated[
        str | None, typer.Argument(help="Id eller fil; annars den som gäller.", metavar="ID")
    ] = None,
    as_json: Json = False,
) -> None:
    """Pröva skyddet: angrip en ögonblicksbild med bara dess eget innehåll."""
    with faults(as_json=as_json):
        here = room()
        path = _snapshot_path(here.settings, snapshot)
        with console.answers_only():
            findings = attack([path])
        if as_json:
            console.say_json(
                {"snapshot": path.name, "safe": not findings, "exposed": [_exposure(one) for one in findings]}
            )
        elif findings:
            console.say(*(_exposure_text(one) for one in findings))
            console.say(f"{len(findings)} skyddade uppgifter går att räkna ut.")
        else:
            console.say(f"{path.name}: inget skyddat går att räkna ut.")
        if findings:
            raise typer.Exit(EXPOSED)


@app.command()
def status(as_json: Json = False) -> None:
    """Visa lagret, ögonblicksbilden, vad som har rapporterats och vem som är sen."""
    with faults(as_json=as_json):
        here = room()
        settings = here.settings
        found = status_of(settings.store, here.catalogue, today=today(), wait_seconds=settings.wait_seconds)
        late = late_by_org(found.late, here.catalogue)
        if as_json:
            console.say_json(_status(found, late))
        else:
            console.say(*_status_text(found, late))


@app.command()
def snapshots(as_json: Json = False) -> None:
    """Lista ögonblicksbilderna som finns kvar."""
    with faults(as_json=as_json):
        store = Settings().store
        in_force = pointer.current(store)
        kept = [_head(store, note) | {"in_force": note == in_force} for note in pointer.kept(store)]
        if as_json:
            console.say_json(kept)
            return
        for head in kept:
            mark = "  ← gäller nu" if head["in_force"] else ""
            console.say(f"{head['id']}  {head['published_at']:%Y-%m-%d %H:%M}  {head['published_by']}{mark}")
        if not kept:
            console.say("Inget är publicerat.")


@app.command()
def rollback(
    snapshot: Annotated[str, typer.Argument(help="Ögonblicksbildens id.", metavar="ID")], by: By
) -> None:
    """Låt en tidigare ögonblicksbild gälla igen."""
    with faults():
        store, place = room().settings.store, place_of(Sharing())
        roll_back(store, snapshot, by=by)
        share(store, place, by=by)
        console.say(f"Ögonblicksbild {snapshot} gäller nu.")


@app.command()
def backup(out: Annotated[Path, typer.Argument(help="Fil att skriva.", metavar="UT")], by: By) -> None:
    """Spara hela lagret i en fil med kontrollsummor, register och liggare medräknade."""
    with faults():
        settings = room().settings
        files = backups.back_up(settings.store, out, by=by, wait_seconds=settings.wait_seconds)
        console.say(f"{console.counted(files, 'fil', 'filer')} sparade och kontrollerade i {out}.")


@app.command()
def restore(archive: Annotated[Path, typer.Argument(help="Säkerhetskopian.", metavar="IN")], by: By) -> None:
    """Ersätt hela lagret med en säkerhetskopia, när den visat sig vara hel."""
    with faults():
        settings = room().settings
        files = backups.restore(settings.store, archive, by=by, wait_seconds=settings.wait_seconds)
        console.say(f"{console.counted(files, 'fil', 'filer')} återställda från {archive}.")


def _snapshot_path(settings: Settings, wanted: str | None) -> Path:
    """Return the file of the snapshot with that id or path, or of the one in force."""
    if wanted is None:
        in_force = pointer.current(settings.store)
        if in_force is None:
            raise CommandError("Inget är publicerat.")
        return pointer.verified(settings.store, in_force)
    for note in pointer.kept(settings.store):
        if note.id == wanted:
            return pointer.verified(settings.store, note)
    if Path(wanted).is_file():
        return Path(wanted)
    raise CommandError(f"Det finns ingen ögonblicksbild {wanted}.")


def _head(store: Path, note: pointer.Pointer) -> dict[str, Any]:
    return snapshot_file.head(pointer.verified(store, note))


def _publication(done: Publication) -> dict[str, Any]:
    counts = asdict(done)
    return {
        "snapshot": counts.pop("snapshot"),
        "published": counts.pop("is_new"),
        "cells": counts,
        "exposed": [],
    }


def share(store: Path, place: Place | None, *, by: str) -> None:
    """Let the shared store, when there is one, hold what is in force here. Raises LakeError."""
    if place is None:
        return
    try:
        with console.answers_only():
            deliver(store, place, by=by)
    except LakeError as error:
        raise LakeError(
            f"Det gäller nu här, men kom inte till den gemensamma lagringen. {error} "
            "Publicera igen för att göra ett nytt försök."
        ) from error


def places_exposed(snapshots: Sequence[Path]) -> list[Exposed]:
    """Return where the snapshot files, taken together, give a figure away; never the figure."""
    return [Exposed(one.place) for one in attack(snapshots)]


def _exposure(one: Exposure) -> dict[str, Any]:
    return asdict(one) | {"place": one.place}


def _exposure_text(one: Exposure) -> str:
    if one.low == one.high:
        return f"{one.place}: {one.low:g}."
    return f"{one.place}: mellan {one.low:g} och {one.high:g}."


def _status(found: Status, late: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "store": str(found.store),
        "snapshot": found.snapshot,
        "loads": found.loads,
        "is_demo": found.is_demo,
        "reported": [
            {
                "indicator": one.indicator,
                "figures": one.figures,
                "first": one.first.code if one.first else None,
                "last": one.last.code if one.last else None,
            }
            for one in found.reported
        ],
        "late": late,
    }


def _status_text(found: Status, late: dict[str, list[str]]) -> list[str]:
    head = found.snapshot
    lines = [f"Lager: {found.store}"]
    if head is None:
        lines.append("Ögonblicksbild: ingen, inget är publicerat.")
    else:
        demo = " (demodata)" if head["is_demo"] else ""
        lines.append(
            f"Ögonblicksbild: {head['id']}, publicerad {head['published_at']:%Y-%m-%d %H:%M} "
            f"av {head['published_by']}{demo}."
        )
    lines.append(f"Inläsningar: {found.loads}.")
    for one in found.reported:
        span = f"{one.first.code} till {one.last.code}" if one.first and one.last else "inget rapporterat"
        lines.append(f"  {one.code:<6} {one.figures:>6} uppgifter, {span}")
    lines.append("Sena rapporter:" if late else "Inga rapporter är sena.")
    lines += [f"  {org}: {', '.join(missing)}" for org, missing in late.items()]
    return lines
