"""Rows of the register as nouns."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Row

from models.document import Document, DocumentState, Field, Occurrence, Page, PageMethod
from models.mention import Entity, Label, Mention
from models.store.layouts import unpack as unpack_layout
from models.store.words import unpack

LABELS: Final = {label.value: label for label in Label}
"""Looked up, since one page may name thousands: a call of the enumeration takes as long as all else of a row."""


def aware(moment: datetime) -> datetime:
    """SQLite gives times back without their zone; the register keeps UTC."""
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def document(row: Row[Any]) -> Document:
    return Document(
        id=row.id,
        owner=row.owner,
        source=row.source,
        sha256=row.sha256,
        size=row.size,
        name=row.name,
        media_type=row.media_type,
        state=DocumentState(row.state),
        reason=row.reason,
        kind=row.kind,
        kind_confidence=row.kind_confidence,
        kind_reason=row.kind_reason,
        title=row.title,
        date=row.date,
        pages=row.pages,
        created=aware(row.created),
        parent=row.parent,
        superseded=bool(row.superseded),
        withdrawn=bool(row.withdrawn),
        reading_of=row.reading_of,
        facts=dict(row.facts),
    )


def page(row: Row[Any], *, with_words: bool) -> Page:
    return Page(
        number=row.number,
        method=PageMethod(row.method),
        reason=row.reason,
        text=row.text,
        quality=row.quality,
        width=row.width,
        height=row.height,
        words=unpack(row.words, row.text) if with_words else (),
        image=row.image,
        layout=unpack_layout(row.layout),
    )


def mention(row: Row[Any]) -> Mention:
    return Mention(
        label=LABELS[row.label],
        page=row.page,
        start=row.start,
        end=row.end,
        text=row.text,
        value=row.value,
        confidence=row.confidence,
        method=row.method,
    )


def entity(row: Row[Any]) -> Entity:
    return Entity(
        id=row.id,
        owner=row.owner,
        label=Label(row.label),
        value=row.value,
        name=row.name,
    )


def field(row: Row[Any]) -> Field:
    return Field(
        name=row.name,
        value=row.value,
        text=row.text,
        page=row.page,
        start=row.start,
        end=row.end,
        role=row.role,
    )


def occurrence(row: Row[Any]) -> Occurrence:
    return Occurrence(
        document=row.document,
        path=row.path,
        name=row.name,
        parent=row.parent,
        seen=aware(row.seen),
    )
