"""What has been erased, as it is remembered outside of the register; and erasing it again where an older one is put
back, before anybody can read in it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, insert, inspect, select, union_all

from models.erasure import Ground, GroundKind, ItemState, OrderState
from models.store.backup.layout import write_whole
from models.store.database import Database
from models.store.erasing.returning import mark_of
from models.store.erasing.taking import take, waiting_items
from models.store.lookups import parts
from models.store.rows import aware
from models.store.schema import documents, erasure_items, erasure_orders, tombstones

FILE: Final = "erased.json"
BY: Final = "tjänst:återställning"
_SAID: Final = ("owner", "order", "kind", "provision", "rule", "at")


class Stone(NamedTuple):
    """A tombstone, with its moment in ISO 8601. ``order`` and the others are the first order's."""

    mark: str
    owner: str
    order: str
    kind: str
    provision: str
    rule: str
    at: str


def stones(connection: Connection) -> tuple[Stone, ...]:
    """All that has been erased and was not handed in again since; also what has left the register just now, and has no
    tombstone yet. Nothing in a register from before anything could be, which ``samsyn upgrade`` is about to move."""
    if not inspect(connection).has_table(tombstones.name):
        return ()
    order, item = erasure_orders.c, erasure_items.c
    buried = select(tombstones.c.mark, *(tombstones.c[name] for name in _SAID)).where(tombstones.c.returned.is_(None))
    going = select(item.mark, order.owner, order.id, order.kind, order.provision, order.rule, item.at)
    going = going.join(erasure_orders, order.id == item.order).where(item.state == ItemState.TAKEN.value)
    rows = connection.execute(union_all(buried, going))
    return tuple(sorted(Stone._make((*row[:-1], aware(row[-1]).isoformat())) for row in rows))


def keep(database: Database, home: Path) -> None:
    """Remember in the home what has been erased: an older register may be copied back by hand."""
    with database.read() as connection:
        told = stones(connection)
    write_whole(home / FILE, json.dumps(told, ensure_ascii=False).encode())


def kept(home: Path) -> list[Stone]:
    """What the home remembers. A file that somebody changed says nothing."""
    try:
        return [Stone(*each) for each in json.loads((home / FILE).read_bytes())]
    except (OSError, ValueError, TypeError):
        return []


def standing(connection: Connection, known: Iterable[Stone]) -> list[Stone]:
    """Those of what is known to be erased that nobody has handed in again since, as far as the register knows."""
    query = select(tombstones.c.mark, func.max(tombstones.c.returned)).where(tombstones.c.returned.is_not(None))
    back = {mark: aware(at) for mark, at in connection.execute(query.group_by(tombstones.c.mark))}
    return [each for each in known if each.mark not in back or datetime.fromisoformat(each.at) > back[each.mark]]


def erase_again(database: Database, key: bytes, known: Iterable[Stone]) -> int:
    """Take out of the register what was erased after it was as it is now, and have the tombstones that it lacks; how
    many documents. What they have elsewhere is cleared by the orders that are made here."""
    with database.write() as connection:
        by_mark = {each.mark: each for each in standing(connection, known)}
        ids = connection.execute(select(documents.c.id, documents.c.owner)).all()
        back = {row.id: by_mark[mark] for row in ids if (mark := mark_of(key, row.id)) in by_mark}
        there = {mark_of(key, id) for id in back}
        _bury(connection, [each for each in by_mark.values() if each.mark not in there])
        orders = list(_order(connection, key, back))
    for id, owner, ground, at, units in orders:
        for unit in units:
            take(database, key, id, owner, ground, unit, again=at)
    return len(back)


def _bury(connection: Connection, some: Sequence[Stone]) -> None:
    """What has left the register just now has its tombstone of the order that took it."""
    buried = select(tombstones.c.mark).where(tombstones.c.returned.is_(None))
    going = select(erasure_items.c.mark).where(erasure_items.c.state == ItemState.TAKEN.value)
    held = set(connection.execute(union_all(buried, going)).scalars())
    rows = [
        {**each._asdict(), "id": secrets.token_hex(16), "at": datetime.fromisoformat(each.at)}
        for each in some
        if each.mark not in held
    ]
    if rows:
        connection.execute(insert(tombstones), rows)


def _order(
    connection: Connection, key: bytes, back: dict[str, Stone]
) -> Iterator[tuple[str, str, Ground, datetime, set[str]]]:
    """An order for each owner, ground and moment, with its units: of that moment, as the tombstones are again."""
    grouped: dict[tuple[str, str, str, str, str], list[str]] = {}
    for id, stone in back.items():
        grouped.setdefault((stone.owner, stone.kind, stone.provision, stone.rule, stone.at), []).append(id)
    for (owner, kind, provision, rule, said), ids in sorted(grouped.items()):
        order, at = secrets.token_hex(16), datetime.fromisoformat(said)
        row = {"id": order, "owner": owner, "kind": kind, "provision": provision, "rule": rule, "by": BY}
        connection.execute(insert(erasure_orders).values(**row, at=at, state=OrderState.GOING.value))
        items = [each for some in parts(ids) for each in waiting_items(key, order, some)]
        connection.execute(insert(erasure_items), items)
        yield order, owner, Ground(GroundKind(kind), provision, rule), at, {item["unit"] for item in items}
