"""What is left of requests between owners that were about what is erased: that somebody asked, what was decided and
handed out, and by which basis; not what it was."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, Select, delete, select, update

from models.store.named_rows import without
from models.store.schema import releases, requests, trials


def forget_decided(connection: Connection, key: bytes, going: Select[tuple[str]]) -> None:
    """Empty what was handed out and tried of the documents, in the transaction in which they go. A draft that was
    never sent goes whole."""
    mine = trials.c.document.in_(going)
    _forget_rows(connection, key, going)
    connection.execute(delete(trials).where(mine, trials.c.sent.is_(None)))
    connection.execute(update(trials).where(mine).values(document=None, said=""))
    handed_out = update(releases).where(releases.c.document.in_(going))
    connection.execute(handed_out.values(document=None, name="", sha256=""))
    connection.execute(update(releases).where(releases.c.copy.in_(going)).values(copy=""))


def hide_rows(connection: Connection, key: bytes, id: str, gone: dict[int, bool]) -> None:
    """As :func:`models.store.named_rows.without`, of what the request names."""
    held = select(requests.c.named).where(requests.c.id == id).with_for_update()
    kept = connection.execute(held).scalar_one()
    if kept:
        named = without(key, id, kept, gone)
        connection.execute(update(requests).where(requests.c.id == id).values(named=named))


def _forget_rows(connection: Connection, key: bytes, going: Select[tuple[str]]) -> None:
    """What the request called them, where they were tried as an answer to a row of it."""
    rows = defaultdict[str, dict[int, bool]](dict)
    tried = select(trials.c.request, trials.c.row, trials.c.sent).where(trials.c.document.in_(going), trials.c.row > 0)
    for each in connection.execute(tried):
        known = rows[each.request]
        known[each.row] = known.get(each.row, False) or each.sent is not None
    for id, gone in sorted(rows.items()):
        hide_rows(connection, key, id, gone)
