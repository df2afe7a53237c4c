"""What is said to somebody who has typed a command wrong: what, where and how to mend it, in Swedish.

Owns those words, and that a slip of the pen is a fault (1) and no refusal of what was handed in (2). Must
not know what any command does. A value is never repeated: it may be anything.
"""

import sys
from collections.abc import Mapping
from typing import Any, NoReturn

import typer

from data.commands import FAULT, console

PROGRAM = "python -m data"
HOW: Mapping[str, str] = {
    "received": "Skriv dagen som 2026-10-31.",
    "load": "Skriv inläsningens nummer, till exempel 12. Kommandot history visar dem.",
    "answers": "Skriv FRÅGA=SVAR. Frågorna står i svaret från import.",
    "files": "Skriv sökvägen till minst en fil.",
    "out": "Skriv sökvägen till filen som ska skrivas.",
    "archive": "Skriv sökvägen till säkerhetskopian.",
    "snapshot": "Skriv ögonblicksbildens id. Kommandot snapshots visar dem.",
}
"""How to mend a parameter, by its name in the code."""


def run(app: typer.Typer) -> NoReturn:
    """Run the command line and exit with the command's code."""
    try:
        code = app(prog_name=PROGRAM, standalone_mode=False)
    except typer.Abort:
        console.complain("Avbrutet.")
        sys.exit(FAULT)
    except typer.TyperException as error:
        text = told(error)
        if "--json" in sys.argv:
            console.say_json({"error": text})
        console.complain(text)
        sys.exit(FAULT)
    sys.exit(code if isinstance(code, int) else 0)


def told(error: typer.TyperException) -> str:
    """Return the words for what was typed wrong."""
    context: Any = getattr(error, "ctx", None)
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return error.format_message()
    path = context.command_path if context is not None else PROGRAM
    return f"{_what(kind, error, context)} Kommandot {path} --help visar hur det skrivs."


def _what(kind: str, error: Any, context: Any) -> str:
    parameter = getattr(error, "param", None)
    name = _name(parameter)
    mend = HOW.get(getattr(parameter, "name", None) or "", "")
    match kind:
        case "MissingParameter":
            text = f"{name} saknas. {mend}"
        case "BadParameter":
            text = f"{name} går inte att tolka. {mend}"
        case "NoSuchOption":
            near = error.possibilities or ()
            text = "Växeln finns inte." + (f" Menar du {' eller '.join(sorted(near))}?" if near else "")
        case "BadOptionUsage":
            text = f"Växeln {error.option_name} behöver ett värde."
        case _:
            text = _command(context)
    return text.strip()


def _command(context: Any) -> str:
    """Say what is wrong where it is no parameter: an unknown command, or too many words."""
    commands = getattr(getattr(context, "command", None), "commands", None)
    if not commands:
        return "Det står fler ord än kommandot tar emot."
    shown = sorted(name for name, command in commands.items() if not command.hidden)
    return f"Kommandot finns inte. Välj bland {', '.join(shown)}."


def _name(parameter: Any) -> str:
    if parameter is None:
        return "Ett värde"
    if parameter.param_type_name == "option":
        return f"Växeln {max(parameter.opts, key=len)}"
    return f"{parameter.metavar or parameter.name}"
