"""Given names common in Sweden, to recognise a person's full name in a cell.

Owns the list, first_names.txt. It is meant to catch lists of people, not every person: the headings, numbers
and addresses of personal_data.py do most of the work. Must not know cells.
"""

from pathlib import Path

FIRST_NAMES: frozenset[str] = frozenset(
    Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split()
)
