"""What is said of a document beside its text: by the file itself, or by a list that came with it.

Names as in docs/kinds.md: ``date`` (ISO 8601), ``kind`` (one of :data:`nlp.kinds.KINDS`), ``case_number``, and any
other, which becomes a field as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from models.document import DocumentKind, Field
from nlp.answers import Description
from nlp.fields import CASE_NUMBER, DATE
from nlp.kinds import KINDS

KIND = "kind"
DECLARED = "declared"
"""The reason of a kind that was declared."""
_OF_THREADS = frozenset(
    {"message_id", "in_reply_to", "references", "thread_topic", "pictured_file", "page_numbers"}
)  # what holds mails together, and an existing reading and its scan
_SINGLE = (DATE, CASE_NUMBER)  # fields of which a document has one: what is declared takes the place of what was found


def with_declared(found: Description, declared: Mapping[str, str]) -> Description:
    """``found`` with what is declared put before it. A date or kind that cannot be one is kept as a plain field."""
    day = _day(declared.get(DATE, ""))
    known = {name: value for name, value in declared.items() if value and name not in _OF_THREADS}
    if day is None:
        known.pop(DATE, None)
    if known.get(KIND) in KINDS:
        del known[KIND]
    agreed = {field.name for field in found.fields if _says(known.get(field.name, ""), field)}
    fields = [Field(name, value, value) for name, value in known.items() if name not in agreed]
    kept = [field for field in found.fields if field.name in agreed or field.name not in {*_SINGLE} & known.keys()]
    return replace(found, kind=_kind(found.kind, declared), fields=(*fields, *kept), date=day or found.date)


def _says(declared: str, field: Field) -> bool:
    """Whether the text says what is declared: then the field keeps the place where it says so."""
    return declared == field.value or (field.name == DATE and declared[:10] == field.value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _kind(found: DocumentKind, declared: Mapping[str, str]) -> DocumentKind:
    name = declared.get(KIND, "")
    return DocumentKind(name, 1.0, DECLARED) if name in KINDS else found
