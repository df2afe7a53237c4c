"""What every command shares: the application, options, settings, and how faults become exit codes.

Owns exit codes (0 done, 1 fault, 2 refused, 3 exposed) and the words for faults. Must not know any single
command.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from pydantic import ValidationError

from data.audit import AuditError
from data.backup import BackupError, finish_restore
from data.commands import console
from data.desk.approving import DecisionError
from data.desk.batches import BatchError
from data.locks import BusyError
from data.log import LogError, whoami
from data.model import Catalogue
from data.model.load import CatalogueError, load_catalogue
from data.protection import ProtectionError
from data.publishing.publish import ExposureError
from data.register import RegisterError
from data.rollup import RollupError
from data.snapshot.pointer import SnapshotError
from data.template.workbook import TemplateError
from settings import Settings

FAULT, REFUSED, EXPOSED = 1, 2, 3
DISK_FULL = "Disken är full."

app = typer.Typer(
    help="Lägesbild: från underlag till publicerad ögonblicksbild.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


By = Annotated[str, typer.Option("--by", help="Vem som gör det; skrivs i loggen.", default_factory=whoami)]
Json = Annotated[bool, typer.Option("--json", help="Svara som JSON.")]


class CommandError(Exception):
    """What was asked for cannot be done. The text is Swedish."""


@dataclass(frozen=True)
class Room:
    """What a command works in."""

    settings: Settings
    catalogue: Catalogue


def room() -> Room:
    """Return settings and catalogue, after finishing a restore that has died."""
    settings = Settings()
    finish_restore(settings.store, wait_seconds=settings.wait_seconds)
    return Room(settings, load_catalogue(settings.catalogue))


def today() -> date:
    """Return today's date where the municipality is."""
    return datetime.now().astimezone().date()


@contextmanager
def faults(*, as_json: bool = False) -> Iterator[None]:
    """Turn whatever goes wrong into a Swedish message and an exit code."""
    try:
        yield
    except ExposureError as error:
        if as_json:
            console.say_json({"published": False, "exposed": [one.place for one in error.exposed]})
        console.complain(str(error))
        raise typer.Exit(EXPOSED) from error
    except Exception as error:
        text = fault_text(error)
        if text is None:
            raise
        if as_json:
            console.say_json({"error": text})
        console.complain(text)
        raise typer.Exit(FAULT) from error


SWEDISH = (
    ExposureError, RegisterError, SnapshotError, RollupError, BackupError, LogError, CommandError,
    CatalogueError, TemplateError, BatchError, DecisionError,
)  # fmt: skip
"""Errors whose text is meant for the coordinator."""


def fault_text(error: Exception) -> str | None:
    """Return what went wrong in words, None for a fault of ours, whose text may quote a file."""
    match error:
        case BusyError():
            text = "Någon annan läser in eller publicerar just nu. Försök igen om en stund."
        case AuditError():
            text = f"Skyddet kunde inte prövas, så inget publicerades. {error}"
        case ProtectionError():
            text = f"Skyddet kunde inte beräknas, så inget publicerades ({error})."
        case ValidationError():
            names = ", ".join(".".join(map(str, fault["loc"])) for fault in error.errors())
            text = f"Inställningarna är fel: {names}."
        case OSError():
            text = _system_fault(error)
        case duckdb.Error() if os.strerror(errno.ENOSPC) in str(error):
            text = DISK_FULL
        case duckdb.Error():
            # The text of a database error may hold values from a file.
            text = f"Databasen kan inte läsas eller skrivas ({type(error).__name__})."
        case _:
            text = str(error) if isinstance(error, SWEDISH) else None
    return text


def _system_fault(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return DISK_FULL
    name = Path(error.filename).name if isinstance(error.filename, str) else "filen"
    if isinstance(error, FileNotFoundError):
        return f"Hittar inte {name}."
    if isinstance(error, PermissionError):
        return f"Får inte läsa eller skriva {name}."
    return f"Kan inte använda {name}."
