"""References as rows: what the name step says of a document's references, in its draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from models.identity import short_id
from models.mention import Mention
from models.reference import FORM, LOOKUP, QUANTITIES, VALUE, Reference, plain
from models.store.nodes import MARK
from models.store.schema import documents
from models.store.schema_references import draft_references


def by_value(found: Iterable[Mention]) -> list[Reference]:
    """A reference for each label and value, of everything but quantities."""
    places: dict[tuple[Any, str], list[tuple[int, int]]] = {}
    for each in found:
        if each.label not in QUANTITIES:
            places.setdefault((each.label, each.value), []).append((each.page, each.start))
    return [plain(label, value, tuple(sorted(where))) for (label, value), where in places.items()]


def keep_references(
    connection: Connection, key: bytes, document: str, references: Sequence[Reference]
) -> dict[tuple[int, int], str]:
    """Make these the references of the document's draft; returns the id of each by the places where it is named."""
    connection.execute(delete(draft_references).where(draft_references.c.document == document))
    owner = connection.execute(select(documents.c.owner).where(documents.c.id == document)).scalar_one()
    times, rows = Counter[tuple[str, str]](), list[Mapping[str, Any]]()
    places: dict[tuple[int, int], str] = {}
    for each in references:
        times[each.label, each.value] += 1
        id = short_id(key, document, each.label, each.value, str(times[each.label, each.value]))
        rows.append(row(key, owner, document, id, each))
        places |= dict.fromkeys(each.mentions, id)
    if rows:
        connection.execute(insert(draft_references), rows)
    return places


def row(key: bytes, owner: str, document: str, id: str, reference: Reference) -> Mapping[str, Any]:
    """A reference as it stands in ``draft_references``: keys and marks as hashes, each of its names as a look-up."""

    def hashed(what: str) -> str:
        return short_id(key, owner, reference.label, what)

    marks = {mark.kind: hashed(f"{MARK}{mark.kind}:{mark.text}") for mark in reference.marks}
    ties = {hashed(each.text): (each.kind, each.strength) for each in reversed(reference.keys)}
    told = {each.text for each in reference.keys if each.kind == VALUE}  # a value is looked up by its own key
    names = [name for name in (reference.value, *reference.aliases) if name not in told]
    ties |= {hashed(f"{FORM}:{name}"): (FORM, LOOKUP) for name in names}
    ties |= {value: (f"{MARK}{kind}", LOOKUP) for kind, value in marks.items()}
    page, start = reference.mentions[0] if reference.mentions else (0, 0)
    return {
        "id": id,
        "document": document,
        "label": reference.label.value,
        "value": reference.value,
        "aliases": list(reference.aliases),
        "marks": marks,
        "ties": [[text, kind, strength] for text, (kind, strength) in ties.items()],
        "page": page,
        "start": start,
    }
