"""Ranges that a spreadsheet has turned into dates: `1-5` that became 5 January.

Owns how such a cell looks. Must not know which column it stands in.
"""

import re
from datetime import date, datetime

from data.reading.grid import Cell, clean

_MONTH = "jan|feb|mar|mars|apr|april|maj|jun|juni|jul|juli|aug|sep|sept|okt|nov|dec"
_DAY_AND_MONTH = re.compile(rf"\d{{1,2}}[- ](?:{_MONTH})\.?|(?:{_MONTH})\.?[- ]\d{{1,2}}|\d{{4}}-\d\d-\d\d")


def is_date_like(cell: Cell) -> bool:
    """Say whether the cell is a date, or text such as `5-jan`."""
    if isinstance(cell, date | datetime):
        return True
    return isinstance(cell, str) and bool(_DAY_AND_MONTH.fullmatch(clean(cell).casefold()))
