"""The same people at several providers (*samma personer*): what papers say of who owns, leads and works for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from models.access import Purpose, Viewer
from models.audit import Action
from models.document import Document
from models.mention import Entity, Label
from models.store.store import Store
from models.tie import Finder, Relation
from search.network import Filter
from search.provider_review.shown import shown_entity
from search.tie_reading import gone_through, within_reach
from search.tied import Link
from search.ties import record, ties_of

HELD: Final = frozenset(
    {Relation.OWNS, Relation.BOARD_MEMBER_OF, Relation.REPRESENTS, Relation.WORKS_FOR, Relation.OPERATES}
)
_PEOPLE: Final = 40  # of one provider that are looked for at others


@dataclass(frozen=True, slots=True)
class AtSeveral:
    """A person, and what papers say of them at this provider and at others; ``links`` have the provider as target or
    source."""

    person: Entity
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class People:
    """``entities`` are the providers by id, ``documents`` those that the links stand in. ``unread``: how many papers,
    the oldest, were not gone through; ``left``: how many people were not looked for elsewhere."""

    shared: tuple[AtSeveral, ...]
    entities: dict[str, Entity]
    documents: dict[str, Document]
    unread: int
    left: int = 0


def people_at_several(viewer: Viewer, purpose: Purpose, store: Store, id: str, find: Finder) -> People:
    """Whom papers tie to this provider, and to another that has rows too. Writes the event that
    :func:`search.ties.ties_of` writes, and raises what it raises; and one of each person that is told of."""
    tied = ties_of(viewer, purpose, store, id, find, limit=0, sparing=True)
    here = defaultdict[str, list[Link]](list)
    for tie in tied.ties:
        other = tied.entities.get(tie.other(id))
        if other is not None and other.label is Label.PERSON:
            here[other.id] += [link for link in tie.links if link.relation in HELD]
    every = [person for person, links in here.items() if links]
    wanted = every[:_PEOPLE]
    there, documents, unread = _elsewhere(viewer, store, wanted, store.payments.providers(viewer) - {id}, find)
    shared = [person for person in wanted if there[person]]
    for person in shared:
        record(viewer, purpose, store, Action.READ_ENTITY, person, ties=len(there[person]))
    others = {side for person in shared for link in there[person] for side in (link.source, link.target)}
    known = store.entities.names(viewer, {id, *shared, *others})
    return People(
        tuple(
            AtSeveral(shown_entity(known[person]), tuple(_once([*here[person], *there[person]])))
            for person in shared
            if person in known
        ),
        {entity: shown_entity(each) for entity, each in known.items()},
        {**tied.documents, **documents},
        tied.unread + unread,
        len(every) - len(wanted),
    )


def _elsewhere(
    viewer: Viewer, store: Store, people: list[str], providers: set[str], find: Finder
) -> tuple[defaultdict[str, list[Link]], dict[str, Document], int]:
    """What papers that name one of the people say of them and of one of the providers."""
    found, named = defaultdict[str, list[Link]](list), store.together.places(viewer, people)
    papers = {document for places in named.values() for document, _ in places}
    naming = store.together.named(viewer, papers, {Label.ORG.value}) if providers else {}
    ids = {document for (document, _), orgs in naming.items() if orgs.keys() & providers}
    known = Filter().documents(store.documents.heads(viewer, ids).values())
    read = within_reach(known, store.settings.limits)
    documents = dict[str, Document]()
    for told in gone_through(viewer, store, read, find, unmask=False):
        documents[told.reading.document.id] = told.reading.document
        for link in told.links:
            for one, other in ((link.source, link.target), (link.target, link.source)):
                if one in named and other in providers and link.relation in HELD:
                    found[one].append(link)
    return found, documents, len(known) - len(read)


def _once(links: Iterable[Link]) -> Iterable[Link]:
    """The first place of each that is said of two."""
    return {(link.relation, link.source, link.target): link for link in reversed(list(links))}.values()
