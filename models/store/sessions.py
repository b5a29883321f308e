"""Sessions of the front end: the cookie holds a token, the register its hash, purpose and times."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, or_, select, update

from models import swedish
from models.access import Purpose
from models.account import Session, Stage
from models.store.database import Database
from models.store.rows import aware
from models.store.schema import sessions

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
FOR_A_CODE = timedelta(minutes=5)  # how long a right password waits for its code
_AHEAD = timedelta(minutes=5)  # of our clock: what was seen later than that was seen by one that was put back since
_SEEN_STEP = timedelta(minutes=1)  # "seen" is written at most this often, so that reading a page need not write
_ID = 32  # hex digits of the hash that tell a session from others; the token cannot be found from them


class Sessions:
    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, user: str, *, stage: Stage = Stage.WHOLE, agent: str = "") -> str:
        """Begin a session; returns the token, which is kept nowhere else. Drops the ones that have run out."""
        token, now = secrets.token_urlsafe(32), swedish.now()
        values = {"token_hash": _hash(token), "user": user, "started": now, "seen": now}
        with self._database.write() as connection:
            connection.execute(
                delete(sessions).where(or_(sessions.c.seen < now - IDLE, sessions.c.started < now - LONGEST))
            )
            connection.execute(insert(sessions).values(**values, stage=stage.value, agent=agent))
        return token

    def get(self, token: str, *, used: bool = True) -> Session | None:
        """The session, or None where there is none or it has run out (30 minutes idle, 10 hours in all). Where it is
        not ``used``, a page asked by itself, and it goes on towards its end.

        It ends too when the clock is put back: for how long nobody was there can then not be told.
        """
        with self._database.read() as connection:
            row = connection.execute(select(sessions).where(sessions.c.token_hash == _hash(token))).one_or_none()
        if row is None:
            return None
        session, now = _session(row), swedish.now()
        if not _lasts(session):
            self.end(token)
            return None
        if used and now - session.seen > _SEEN_STEP:
            self._update(token, seen=now)
        return session

    def of_user(self, user: str) -> list[Session]:
        """The user's sessions that last, the one used last first."""
        with self._database.read() as connection:
            rows = connection.execute(select(sessions).where(sessions.c.user == user)).all()
        found = [session for row in rows if _lasts(session := _session(row))]
        return sorted(found, key=lambda session: session.seen, reverse=True)

    def set_purpose(self, token: str, purpose: Purpose) -> None:
        self._update(token, purpose=purpose.text, case=purpose.case)

    def end(self, token: str) -> None:
        self._end(sessions.c.token_hash == _hash(token))

    def end_one(self, user: str, id: str) -> bool:
        """End this session of the user's; whether there was one."""
        mine = [session.id for session in self.of_user(user)]
        return id in mine and self._end((sessions.c.user == user) & sessions.c.token_hash.startswith(id))

    def end_all(self, user: str, but: str | None = None) -> None:
        """End the user's sessions everywhere, save the one with the token ``but``."""
        others = sessions.c.token_hash != _hash(but or "")
        self._end((sessions.c.user == user) & others)

    def _end(self, which: ColumnElement[bool]) -> bool:
        with self._database.write() as connection:
            return bool(connection.execute(delete(sessions).where(which)).rowcount)

    def _update(self, token: str, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(update(sessions).where(sessions.c.token_hash == _hash(token)).values(**values))


def _session(row: Row[Any]) -> Session:
    purpose = Purpose(row.purpose, row.case) if row.purpose else None
    times = aware(row.started), aware(row.seen)
    return Session(row.token_hash[:_ID], row.user, purpose, *times, Stage(row.stage), row.agent)


def _lasts(session: Session) -> bool:
    now, longest = swedish.now(), FOR_A_CODE if session.stage is Stage.CODE else LONGEST
    return -_AHEAD <= now - session.seen <= IDLE and now - session.started <= longest


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
