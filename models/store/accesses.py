"""Roles, grants and groups of accounts, in their tables. Written only after :func:`models.access.check_roles`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select

from models.access import Role, check_roles
from models.account import Access
from models.store.schema_accounts import account_groups, account_roles, grants


def accesses(connection: Connection, names: Sequence[str] | None = None) -> dict[str, Access]:
    """What each of these accounts may, or all of them."""

    def rows(table: Table) -> dict[str, list[Row[Any]]]:
        query = select(table) if names is None else select(table).where(table.c.user.in_(names))
        found: dict[str, list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(query):
            found[row.user].append(row)
        return found

    roles, owners, groups = rows(account_roles), rows(grants), rows(account_groups)
    return {
        name: Access(
            frozenset(Role(row.role) for row in roles[name]),
            frozenset(row.owner for row in owners[name]),
            frozenset(row.owner for row in roles[name] if row.owner),
            frozenset(row.name for row in groups[name]),
        )
        for name in roles.keys() | owners.keys() | groups.keys()
    }


def set_access(connection: Connection, name: str, access: Access) -> None:
    """Put what the account may in the place of what it was. Raises :class:`models.errors.RoleConflictError`."""
    check_roles(access.roles, access.owners, access.officer_of)
    plain = [{"user": name, "role": role.value, "owner": ""} for role in access.roles if role is not Role.OFFICER]
    officer = [{"user": name, "role": Role.OFFICER.value, "owner": owner} for owner in access.officer_of]
    _replace(connection, account_roles, name, [*plain, *officer])
    _replace(connection, grants, name, [{"user": name, "owner": owner} for owner in access.owners])
    _replace(connection, account_groups, name, [{"user": name, "name": group} for group in access.groups])


def _replace(connection: Connection, table: Table, name: str, rows: list[dict[str, str]]) -> None:
    connection.execute(delete(table).where(table.c.user == name))
    if rows:
        connection.execute(insert(table), rows)
