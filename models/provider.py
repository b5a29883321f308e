"""What the identity provider's groups mean here: a rule a line, ``GROUP = ROLE @ OWNER``, from the settings.

    Miljö-inspektörer = user @ Miljönämnden
    Miljö-analytiker = analyst @ Miljönämnden
    Miljö-sekretess = officer @ Miljönämnden
    IT-drift = administrator
    Utredning = group

A group may stand on several lines. ``group`` gives membership only. Lines may also be joined by ``;``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from models.access import Role
from models.account import Access
from models.errors import InvalidSettingError

_RULE: Final = re.compile(r"(?P<group>.+?)\s*=\s*(?P<role>\w+)(?:\s*@\s*(?P<owner>\S.*))?")
_MEMBERSHIP: Final = "group"
_OF_AN_OWNER: Final = frozenset({Role.USER, Role.ANALYST, Role.ARCHIVIST, Role.OFFICER})


@dataclass(frozen=True, slots=True)
class GroupRule:
    """What one group gives: a role (None for membership only), and a grant for the owner."""

    group: str
    role: Role | None
    owner: str = ""


def parse_rules(text: str) -> tuple[GroupRule, ...]:
    """The rules as they are written. Raises :class:`InvalidSettingError`, by the number of the rule."""
    lines = [line.strip() for line in re.split(r"[;\n]", text)]
    written = [line for line in lines if line and not line.startswith("#")]
    return tuple(_rule(number, line) for number, line in enumerate(written, 1))


def access_from(groups: Iterable[str], rules: Iterable[GroupRule]) -> Access:
    """What somebody in these groups may. Not yet checked: :func:`models.access.check_roles` says whether it can be."""
    held = frozenset(groups)
    mine = [rule for rule in rules if rule.group in held]
    return Access(
        frozenset(rule.role for rule in mine if rule.role),
        frozenset(rule.owner for rule in mine if rule.owner),
        frozenset(rule.owner for rule in mine if rule.role is Role.OFFICER),
        frozenset(rule.group for rule in mine),
    )


def _rule(number: int, line: str) -> GroupRule:
    found = _RULE.fullmatch(line)
    known = {role.value for role in Role} | {_MEMBERSHIP}
    if found is None or found["role"] not in known:
        raise InvalidSettingError(
            f"[oidc] groups, regel {number}: ska vara GRUPP = ROLL @ ÄGARE; roller: {sorted(known)}"
        )
    role, owner = None if found["role"] == _MEMBERSHIP else Role(found["role"]), found["owner"] or ""
    if (role in _OF_AN_OWNER) != bool(owner):
        raise InvalidSettingError(f"[oidc] groups, regel {number}: {found['role']} gäller en ägare, eller ingen")
    return GroupRule(found["group"], role, owner.strip())
