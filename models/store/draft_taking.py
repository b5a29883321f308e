"""A draft (*utkast*) takes the place of what was known of its document, or is dropped."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Table, delete, insert, select

from models.store.schema import (
    draft_fields,
    draft_mentions,
    draft_pages,
    draft_payment_rows,
    draft_references,
    draft_rivals,
    draft_unjudged,
    drafts,
    fields,
    mentions,
    pages,
    payment_rows,
    rivals,
    unjudged,
)

_DRAFTS: Final[tuple[tuple[Table, Table], ...]] = (
    (draft_pages, pages),
    (draft_mentions, mentions),
    (draft_fields, fields),
    (draft_payment_rows, payment_rows),
    (draft_rivals, rivals),
    (draft_unjudged, unjudged),
)


def take_over(connection: Connection, document: str, *, is_new: bool) -> None:
    """Put what the draft found in the place of what was known.

    Of a new document nothing was known, so nothing is deleted: each statement less is one that others of the owner do
    not wait for.
    """
    for source, target in _DRAFTS:
        if not is_new:
            connection.execute(delete(target).where(target.c.document == document))
        columns = [column.name for column in source.columns]
        connection.execute(insert(target).from_select(columns, select(source).where(source.c.document == document)))


def drop_draft(connection: Connection, document: str) -> None:
    for table in (*(draft for draft, _ in _DRAFTS), draft_references, drafts):
        connection.execute(delete(table).where(table.c.document == document))
