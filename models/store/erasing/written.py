"""What people wrote, sealed, of their own decisions about an owner's papers: why something is held, a rule ended, an
order given, a request answered so; and what documents a request names. Looked through for what only erased ones had.

So is what lies in plain: why something was marked, lowered or taken out of search, where that was another document, a
source or a run, so that its row stays."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Table, select, update

from models.store.database import Database
from models.store.erasing.decided import hide_rows
from models.store.erasing.sought_words import SoughtWords
from models.store.erasing.standing import REASON as OF_ORDER
from models.store.holds import REASON as OF_HOLD
from models.store.lookups import parts
from models.store.named_rows import named_rows
from models.store.requests import REASON as OF_REQUEST
from models.store.retention import REASON as OF_RULE
from models.store.schema import erasure_orders, hold_steps, holds, markings, requests, retention_rules, withdrawals
from models.store.sealing import unseal


class _Reason(NamedTuple):
    """A column of reasons: what it is sealed as, whose, and by what its row is told."""

    column: Column[str]
    sealed_as: str
    bound_to: Column[str]
    key: Column[Any]
    owner: Column[str]

    def of(self, owner: str) -> ColumnElement[bool]:
        mine = self.owner == owner
        if self.owner.table is not self.column.table:
            mine = self.bound_to.in_(select(holds.c.id).where(mine))
        return mine


_REASONS: Final = (
    _Reason(hold_steps.c.reason, OF_HOLD, hold_steps.c.hold, hold_steps.c.sequence, holds.c.owner),
    *(
        _Reason(table.c.reason, sealed_as, table.c.id, table.c.id, table.c.owner)
        for table, sealed_as in ((retention_rules, OF_RULE), (erasure_orders, OF_ORDER), (requests, OF_REQUEST))
    ),
)
_PLAIN: Final = ((withdrawals, "reason"), (markings, "reason"), (markings, "lowered_reason"))
"""Columns of reasons that are not sealed, of tables whose rows say whose they are."""


def clear_written(database: Database, key: bytes, owner: str, sought: SoughtWords) -> None:
    """Empty the reasons that hold one of the words. That something was decided, by whom and when stands."""
    for each in _REASONS:
        _clear(database, key, each, owner, sought)
    with database.write() as connection:
        for table, name in _PLAIN:
            _clear_plain(connection, table, name, owner, sought)
        asked = select(requests.c.id, requests.c.named).where(requests.c.owner == owner, requests.c.named != "")
        for row in connection.execute(asked).all():
            named = enumerate(named_rows(key, row.id, row.named, whole=False), 1)
            gone = {number: False for number, one in named if sought.are_in((one.case, one.title, one.reference))}
            if gone:
                hide_rows(connection, key, row.id, gone)


def _clear(database: Database, key: bytes, each: _Reason, owner: str, sought: SoughtWords) -> None:
    table = each.column.table
    with database.write() as connection:
        said = select(each.key.label("key"), each.bound_to.label("of"), each.column.label("reason"))
        for row in connection.execute(said.where(each.of(owner), each.column != "")).all():
            if sought.are_in(unseal(key, each.sealed_as, row.of, row.reason)):
                connection.execute(update(table).where(each.key == row.key).values({each.column.name: ""}))


def _clear_plain(connection: Connection, table: Table, name: str, owner: str, sought: SoughtWords) -> None:
    said = select(table.c.id, table.c[name].label("reason")).where(table.c.owner == owner, table.c[name] != "")
    gone = [row.id for row in connection.execute(said) if sought.are_in(row.reason)]
    for some in parts(gone):
        connection.execute(update(table).where(table.c.id.in_(some)).values({name: ""}))
