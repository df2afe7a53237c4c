"""The lines of the log in words, and the choice among them.

Owns what each kind of line is called and which of its facts are told. Must not know where the log is, nor how
it is drawn. The log holds names, ids and counts of rows, never a figure or a value from a file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from components.formats import number
from data.log import Entry

KINDS: Mapping[str, str] = {
    "import": "Läste in",
    "undo": "Tog tillbaka en inläsning",
    "publish": "Publicerade",
    "publish_refused": "Publicering stoppades",
    "rollback": "Gick tillbaka till en tidigare utgåva",
    "export": "Hämtade en fil",
    "login": "Loggade in",
    "logout": "Loggade ut",
    "login_failed": "Misslyckades med att logga in",
    "refused": "Nekades",
    "revoke": "Avslutade någons inloggningar",
    "key_made": "Gjorde en nyckel för ett verktyg",
    "key_used": "Använde en nyckel, första gången den dagen",
    "key_revoked": "Spärrade en nyckel",
    "retain": "Gallrade originalfiler",
    "replicate": "Hämtade en utgåva från ett annat lager",
    "deliver": "Lämnade en utgåva till den gemensamma lagringen",
    "materialise": "Hämtade en utgåva ur den gemensamma lagringen",
    "backup": "Säkerhetskopierade",
    "restore": "Återställde en säkerhetskopia",
}
"""What is done, in the order it is offered; a kind that is not here keeps its own name."""

FACTS: Mapping[str, str | tuple[str, str]] = {
    "file": "{}",
    "load": "inläsning {}",
    "rows_read": ("{} rad läst", "{} rader lästa"),
    "rows_stored": ("{} uppgift sparad", "{} uppgifter sparade"),
    "cells_shown": ("{} uppgift visas", "{} uppgifter visas"),
    "exposed": ("{} uppgift gick att räkna ut", "{} uppgifter gick att räkna ut"),
    "files": ("{} fil", "{} filer"),
    "older_than_months": ("äldre än {} månad", "äldre än {} månader"),
    "key": "nyckel {}",
    "name": "{}",
    "until": "till och med {}",
    "path": "{}",
    "reason": "skäl: {}",
    "roles": "roll: {}",
}
"""Facts of a line in the order they are told, of one and of several; `request` and `method` are for the
journal of the server."""


@dataclass(frozen=True)
class LogChoice:
    """Which lines to show. Empty and None: all of them. The days are local, both included."""

    who: str = ""
    what: str = ""
    first: date | None = None
    last: date | None = None

    def fits(self, entry: Entry) -> bool:
        """Whether the line is among them."""
        day = local_time(entry).date()
        return (
            self.who in ("", entry.who)
            and self.what in ("", entry.what)
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )


def local_time(entry: Entry) -> datetime:
    """When it happened, where the municipality is."""
    return datetime.fromisoformat(entry.at).astimezone()


def kind_text(what: str) -> str:
    """What was done."""
    return KINDS.get(what, what)


def about_text(entry: Entry) -> str:
    """What it was done to: `demo-2026-10.csv, inläsning 59, 27 rader lästa, 27 uppgifter sparade`."""
    told = [_fact(words, entry.about[key]) for key, words in FACTS.items() if entry.about.get(key)]
    if entry.snapshot:
        told.append(f"utgåva {entry.snapshot}")
    return ", ".join(told)


def people(entries: Iterable[Entry]) -> list[str]:
    """Everybody who stands in the log, in alphabetical order."""
    return sorted({entry.who for entry in entries}, key=str.casefold)


def kinds(entries: Iterable[Entry]) -> list[str]:
    """The kinds of line in the log, in the order they are offered."""
    found = {entry.what for entry in entries}
    return [*(kind for kind in KINDS if kind in found), *sorted(found - KINDS.keys())]


def _fact(words: str | tuple[str, str], value: object) -> str:
    template = words if isinstance(words, str) else words[value != 1]
    return template.format(_text(value))


def _text(value: object) -> str:
    return number(value) if isinstance(value, int) else str(value)
