"""What ``samsyn entities`` and ``samsyn describe`` answer, in the shapes of docs/cli.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from models.document import DocumentKind, Field
from models.layout import Joined, joined
from models.mention import Mention
from models.settings import DEFAULT_NAME_PIPELINE
from nlp import fields as field_rules
from nlp.choice import RULES
from nlp.kinds import KINDS, classify
from nlp.pipeline import find_mentions


@dataclass(frozen=True, slots=True)
class Description:
    """All that the names step says of a document."""

    kind: DocumentKind
    mentions: tuple[Mention, ...]
    fields: tuple[Field, ...]
    date: date | None


Joins = tuple[tuple[int, int], ...]
"""Spans of a page's text that line ends put into its words (:class:`models.layout.Layout`)."""


def describe(
    pages: Sequence[tuple[int, str]],
    *,
    name: str = "",
    media_type: str = "text/plain",
    joins: Mapping[int, Joins] = MappingProxyType({}),
    pipeline: str = DEFAULT_NAME_PIPELINE,
    kind: str = "",
) -> Description:
    """Mentions, kind, fields and date of a document with these pages ``(number, text)``.

    ``pipeline`` is the setting ``nlp.pipeline``. ``joins`` by page number: the pages are read without them, and every
    span answered is one of the page's own text. ``kind`` is what was declared of it, whose fields are then looked for;
    one that there is not is passed over.
    """
    known = DocumentKind(kind, 1.0, "declared") if kind in KINDS else None
    if not any(joins.values()):
        return _described(pages, name, media_type, pipeline, known)
    whole = {number: joined(text, joins.get(number, ())) for number, text in pages}
    found = _described([(number, each.text) for number, each in whole.items()], name, media_type, pipeline, known)
    texts = dict(pages)
    return replace(
        found,
        mentions=tuple(_mention_on(texts[each.page], whole[each.page], each) for each in found.mentions),
        fields=tuple(_field_on(texts, whole, each) for each in found.fields),
    )


def _mention_on(text: str, whole: Joined, mention: Mention) -> Mention:
    """The mention as it stands on the page, its line break in it."""
    start, end = whole.start(mention.start), whole.end(mention.end)
    return replace(mention, start=start, end=end, text=text[start:end])


def _field_on(texts: Mapping[int, str], whole: Mapping[int, Joined], field: Field) -> Field:
    if field.page is None or field.start is None or field.end is None:
        return field
    start, end = whole[field.page].start(field.start), whole[field.page].end(field.end)
    return replace(field, start=start, end=end, text=texts[field.page][start:end])


def _described(
    pages: Sequence[tuple[int, str]], name: str, media_type: str, pipeline: str, known: DocumentKind | None
) -> Description:
    """The first page is read for the document's date before the whole is: the date decides how numbers are read.

    A date is found by rules alone, so that no model is asked for it.
    """
    kind = known or classify(pages, name, media_type)
    head = pages[:1]
    day = field_rules.find_date(head, kind, find_mentions(head, pipeline=RULES))
    mentions = find_mentions(pages, document_date=day, pipeline=pipeline)
    found = field_rules.find_fields(pages, kind, mentions)
    return Description(kind, tuple(mentions), tuple(found), field_rules.document_date(found))


def entities_of_pages(
    pages: Sequence[tuple[int, str]],
    *,
    joins: Mapping[int, Joins] = MappingProxyType({}),
    pipeline: str = DEFAULT_NAME_PIPELINE,
) -> list[dict[str, Any]]:
    """The answer of ``samsyn entities``: mentions ordered by page and start. Never masked."""
    return [_mention(mention) for mention in describe(pages, joins=joins, pipeline=pipeline).mentions]


def description_values(description: Description) -> dict[str, Any]:
    """A description as ``samsyn describe`` prints it."""
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
