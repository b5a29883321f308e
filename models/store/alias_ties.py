"""What an alias ties: references whose name it is, unless somebody else is called so.

The tie is as strong as a number that only one can have: a person said so, but two personnummer still keep two apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, select

from models.identity import opaque_id
from models.reference import FORM
from models.store.judged_ties import CALLED, judge
from models.store.lookups import parts
from models.store.schema_references import document_references, judged_keys, key_holders

_MOST: Final = 500  # references of an alias that are tied when it is given


def adopt(connection: Connection, key: bytes, owner: str, drafted: Iterable[Row[Any]]) -> None:
    """Tie new references, which are about to be placed, to the entity that is also called what each of them says."""
    forms: dict[str, list[Row[Any]]] = {}
    for row in drafted:
        forms.setdefault(opaque_id(key, owner, row.label, f"{FORM}:{row.value}"), []).append(row)
    for form, (judgement, entity) in _called(connection, forms).items():
        if not _others(connection, form, entity):
            tie = _tie(key, owner, forms[form][0].label, judgement)
            judge(connection, judgement, CALLED, [(row.id, tie) for row in forms[form]])


def tie_known(
    connection: Connection, key: bytes, owner: str, judgement: str, alias: str, references: Sequence[str]
) -> None:
    """Tie these references of the entity that a judgement gave the alias, and those that are known by that name.

    Where the name is already that of several others it ties none of them: who is who of these, nobody said.
    """
    some = document_references.c.id.in_(list(references))
    mine = connection.execute(select(document_references).where(some).order_by(document_references.c.id)).all()
    label = mine[0].label
    tie, entities = _tie(key, owner, label, judgement), {row.entity for row in mine}
    judge(connection, judgement, CALLED, [(row.id, tie) for row in mine])
    named = and_(document_references.c.owner == owner, document_references.c.label == label)
    called = select(document_references).where(named, document_references.c.value == alias)
    known = connection.execute(called.order_by(document_references.c.id).limit(_MOST)).all()
    if len({row.entity for row in known} - entities - {""}) == 1:
        judge(connection, judgement, CALLED, [(row.id, tie) for row in known])


def _called(connection: Connection, forms: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """Of these names, those that are an alias of one entity: the judgement that says so, and the entity."""
    joined = judged_keys.join(document_references, document_references.c.id == judged_keys.c.reference)
    columns = (judged_keys.c.key, judged_keys.c.judgement, document_references.c.entity)
    found: dict[str, set[tuple[str, str]]] = {}
    for some in parts(list(forms)):
        said = and_(judged_keys.c.effect == FORM, judged_keys.c.key.in_(some), document_references.c.entity != "")
        for row in connection.execute(select(*columns).select_from(joined).where(said).distinct()):
            found.setdefault(row.key, set()).add((row.judgement, row.entity))
    return {form: min(said) for form, said in found.items() if len({entity for _, entity in said}) == 1}


def _others(connection: Connection, form: str, entity: str) -> bool:
    """Whether somebody else is called so."""
    held = and_(key_holders.c.key == form, key_holders.c.entity.not_in([entity, ""]))
    return connection.execute(select(key_holders.c.entity).where(held).limit(1)).one_or_none() is not None


def _tie(key: bytes, owner: str, label: str, judgement: str) -> str:
    return opaque_id(key, owner, label, f"also:{judgement}")
