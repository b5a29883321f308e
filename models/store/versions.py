"""Which versions of a file came by one path of a source, which of them are newer, and what still lies somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, exists, not_, or_, select

from models.store.documents import SEARCHABLE
from models.store.schema import documents, occurrences


def others_at(connection: Connection, document: str, path: str) -> Sequence[Row[Any, Any]]:
    """What else of the document's source came by the path and is not withdrawn, the newest first, with its state."""
    source = select(documents.c.source).where(documents.c.id == document).scalar_subquery()
    others = (
        select(occurrences.c.document, documents.c.state)
        .join(documents, documents.c.id == occurrences.c.document)
        .where(occurrences.c.path == path, occurrences.c.parent.is_(None), documents.c.source == source)
        .where(occurrences.c.document != document, documents.c.withdrawn.is_(None))
    )
    return connection.execute(others.order_by(occurrences.c.seen.desc(), occurrences.c.id.desc())).all()


def older_than(connection: Connection, document: str) -> list[str]:
    """What the document is a newer version of at a path of their source; nothing while it is withdrawn or not read.

    A document that is found without being the newest at its path
    (:func:`models.store.arrivals.bring_back_former`) is newer than those that came before it.
    """
    mine, older = occurrences.alias("mine"), occurrences.alias("older")
    own, theirs = documents.alias("own"), documents.alias("theirs")
    before = and_(not_(older.c.current), or_(mine.c.current, older.c.seen < mine.c.seen))
    within = (mine.c.parent.label("mine"), older.c.parent.label("theirs"))
    query = (
        select(older.c.document, own.c.state, *within, (own.c.source == theirs.c.source).label("beside"))
        .join(mine, mine.c.path == older.c.path)
        .join(own, own.c.id == mine.c.document)
        .join(theirs, theirs.c.id == older.c.document)
        .where(mine.c.document == document, own.c.withdrawn.is_(None), older.c.document != document, before)
    )
    # Looked at here: asked of the database, SQLite goes through all files without a parent, or of the source.
    found = [row for row in connection.execute(query) if row.beside and row.mine is None and row.theirs is None]
    return list(dict.fromkeys(row.document for row in found if row.state in SEARCHABLE))


def has_a_place(connection: Connection, document: str) -> bool:
    """Whether the document still lies somewhere: at a path of its own where nothing newer is found, or in a parent that
    does."""
    parents = documents.alias("parents")
    in_living_parent = exists().where(parents.c.id == occurrences.c.parent, not_(parents.c.superseded))
    living = occurrences.c.parent.is_(None) | in_living_parent
    query = select(occurrences.c.id).where(occurrences.c.document == document, occurrences.c.current, living)
    if connection.execute(query.limit(1)).one_or_none() is not None:
        return True
    own = select(occurrences.c.path).where(occurrences.c.document == document, occurrences.c.parent.is_(None))
    return not _passed(connection, document).issuperset(connection.execute(own).scalars())


def _passed(connection: Connection, document: str) -> set[str]:
    """The paths of the document where something newer of its source is found."""
    mine, newer = occurrences.alias("mine"), occurrences.alias("newer")
    own, theirs = documents.alias("own"), documents.alias("theirs")
    after = and_(not_(mine.c.current), or_(newer.c.current, mine.c.seen < newer.c.seen))
    beside = and_(newer.c.parent.is_(None), own.c.source == theirs.c.source, theirs.c.withdrawn.is_(None))
    query = (
        select(newer.c.path, theirs.c.state, beside.label("beside"))
        .join(mine, mine.c.path == newer.c.path)
        .join(own, own.c.id == mine.c.document)
        .join(theirs, theirs.c.id == newer.c.document)
        .where(mine.c.document == document, newer.c.document != document, after)
    )
    # Looked at here, as in :func:`older_than`. One that is superseded counts: what stands in its place is newer still.
    return {row.path for row in connection.execute(query) if row.beside and row.state in SEARCHABLE}
