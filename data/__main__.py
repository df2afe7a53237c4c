"""The command line: `python -m data COMMAND`.

Owns which commands there are. Must not know what they do.
"""

from data import commands_desk, commands_files, commands_replica, commands_retention, commands_snapshots
from data.commands import app

__all__ = [
    "app",
    "commands_desk",
    "commands_files",
    "commands_replica",
    "commands_retention",
    "commands_snapshots",
]

if __name__ == "__main__":
    app(prog_name="python -m data")
