"""The command that removes handed-in files whose time has passed.

Owns its options and answer. Must not know how long that is: it is a setting.
"""

from data.commands import By, app, console, faults, room, today
from data.register import REGISTER_FILE
from data.retention import retain as remove_old


@app.command()
def retain(by: By) -> None:
    """Ta bort originalfiler som är äldre än inställningen säger. Uppgifterna och historiken finns kvar."""
    with faults():
        settings = room().settings
        months = settings.keep_originals_months
        if months is None:
            console.say("Inget gallras: LAGESBILD_KEEP_ORIGINALS_MONTHS är inte satt.")
            return
        removed = 0
        if (settings.store / REGISTER_FILE).exists():
            removed = remove_old(
                settings.store, months=months, today=today(), by=by, wait_seconds=settings.wait_seconds
            )
        files = console.counted(removed, "originalfil", "originalfiler")
        console.say(f"{files} äldre än {console.counted(months, 'månad', 'månader')} är borttagna.")
