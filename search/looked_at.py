"""Who has looked at a document, a person or a number: the ledger asked, and the question itself written in it first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models import sought
from models.access import Deed, Purpose, Viewer, may
from models.audit import Action, Event, Record
from models.errors import AccessDeniedError
from models.mention import Entity
from models.store.ledger_lookups import LedgerLookups
from models.store.store import Store
from search.entity_choice import ID, called
from search.operator import OPERATOR

MOST: Final = 1_000
"""Events in one answer."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Who looked (``actors``, with how many times each), and the newest ``records``; ``total`` there are.

    ``documents`` of those that name the entity were looked through too: reading one is reading about the person.
    """

    total: int
    actors: tuple[tuple[str, int], ...]
    records: tuple[Record, ...]
    documents: int = 0


@dataclass(frozen=True, slots=True)
class _Sought:
    targets: frozenset[str]
    forms: frozenset[str]
    documents: int = 0


def may_look(viewer: Viewer) -> bool:
    """Whether the viewer may see what others did: a reviewer, and the local operator."""
    return may(viewer, Deed.REVIEW) or viewer.name == OPERATOR


def who_looked(viewer: Viewer, purpose: Purpose, store: Store, what: str, *, limit: int = MOST) -> Looks:
    """Who opened or searched for ``what``: a document's or entity's id, a name or a number in any written form.

    A name or number that no document has is looked for too: somebody may have searched for it. Raises
    :class:`AccessDeniedError` for who may not look, and :class:`LedgerUnavailableError`.
    """
    if not may_look(viewer):
        raise AccessDeniedError("Loggen visas bara för granskare")
    wanted = _meant(viewer, store, what.strip())
    owners = tuple(sorted(viewer.owners))
    store.ledger.write(
        Event(
            Action.REVIEW,
            viewer.actor,
            purpose.text,
            purpose.case,
            owners=owners,
            details={"list": "who_looked"},
            words=what.strip(),
        )
    )
    lookups = LedgerLookups(store.database, store.ledger)
    found = lookups.about(viewer, wanted.targets, wanted.forms, min(limit, MOST))
    return Looks(found.total, found.actors, found.records, wanted.documents)


def _meant(viewer: Viewer, store: Store, what: str) -> _Sought:
    if ID.fullmatch(what) and what in store.documents.many(viewer, [what]):
        return _Sought(frozenset({what}), frozenset({sought.document(what)}))
    entities = _called(viewer, store, what)
    ids = {entity.id for entity in entities} | ({what} if ID.fullmatch(what) else set())
    words = {name for entity in entities for name in (entity.value, entity.name)} | ({what} - ids)
    forms = {sought.name_or_number(each) for each in words} | {sought.entity(id) for id in ids}
    named = {document for id in ids for document, _ in store.entities.documents(viewer, id)}
    return _Sought(frozenset(ids | named), frozenset(forms - {""}), len(named))


def _called(viewer: Viewer, store: Store, what: str) -> list[Entity]:
    """The entities that are called so, the surname first or last; none where nobody is."""
    surname, comma, rest = what.partition(",")
    found: dict[str, Entity] = {}
    for words in {what, f"{rest.strip()} {surname.strip()}" if comma else what}:
        try:
            found |= {entity.id: entity for entity, _ in called(viewer, store, words)}
        except AccessDeniedError:
            continue
    return list(found.values())
