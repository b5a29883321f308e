"""Which references have a key, and what those that share one are marked by: two values of one kind, and two have it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, literal, select

from models.joining import APART, Marks
from models.store.judged_ties import BLOCK
from models.store.judged_ties import MARK as BY_JUDGEMENT
from models.store.nodes import MARK
from models.store.schema_references import document_references, judged_keys, reference_keys


def borne(connection: Connection, key: str) -> Marks:
    """The marks of all references with a key, each kind with its values, and what judgements keep them apart by."""
    found: dict[str, set[str]] = {}
    mine, theirs = reference_keys.alias("mine"), reference_keys.alias("theirs")
    marked = and_(theirs.c.reference == mine.c.reference, theirs.c.kind.startswith(MARK))
    query = select(theirs.c.kind, theirs.c.key).join(mine, marked).where(mine.c.key == key, _counts(mine)).distinct()
    for row in connection.execute(query):
        found.setdefault(row.kind.removeprefix(MARK), set()).add(row.key)
    said = and_(judged_keys.c.reference == reference_keys.c.reference, judged_keys.c.effect == BY_JUDGEMENT)
    apart = select(judged_keys.c.judgement, judged_keys.c.key).join(reference_keys, said)
    apart = apart.where(reference_keys.c.key == key, _counts(reference_keys))
    for row in connection.execute(apart.distinct()):
        found.setdefault(f"{APART}{row.judgement}", set()).add(row.key)
    return found


def has(connection: Connection, those: ColumnElement[bool], key: str) -> bool:
    """Whether one of ``those`` references has the key: the first that is looked at mostly does."""
    mine = and_(document_references.c.id == reference_keys.c.reference, reference_keys.c.key == key)
    same = and_(judged_keys.c.reference == document_references.c.id, judged_keys.c.key == key)
    taken = exists().where(same, judged_keys.c.effect == BLOCK)
    own = select(literal(1)).select_from(reference_keys).join(document_references, mine).where(~taken)
    given = select(literal(1)).select_from(judged_keys).join(document_references, same)
    queries = (own.where(those), given.where(those, judged_keys.c.effect != BLOCK))
    return any(connection.execute(one.limit(1)).one_or_none() is not None for one in queries)


def _counts(keys: Any) -> Any:
    """Whether the reference of a key is of an entity: not one of a document that was withdrawn or superseded."""
    same = and_(document_references.c.id == keys.c.reference, document_references.c.entity != "")
    return exists().where(same)
