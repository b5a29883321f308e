"""Users of the front end, their passwords and the owners they have a grant for."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, insert, select, update

from models import swedish
from models.access import Viewer
from models.errors import UnknownUserError
from models.store.database import Database
from models.store.schema import grants, users

# The library's defaults (argon2id, RFC 9106's low-memory profile) are above OWASP's minimum.
_HASHER = PasswordHasher()


@lru_cache(maxsize=1)
def _absent() -> str:
    """A hash that no password has: an unknown name takes as long to refuse as a wrong password."""
    return _HASHER.hash(secrets.token_hex())


@dataclass(frozen=True, slots=True)
class User:
    name: str
    display: str
    owners: frozenset[str]
    disabled: bool


class Users:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, display: str, password: str, owners: Iterable[str]) -> None:
        """Add a user, or give the one there a new password, display name and set of grants."""
        hashed = _HASHER.hash(password)
        with self._database.write() as connection:
            changed = connection.execute(
                update(users).where(users.c.name == name).values(display=display, password_hash=hashed, disabled=False)
            )
            if changed.rowcount == 0:
                connection.execute(
                    insert(users).values(
                        name=name,
                        display=display,
                        password_hash=hashed,
                        created=swedish.now(),
                    )
                )
            _grant(connection, name, owners)

    def verify(self, name: str, password: str) -> Viewer | None:
        """The viewer if the password is right and the account is open; it takes as long to say no."""
        with self._database.read() as connection:
            row = connection.execute(select(users).where(users.c.name == name)).one_or_none()
        try:
            _HASHER.verify(row.password_hash if row else _absent(), password)
        except (VerificationError, InvalidHashError):
            return None
        return self.viewer(name) if row and not row.disabled else None

    def viewer(self, name: str) -> Viewer:
        """The viewer with this user's grants. Raises :class:`UnknownUserError`, for a disabled one too."""
        user = next(
            (user for user in self.list() if user.name == name and not user.disabled),
            None,
        )
        if user is None:
            raise UnknownUserError(f"Det finns ingen användare {name!r}")
        return Viewer(user.name, user.owners)

    def display(self, name: str) -> str:
        """The name to show."""
        return next((user.display for user in self.list() if user.name == name), name)

    def disable(self, name: str) -> None:
        """Close the account: out at the next request."""
        with self._database.write() as connection:
            connection.execute(update(users).where(users.c.name == name).values(disabled=True))

    def list(self) -> list[User]:
        """All users in Swedish order of their display names."""
        with self._database.read() as connection:
            rows = connection.execute(select(users)).all()
            owners = connection.execute(select(grants)).all()
        found = [
            User(
                row.name,
                row.display,
                frozenset(g.owner for g in owners if g.user == row.name),
                bool(row.disabled),
            )
            for row in rows
        ]
        return sorted(found, key=lambda user: swedish.sort_key(user.display))


def _grant(connection: Connection, name: str, owners: Iterable[str]) -> None:
    connection.execute(delete(grants).where(grants.c.user == name))
    rows = [{"user": name, "owner": owner} for owner in sorted(set(owners))]
    if rows:
        connection.execute(insert(grants), rows)
