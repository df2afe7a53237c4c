"""docs/interfaces.md names every setting and every command with what may follow it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

from access.__main__ import cli
from data.__main__ import app
from settings import Login, Settings, Sharing

TEXT = Path("docs/interfaces.md").read_text("utf-8")
COMMANDS: dict[str, typer.Typer] = {"data": app, "access": cli}
SETTING = re.compile(r"^\| `((?:LAGESBILD_)?[A-Z][A-Z_]+)` \| (.*?) \|", re.MULTILINE)
COMMAND = re.compile(r"^\| `((?:data|access) [a-z-]+)( [^`]*)?` \|", re.MULTILINE)


def settings() -> dict[str, object]:
    """Every setting with its default."""
    found: dict[str, object] = {}
    for kind in (Settings, Login, Sharing):
        for name, field in kind.model_fields.items():
            alias = field.validation_alias
            found[alias if isinstance(alias, str) else f"LAGESBILD_{name.upper()}"] = field.default
    return found


def commands() -> Iterator[tuple[str, set[str]]]:
    """Every command with what may follow it: options, and how many arguments."""
    for program, application in COMMANDS.items():
        group = get_command(application)
        assert isinstance(group, TyperGroup)
        for name, command in group.commands.items():
            if not command.hidden:
                options = {one.opts[0] for one in command.params if one.param_type_name == "option"}
                arguments = [one for one in command.params if one.param_type_name == "argument"]
                yield f"{program} {name}", options | {f"{len(arguments)} arguments"}


def test_every_setting_is_documented() -> None:
    assert {name for name, _ in SETTING.findall(TEXT)} == settings().keys()


@pytest.mark.parametrize(("name", "told"), SETTING.findall(TEXT))
def test_the_default_of_a_setting_is_the_one_that_is_told(name: str, told: str) -> None:
    default = settings()[name]
    if told.startswith("`") and not told.endswith("in the store"):
        assert told.strip("`") in {str(default), f"{default:g}" if isinstance(default, float) else ""} or str(
            default
        ).endswith(told.strip("`"))
    else:
        assert str(default) in {"", "None", "**********"}


def test_every_command_is_documented_with_what_may_follow_it() -> None:
    told = {
        name: set(re.findall(r"--[a-z-]+", rest))
        | {f"{len(re.findall(r'(?<![-a-z])[A-ZÅÄÖ_]{2,}', rest))} arguments"}
        for name, rest in COMMAND.findall(TEXT)
    }
    assert told == dict(commands())
