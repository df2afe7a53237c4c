"""The command line: `python -m data COMMAND`.

Owns which commands there are. Must not know what they do.
"""

from data.commands import app
from data.commands import desk as commands_desk
from data.commands import files as commands_files
from data.commands import replica as commands_replica
from data.commands import retention as commands_retention
from data.commands import snapshots as commands_snapshots
from data.commands.usage import run

__all__ = [
    "app",
    "commands_desk",
    "commands_files",
    "commands_replica",
    "commands_retention",
    "commands_snapshots",
]

if __name__ == "__main__":
    run(app)
