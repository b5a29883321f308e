"""Ties gathered document by document: counted, with what is said of them, and put in order of their strength."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from models.access import Viewer
from models.mention import Entity
from models.store.store import Store
from models.tie import Near
from search.facet import shown_name
from search.tie_counts import Count, Counts, Pair
from search.tie_reading import Told
from search.tied import Link, Place, Tie, Ties


@dataclass(slots=True)
class Gathering:
    """``counts`` says which pairs are heeded."""

    counts: Counts
    _links: dict[Pair, list[Link]] = field(default_factory=dict)
    _read: dict[str, Told] = field(default_factory=dict)

    def add(self, told: Told) -> None:
        """Count what a document tells."""
        id = told.reading.document.id
        self._read[id] = told
        self.counts.add(id, told.reading.named.mentions, told.sentences)
        for link in told.links:
            if self.counts.heeds(link.source, link.target):
                pair = min(link.source, link.target), max(link.source, link.target)
                self._links.setdefault(pair, []).append(link)

    def ties(self) -> list[Tie]:
        """All of them, strongest first: what is said, then by sentences, pages, documents in common."""
        pairs = self.counts.pairs
        found = [self._tie(pair, pairs.get(pair, Count())) for pair in {**pairs, **self._links}]
        return sorted(found, key=_strength)

    def answer(
        self, viewer: Viewer, store: Store, some: Sequence[Tie], total: int, asked: Collection[str], *, unmask: str = ""
    ) -> Ties:
        """Some of the ties with what they name, and the entities ``asked`` for, as they may be shown."""
        ids = {id for tie in some for id in (tie.left, tie.right)} | {*asked}
        known = store.entities.names(viewer, sorted(ids))
        shown = [tie for tie in some if tie.left in known and tie.right in known]
        used = {each.document for tie in shown for each in tie.places}
        used |= {each.document for tie in shown for each in tie.links}
        return Ties(
            ties=tuple(shown),
            total=total,
            entities={id: _shown(entity, unmask) for id, entity in known.items()},
            documents={id: self._read[id].reading.document for id in sorted(used)},
        )

    def _tie(self, pair: Pair, count: Count) -> Tie:
        places = sorted(count.places, key=lambda each: -each[1].near)
        told = tuple(
            Place(one.near, id, one.page, one.start, one.end,
                  self._read[id].reading.words(one.page, one.start, one.end) if one.near is Near.SENTENCE else "")
            for id, one in places
        )  # fmt: skip
        return Tie(*pair, count.sentences, count.pages, count.documents, told, tuple(self._links.get(pair, ())))


def _strength(tie: Tie) -> tuple[bool, int, int, int, str, str]:
    return not tie.links, -tie.sentences, -tie.pages, -tie.documents, tie.left, tie.right


def _shown(entity: Entity, unmask: str) -> Entity:
    """The entity as it may be shown."""
    name = shown_name(entity, unmask=bool(unmask))
    return entity if unmask else replace(entity, name=name, value=name)
