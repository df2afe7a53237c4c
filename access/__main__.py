"""Command line of the door: `python -m access revoke SUBJECT` ends every session of one person.

Owns what an operator may do to sessions. Must not know the login provider.
"""

from typing import Annotated

import typer

from access.sessions import session_store
from data.log import Log
from settings import Login, Settings

cli = typer.Typer(add_completion=False, help="Inloggningar i Lägesbild.")


@cli.callback()
def about() -> None:
    """Inloggningar i Lägesbild."""


@cli.command()
def revoke(
    subject: Annotated[
        str, typer.Argument(help="Personens id hos identitetstjänsten, som det står i loggen.")
    ],
) -> None:
    """Avsluta en persons alla inloggningar."""
    settings = Settings()
    ended = session_store(settings, Login()).revoke(subject)
    Log(settings.store).append("revoke", who="operator", subject=subject, sessions=ended)
    typer.echo(f"Avslutade inloggningar: {ended}")


if __name__ == "__main__":
    cli()
