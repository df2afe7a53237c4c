"""Disclosure control: which cells must be hidden so that no small count can be worked out.

Owns: the pattern of hidden cells of one indicator and year. `protect` is the only way in.
Must not know: the register, files, pages. The audit in this package shares no code with the rest.
"""

from collections.abc import Mapping

from data.protection.problem import CellKey, Problem, ProtectionError, Reason, Rule
from data.protection.simple import protect_simply

__all__ = ["CellKey", "Problem", "ProtectionError", "Reason", "Rule", "protect"]


def protect(problem: Problem) -> Mapping[CellKey, Reason]:
    """Return the planned cells to hide and why. Raises ProtectionError where no safe pattern was found."""
    return protect_simply(problem)
