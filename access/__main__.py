"""Command line of the door: ends the sessions of a person, and makes, lists and revokes keys for tools.

Owns what an operator may do there. Must not know the login provider.
"""

import os
from datetime import datetime
from typing import Annotated

import typer

from access.keys import Key, KeyFaultError, KeyRole, Keys
from access.session_databases import DatabaseError, database_of
from access.sessions import session_store
from data.locks import BusyError
from data.log import Log, whoami
from settings import Login, Settings

FAULT, REFUSED = 1, 2

cli = typer.Typer(
    add_completion=False,
    help="Inloggningar och nycklar i Lägesbild.",
    rich_markup_mode=None,
    # A fault that is drawn with the values of variables would show a key.
    pretty_exceptions_enable=False,
)


By = Annotated[str, typer.Option("--by", help="Vem som gör det; skrivs i loggen.", default_factory=whoami)]


@cli.callback()
def about() -> None:
    """Inloggningar och nycklar i Lägesbild."""


@cli.command()
def revoke(
    subject: Annotated[
        str, typer.Argument(help="Personens id hos identitetstjänsten, som det står i loggen.")
    ],
    by: By,
) -> None:
    """Avsluta en persons alla inloggningar."""
    settings = _settings()
    ended = session_store(settings, Login()).revoke(subject)
    _note(settings, "revoke", who=by, subject=subject, sessions=ended)
    typer.echo(f"Avslutade inloggningar: {ended}")


@cli.command("make-key")
def make_key(
    name: Annotated[str, typer.Argument(help="Vilket verktyg nyckeln är till.")],
    *,
    role: Annotated[KeyRole, typer.Option("--role", help="Hur fina siffror verktyget får läsa.")],
    last_day: Annotated[
        datetime,
        typer.Option("--until", formats=["%Y-%m-%d"], help="Sista dagen nyckeln gäller, högst ett år fram."),
    ],
    by: By,
) -> None:
    """Gör en nyckel och visa den, en enda gång."""
    settings = _settings()
    keys = _keys(settings)
    try:
        key, text = keys.make(name, role=role, last_day=last_day.date(), made_by=by)
    except KeyFaultError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(REFUSED) from error
    about = {"key": key.id, "name": key.name, "role": key.role.value, "until": key.last_day.isoformat()}
    try:
        Log(settings.store).append("key_made", who=by, **about)
    except (OSError, BusyError) as error:
        # A key that the log does not know of must not live. Nobody has seen it yet.
        keys.revoke(key.id)
        typer.echo("Loggen gick inte att skriva. Ingen nyckel gjordes.", err=True)
        raise typer.Exit(FAULT) from error
    typer.echo(text)
    typer.echo("Nyckeln visas bara nu. Lägg den där verktyget förvarar lösenord.", err=True)
    typer.echo(_line(key, now=keys.clock()), err=True)


@cli.command("keys")
def list_keys() -> None:
    """Visa vilka nycklar som finns, när de går ut och när de senast användes."""
    keys = _keys(_settings())
    for key in keys.every():
        typer.echo(_line(key, now=keys.clock()))


@cli.command("revoke-key")
def revoke_key(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="Nyckelns id, som det står i listan.")],
    by: By,
) -> None:
    """Spärra en nyckel. Nästa fråga med den nekas."""
    settings = _settings()
    if not _keys(settings).revoke(key_id):
        typer.echo("Det finns ingen sådan nyckel som gäller.", err=True)
        raise typer.Exit(REFUSED)
    _note(settings, "key_revoked", who=by, key=key_id)
    typer.echo(f"Spärrad: {key_id}")


def _note(settings: Settings, what: str, *, who: str, **about: str | int) -> None:
    """Write down what has been done: closing a door must not wait for room on the disk."""
    try:
        Log(settings.store).append(what, who=who, snapshot=None, **about)
    except (OSError, BusyError) as error:
        typer.echo("Det är gjort, men loggen gick inte att skriva.", err=True)
        raise typer.Exit(FAULT) from error


def _settings() -> Settings:
    settings = Settings()
    if settings.store.exists() and settings.store.stat().st_uid != os.geteuid():
        # Files made by root, say, would keep the service from signing anybody in.
        typer.echo("Kör kommandot som den användare som äger lagret: se docs/drift.md.", err=True)
        raise typer.Exit(FAULT)
    return settings


def _keys(settings: Settings) -> Keys:
    database = database_of(settings, Login())
    try:
        database.prepare()
    except DatabaseError as error:
        typer.echo("Nycklarnas databas går inte att nå.", err=True)
        raise typer.Exit(FAULT) from error
    return Keys(database)


def _line(key: Key, *, now: float) -> str:
    state = (
        "spärrad"
        if key.revoked_at is not None
        else "har gått ut"
        if key.expires_at <= now
        else f"gäller till och med {key.last_day}"
    )
    used = f"senast använd {key.used_on}" if key.used_on else "aldrig använd"
    return f"{key.id}  {key.role.value}  {state}  {used}  {key.name}  (gjord av {key.made_by})"


if __name__ == "__main__":
    cli()
