"""What a judgement of entities does to who is who, how that is taken back, and done again; in the caller's transaction.

:mod:`models.store.resolution` works it out. What a judgement ties and parts is the same rows each time, so that who is
who follows from the judgements that stand, whatever was made and undone on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, and_, or_, select

from models.identity import entity_id
from models.joining import MOST_RECONSIDERED, reconsider
from models.judgement import Act, Judgement
from models.reference import CERTAIN, FORM, KeptReference
from models.store import resolution
from models.store.alias_ties import tie_known
from models.store.database import insert_many
from models.store.ground import RegisterGround
from models.store.judged_ties import TIE, forget, judge
from models.store.own_ids import OwnIds
from models.store.schema_references import document_references, judged_keys, key_holders, reference_keys
from models.store.settling import Changed, follow

NOTHING: Final = Changed(frozenset(), frozenset())
_ANCHORS: Final = 20  # references of each side of a merge that hold it: documents may be read again and lose some
_LOOKED_AT: Final = 500  # references of an entity among which those are sought
_COLUMNS: Final = ("reference", "effect", "key")


def is_referred_to(connection: Connection, owner: str, entity: str) -> bool:
    """Whether some document of the owner's refers to the entity: then it can be judged."""
    mine = and_(document_references.c.owner == owner, document_references.c.entity == entity)
    return connection.execute(select(document_references.c.id).where(mine).limit(1)).one_or_none() is not None


def settle(connection: Connection, key: bytes, judgement: Judgement) -> tuple[Judgement, Changed]:
    """Let a new judgement take effect; returns it with what came of it, and what changed.

    Raises ``ValueError`` for two labels or a part that is the whole, :class:`AccessDeniedError` for what is not there.
    """
    owner, entity = judgement.owner, judgement.entity
    if judgement.act is Act.MERGE:
        changed = _merge(connection, key, judgement)
        return judgement, _work_out(connection, key, judgement, changed)
    if judgement.act is Act.SPLIT:
        chosen = [str(each) for each in _list(judgement.said["references"])]
        changed = resolution.part(connection, key, owner, entity, chosen, judgement.id)
        changed = _work_out(connection, key, judgement, changed)
        return replace(judgement, other=next(iter(_entities_of(connection, chosen[:1])), "")), changed
    if judgement.act is Act.ALIAS:
        resolution.call_also(connection, key, owner, entity, str(judgement.said["alias"]), judgement.id)
        _tie_known(connection, key, judgement)
        return judgement, _work_out(connection, key, judgement, NOTHING)
    return judgement, NOTHING


def unsettle(connection: Connection, key: bytes, judgement: Judgement) -> tuple[Judgement, Changed]:
    """Take back what the judgement did, what others did stands; returns it with the rows that would do it again."""
    rows = _rows(connection, judgement.id)
    kept = replace(judgement, said={**judgement.said, "ties": rows})
    if not rows:
        return kept, NOTHING
    known = _entities_of(connection, {row[0] for row in rows})
    changed = resolution.unjoin(connection, key, judgement.owner, judgement.id)
    return kept, _work_out(connection, key, judgement, changed, rows, known)


def resettle(connection: Connection, key: bytes, judgement: Judgement) -> Changed:
    """Do again what was taken back by :func:`unsettle`."""
    rows = [list(each) for each in _list(judgement.said.get("ties", ()))]
    resolution.alone(connection, judgement.owner)
    again = [dict(zip(_COLUMNS, row, strict=True)) | {"judgement": judgement.id} for row in rows]
    insert_many(connection, judged_keys, again)
    if judgement.act is Act.ALIAS:  # documents may have come meanwhile
        _tie_known(connection, key, judgement)
        rows = _rows(connection, judgement.id)
    return _work_out(connection, key, judgement, NOTHING, rows)


def _tie_known(connection: Connection, key: bytes, judgement: Judgement) -> None:
    named = [reference for reference, effect, _ in _rows(connection, judgement.id) if effect == FORM]
    tie_known(connection, key, judgement.owner, judgement.id, str(judgement.said["alias"]), named)


def _rows(connection: Connection, judgement: str) -> list[list[str]]:
    mine = select(*(judged_keys.c[name] for name in _COLUMNS)).where(judged_keys.c.judgement == judgement)
    return [list(row) for row in connection.execute(mine.order_by(*judged_keys.primary_key.columns))]


def _work_out(
    connection: Connection,
    key: bytes,
    judgement: Judgement,
    before: Changed,
    rows: Sequence[Sequence[str]] = (),
    known: Sequence[str] = (),
) -> Changed:
    """Work out anew all that a judgement may touch, so that it depends on what is judged and not on what came when.

    That is the entities of its references, and those that share a key with them and are kept apart. Where these are
    very many references, nothing is done beyond what was (``before``). ``known`` are the entities that were there
    before, where they are others than now.
    """
    references = {row[0] for row in rows or _rows(connection, judgement.id)}
    ground = RegisterGround(connection, key, judgement.owner)
    near = _near(connection, judgement.owner, _entities_of(connection, references))
    reconsider(ground, near)
    ground.write()
    now = {*_entities_of(connection, references), *ground.touched, *before.entities}
    OwnIds(connection, key, judgement.owner, ground).settle({*known, *near, *now})
    after = follow(connection, ground)
    return Changed(before.documents | after.documents, before.entities | after.entities)


def _near(connection: Connection, owner: str, entities: Sequence[str]) -> list[str]:
    """The entities, those that share a key with them, and so on; as they are where they have too many references."""
    known, last, count = dict.fromkeys(entities), list(entities), 0
    while last:
        mine = and_(document_references.c.owner == owner, document_references.c.entity.in_(last))
        ids = select(document_references.c.id).where(mine)
        count += len(connection.execute(ids.limit(MOST_RECONSIDERED)).all())
        if count >= MOST_RECONSIDERED:
            return list(entities)
        keys = select(reference_keys.c.key).where(
            reference_keys.c.reference.in_(ids), reference_keys.c.strength >= CERTAIN
        )
        judged = select(judged_keys.c.key).where(judged_keys.c.reference.in_(ids))
        holders = select(key_holders.c.entity).where(key_holders.c.entity != "")
        held = or_(key_holders.c.key.in_(keys), key_holders.c.key.in_(judged))
        found = connection.execute(holders.where(held).distinct().order_by(key_holders.c.entity)).scalars()
        last = [id for id in found if id not in known]
        known |= dict.fromkeys(last)
    return list(known)


def _merge(connection: Connection, key: bytes, judgement: Judgement) -> Changed:
    """Join the two, by several references of each that are one whatever else people said."""
    owner, both = judgement.owner, (judgement.entity, judgement.other)
    ends = [_core(connection, key, entity, resolution.references_of(connection, owner, entity)) for entity in both]
    changed = resolution.join(connection, key, owner, *both, judgement.id)
    (tie,) = {row.key for row in forget(connection, judgement.id)}
    judge(connection, judgement.id, TIE, [(id, tie) for end in ends for id in end[:_ANCHORS]])
    return changed


def _core(connection: Connection, key: bytes, entity: str, references: Sequence[KeptReference]) -> list[str]:
    """The references that are the entity without any judgement: those that rules tie to the one that has its id.

    A merge ties these, so that it says the same when an earlier merge of either side is undone.
    """
    some = references[:_LOOKED_AT]
    own = [one.id for one in some if entity_id(key, one.label.value, one.value) == entity]
    ties: dict[str, set[str]] = {}
    for row in connection.execute(
        select(reference_keys.c.reference, reference_keys.c.key).where(
            reference_keys.c.reference.in_([one.id for one in some]), reference_keys.c.strength >= CERTAIN
        )
    ):
        ties.setdefault(row.reference, set()).add(row.key)
    core = [*own[:1], *(one.id for one in some[:1])][:1]
    known = set[str]().union(*(ties.get(id, ()) for id in core))
    left = [one.id for one in some if one.id not in core]
    while near := [id for id in left if ties.get(id, set()) & known]:
        core += near
        known = known.union(*(ties[id] for id in near))
        left = [id for id in left if id not in near]
    return core


def _entities_of(connection: Connection, references: Iterable[str]) -> list[str]:
    ids = and_(document_references.c.id.in_(list(references)), document_references.c.entity != "")
    query = select(document_references.c.entity).where(ids).distinct().order_by(document_references.c.entity)
    return list(connection.execute(query).scalars())


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()
