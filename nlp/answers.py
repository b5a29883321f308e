"""What ``samsyn entities`` and ``samsyn describe`` answer, in the shapes of docs/cli.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.document import DocumentKind, Field
from models.mention import Mention
from nlp import fields as field_rules
from nlp.kinds import classify
from nlp.pipeline import find_mentions


@dataclass(frozen=True, slots=True)
class Description:
    """All that the names step says of a document."""

    kind: DocumentKind
    mentions: tuple[Mention, ...]
    fields: tuple[Field, ...]
    date: date | None


def describe(pages: Sequence[tuple[int, str]], *, name: str = "", media_type: str = "text/plain") -> Description:
    """Mentions, kind, fields and date of a document with these pages ``(number, text)``.

    The first page is read for the document's date before the whole is, because the date decides how numbers are read.
    """
    kind = classify(pages, name, media_type)
    head = pages[:1]
    day = field_rules.document_date(field_rules.find_fields(head, kind, find_mentions(head)))
    mentions = find_mentions(pages, document_date=day)
    found = field_rules.find_fields(pages, kind, mentions)
    return Description(kind, tuple(mentions), tuple(found), field_rules.document_date(found))


def entities_of_pages(pages: Sequence[tuple[int, str]]) -> list[dict[str, Any]]:
    """The answer of ``samsyn entities``: mentions ordered by page and start. Never masked."""
    return [_mention(mention) for mention in describe(pages).mentions]


def description_of_pages(
    pages: Sequence[tuple[int, str]], *, name: str = "", media_type: str = "text/plain"
) -> dict[str, Any]:
    """The answer of ``samsyn describe``."""
    description = describe(pages, name=name, media_type=media_type)
    return {
        "kind": description.kind.name,
        "confidence": description.kind.confidence,
        "reason": description.kind.reason,
        "fields": [_field(field) for field in description.fields],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "label": mention.label.value,
        "value": mention.value,
        "confidence": mention.confidence,
        "method": mention.method,
        "page": mention.page,
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "value": field.value,
        "text": field.text,
        "page": field.page,
        "start": field.start,
        "end": field.end,
        "role": field.role,
    }
