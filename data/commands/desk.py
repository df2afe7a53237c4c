"""Commands of the coordinator's page: review and carry out a batch, and tell what lies on the desk.

Owns their options and answers. People use the other commands; these work on folders that the page has made
(data/desk/batches.py). Must not know how files are read or stored, nor the web.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from data.commands import app, console, fault_text, faults, room, today
from data.commands.snapshots import published, share
from data.desk import approving, batches
from data.desk.approving import Desk
from data.desk.batches import BatchError
from data.desk.reviewing import review as review_batch
from data.plan import org_names
from data.register import REGISTER_FILE, Load, opened
from data.sharing.lake import place_of
from data.snapshot import file as snapshot_file
from data.snapshot import pointer
from data.status import late_by_org, status
from data.template.workbook import last_month
from settings import Sharing

LATEST = 8
"""Loads and snapshots that are told; the command history tells all."""
Folder = Annotated[Path, typer.Argument(help="Mappen som sidan Underlag har lagt filerna i.", metavar="MAPP")]


@app.command(hidden=True)
def review(folder: Folder) -> None:
    """Läs och kontrollera ett underlag som väntar, utan att spara det."""
    with faults(as_json=True):
        here = room()
        batch = batches.load(folder)
        if batch is None:
            raise BatchError("Underlaget finns inte kvar. Läs in filen på nytt.")
        told = review_batch(
            here.settings.store, here.catalogue, batch, wait_seconds=here.settings.wait_seconds
        )
        batches.write_review(batch, told)
        console.say_json({"is_refused": told["is_refused"]})


@app.command(hidden=True)
def carry_out(folder: Folder) -> None:
    """Utför det som är beslutat: spara och publicera, eller ta tillbaka."""
    with faults(as_json=True):
        here = room()
        tools = Desk(
            store=here.settings.store,
            catalogue=here.catalogue,
            publish=lambda by, progress: published(here, by=by, progress=progress),
            share=lambda by: share(here.settings.store, place_of(Sharing()), by=by),
            words=fault_text,
            wait_seconds=here.settings.wait_seconds,
        )
        console.say_json(approving.carry_out(tools, folder))


@app.command(hidden=True)
def desk() -> None:
    """Visa vad som väntas in, de senaste inläsningarna och publiceringarna."""
    with faults(as_json=True):
        here = room()
        store, wait = here.settings.store, here.settings.wait_seconds
        found = status(store, here.catalogue, today=today(), wait_seconds=wait)
        loads: Sequence[Load] = ()
        if (store / REGISTER_FILE).exists():
            with opened(store, wait_seconds=wait) as register:
                loads = register.loads()
        in_force = pointer.current_if_readable(store)
        console.say_json(
            {
                "late": late_by_org(found.late, here.catalogue),
                "loads": [vars(load) for load in reversed(loads[-LATEST:])],
                "snapshots": [
                    {**_head(store, note), "in_force": note == in_force}
                    for note in reversed(pointer.kept(store)[-LATEST:])
                ],
                "orgs": [{"id": org, "name": name} for org, name in org_names(here.catalogue).items()],
                "month": last_month(today()).code,
            }
        )


def _head(store: Path, note: pointer.Pointer) -> dict[str, Any]:
    head = snapshot_file.head(pointer.verified(store, note))
    return {name: head[name] for name in ("id", "published_at", "published_by", "is_demo")}
