"""Who is tied to whom, by what a viewer may read. The ledger first, then the answer.

Ties are worked out when they are asked for, from what the register has: texts, mentions, fields
(docs/decisions/0027-ties.md). What words say is read by the :class:`models.tie.Finder` that the caller gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from models import sought
from models.access import Purpose, Viewer, at_home, has_grant
from models.audit import Action, Event
from models.document import Head
from models.errors import AccessDeniedError, InvalidQueryError
from models.mention import Entity
from models.store.store import Store
from models.tie import Finder, Near
from search.network import Filter
from search.tie_counts import Counts
from search.tie_gathering import Gathering
from search.tie_reading import gone_through, within_reach
from search.tied import Ties


@dataclass(frozen=True, slots=True)
class Request:
    """Whose ties: of ``entities`` (ids), or of everybody where there are none; in documents of these ``owners`` and
    ``sources``, or of all. ``within``: named together at least so near. ``limit``: at most so many, 0 for all.
    ``unmask``: the reason for showing personnummer, or empty. ``sparing``: of the newest documents alone, as many as
    one page of the front end goes through.
    """

    entities: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    within: Near = Near.DOCUMENT
    limit: int = 0
    unmask: str = ""
    sparing: bool = False


def ties_of(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    id: str,
    find: Finder,
    *,
    limit: int = 50,
    unmask: str = "",
    sparing: bool = False,
) -> Ties:
    """The entity's ties, strongest first: what is said, then by sentences, pages, documents in common.

    ``sparing`` as in :class:`Request`. Raises :class:`AccessDeniedError` where the viewer may not know it.
    """
    why = unmask.strip()
    know(viewer, purpose, store, id)
    found = _told(viewer, store, Request((id,), limit=limit, unmask=why, sparing=sparing), find)
    if why:
        record(viewer, purpose, store, Action.UNMASK, id, reason=why)
    record(viewer, purpose, store, Action.READ_ENTITY, id, ties=found.total)
    return found


def export_ties(viewer: Viewer, purpose: Purpose, store: Store, request: Request, find: Finder) -> Ties:
    """All ties that are asked for. Raises :class:`AccessDeniedError` for an owner that the viewer may not read or an
    entity that they may not know, and :class:`InvalidQueryError` where there are more than the limit ``tie_pairs``.
    """
    viewer, request = at_home(viewer), replace(request, unmask=request.unmask.strip())  # what is lent stays there
    if not all(has_grant(viewer, owner) for owner in request.owners):
        record(viewer, purpose, store, Action.REFUSED)
        raise AccessDeniedError("Det finns ingen sådan ägare")
    for id in request.entities:
        know(viewer, purpose, store, id)
    found = _told(viewer, store, request, find)
    if request.unmask:
        record(viewer, purpose, store, Action.UNMASK, "", reason=request.unmask)
    record(viewer, purpose, store, Action.EXPORT, "", tuple(map(sought.entity, request.entities)), ties=found.total)
    return found


def know(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> Entity:
    """The entity. Raises :class:`AccessDeniedError`, which the ledger is told of, for one that they may not know."""
    try:
        return store.entities.get(viewer, id)
    except AccessDeniedError:
        record(viewer, purpose, store, Action.REFUSED, id)
        raise


def _told(viewer: Viewer, store: Store, request: Request, find: Finder) -> Ties:
    limits, focus = store.settings.limits, frozenset(request.entities)
    gathered = Gathering(Counts(limits, focus, request.within))
    wanted = _documents(viewer, store, request)
    read = within_reach(Filter().documents(wanted), limits) if request.sparing else wanted
    for each in gone_through(viewer, store, read, find, unmask=bool(request.unmask)):
        gathered.add(each)
        if len(gathered.counts.pairs) > limits.tie_pairs:
            raise InvalidQueryError(
                f"Det är fler än {limits.tie_pairs} samband",
                next="Begränsa med --source, --owner, --entity eller --within sentence.",
            )
    ties = gathered.ties()
    some = ties[: request.limit] if request.limit else ties
    found = gathered.answer(viewer, store, some, len(ties), request.entities, unmask=request.unmask)
    return replace(found, unread=len(wanted) - len(read))


def _documents(viewer: Viewer, store: Store, request: Request) -> list[Head]:
    """What may be found of what the viewer may read, and is asked about; in order of their ids."""
    owners = [owner for owner in sorted(viewer.owners) if not request.owners or owner in request.owners]
    if request.entities:
        ids: Iterable[str] = {id for entity in request.entities for id, _ in store.entities.documents(viewer, entity)}
    else:
        ids = (id for owner in owners for id in store.documents.ids(viewer, owner))
    known = store.documents.heads(viewer, ids)
    wanted = (document for document in known.values() if not request.sources or document.source in request.sources)
    return sorted((document for document in wanted if document.owner in owners), key=lambda one: one.id)


def record(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    action: Action,
    target: str = "",
    about: tuple[str, ...] = (),
    **details: str | int,
) -> None:
    """Write that somebody was told of ties, before they are. ``about``: of what beside the target
    (:mod:`models.sought`)."""
    owners = tuple(sorted(viewer.owners)) if action is not Action.REFUSED else ()
    store.ledger.write(Event(action, viewer.actor, purpose.text, purpose.case, target, owners, details, about=about))
