"""A judgement of all mentions and its parts: what of it was cut short, so that saying it again goes on with it."""

from __future__ import annotations

from sqlalchemy import Connection, and_, func, select

from models.judgement import Act, Judgement
from models.store.judgements import IS_PART, judgement_of, parts_to_turn
from models.store.schema import judgements


def cut_short(connection: Connection, id: str) -> Judgement | None:
    """The undo of the judgement with this id that is in force, where parts do not follow it yet: whoever made it was
    cut short, or documents were busy. None where there is none."""
    made = and_(judgements.c.about == id, judgements.c.act == Act.UNDO.value, judgements.c.stands)
    row = connection.execute(select(judgements).where(made)).first()
    if row is None or not parts_to_turn(connection, root_of(connection, id)):
        return None
    return judgement_of(row)


def root_of(connection: Connection, id: str) -> Judgement:
    """The judgement about mentions or entities that this one is, or undoes."""
    row = connection.execute(select(judgements).where(judgements.c.id == id)).one()
    return root_of(connection, row.about) if row.act == Act.UNDO.value else judgement_of(row)


def parts_kept(connection: Connection, whole: str) -> int:
    """How many parts of a judgement of all mentions there are."""
    mine = select(func.count()).where(IS_PART, judgements.c.about == whole)
    return int(connection.execute(mine).scalar_one())
