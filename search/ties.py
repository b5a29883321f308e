"""Who is tied to whom, by what a viewer may read. The ledger first, then the answer.

Ties are worked out when they are asked for, from what the register has: texts, mentions, fields
(docs/decisions/0027-ties.md). What words say is read by the :class:`models.tie.Finder` that the caller gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.access import Purpose, Viewer, at_home, has_grant
from models.audit import Action, Event
from models.document import Document
from models.errors import AccessDeniedError, InvalidQueryError
from models.mention import Entity
from models.store.store import Store
from models.tie import Finder, Near
from search.facet import shown_name
from search.tie_counts import Count, Counts, Pair
from search.tie_reading import Reading, read
from search.tied import Link, Place, Tie, Ties


@dataclass(frozen=True, slots=True)
class Request:
    """Whose ties: of ``entities`` (ids), or of everybody where there are none; in documents of these ``owners`` and
    ``sources``, or of all. ``within``: named together at least so near. ``limit``: at most so many, 0 for all.
    ``unmask``: the reason for showing personnummer, or empty.
    """

    entities: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    within: Near = Near.DOCUMENT
    limit: int = 0
    unmask: str = ""


def ties_of(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, find: Finder, *, limit: int = 50, unmask: str = ""
) -> Ties:
    """The entity's ties, strongest first: what is said, then by sentences, pages, documents in common.

    Raises :class:`AccessDeniedError` where the viewer may not know it.
    """
    why = unmask.strip()
    _know(viewer, purpose, store, id)
    found = _told(viewer, store, Request((id,), limit=limit, unmask=why), find)
    if why:
        _record(viewer, purpose, store, Action.UNMASK, id, reason=why)
    _record(viewer, purpose, store, Action.READ_ENTITY, id, ties=found.total)
    return found


def export_ties(viewer: Viewer, purpose: Purpose, store: Store, request: Request, find: Finder) -> Ties:
    """All ties that are asked for. Raises :class:`AccessDeniedError` for an owner that the viewer may not read or an
    entity that they may not know, and :class:`InvalidQueryError` where there are more than the limit ``tie_pairs``.
    """
    viewer, request = at_home(viewer), replace(request, unmask=request.unmask.strip())  # what is lent stays there
    if not all(has_grant(viewer, owner) for owner in request.owners):
        _record(viewer, purpose, store, Action.REFUSED)
        raise AccessDeniedError("Det finns ingen sådan ägare")
    for id in request.entities:
        _know(viewer, purpose, store, id)
    found = _told(viewer, store, request, find)
    if request.unmask:
        _record(viewer, purpose, store, Action.UNMASK, "", reason=request.unmask)
    _record(viewer, purpose, store, Action.EXPORT, "", ties=found.total)
    return found


def _know(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> None:
    try:
        store.entities.get(viewer, id)
    except AccessDeniedError:
        _record(viewer, purpose, store, Action.REFUSED, id)
        raise


def _told(viewer: Viewer, store: Store, request: Request, find: Finder) -> Ties:
    limits, focus = store.settings.limits, frozenset(request.entities)
    counts, links = Counts(limits, focus, request.within), dict[Pair, list[Link]]()
    readings = dict[str, Reading]()
    for document in _documents(viewer, store, request):
        reading = read(viewer, store, document, unmask=bool(request.unmask))
        readings[document.id] = reading
        counts.add(document.id, reading.named.mentions, find.sentences(reading.named))
        for link in reading.links(find):
            if not focus or focus & {link.source, link.target}:
                pair = min(link.source, link.target), max(link.source, link.target)
                links.setdefault(pair, []).append(link)
        if len(counts.pairs) > limits.tie_pairs:
            raise InvalidQueryError(
                f"Det är fler än {limits.tie_pairs} samband",
                next="Begränsa med --source, --owner, --entity eller --within sentence.",
            )
    return _answer(viewer, store, request, counts.pairs, links, readings)


def _documents(viewer: Viewer, store: Store, request: Request) -> list[Document]:
    """What may be found of what the viewer may read, and is asked about; in order of their ids."""
    owners = [owner for owner in sorted(viewer.owners) if not request.owners or owner in request.owners]
    if request.entities:
        ids: Iterable[str] = {id for entity in request.entities for id, _ in store.entities.documents(viewer, entity)}
    else:
        ids = (id for owner in owners for id in store.documents.ids(viewer, owner))
    known = store.documents.many(viewer, sorted(ids))
    wanted = (document for document in known.values() if not request.sources or document.source in request.sources)
    return sorted((document for document in wanted if document.owner in owners), key=lambda one: one.id)


def _answer(
    viewer: Viewer,
    store: Store,
    request: Request,
    pairs: Mapping[Pair, Count],
    links: Mapping[Pair, Sequence[Link]],
    readings: Mapping[str, Reading],
) -> Ties:
    ties = [_tie(pair, pairs.get(pair, Count()), links.get(pair, ()), readings) for pair in {**pairs, **links}]
    ties.sort(key=_strength)
    told = ties[: request.limit] if request.limit else ties
    ids = {id for tie in told for id in (tie.left, tie.right)} | {*request.entities}
    known = store.entities.names(viewer, sorted(ids))
    shown = [tie for tie in told if tie.left in known and tie.right in known]
    used = {each.document for tie in shown for each in tie.places} | {
        each.document for tie in shown for each in tie.links
    }
    return Ties(
        ties=tuple(shown),
        total=len(ties),
        entities={id: _shown(entity, request.unmask) for id, entity in known.items()},
        documents={id: readings[id].document for id in sorted(used)},
    )


def _strength(tie: Tie) -> tuple[bool, int, int, int, str, str]:
    return not tie.links, -tie.sentences, -tie.pages, -tie.documents, tie.left, tie.right


def _tie(pair: Pair, count: Count, links: Sequence[Link], readings: Mapping[str, Reading]) -> Tie:
    places = sorted(count.places, key=lambda each: -each[1].near)
    told = tuple(
        Place(one.near, id, one.page, one.start, one.end,
              readings[id].words(one.page, one.start, one.end) if one.near is Near.SENTENCE else "")
        for id, one in places
    )  # fmt: skip
    return Tie(*pair, count.sentences, count.pages, count.documents, told, tuple(links))


def _shown(entity: Entity, unmask: str) -> Entity:
    """The entity as it may be shown."""
    name = shown_name(entity, unmask=bool(unmask))
    return entity if unmask else replace(entity, name=name, value=name)


def _record(
    viewer: Viewer, purpose: Purpose, store: Store, action: Action, target: str = "", **details: str | int
) -> None:
    owners = tuple(sorted(viewer.owners)) if action is not Action.REFUSED else ()
    store.ledger.write(Event(action, viewer.actor, purpose.text, purpose.case, target, owners, details))
