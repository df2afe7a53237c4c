"""Commands about what is reported: demo, import, undo, history.

Owns their options and answers. Must not know how files are read or stored.
"""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from data.commands import REFUSED, By, CommandError, Json, Room, app, console, faults, room, today
from data.commands.import_text import as_text
from data.commands.snapshots import publish_and_tell
from data.demo.files import demo_files
from data.import_answer import answer_of
from data.importing import Follower, InputFile, Outcome, import_files
from data.importing import undo as undo_load
from data.periods import Period
from data.plan import org_names
from data.reading.periods_text import Understood, parse_period
from data.reasons import fault_of
from data.register import Load, Version, opened
from data.template.workbook import last_month, template


@app.command()
def demo(by: By) -> None:
    """Läs in demofilerna, som är vanliga underlag, och publicera."""
    with faults():
        here = room()
        outcomes = _stored(here, demo_files(), by=by, dry_run=False)
        stored = sum(outcome.rows_stored for outcome in outcomes)
        console.say(f"Demofiler: {len(outcomes)}. Uppgifter som sparades: {stored}.")
        if any(outcome.errors for outcome in outcomes):
            console.say(*as_text([one for one in outcomes if one.errors], here.catalogue, dry_run=False))
            raise typer.Exit(REFUSED)
        publish_and_tell(here, by=by, as_json=False)


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="Underlag: CSV eller XLSX.", metavar="FIL...")],
    by: By,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Läs och kontrollera, men spara inget.")] = False,
    received: Annotated[
        datetime | None, typer.Option("--received", formats=["%Y-%m-%d"], help="Dagen filen kom in.")
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option("--answer", metavar="FRÅGA=SVAR", help="Svar på en fråga som läsningen ställde."),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", help="Varför lagrade uppgifter ändras; står i historiken.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Läs in underlag: alla filerna sparas, eller ingen av dem."""
    with faults(as_json=as_json):
        here = room()
        _check_reason(here, reason)
        day = received.date() if received else today()
        told = _answers(answers or [])
        given = [InputFile(path.name, path.read_bytes(), day, answers=told, reason=reason) for path in files]
        outcomes = _stored(here, given, by=by, dry_run=dry_run)
        if as_json:
            replies = [answer_of(outcome) for outcome in outcomes]
            console.say_json(replies[0] if len(replies) == 1 else replies)
        else:
            console.say(*as_text(outcomes, here.catalogue, dry_run=dry_run))
        if any(outcome.errors for outcome in outcomes):
            raise typer.Exit(REFUSED)
        if any(outcome.changed for outcome in outcomes) and not reason:
            console.complain("Lagrade uppgifter ändras utan skäl. Ange det med --reason.")


@app.command()
def undo(
    load: Annotated[int, typer.Argument(help="Inläsningens nummer; se kommandot history.", metavar="NUMMER")],
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="Varför den tas tillbaka.")] = "",
) -> None:
    """Ta tillbaka en inläsning. Det som gällde före den gäller igen."""
    with faults():
        here = room()
        _check_reason(here, reason)
        wait = here.settings.wait_seconds
        undo_load(here.settings.store, here.catalogue, load, by=by, reason=reason, wait_seconds=wait)
        console.say(f"Inläsning {load} är återtagen. Publicera för att det ska synas.")


@app.command()
def history(
    indicator: Annotated[str | None, typer.Argument(help="Indikatorns id eller kod.")] = None,
    org: Annotated[str | None, typer.Option("--unit", help="Enhetens id eller namn.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="2025-03, 2025K1, 2025T1 eller 2025.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Visa alla inläsningar, eller en indikators uppgifter med alla rättelser."""
    with faults(as_json=as_json):
        here = room()
        with opened(here.settings.store, wait_seconds=here.settings.wait_seconds) as register:
            if indicator is None:
                _show(
                    [_load(one) for one in register.loads()],
                    [_load_text(one) for one in register.loads()],
                    as_json,
                )
                return
            versions = register.versions(
                _indicator_id(here, indicator),
                org=_org_id(here, org) if org else None,
                period=_period(period) if period else None,
            )
        names = org_names(here.catalogue)
        _show([_version(one) for one in versions], [_version_text(one, names) for one in versions], as_json)


@app.command("template")
def template_(
    out: Annotated[Path, typer.Argument(help="Fil att skriva.", metavar="UT.xlsx")],
    org: Annotated[str | None, typer.Option("--unit", help="Enhetens id eller namn; annars alla.")] = None,
    month: Annotated[
        str | None, typer.Option("--month", help="Månaden som mallen gäller, 2026-10; annars den senaste.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Skriv en mall att fylla i: enhetens egna mått, perioder och listor."""
    with faults(as_json=as_json):
        here = room()
        wanted = _period(month) if month else last_month(today())
        if wanted.kind != "month":
            raise CommandError(f"{wanted.code} är ingen månad. Skriv till exempel 2026-10.")
        out.write_bytes(template(here.catalogue, org=_org_id(here, org) if org else None, month=wanted))
        if as_json:
            console.say_json({"month": wanted.code})
        else:
            console.say(f"Mallen för {wanted.code} står i {out}.")


def _check_reason(here: Room, reason: str) -> None:
    if fault := fault_of(here.catalogue, reason):
        raise CommandError(fault)


def _stored(
    here: Room, files: list[InputFile] | tuple[InputFile, ...], *, by: str, dry_run: bool
) -> tuple[Outcome, ...]:
    with console.progress() as progress:
        return import_files(
            here.settings.store,
            here.catalogue,
            files,
            by=by,
            dry_run=dry_run,
            wait_seconds=here.settings.wait_seconds,
            follower=Follower(progress),
        )


def _answers(given: list[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    for question, sign, _ in pairs:
        if not sign:
            raise CommandError(f"Svaret {question} saknar likhetstecken. Skriv FRÅGA=SVAR.")
    return {question: answer for question, _, answer in pairs}


def _show(answers: list[dict[str, Any]], lines: list[str], as_json: bool) -> None:
    if as_json:
        console.say_json(answers)
    else:
        console.say(*(lines or ["Inget är inläst."]))


def _indicator_id(here: Room, wanted: str) -> str:
    for one in here.catalogue.indicators:
        if wanted.casefold() in (one.id.casefold(), one.code.casefold(), one.name.casefold()):
            return one.id
    raise CommandError(f"Det finns ingen indikator {wanted}.")


def _org_id(here: Room, wanted: str) -> str:
    for identity, name in org_names(here.catalogue).items():
        if wanted.casefold() in (identity.casefold(), name.casefold()):
            return identity
    raise CommandError(f"Det finns ingen enhet {wanted}.")


def _period(wanted: str) -> Period:
    parsed = parse_period(wanted, expected="month")
    if not isinstance(parsed, Understood):
        raise CommandError(f"Perioden {wanted} går inte att tolka. Skriv 2025-03, 2025K1, 2025T1 eller 2025.")
    return parsed.period


def _load(load: Load) -> dict[str, Any]:
    return vars(load)


def _load_text(load: Load) -> str:
    undone = (
        f" Återtagen {load.undone_at:%Y-%m-%d} av {load.undone_by}: {load.reason}" if load.undone_at else ""
    )
    return (
        f"{load.number:>4}  {load.loaded_at:%Y-%m-%d %H:%M}  {load.loaded_by}  {load.file}: "
        f"{console.counted(load.rows_stored, 'uppgift', 'uppgifter')}.{undone}"
    )


def _version(version: Version) -> dict[str, Any]:
    return vars(version) | {"period": version.period.code}


def _version_text(version: Version, names: dict[str, str]) -> str:
    split = [value for value in (version.gender, version.age, version.category) if value != "all"]
    figure = "borttagen" if version.count is None else f"{version.count:g}".replace(".", ",")
    if version.denominator is not None:
        figure += f" av {version.denominator}"
    undone = f" (återtagen {version.undone_at:%Y-%m-%d} av {version.undone_by})" if version.undone_at else ""
    place = ", ".join([names.get(version.org, version.org), version.period.code, *split])
    return (
        f"{place}: version {version.version}, {figure}, inläsning {version.load}, {version.file}, "
        f"{version.loaded_at:%Y-%m-%d} av {version.loaded_by}{undone}"
    )
