"""Rules of retention in the register: made, replaced and ended by the owner's officer, and never changed otherwise."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError
from models.retention import CountedFrom, Period, Rule, check_period, check_reason
from models.retention_errors import InvalidRetentionError
from models.store.database import Database
from models.store.rows import aware
from models.store.schema import retention_rules, sources
from models.store.sealing import seal, unseal

REASON: Final = "retention rule"  # what the reason is sealed as


class Retention:
    def __init__(self, database: Database, key: bytes) -> None:
        self._database, self._key = database, key

    def check(self, viewer: Viewer, owner: str, period: Period) -> None:
        """Raises :class:`AccessDeniedError` for who is not the owner's officer or a source that is not the owner's, and
        :class:`InvalidRetentionError`."""
        with self._database.read() as connection:
            _check(connection, viewer, owner, period)

    def add(self, viewer: Viewer, owner: str, period: Period) -> Rule:
        """A new rule. Raises as :meth:`check`."""
        new = Rule(secrets.token_hex(16), owner, period, viewer.name, swedish.now())
        with self._database.write() as connection:
            _check(connection, viewer, owner, period)
            connection.execute(insert(retention_rules).values(_columns(new)))
        return new

    def replace(self, viewer: Viewer, id: str, period: Period, reason: str) -> Rule:
        """Another rule in the place of this one, which ends. Raises as :meth:`end` and :meth:`check`."""
        check_reason(reason)
        with self._database.write() as connection:
            former = self._standing(connection, viewer, id)
            _check(connection, viewer, former.owner, period)
            new = Rule(secrets.token_hex(16), former.owner, period, viewer.name, swedish.now(), replaces=id)
            self._end(connection, viewer, id, reason)
            connection.execute(insert(retention_rules).values(_columns(new)))
        return new

    def end(self, viewer: Viewer, id: str, reason: str) -> Rule:
        """Take the rule out of force: what only it was about is kept from now on.

        Raises :class:`AccessDeniedError` for who is not its owner's officer, and :class:`InvalidRetentionError` without
        a reason and where it has ended already.
        """
        check_reason(reason)
        with self._database.write() as connection:
            self._standing(connection, viewer, id)
            self._end(connection, viewer, id, reason)
        return self.get(viewer, id)

    def standing(self, viewer: Viewer, id: str) -> Rule:
        """The rule, which is in force. Raises as :meth:`end`."""
        with self._database.read() as connection:
            return self._standing(connection, viewer, id)

    def get(self, viewer: Viewer, id: str) -> Rule:
        """A rule, ended ones too. Raises :class:`AccessDeniedError` for who is not its owner's officer."""
        with self._database.read() as connection:
            return self._get(connection, viewer, id)

    def all(self, viewer: Viewer, *, standing: bool = True) -> list[Rule]:
        """The rules of the owners whose officer the viewer is, the newest first; ended ones too unless ``standing``."""
        query = select(retention_rules).where(retention_rules.c.owner.in_(viewer.deciding))
        if standing:
            query = query.where(retention_rules.c.ended.is_(None))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(retention_rules.c.at.desc(), retention_rules.c.id))
            return [self._rule(row) for row in rows]

    def _standing(self, connection: Connection, viewer: Viewer, id: str) -> Rule:
        found = self._get(connection, viewer, id)
        if found.ended is not None:
            raise InvalidRetentionError("Regeln gäller inte längre")
        return found

    def _get(self, connection: Connection, viewer: Viewer, id: str) -> Rule:
        row = connection.execute(select(retention_rules).where(retention_rules.c.id == id)).one_or_none()
        if row is None or row.owner not in viewer.deciding:
            raise AccessDeniedError("Regeln finns inte")
        return self._rule(row)

    def _end(self, connection: Connection, viewer: Viewer, id: str, reason: str) -> None:
        sealed = seal(self._key, REASON, id, reason.strip())
        told = {"ended": swedish.now(), "ended_by": viewer.name, "reason": sealed}
        mine = (retention_rules.c.id == id, retention_rules.c.ended.is_(None))
        if connection.execute(update(retention_rules).where(*mine).values(**told)).rowcount != 1:
            raise InvalidRetentionError("Regeln gäller inte längre")

    def _rule(self, row: Row[Any]) -> Rule:
        rule = _rule(row)
        if row.ended is None or not row.reason:
            return rule
        return replace(rule, reason=unseal(self._key, REASON, row.id, row.reason))


def in_force(connection: Connection, owner: str) -> list[Rule]:
    """The rules of the owner's, for whoever erases by one of them."""
    query = select(retention_rules).where(retention_rules.c.owner == owner, retention_rules.c.ended.is_(None))
    return [_rule(row) for row in connection.execute(query.order_by(retention_rules.c.id))]


def _rule(row: Row[Any]) -> Rule:
    """Without its reason."""
    period = Period(
        row.source, row.kind, row.months, CountedFrom(row.counted), row.provision, whole_years=bool(row.whole_years)
    )
    ended = aware(row.ended) if row.ended else None
    return Rule(row.id, row.owner, period, row.by, aware(row.at), row.replaces, ended, row.ended_by)


def _check(connection: Connection, viewer: Viewer, owner: str, period: Period) -> None:
    if owner not in viewer.deciding:
        raise AccessDeniedError("Bara ägarens sekretessansvariga bestämmer om gallring")
    if period.source:
        named = select(sources.c.owner).where(sources.c.name == period.source)
        if connection.execute(named).scalar_one_or_none() != owner:
            raise AccessDeniedError("Källan finns inte")
    check_period(period)


def _columns(rule: Rule) -> dict[str, object]:
    period = rule.period
    names = ("source", "kind", "months", "provision", "whole_years")
    told = {name: getattr(period, name) for name in names} | {"counted": period.counted.value}
    return {"id": rule.id, "owner": rule.owner, "by": rule.by, "at": rule.at, "replaces": rule.replaces, **told}
