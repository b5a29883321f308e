"""What a reading finds as rows of its draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.document import Field, Page
from models.identity import entity_id
from models.mention import Mention
from models.store.layouts import pack as pack_layout
from models.store.words import pack


def mention_row(
    key: bytes, document: str, mention: Mention, references: Mapping[tuple[int, int], str]
) -> Mapping[str, Any]:
    """A mention, with the reference that it is of; its entity is that of its value until the references have theirs."""
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
        "entity": entity_id(key, mention.label.value, mention.value),
        "reference": references.get((mention.page, mention.start), ""),
    }


def page_row(document: str, page: Page) -> Mapping[str, Any]:
    """A page with its words."""
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
        "layout": pack_layout(page.layout),
    }


def field_row(document: str, position: int, field: Field) -> Mapping[str, Any]:
    """A field at its place among the document's."""
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
