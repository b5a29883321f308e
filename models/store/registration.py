"""Writing the register as a document comes in: each step whole, repeatable, and undone by nothing but itself.

The order is arrive → begin → keep_reading → keep_knowledge → finish. A document is ``failed`` from ``arrive`` until
``finish`` has said otherwise, so that whatever dies in between is seen and tried again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from models import swedish
from models.document import DocumentKind, DocumentState, Field, Page
from models.identity import document_id, entity_id
from models.mention import Mention
from models.source import Source
from models.store.database import Database, insert_missing
from models.store.outbox import enqueue
from models.store.schema import (
    documents,
    entities,
    fields,
    mentions,
    occurrences,
    pages,
)
from models.store.words import pack


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of bytes that arrived: ``new`` ones must be read, others were here before."""

    document: str
    new: bool
    state: DocumentState


class Registration:
    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key

    def arrive(
        self,
        source: Source,
        sha256: str,
        size: int,
        *,
        path: str,
        name: str,
        parent: str | None = None,
    ) -> Arrival:
        """Note that these bytes were found at this path; the document is made if they are new to the source."""
        id, now = document_id(source.owner, source.name, sha256), swedish.now()
        row = {
            "id": id,
            "owner": source.owner,
            "source": source.name,
            "sha256": sha256,
            "size": size,
            "name": name,
            "state": DocumentState.FAILED.value,
            "reason": "not_read_yet",
            "created": now,
        }
        place = {
            "document": id,
            "parent": parent,
            "path": path,
            "name": name,
            "seen": now,
        }
        with self._database.write() as connection:
            new = insert_missing(connection, documents, [row]) == 1
            insert_missing(connection, occurrences, [place])
            state = connection.execute(select(documents.c.state).where(documents.c.id == id)).scalar_one()
        return Arrival(id, new, DocumentState(state))

    def begin(self, document: str) -> int:
        """Count an attempt to read the document; returns which it is, from 1. Until :meth:`finish` it is failed."""
        with self._database.write() as connection:
            change = update(documents).where(documents.c.id == document)
            change = change.values(
                state=DocumentState.FAILED.value,
                reason="reading",
                attempts=documents.c.attempts + 1,
            )
            return int(connection.execute(change.returning(documents.c.attempts)).scalar_one())

    def attempts(self, document: str) -> int:
        """How often it has been begun."""
        with self._database.read() as connection:
            return int(connection.execute(select(documents.c.attempts).where(documents.c.id == document)).scalar_one())

    def unfinished(self, source: str) -> list[str]:
        """The ids of the source's documents that no run has finished, in order of arrival."""
        query = select(documents.c.id).where(
            documents.c.source == source, documents.c.state == DocumentState.FAILED.value
        )
        with self._database.read() as connection:
            return [row.id for row in connection.execute(query.order_by(documents.c.created, documents.c.id))]

    def keep_reading(self, document: str, media_type: str, title: str, read: Sequence[Page]) -> None:
        """Keep the pages, in place of any from before."""
        with self._database.write() as connection:
            for table in (mentions, fields, pages):
                connection.execute(delete(table).where(table.c.document == document))
            if read:
                connection.execute(insert(pages), [_page_row(document, page) for page in read])
            values = {"media_type": media_type, "title": title, "pages": len(read)}
            connection.execute(update(documents).where(documents.c.id == document).values(**values))

    def keep_knowledge(
        self,
        document: str,
        found: Sequence[Mention],
        kind: DocumentKind,
        described: Sequence[Field],
        dated: date | None,
    ) -> None:
        """Keep what the document names and what kind it is, in place of what was known before.

        Equal normal forms become one entity.
        """
        with self._database.write() as connection:
            owner = connection.execute(select(documents.c.owner).where(documents.c.id == document)).scalar_one()
            for table in (mentions, fields):
                connection.execute(delete(table).where(table.c.document == document))
            self._insert_entities(connection, owner, found)
            if found:
                connection.execute(
                    insert(mentions),
                    [self._mention_row(document, mention) for mention in found],
                )
            if described:
                numbered = enumerate(described)
                connection.execute(
                    insert(fields),
                    [_field_row(document, at, field) for at, field in numbered],
                )
            values = {
                "kind": kind.name,
                "kind_confidence": kind.confidence,
                "kind_reason": kind.reason,
                "date": dated,
            }
            connection.execute(update(documents).where(documents.c.id == document).values(**values))

    def finish(self, document: str, state: DocumentState, reason: str = "") -> None:
        """Say how it ended, and ask for it to be indexed, in one transaction: the last line of the work."""
        with self._database.write() as connection:
            change = update(documents).where(documents.c.id == document)
            change = change.values(state=state.value, reason=reason, finished=swedish.now())
            owner = connection.execute(change.returning(documents.c.owner)).scalar_one()
            searchable = state in (DocumentState.READ, DocumentState.PARTIAL)
            enqueue(connection, document, owner, "put" if searchable else "delete")

    def fail(self, document: str, reason: str) -> None:
        """Leave it failed, with the reason: it is tried again by the next run."""
        with self._database.write() as connection:
            change = update(documents).where(documents.c.id == document)
            connection.execute(change.values(state=DocumentState.FAILED.value, reason=reason))

    def _insert_entities(self, connection: Connection, owner: str, found: Sequence[Mention]) -> None:
        values = {(mention.label.value, mention.value) for mention in found}
        rows = [
            {
                "owner": owner,
                "id": entity_id(self._key, label, value),
                "label": label,
                "value": value,
                "name": value,
            }
            for label, value in sorted(values)
        ]
        insert_missing(connection, entities, rows)

    def _mention_row(self, document: str, mention: Mention) -> Mapping[str, Any]:
        return {
            "document": document,
            "page": mention.page,
            "start": mention.start,
            "end": mention.end,
            "label": mention.label.value,
            "text": mention.text,
            "value": mention.value,
            "confidence": mention.confidence,
            "method": mention.method,
            "entity": entity_id(self._key, mention.label.value, mention.value),
        }


def _page_row(document: str, page: Page) -> Mapping[str, Any]:
    return {
        "document": document,
        "number": page.number,
        "method": page.method.value,
        "reason": page.reason,
        "text": page.text,
        "quality": page.quality,
        "width": page.width,
        "height": page.height,
        "image": page.image,
        "words": pack(page.words),
    }


def _field_row(document: str, position: int, field: Field) -> Mapping[str, Any]:
    return {
        "document": document,
        "position": position,
        "name": field.name,
        "value": field.value,
        "text": field.text,
        "page": field.page,
        "start": field.start,
        "end": field.end,
        "role": field.role,
    }
