"""Roles and grants: what no account may be, and what each role is for, over every combination."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain, combinations

import pytest

from models.access import EVERYDAY, Deed, Role, Viewer, check_roles, has_grant, may
from models.account import Access, Account, needs_second_factor
from models.errors import RoleConflictError
from models.lockout import ACCOUNT, ADDRESS, Patience

EVERY = [frozenset(some) for some in chain.from_iterable(combinations(Role, size) for size in range(len(Role) + 1))]
NOBODY: frozenset[str] = frozenset()
A, AB = frozenset({"A"}), frozenset({"A", "B"})


def _allowed(roles: frozenset[Role], owners: frozenset[str], officer_of: frozenset[str]) -> bool:
    try:
        check_roles(roles, owners, officer_of)
    except RoleConflictError:
        return False
    return True


@pytest.mark.parametrize("roles", EVERY, ids=lambda roles: "+".join(sorted(roles)) or "none")
def test_an_administrator_is_nothing_else_and_an_officer_is_somebodys(roles: frozenset[Role]) -> None:
    for owners in (NOBODY, A, AB):
        for officer_of in (NOBODY, A):
            alone = roles == {Role.ADMINISTRATOR} and not owners and not officer_of
            together = bool(roles) and Role.ADMINISTRATOR not in roles
            officer = (Role.OFFICER in roles) == bool(officer_of) and officer_of <= owners
            assert _allowed(roles, owners, officer_of) is (alone or (together and officer))


@pytest.mark.parametrize("roles", EVERY, ids=lambda roles: "+".join(sorted(roles)) or "none")
def test_no_viewer_administers_and_reads_or_reviews(roles: frozenset[Role]) -> None:
    """Whatever the register says: not even what check_roles refuses makes such a viewer."""
    viewer = Account("eva", "Eva", Access(roles, AB)).viewer()
    if may(viewer, Deed.ADMINISTER):
        assert not any(may(viewer, deed) for deed in Deed if deed is not Deed.ADMINISTER)
        assert not any(has_grant(viewer, owner) for owner in AB)
    else:
        assert may(viewer, Deed.READ) is bool(roles & (EVERYDAY | {Role.OFFICER}))


def test_each_role_is_for_its_own() -> None:
    deeds = {
        role: {deed.value for deed in Deed if may(Viewer("eva", A, roles=frozenset({role})), deed)} for role in Role
    }
    assert deeds == {
        Role.USER: {"read"},
        Role.ANALYST: {"read", "analyse", "give_out"},
        Role.ARCHIVIST: {"read", "archive", "give_out"},
        Role.OFFICER: {"read", "archive", "give_out"},
        Role.REVIEWER: {"review"},
        Role.ADMINISTRATOR: {"administer"},
    }


@pytest.mark.parametrize(
    ("rule", "roles", "needs"),
    [
        ("own", {Role.ADMINISTRATOR}, False),
        ("privileged", {Role.ADMINISTRATOR}, True),
        ("privileged", {Role.REVIEWER, Role.USER}, True),
        ("privileged", EVERYDAY, False),
        ("all", {Role.USER}, True),
    ],
)
def test_who_must_have_a_second_factor(rule: str, roles: frozenset[Role], needs: bool) -> None:
    access = Access(frozenset(roles))
    assert needs_second_factor(Account("eva", "Eva", access), rule) is needs
    assert not needs_second_factor(Account("eva", "Eva", access, second_factor=True), rule)
    assert not needs_second_factor(Account("eva", "Eva", access, issuer="https://idp.example"), rule)


@pytest.mark.parametrize("patience", [ACCOUNT, ADDRESS])
def test_waits_never_shrink_and_never_last(patience: Patience) -> None:
    waits = [patience.wait(failures) for failures in range(200)]
    assert waits[patience.free] == timedelta(0) < waits[patience.free + 1]
    assert waits == sorted(waits)
    assert waits[-1] == patience.longest <= timedelta(minutes=15)
