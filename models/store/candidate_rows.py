"""Rows of the tables of who may be the same as keys and pairs, and the other way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from models.store.candidate import Candidate, Key, Keys, Who
from models.store.lookups import parts
from models.store.schema_candidates import candidate_keys


def kept_keys(connection: Connection, texts: Iterable[str]) -> Keys:
    """These keys as they are kept, with all who hold them."""
    wanted = sorted({*texts})
    return _keys(row for some in parts(wanted) for row in _rows(connection, candidate_keys.c.key.in_(some)))


def keys_of(connection: Connection, some: Iterable[Who]) -> Keys:
    """The keys that these hold, with all who hold them."""
    by_owner, texts = defaultdict[str, list[str]](list), set[str]()
    for owner, entity in sorted(some):
        by_owner[owner].append(entity)
    for owner, every in by_owner.items():
        for ids in parts(every):
            mine = and_(candidate_keys.c.owner == owner, candidate_keys.c.entity.in_(ids))
            texts |= set(connection.execute(select(candidate_keys.c.key).where(mine)).scalars())
    return kept_keys(connection, texts)


def shared_keys(connection: Connection, owners: Iterable[str]) -> Keys:
    """The owners' keys that two who are known to be different have."""
    return _keys(_rows(connection, and_(candidate_keys.c.owner.in_(sorted(owners)), candidate_keys.c.shared)))


def rows_of(keys: Keys) -> list[dict[str, Any]]:
    return [
        {"key": key.text, "kind": key.kind, "entity": who[1], "owner": who[0], "label": keys.labels[who],
         "strength": key.strength, "shared": key.shared}
        for key in keys.keys for who in sorted(key.holders)
    ]  # fmt: skip


def row_of(pair: Candidate) -> dict[str, Any]:
    one = pair.suggestion
    return {"owner": pair.owner, "left": one.left, "right": one.right, "label": one.label.value,
            "confidence": one.confidence, "kinds": list(pair.kinds)}  # fmt: skip


def pair_of(row: Row[Any]) -> Candidate:
    return Candidate.of(((row.owner, row.left), (row.owner, row.right)), row.label, row.confidence, row.kinds)


def _rows(connection: Connection, some: ColumnElement[bool]) -> Iterable[Row[Any]]:
    return connection.execute(select(candidate_keys).where(some)).all()


def _keys(rows: Iterable[Row[Any]]) -> Keys:
    holders, labels = defaultdict[Key, set[Who]](set), dict[Who, str]()
    for row in rows:
        holders[Key(row.key, row.kind, row.strength, frozenset(), bool(row.shared))].add((row.owner, row.entity))
        labels[row.owner, row.entity] = row.label
    return Keys([key._replace(holders=frozenset(some)) for key, some in holders.items()], labels)
