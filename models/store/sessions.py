"""Sessions of the front end: the cookie holds a token, the register its hash, purpose and times."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from models import swedish
from models.access import Purpose
from models.store.database import Database
from models.store.rows import aware
from models.store.schema import sessions

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
_SEEN_STEP = timedelta(minutes=1)  # "seen" is written at most this often, so that reading a page need not write


@dataclass(frozen=True, slots=True)
class Session:
    user: str
    purpose: Purpose | None
    started: datetime
    seen: datetime


class Sessions:
    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, user: str) -> str:
        """Begin a session; returns the token, which is kept nowhere else. Drops the ones that have run out."""
        token, now = secrets.token_urlsafe(32), swedish.now()
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.seen < now - IDLE))
            connection.execute(insert(sessions).values(token_hash=_hash(token), user=user, started=now, seen=now))
        return token

    def get(self, token: str) -> Session | None:
        """The session, or None where there is none or it has run out (30 minutes idle, 10 hours in all)."""
        with self._database.read() as connection:
            row = connection.execute(select(sessions).where(sessions.c.token_hash == _hash(token))).one_or_none()
        if row is None:
            return None
        now, started, seen = swedish.now(), aware(row.started), aware(row.seen)
        if now - seen > IDLE or now - started > LONGEST:
            self.end(token)
            return None
        if now - seen > _SEEN_STEP:
            self._update(token, seen=now)
        return Session(
            row.user,
            Purpose(row.purpose, row.case) if row.purpose else None,
            started,
            seen,
        )

    def set_purpose(self, token: str, purpose: Purpose) -> None:
        self._update(token, purpose=purpose.text, case=purpose.case)

    def end(self, token: str) -> None:
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.token_hash == _hash(token)))

    def _update(self, token: str, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(update(sessions).where(sessions.c.token_hash == _hash(token)).values(**values))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
