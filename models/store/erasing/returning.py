"""What was erased and is handed in again: taken in as any other, and told to the owner's officer."""

from __future__ import annotations

from sqlalchemy import Connection, and_, update

from models import swedish
from models.identity import opaque_id
from models.store.schema_erasure import tombstones


def mark_of(key: bytes, document: str) -> str:
    """What stands for a document that is erased: nothing to one without the installation's key."""
    return opaque_id(key, "erased", document)


def note_return(connection: Connection, key: bytes, document: str) -> None:
    """The document is new here: if it was erased, its tombstone says from now on that it is back."""
    mine = and_(tombstones.c.mark == mark_of(key, document), tombstones.c.returned.is_(None))
    connection.execute(update(tombstones).where(mine).values(returned=swedish.now()))
