"""The hits of a search as rows of a table: of each document what it is, and what the fields of its kind say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from models.access import Viewer
from models.document import Document, Field
from models.masking import mask
from models.store.store import Store
from search.column_order import NAME
from search.sensitive import categories
from search.words.titles import FIELDS

PARTIES: Final = "parties"
"""A column of everybody that the document is between or about, whatever field says it."""
_PARTIES: Final = (
    "applicant", "complainant", "operator", "provider", "supplier", "customer", "from", "to", "subject", "person",
)  # fmt: skip
_OWN: Final = ("date", "kind", "source", "owner", "title", "pages")
COLUMNS: Final = (*_OWN, PARTIES, *(name for name in FIELDS if name not in _OWN))
"""What may be chosen, in the order in which it is offered: the document's own, then fields (docs/fields.md)."""
_IMPERSONAL: Final = frozenset({"date", "kind", "source", "owner", "pages", "outcome", "legal_ground", "received_date"})
"""The columns that neither name nor lead to a person."""

Cells = Mapping[str, tuple[str, ...]]


def columns_of(query: str, chosen: Iterable[str]) -> tuple[str, ...]:
    """The chosen columns that may be shown, in the order in which they were chosen: of a query with words of sensitive
    personal data no column that would make a list of persons of its hits (:mod:`search.sensitive`)."""
    shown = _IMPERSONAL if query and categories(query) else COLUMNS
    return tuple(name for name in dict.fromkeys(chosen) if name in COLUMNS and name in shown)


def sortable(query: str) -> tuple[str, ...]:
    """The columns that the hits of a query may be put in the order of: those that may be shown, and the names of the
    documents where the order would be no list of persons."""
    return (*(() if query and categories(query) else (NAME,)), *columns_of(query, COLUMNS))


def cells(viewer: Viewer, store: Store, ids: Sequence[str], columns: Sequence[str]) -> dict[str, Cells]:
    """By document, the values of each column, as the viewer may read them, masked. Called for the hits of a search,
    whose event is in the ledger: it tells of them no more than their fragments do."""
    known = store.documents.many(viewer, ids)
    of_fields = [name for name in columns if name not in _OWN]
    said = store.documents.fields_of(viewer, list(known)) if of_fields else {}
    return {
        id: {name: _own(document, name) for name in columns if name in _OWN} | _values(said.get(id, ()), of_fields)
        for id, document in known.items()
    }


def said(viewer: Viewer, store: Store, ids: Sequence[str], column: str) -> Mapping[str, tuple[str, ...]]:
    """By document the values of one column, as :func:`cells` tells them, of thousands of documents."""
    if column in (NAME, "title"):
        called = store.documents.called(viewer, ids)
        return {id: _masked(name if column == NAME else title) for id, (name, title) in called.items()}
    if column in _OWN:
        return {id: _masked(getattr(head, column)) for id, head in store.documents.heads(viewer, ids).items()}
    names = _PARTIES if column == PARTIES else (column,)
    found = store.documents.fields_of(viewer, ids, names)
    return {id: _values(some, [column])[column] for id, some in found.items()}


def _own(document: Document, name: str) -> tuple[str, ...]:
    return _masked(getattr(document, name))


def _masked(value: object) -> tuple[str, ...]:
    return (mask(str(value)),) if value else ()


def _values(some: Sequence[Field], columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Each value once, in the order in which the fields stand."""
    values: dict[str, dict[str, None]] = {name: {} for name in columns}
    for field in some:
        for name in (field.name, PARTIES if _is_party(field) else ""):
            if name in values:
                values[name][mask(" ".join(field.value.split()))] = None
    return {name: tuple(said) for name, said in values.items()}


def _is_party(field: Field) -> bool:
    return field.name in _PARTIES and (field.name != "subject" or bool(field.role))  # else it is a matter in words
