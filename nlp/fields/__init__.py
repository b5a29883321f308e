"""Fields of a document (*uppgifter*): what its kind has, each with the span it comes from (docs/fields.md).

First what stands under a label, in a table or a letterhead; then what sentences say; roles only where they are certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain

from models.document import DocumentKind, Field
from models.mention import Mention
from nlp.fields.field_names import CASE_NUMBER, DATE, field_names
from nlp.fields.mentions import mention_fields
from nlp.fields.numbers import number_fields
from nlp.fields.outcome import outcome_fields
from nlp.fields.own_date import own_date
from nlp.fields.paper import field_at, paper_of
from nlp.fields.passages import passage_fields
from nlp.fields.people import people_fields

__all__ = ["CASE_NUMBER", "DATE", "document_date", "find_date", "find_fields"]

_FINDERS = (mention_fields, people_fields, number_fields, outcome_fields, passage_fields)


def find_fields(pages: Sequence[tuple[int, str]], kind: DocumentKind, mentions: Sequence[Mention]) -> list[Field]:
    """The fields of a document of ``kind``, in the order of ``field_names.txt``, then of their places.

    ``mentions`` are those of :func:`nlp.pipeline.find_mentions` on the same ``pages``.
    """
    paper = paper_of(pages, kind.name, mentions)
    order = {name: at for at, name in enumerate(field_names())}
    return sorted(chain.from_iterable(find(paper) for find in _FINDERS), key=lambda field: order[field.name])


def find_date(pages: Sequence[tuple[int, str]], kind: DocumentKind, mentions: Sequence[Mention]) -> date | None:
    """The document's own date alone, which is wanted before all else is read."""
    found = own_date(paper_of(pages, kind.name, mentions))
    return document_date([field_at(DATE, found)]) if found else None


def document_date(fields: Sequence[Field]) -> date | None:
    """The document's own date; None where none was found or the day is not told (``2024-05``)."""
    for field in fields:
        if field.name == DATE:
            try:
                return date.fromisoformat(field.value)
            except ValueError:
                return None
    return None
