"""How much a file may hold.

Owns the limits of the reading. They protect the machine, and tell people early that a file is not what they
think.
"""

MOST_BYTES = 5_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 500
MOST_CELLS = 1_000_000
MOST_UNPACKED = 80_000_000
MOST_ENTRIES = 2_000
MOST_RATIO = 150
"""Unpacked by packed size of one part; real sheets stay under 60. Only for parts above RATIO_FROM bytes."""
RATIO_FROM = 2_000_000
MOST_LINES_IN_A_CELL = 20
"""More lines than this within quotes is a forgotten quote, not a cell."""
