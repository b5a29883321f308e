"""Second factors: codes of a time (TOTP, RFC 6238) from an app, and recovery codes; each is good once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import pyotp
from sqlalchemy import Connection, delete, func, insert, select, update

from models import swedish
from models.passwords import SIGNS, made_up
from models.store.database import Database
from models.store.schema_accounts import recovery_codes, second_factors
from models.store.sealing import keyed_hash, seal, unseal

ISSUER: Final = "samsyn"
RECOVERY_CODES: Final = 10
_GROUPS: Final = 7  # of four signs: 138 bits, so that a fast hash is enough (ASVS 5.0, 6.5.2 and 11.5.1)
_STEP: Final = 30  # seconds: what every app assumes
_NEAR: Final = (-1, 0, 1)  # steps that a telephone's clock may be off (RFC 6238, 5.2: one at most)
_WHAT: Final = "second factor"


class SecondFactors:
    def __init__(self, database: Database, key: bytes, seconds: int = 90) -> None:
        """``seconds``: how long a code is good; 30 is its own step alone, and asks for clocks that go right."""
        self._database = database
        self._key = key
        self._near = (0,) if seconds == _STEP else _NEAR

    def has(self, user: str) -> bool:
        """Whether the account has one that a code has confirmed."""
        query = select(second_factors.c.confirmed).where(second_factors.c.user == user)
        with self._database.read() as connection:
            return connection.execute(query).scalar_one_or_none() is not None

    def offer(self, user: str) -> str:
        """The address (``otpauth://``) that an app takes in, of a new secret or the one offered before.

        It counts for nothing until :meth:`confirm`. An account that has one gets no other: remove it first.
        """
        with self._database.write() as connection:
            row = connection.execute(select(second_factors).where(second_factors.c.user == user)).one_or_none()
            if row is not None and row.confirmed is not None:
                raise ValueError("there is a confirmed second factor")
            if row is None:
                secret = pyotp.random_base32()
                values = {"user": user, "secret": seal(self._key, _WHAT, user, secret)}
                connection.execute(insert(second_factors).values(**values))
            else:
                secret = unseal(self._key, _WHAT, user, row.secret)
        return pyotp.TOTP(secret).provisioning_uri(name=user, issuer_name=ISSUER)

    def confirm(self, user: str, code: str, at: datetime | None = None) -> list[str] | None:
        """Take the offered secret into use if the code is its own; the recovery codes, shown only now, or None."""
        now = at or swedish.now()
        step, made = self._step(user, code, now), _made_up()
        if self.has(user) or step is None:
            return None
        with self._database.write() as connection:  # in force with its codes, or not at all
            taken = _use(connection, user, step, confirmed=now)
            if taken:
                self._replace(connection, user, made)
        return made if taken else None

    def verify(self, user: str, code: str, at: datetime | None = None) -> bool:
        """Whether the code is right and was not used before: of the app, or a recovery code, which is then gone."""
        return self.has(user) and (self._spend(user, code, at or swedish.now()) or self._recovered(user, code))

    def renew(self, user: str) -> list[str]:
        """New recovery codes in the place of all earlier ones."""
        made = _made_up()
        with self._database.write() as connection:
            self._replace(connection, user, made)
        return made

    def left(self, user: str) -> int:
        """How many recovery codes are left."""
        query = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.user == user)
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def remove(self, user: str) -> None:
        """Take the second factor away, with its recovery codes."""
        with self._database.write() as connection:
            connection.execute(delete(recovery_codes).where(recovery_codes.c.user == user))
            connection.execute(delete(second_factors).where(second_factors.c.user == user))

    def _replace(self, connection: Connection, user: str, made: Sequence[str]) -> None:
        rows = [{"user": user, "code_hash": self._hash(user, code)} for code in made]
        connection.execute(delete(recovery_codes).where(recovery_codes.c.user == user))
        connection.execute(insert(recovery_codes), rows)

    def _spend(self, user: str, code: str, at: datetime) -> bool:
        step = self._step(user, code, at)
        if step is None:
            return False
        with self._database.write() as connection:
            return _use(connection, user, step)

    def _step(self, user: str, code: str, at: datetime) -> int | None:
        """The time step whose code this is, by the account's app."""
        digits = "".join(code.split())
        with self._database.read() as connection:
            row = connection.execute(select(second_factors).where(second_factors.c.user == user)).one_or_none()
        if row is None or not digits.isascii():
            return None
        return _step_of(unseal(self._key, _WHAT, user, row.secret), digits, at, self._near)

    def _recovered(self, user: str, code: str) -> bool:
        this = (recovery_codes.c.user == user) & (recovery_codes.c.code_hash == self._hash(user, code))
        with self._database.write() as connection:
            return connection.execute(delete(recovery_codes).where(this)).rowcount == 1

    def _hash(self, user: str, code: str) -> str:
        plain = "".join(sign for sign in code.casefold() if sign in SIGNS)
        return keyed_hash(self._key, f"recovery {user}", plain)


def _use(connection: Connection, user: str, step: int, **values: Any) -> bool:
    """Whether the step's code was not used before: of two requests with one code, one finds the row."""
    newer = (second_factors.c.user == user) & (second_factors.c.last_step < step)
    return connection.execute(update(second_factors).where(newer).values(last_step=step, **values)).rowcount == 1


def _made_up() -> list[str]:
    return [made_up(_GROUPS) for _ in range(RECOVERY_CODES)]


def _step_of(secret: str, digits: str, at: datetime, near: Sequence[int]) -> int | None:
    """The time step whose code this is, of those near: all are compared, each in constant time."""
    now, totp = int(at.timestamp()) // _STEP, pyotp.TOTP(secret)
    steps = [now + drift for drift in near]
    right = [step for step in steps if secrets.compare_digest(totp.at(step * _STEP), digits)]
    return max(right, default=None)
