"""Accounts of the front end: their passwords, roles and grants. A viewer is made of them anew for each request."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, insert, select, update

from models import swedish
from models.access import EVERYDAY, Role, Viewer
from models.account import Access, Account
from models.errors import AccountExistsError, UnknownUserError
from models.store.accesses import accesses, set_access
from models.store.database import Database
from models.store.schema_accounts import second_factors, users

# The library's defaults (argon2id, RFC 9106's low-memory profile) are above OWASP's minimum.
_HASHER = PasswordHasher()


@lru_cache(maxsize=1)
def _absent() -> str:
    """A hash that no password has: an unknown name takes as long to refuse as a wrong password."""
    return _HASHER.hash(secrets.token_hex())


class Users:
    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def warm_up() -> None:
        """Before the first question is asked: it would else take twice as long for an unknown name."""
        _absent()

    def add(
        self, name: str, display: str, password: str, owners: Iterable[str], roles: Collection[Role] = EVERYDAY
    ) -> None:
        """Add an account, or give the one there a new password, display name, roles and grants, and open it.

        The demo and tests; people use :meth:`create`. Raises :class:`models.errors.RoleConflictError`.
        """
        with self._database.write() as connection:
            values = {"display": display, "password_hash": _HASHER.hash(password), "disabled": False}
            if not connection.execute(update(users).where(users.c.name == name).values(**values)).rowcount:
                connection.execute(insert(users).values(name=name, created=swedish.now(), **values))
            set_access(connection, name, Access(frozenset(roles), frozenset(owners)))

    def create(self, account: Account, password: str | None) -> None:
        """Add the account; ``password`` None where a provider vouches for it.

        Raises :class:`AccountExistsError` and :class:`models.errors.RoleConflictError`.
        """
        hashed = _HASHER.hash(password) if password is not None else ""
        with self._database.write() as connection:
            if connection.execute(select(users.c.name).where(users.c.name == account.name)).one_or_none():
                raise AccountExistsError(f"Kontot {account.name!r} finns redan")
            connection.execute(
                insert(users).values(
                    name=account.name,
                    display=account.display,
                    password_hash=hashed,
                    created=swedish.now(),
                    issuer=account.issuer,
                    subject=account.subject,
                    must_change=account.must_change,
                )
            )
            set_access(connection, account.name, account.access)

    def verify(self, name: str, password: str) -> Viewer | None:
        """The viewer if the password is right and the account is open; it takes as long to say no."""
        with self._database.read() as connection:
            row = connection.execute(select(users).where(users.c.name == name)).one_or_none()
        try:
            _HASHER.verify((row.password_hash if row else "") or _absent(), password)
        except (VerificationError, InvalidHashError):
            return None
        if row is None or row.disabled:
            return None
        if _HASHER.check_needs_rehash(row.password_hash):
            self._set(name, password_hash=_HASHER.hash(password))
        return self.viewer(name)

    def get(self, name: str) -> Account:
        """The account. Raises :class:`UnknownUserError`."""
        found = self.find(name)
        if found is None:
            raise UnknownUserError(f"Det finns ingen användare {name!r}")
        return found

    def find(self, name: str) -> Account | None:
        """The account, or None where there is none."""
        return next(iter(self._where(name=name)), None)

    def of_subject(self, issuer: str, subject: str) -> Account | None:
        """The account that this provider vouches for under this name of its own, or None."""
        return next(iter(self._where(issuer=issuer, subject=subject)), None) if subject else None

    def viewer(self, name: str) -> Viewer:
        """The viewer with this user's grants. Raises :class:`UnknownUserError`, for a disabled one too."""
        account = self.get(name)
        if account.disabled:
            raise UnknownUserError(f"Det finns ingen användare {name!r}")
        return account.viewer()

    def display(self, name: str) -> str:
        """The name to show."""
        query = select(users.c.display).where(users.c.name == name)
        with self._database.read() as connection:
            return connection.execute(query).scalar_one_or_none() or name

    def disable(self, name: str) -> None:
        """Close the account: out at the next request."""
        self._set(name, disabled=True)

    def enable(self, name: str) -> None:
        """Open a closed account."""
        self._set(name, disabled=False)

    def set_password(self, name: str, password: str, *, must_change: bool = False) -> None:
        """Give the account another password; ``must_change`` where somebody else than its holder chose it."""
        self._set(name, password_hash=_HASHER.hash(password), must_change=must_change)

    def set_display(self, name: str, display: str) -> None:
        self._set(name, display=display)

    def set_access(self, name: str, access: Access) -> None:
        """Give the account these roles, grants and groups. Raises :class:`models.errors.RoleConflictError`."""
        with self._database.write() as connection:
            set_access(connection, name, access)

    def list(self) -> list[Account]:
        """All accounts in Swedish order of their display names."""
        return sorted(self._where(), key=lambda account: swedish.sort_key(account.display))

    def _set(self, name: str, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(update(users).where(users.c.name == name).values(**values))

    def _where(self, **values: str) -> tuple[Account, ...]:
        query = select(users).where(*(users.c[column] == value for column, value in values.items()))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            names = [row.name for row in rows] if values else None
            held, strong = accesses(connection, names), _second_factors(connection, names)
        return tuple(
            Account(
                row.name,
                row.display,
                held.get(row.name, Access()),
                bool(row.disabled),
                row.issuer,
                row.subject,
                bool(row.must_change),
                row.name in strong,
            )
            for row in rows
        )


def _second_factors(connection: Connection, names: Sequence[str] | None) -> frozenset[str]:
    """Which of these accounts have one, or of all."""
    query = select(second_factors.c.user).where(second_factors.c.confirmed.is_not(None))
    if names is not None:
        query = query.where(second_factors.c.user.in_(names))
    return frozenset(connection.execute(query).scalars())
