"""People's word on who is who, and what the register knows of it: joining and parting entities, and their references.

Everything here takes the caller's writing connection, works on one owner, and changes at once what follows: mentions of
the documents concerned, and their rows in the outbox. How references find their entities by themselves is in
:mod:`models.store.settling`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, delete, select

from models.errors import AccessDeniedError
from models.joining import APART, Node, reconsider, settle
from models.mention import Label
from models.reference import FORM, LOOKUP, KeptReference
from models.store.ground import RegisterGround
from models.store.judged_ties import BLOCK, MARK, TIE, forget, judge
from models.store.lookups import parts
from models.store.nodes import nodes_by_id
from models.store.schema_references import document_references, entity_marks, key_holders
from models.store.settling import Changed, alone, follow, hashed, resolve, tell_mentions

__all__ = ["Changed", "alone", "call_also", "join", "part", "references_in", "references_of", "resolve",
           "tell_mentions", "uncall", "unjoin", "unpart"]  # fmt: skip

_EVERY: Final = 10**9
_STAND_INS: Final = 20
"""References that stand for an entity where something is judged of it."""


def join(connection: Connection, key: bytes, owner: str, left: str, right: str, judgement: str) -> Changed:
    """Make two entities one, whatever parts them.

    Raises :class:`AccessDeniedError` for one that the owner has not, ``ValueError`` where they are of different labels
    or the same.
    """
    alone(connection, owner)
    ends = [_some_references(connection, owner, entity) for entity in (left, right)]
    if left == right or ends[0][0].label != ends[1][0].label:
        raise ValueError("two entities of one label can be joined")
    tie = hashed(key, owner, ends[0][0].label, f"judged:{judgement}")
    judge(connection, judgement, TIE, [(each.id, tie) for end in ends for each in end])
    ground = RegisterGround(connection, key, owner)
    kept = ground.older([left, right])
    ground.merge(kept, right if kept == left else left)
    connection.execute(key_holders.insert().values(key=tie, entity=kept))
    return follow(connection, ground)


def part(
    connection: Connection, key: bytes, owner: str, entity: str, references: Collection[str], judgement: str
) -> Changed:
    """Make these references (ids) of the entity one of their own; the rest keeps the id, and gets what comes by the
    keys that both have.

    Raises :class:`AccessDeniedError` for references that are not its, ``ValueError`` for all or none of them.
    """
    alone(connection, owner)
    ground = RegisterGround(connection, key, owner)
    nodes = ground.members(entity, _EVERY)
    chosen, rest = [n for n in nodes if n.id in references], [n for n in nodes if n.id not in references]
    if len(chosen) != len(set(references)):
        raise AccessDeniedError("Hänvisningen finns inte")
    if not chosen or not rest:
        raise ValueError("some of the references can be parted from it, not all or none")
    ground.lift(entity, nodes)
    _judge_apart(connection, key, owner, chosen, rest, judgement)
    claims = {node.id: entity for node in rest}
    settle(ground, nodes_by_id(connection, [node.id for node in rest]), claims)
    settle(ground, nodes_by_id(connection, [node.id for node in chosen]))
    ground.write()
    return follow(connection, ground)


def _judge_apart(
    connection: Connection, key: bytes, owner: str, chosen: Sequence[Node], rest: Sequence[Node], judgement: str
) -> None:
    label = chosen[0].label.value
    theirs = {tie.text for node in rest for tie in node.ties}
    shared = [(node.id, tie.text) for node in chosen for tie in node.ties
              if tie.strength > LOOKUP and tie.text in theirs]  # fmt: skip
    own, here, there = (hashed(key, owner, label, f"{what}:{judgement}") for what in ("judged", "parted", "rest"))
    judge(connection, judgement, BLOCK, shared)
    judge(connection, judgement, TIE, [(node.id, own) for node in chosen])
    judge(connection, judgement, MARK, [(node.id, here) for node in chosen])
    judge(connection, judgement, MARK, [(node.id, there) for node in rest[:_STAND_INS]])


def unjoin(connection: Connection, key: bytes, owner: str, judgement: str) -> Changed:
    """Take back a :func:`join`: what it touched is worked out anew. One that is not there changes nothing."""
    return _take_back(connection, key, owner, judgement)


def unpart(connection: Connection, key: bytes, owner: str, judgement: str) -> Changed:
    """Take back a :func:`part`."""
    return _take_back(connection, key, owner, judgement)


def _take_back(connection: Connection, key: bytes, owner: str, judgement: str) -> Changed:
    alone(connection, owner)
    rows = forget(connection, judgement)
    ground = RegisterGround(connection, key, owner)
    touched = _entities_of(connection, owner, {row.reference for row in rows})
    ground.let_go(touched, sorted({row.key for row in rows if row.effect != BLOCK}))
    apart = and_(entity_marks.c.owner == owner, entity_marks.c.kind == f"{APART}{judgement}")
    connection.execute(delete(entity_marks).where(apart))
    near = ground.unshare(nodes_by_id(connection, sorted({row.reference for row in rows})))
    reconsider(ground, dict.fromkeys([*touched, *sorted(near)]), most=_EVERY)
    ground.write()
    return follow(connection, ground)


def call_also(connection: Connection, key: bytes, owner: str, entity: str, alias: str, judgement: str) -> Changed:
    """Let the entity be found by another name."""
    some = _some_references(connection, owner, entity)
    form = hashed(key, owner, some[0].label, f"{FORM}:{alias}")
    judge(connection, judgement, FORM, [(each.id, form) for each in some])
    ground = RegisterGround(connection, key, owner)
    ground.hold(form, entity)
    ground.note_candidates()
    return Changed(frozenset(), frozenset([entity]))


def uncall(connection: Connection, key: bytes, owner: str, judgement: str) -> Changed:
    """Take back :func:`call_also`."""
    return _take_back(connection, key, owner, judgement)


# --- what is known ----------------------------------------------------------------------------------------------------


def references_of(connection: Connection, owner: str, entity: str) -> list[KeptReference]:
    """The references of an entity, by document and place."""
    mine = and_(document_references.c.owner == owner, document_references.c.entity == entity)
    return _kept(connection, mine)


def references_in(connection: Connection, owner: str, document: str) -> list[KeptReference]:
    """What a document says of whom, by place."""
    mine = and_(document_references.c.owner == owner, document_references.c.document == document)
    return _kept(connection, mine)


def _kept(connection: Connection, condition: Any) -> list[KeptReference]:
    order = (document_references.c.document, document_references.c.page, document_references.c.start)
    rows = connection.execute(select(document_references).where(condition).order_by(*order))
    return [
        KeptReference(row.id, row.owner, row.document, Label(row.label), row.value, tuple(row.aliases), row.entity,
                      row.page, row.start)
        for row in rows
    ]  # fmt: skip


def _some_references(connection: Connection, owner: str, entity: str) -> Sequence[Row[Any]]:
    """References that stand for the entity: if one is gone, when its document is read again, the others still do."""
    mine = and_(document_references.c.owner == owner, document_references.c.entity == entity)
    query = select(document_references).where(mine).order_by(document_references.c.id).limit(_STAND_INS)
    if not (rows := connection.execute(query).all()):
        raise AccessDeniedError("Det finns inget att visa")
    return rows


def _entities_of(connection: Connection, owner: str, references: Iterable[str]) -> list[str]:
    found = set[str]()
    for some in parts(sorted(references)):
        placed = document_references.c.entity != ""
        mine = and_(document_references.c.owner == owner, document_references.c.id.in_(some), placed)
        found |= set(connection.execute(select(document_references.c.entity).where(mine).distinct()).scalars())
    return sorted(found)
