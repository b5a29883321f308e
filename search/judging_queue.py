"""What waits for somebody to judge it: two that may be one, two that are called the same, names found unsurely.

An item is told by ids and places only; whoever is shown it may read what it is about at that moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Any, Final

from models.access import Purpose, Viewer, at_home
from models.judgement import METHOD, Act
from models.mention import Label
from models.store.judgeable import references_to, referred_to
from models.store.store import Store
from models.store.unsure import unsure
from search.entity_places import record_look
from search.facet import shown_name
from search.suggested import Suggested, in_order

_RANKED: Final = 1_000  # suggestions told apart by sort


class Sort(StrEnum):
    """What is asked of an item."""

    SAME = "same"  # are these two, written differently, one?
    NAMESAKES = "namesakes"  # are these two, called the same, one?
    UNSURE = "unsure"  # is this a name, of this type?


@dataclass(frozen=True, slots=True)
class Item:
    """Two of an owner's, each by a reference to it (``left``, ``right``: ids change with what is judged), with why they
    may be one; or a document (``left``) with the place of a mention. ``entities`` are the ids that the two have now."""

    sort: Sort
    owner: str
    left: str
    right: str = ""
    page: int = 0
    start: int = 0
    end: int = 0
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()

    @property
    def is_pair(self) -> bool:
        return self.sort is not Sort.UNSURE

    @property
    def kept(self) -> dict[str, Any]:
        """As it is kept in a page state."""
        return {**asdict(self), "reasons": list(self.reasons), "entities": []}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Item:
        return cls(**{**kept, "sort": Sort(kept["sort"]), "reasons": tuple(kept["reasons"]), "entities": ()})


def waiting(
    viewer: Viewer, purpose: Purpose, store: Store, sorts: Sequence[Sort], limit: int
) -> dict[Sort, list[Item]]:
    """What waits of these sorts, of each at most so many, the likeliest pairs and the least sure names first. Of what
    is only lent nothing: its owners judge it."""
    viewer, found = at_home(viewer), dict[Sort, list[Item]]()
    if pairs := [sort for sort in (Sort.SAME, Sort.NAMESAKES) if sort in sorts]:
        found |= _likeliest(viewer, purpose, store, pairs, limit)
    if Sort.UNSURE in sorts:
        doubted = unsure(store.database, viewer, limit)
        known = store.documents.many(viewer, [document for document, _, _ in doubted])
        found[Sort.UNSURE] = [
            Item(Sort.UNSURE, known[id].owner, id, "", one.page, one.start, one.end, one.confidence)
            for id, one, _ in doubted
            if id in known
        ]
    return {sort: found[sort] for sort in sorts}


def _likeliest(
    viewer: Viewer, purpose: Purpose, store: Store, sorts: Sequence[Sort], limit: int
) -> dict[Sort, list[Item]]:
    """Pairs of these sorts, looked for among the ranked ones until there are enough of each."""
    found = {sort: list[Item]() for sort in sorts}
    ranked, seen = islice(in_order(viewer, store, 2 * limit), _RANKED), 0
    while any(len(some) < limit for some in found.values()) and (some := list(islice(ranked, 2 * limit))):
        seen += len(some)
        for pair in _pairs(viewer, store, some):
            if pair.sort in found and len(found[pair.sort]) < limit:
                found[pair.sort].append(pair)
    record_look(viewer, purpose, store, "", suggestions=seen)
    return found


def still_waiting(viewer: Viewer, store: Store, items: Sequence[Item]) -> list[Item | None]:
    """Each item as it is now; None for one that waits no more, since somebody has judged it or the viewer may no longer
    read what it is about."""
    apart = {frozenset((each.entity, each.other)) for each in store.judgements.standing(viewer, Act.DISMISS)}
    known, doubted = _known(viewer, store, items), _doubted(viewer, store, items)
    found = list[Item | None]()
    for each in items:
        if each.is_pair:
            both = frozenset(known[each.owner, id] for id in (each.left, each.right) if (each.owner, id) in known)
            waits = len(both) > 1 and both not in apart
            now = tuple(known[each.owner, id] for id in (each.left, each.right)) if waits else ()
            found.append(replace(each, entities=now) if waits else None)
        else:
            found.append(each if (each.left, each.page, each.start, each.end) in doubted else None)
    return found


def _known(viewer: Viewer, store: Store, items: Sequence[Item]) -> dict[tuple[str, str], str]:
    """By owner and reference, the entity that it is to now."""
    found = dict[tuple[str, str], str]()
    with store.database.read() as connection:
        for owner in sorted({each.owner for each in items if each.is_pair} & viewer.own):
            some = {id for each in items if each.is_pair and each.owner == owner for id in (each.left, each.right)}
            now = referred_to(connection, viewer, owner, some)
            found |= {(owner, reference): entity for reference, entity in now.items()}
    return found


def _doubted(viewer: Viewer, store: Store, items: Sequence[Item]) -> set[tuple[str, int, int, int]]:
    """Where on the items' pages mentions stand that nobody has judged."""
    pages = [(each.left, each.page) for each in items if not each.is_pair]
    on_page = store.documents.named(viewer, pages, list(Label))
    return {
        (*place, one.start, one.end)
        for place, some in on_page.items()
        for one in some
        if not one.method.startswith(METHOD)
    }


def _pairs(viewer: Viewer, store: Store, some: Sequence[Suggested]) -> list[Item]:
    meant = dict[tuple[str, str], str]()
    with store.database.read() as connection:
        for owner in sorted({each.owner for each in some}):
            ids = {one.id for each in some if each.owner == owner for one in (each.left, each.right)}
            told = references_to(connection, viewer, owner, ids)
            meant |= {(owner, entity): reference for entity, reference in told.items()}
    pairs = [(each, [meant.get((each.owner, one.id), "") for one in (each.left, each.right)]) for each in some]
    return [_pair(each, *ends) for each, ends in pairs if all(ends)]


def _pair(one: Suggested, left: str, right: str) -> Item:
    alike = shown_name(one.left).casefold() == shown_name(one.right).casefold()
    sort = Sort.NAMESAKES if alike else Sort.SAME
    return Item(sort, one.owner, left, right, confidence=one.confidence, reasons=one.reasons)
