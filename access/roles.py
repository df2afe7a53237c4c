"""Permissions, roles and what each role may do: the only place where this is decided.

It must not know Flask, Dash or any page: a page names its permission and asks the guard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, unique


@unique
class Permission(Enum):
    """What a page, callback, file or route demands of the person who asks for it."""

    ENTER = "enter"
    """Login, log-out, health and the security contact: public."""
    READ_STATEMENT = "read_statement"
    """The accessibility statement: public, also before login."""
    READ_OVERVIEW = "read_overview"
    """The overview page."""
    READ_REPORT = "read_report"
    """The report to the committee, as page."""
    DOWNLOAD_REPORT = "download_report"
    """The same report and the yearly basis, as files."""
    READ_METHOD = "read_method"
    """Background figures, definitions and method."""
    READ_PUBLISHED = "read_published"
    """The pages of the six measures and the comparison."""
    DOWNLOAD = "download"
    """Files of published figures."""
    COORDINATE = "coordinate"
    """Reporting status, loading and publishing, and the log."""


@unique
class Role(Enum):
    """What the login provider says about a person; the value is the name used in settings and claims."""

    NAMND = "namnd"
    LEDNING = "ledning"
    SAMORDNARE = "samordnare"


PUBLIC: frozenset[Permission] = frozenset({Permission.ENTER, Permission.READ_STATEMENT})
"""Granted to everyone, signed in or not."""

_NAMND = PUBLIC | {
    Permission.READ_OVERVIEW,
    Permission.READ_REPORT,
    Permission.DOWNLOAD_REPORT,
    Permission.READ_METHOD,
}
_LEDNING = _NAMND | {Permission.READ_PUBLISHED, Permission.DOWNLOAD}

ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.NAMND: _NAMND,
    Role.LEDNING: _LEDNING,
    Role.SAMORDNARE: _LEDNING | {Permission.COORDINATE},
}


@dataclass(frozen=True)
class Visitor:
    """The person behind one request.

    subject: the provider's stable id, empty for someone who is not signed in.
    name: what the shell shows.
    roles: may be empty; a person signed in without a role sees what is public.
    """

    subject: str
    name: str
    roles: frozenset[Role]

    @property
    def is_signed_in(self) -> bool:
        """Whether the person has proved who they are."""
        return bool(self.subject)

    def may(self, permission: Permission) -> bool:
        """Whether any of the visitor's roles grants the permission."""
        return permission in PUBLIC or any(permission in ROLE_PERMISSIONS[role] for role in self.roles)


TOOL_PERMISSIONS: frozenset[Permission] = frozenset({Permission.DOWNLOAD, Permission.DOWNLOAD_REPORT})
"""What a key opens, whatever its role: data and files, for a tool has no use for anything else."""


@dataclass(frozen=True)
class Tool(Visitor):
    """A program that has shown a key. Its role says how fine its figures may be (`classes.py`), no more.

    A person of the committee gets no files of figures. A tool of the committee gets them as coarse as the
    committee may see them: otherwise it would have to be given the finer ones.
    """

    def may(self, permission: Permission) -> bool:
        """Whether the permission is public, or of the few that a key opens."""
        return permission in PUBLIC or (permission in TOOL_PERMISSIONS and bool(self.roles))


ANONYMOUS = Visitor(subject="", name="", roles=frozenset())
"""Someone who is not signed in."""

LOCAL = Visitor(subject="local", name="Lokal användare", roles=frozenset(Role))
"""Whoever sits at the machine in the `local` environment, where everything is granted."""
