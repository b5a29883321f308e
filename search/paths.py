"""How two entities hang together (*vägar*): the shortest ways from one to the other, over who shares a page with whom.

Searched from both ends, a step at a time from the end with fewer, over what the viewer may read. Of ways equally long
those over the rarest names come first: what every paper names ties everybody to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from models.access import Purpose, Viewer
from models.audit import Action
from models.mention import Entity, Label
from models.store.lookups import parts
from models.store.store import Store
from models.store.together import Place
from models.tie import UNTIED
from search.facet import shown_name
from search.network import Filter
from search.ties import know, record

_TIEABLE: Final = tuple(label.value for label in Label if label not in UNTIED)
_PUT_IN_ORDER: Final = 1_000  # ways, of those equally short
Way = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """``ways``: ids from the one to the other, the rarest names first, of ``total`` equally short. ``names``: as they
    may be shown. ``stopped``: there was more to go through than the limits let."""

    ways: tuple[Way, ...] = ()
    total: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Label] = field(default_factory=dict)
    stopped: bool = False


def paths(
    viewer: Viewer, purpose: Purpose, store: Store, one: str, other: str, filter: Filter, removed: Iterable[str] = ()
) -> Paths:
    """The shortest ways between the two, of at most ``path_ties`` ties; none over those that were ``removed``.

    Raises :class:`models.errors.AccessDeniedError` where the viewer may not know one of them.
    """
    for id in (one, other):
        know(viewer, purpose, store, id)
    ways, stopped = _Search(viewer, store, filter, frozenset(removed), frozenset({one, other})).between(one, other)
    found = _told(viewer, store, ways, stopped)
    for id in (one, other):
        record(viewer, purpose, store, Action.READ_ENTITY, id, paths=found.total)
    return found


def _told(viewer: Viewer, store: Store, ways: list[Way], stopped: bool) -> Paths:
    """The ways in order, each of whose names the viewer may know."""
    ids = set(chain(*ways))
    known: Mapping[str, Entity] = store.entities.names(viewer, ids)
    named = store.together.spread(viewer, ids)
    ways = [way for way in ways if all(id in known for id in way)]
    ways.sort(key=lambda way: (sorted((named.get(id, 0) for id in way[1:-1]), reverse=True), way))
    first = tuple(ways[: store.settings.limits.paths])
    shown = {id: known[id] for id in chain(*first)}
    return Paths(
        first,
        len(ways),
        {id: shown_name(entity) for id, entity in shown.items()},
        {id: entity.label for id, entity in shown.items()},
        stopped,
    )


@dataclass(slots=True)
class _End:
    """What has been reached from one end: ``steps`` away the ``edge``; ``before``: by whom each was reached."""

    edge: set[str]
    before: dict[str, set[str]]
    steps: int = 0

    def ways(self, id: str) -> Iterator[Way]:
        """From the end to the one that was reached."""
        if not self.before[id]:
            yield (id,)
        for earlier in sorted(self.before[id]):
            for way in self.ways(earlier):
                yield (*way, id)


class _Search:
    def __init__(
        self, viewer: Viewer, store: Store, filter: Filter, removed: frozenset[str], asked: frozenset[str]
    ) -> None:
        self._viewer, self._store, self._filter = viewer, store, filter
        self._removed, self._asked, self._limits = removed - asked, asked, store.settings.limits
        self._known, self._read = set[str](), 0  # documents, and how many of them the filter lets through
        self._near: dict[Place, frozenset[str]] = {}

    def between(self, one: str, other: str) -> tuple[list[Way], bool]:
        """The shortest ways, and whether the search was stopped before it was done."""
        if one == other:
            return [], False
        ends = _End({one}, {one: set()}), _End({other}, {other: set()})
        while sum(end.steps for end in ends) < self._limits.path_ties:
            nearer, farther = sorted(ends, key=lambda end: len(end.edge))
            if not self._step(nearer) and not self._step(farther):
                return [], True
            if met := ends[0].before.keys() & ends[1].before.keys():
                both = (
                    way + back[-2::-1] for id in sorted(met) for way in ends[0].ways(id) for back in ends[1].ways(id)
                )
                return list(islice(both, _PUT_IN_ORDER)), False
            if not all(end.edge for end in ends):
                return [], False
        return [], False

    def _step(self, end: _End) -> bool:
        """Go a step further from this end, to whoever stands on a page with those on its edge. False where that would
        be to go through too much: it stays where it is."""
        found = dict[str, set[str]]()
        for some in parts(sorted(end.edge)):
            pages = self._store.together.places(self._viewer, some)
            if not self._goes_through({document for places in pages.values() for document, _page in places}):
                return False
            for id, places in pages.items():
                for neighbour in frozenset[str]().union(*(self._near.get(place, ()) for place in places)):
                    if neighbour not in end.before:
                        found.setdefault(neighbour, set()).add(id)
        end.before |= found
        end.edge, end.steps = set(found), end.steps + 1
        return True

    def _goes_through(self, ids: set[str]) -> bool:
        """Keep whom the pages of these documents name, long lists aside. False, and none, where they are too many."""
        new = sorted(ids - self._known)
        heeded = [each.id for each in self._filter.documents(self._store.documents.heads(self._viewer, new).values())]
        if self._read + len(heeded) > self._limits.path_documents:
            return False
        self._known |= ids
        self._read += len(heeded)
        named = self._store.together.named(self._viewer, heeded, _TIEABLE)
        self._near |= {place: self._heeded(there) for place, there in named.items()}
        return True

    def _heeded(self, there: Mapping[str, str]) -> frozenset[str]:
        if len(there) > self._limits.tie_page_entities:
            return frozenset()
        return frozenset(id for id, label in there.items() if self._goes_by(id, Label(label)))

    def _goes_by(self, id: str, label: Label) -> bool:
        return id in self._asked or (self._filter.shows(label) and id not in self._removed)
