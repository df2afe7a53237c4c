"""How long handed-in files are kept: their bytes go when the time has passed, what was read from them stays.

Owns that. Must not know the settings, nor what is in a file. Removing is itself in the log.
"""

from datetime import date
from pathlib import Path

from data.importing import ORIGINALS
from data.log import Log
from data.register import opened

MONTHS_A_YEAR = 12


def retain(store: Path, *, months: int, today: date, by: str, wait_seconds: float) -> int:
    """Remove the originals of files loaded more than so many months ago; return how many. Raises BusyError.

    A file that has been loaded again since, after an undo, counts from the latest load.
    """
    first_kept = _months_before(today, months)
    with opened(store, wait_seconds=wait_seconds) as register:
        latest: dict[str, date] = {}
        for load in register.loads():
            loaded = load.loaded_at.date()
            latest[load.sha256] = max(loaded, latest.get(load.sha256, loaded))
        old = [path for path in (store / ORIGINALS).glob("*") if latest.get(path.name, date.max) < first_kept]
        for path in old:
            path.unlink()
    if old:
        Log(store).append("retain", who=by, files=len(old), older_than_months=months)
    return len(old)


def _months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last day of that month when it is shorter."""
    number = day.year * MONTHS_A_YEAR + day.month - 1 - months
    year, month = divmod(number, MONTHS_A_YEAR)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(f"no day {months} months before {day}")
