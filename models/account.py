"""An account (*konto*): who may sign in, as what, and how far a session has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.access import Purpose, Role, Viewer

PRIVILEGED: Final = frozenset({Role.OFFICER, Role.REVIEWER, Role.ADMINISTRATOR})
"""Roles that decide of others' access or look at what others did: they sign in with a second factor by default."""

SECOND_FACTORS: Final = ("own", "privileged", "all")
"""Who must have a second factor: those who chose it, those with a privileged role, everyone."""


@dataclass(frozen=True, slots=True)
class Access:
    """What an account may: its roles, grants, whose officer it is, and its groups."""

    roles: frozenset[Role] = frozenset()
    owners: frozenset[str] = frozenset()
    officer_of: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the register has it. ``issuer`` and ``subject`` are empty where the password is ours to check."""

    name: str
    display: str
    access: Access
    disabled: bool = False
    issuer: str = ""
    subject: str = ""
    must_change: bool = False
    second_factor: bool = False

    @property
    def owners(self) -> frozenset[str]:
        return self.access.owners

    @property
    def local(self) -> bool:
        """Whether it signs in with a password of ours."""
        return not self.issuer

    def viewer(self) -> Viewer:
        """The viewer that the account is right now. An administrator's has no owner, whatever the register says."""
        access = self.access
        if Role.ADMINISTRATOR in access.roles:
            return Viewer(self.name, frozenset(), roles=frozenset({Role.ADMINISTRATOR}))
        return Viewer(self.name, access.owners, "", access.roles, access.officer_of, access.groups)


class Stage(StrEnum):
    """How far a session has come."""

    CODE = "code"  # the password was right; a code is asked for
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Session:
    """A session: whose, why, since when. ``id`` tells it from others and opens nothing."""

    id: str
    user: str
    purpose: Purpose | None
    started: datetime
    seen: datetime
    stage: Stage = Stage.WHOLE
    agent: str = ""


def needs_second_factor(account: Account, rule: str) -> bool:
    """Whether the account has to have one before it does anything else, by the site's rule (``SECOND_FACTORS``).

    A provider's accounts have theirs at the provider.
    """
    if not account.local or account.second_factor or rule == "own":
        return False
    return rule == "all" or not account.access.roles.isdisjoint(PRIVILEGED)
