"""Commands of a machine that shows what another has published: replicate, materialise.

Owns their options and answers. Must not know how a snapshot comes here.
"""

from typing import Annotated

import typer

from data.commands import By, CommandError, Json, app, console, faults
from data.commands.snapshots import places_exposed
from data.sharing.lake import materialise, place_of
from data.sharing.replica import Fetched, replicate, source_of
from settings import Settings, Sharing


@app.command("replicate")
def replicate_command(
    by: By,
    source: Annotated[
        str | None,
        typer.Argument(
            help="Mappen eller https-adressen till det andra lagret; annars LAGESBILD_REPLICA_SOURCE.",
            metavar="FRÅN",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Hämta den ögonblicksbild som gäller i ett annat lager och låt den gälla här."""
    with faults(as_json=as_json):
        settings, sharing = Settings(), Sharing()
        named = source or sharing.replica_source
        if not named:
            raise CommandError("Säg var det andra lagret är, eller sätt LAGESBILD_REPLICA_SOURCE.")
        place = source_of(named, token=sharing.replica_token.get_secret_value())
        done = replicate(settings.store, place, by=by, keep=settings.keep_snapshots)
        tell(done, as_json=as_json)


@app.command("materialise")
def materialise_command(by: By, as_json: Json = False) -> None:
    """Gör en egen fil av kommunens ögonblicksbild i den gemensamma lagringen och låt den gälla här."""
    with faults(as_json=as_json):
        settings = Settings()
        place = place_of(Sharing())
        if place is None:
            raise CommandError("LAGESBILD_LAKE saknas.")
        with console.answers_only():
            done = materialise(settings.store, place, places_exposed, by=by, keep=settings.keep_snapshots)
        tell(done, as_json=as_json)


def tell(done: Fetched, *, as_json: bool) -> None:
    """Say what is in force now."""
    if as_json:
        console.say_json({"snapshot": done.snapshot, "fetched": done.is_new})
    elif done.is_new:
        console.say(f"Ögonblicksbild {done.snapshot} är hämtad och gäller nu.")
    else:
        console.say(f"Ögonblicksbild {done.snapshot} gäller redan.")
