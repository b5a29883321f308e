"""Hits with those that are alike folded under the best of them: a group stands once, where its best hit would stand.

Which member leads is told by the index, asked for the members of a group alone: so it is the same on every page of
hits, whatever page it is asked from. Each document that was found is shown once as a hit or once folded, never both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from models.likeness import Member
from search.cursor import Cursor
from search.index import IndexHit, IndexQuery
from search.query import And, Node, OneOf
from search.result import Tier
from search.tiers import Asking, Found

Groups = Callable[[Sequence[str]], Mapping[str, tuple[Member, ...]]]
"""For documents, the groups of those that have others alike: :meth:`models.store.alike.Alike.groups` for a viewer."""

MOST_LOOKED_AT: Final = 2_000
"""Hits that one page looks through for its groups. A page may then be shorter than asked for, and still go on."""
_MOST_ASKED: Final = 5_000  # documents in one question of who among them was found
_Placed = tuple[IndexHit, Tier]


@dataclass(slots=True)
class Folding:
    """One page of groups. ``matching`` are the members of its groups that were found, the leaders too."""

    asking: Asking
    groups: Groups
    query: IndexQuery
    also: Node | None = None
    matching: set[str] = field(default_factory=set)
    members: dict[str, tuple[Member, ...]] = field(default_factory=dict)
    _leaders: dict[int, str] = field(default_factory=dict)  # by group

    def page(self, after: Cursor | None) -> Found:
        """The answer with a page of leaders for its hits, ``query.limit`` at the most. Totals and facets count every
        document."""
        limit, kept = self.query.limit, list[_Placed]()
        one_more = replace(self.query, limit=limit + 1 if limit else 0)  # it tells whether there is a next page
        found = first = self.asking(one_more, after, also=self.also)
        looked_at = 0
        while True:
            looked_at += len(found.hits)
            kept += self._leading(found.hits)
            if len(kept) > limit:
                last = kept[limit - 1]
                return replace(first, hits=tuple(kept[:limit]), after=Cursor(last[1], last[0].key))
            if found.after is None or looked_at >= MOST_LOOKED_AT:
                return replace(first, hits=tuple(kept), after=found.after)
            more = replace(self.query, facets=(), limit=min(2 * max(looked_at, limit), MOST_LOOKED_AT))
            found = self.asking(more, found.after, also=self.also)

    def found(self, documents: Iterable[str]) -> set[str]:
        """Which of these were found too."""
        return {hit.document for hit, _ in self._among(sorted({*documents}))}

    def _leading(self, hits: Sequence[_Placed]) -> Iterator[_Placed]:
        alike = self.groups([hit.document for hit, _ in hits])
        self.members |= alike
        self._decide({some[0].group: some for some in alike.values()})
        for hit, tier in hits:
            group = alike.get(hit.document)
            self.matching.add(hit.document)
            if group is None or self._leaders.get(group[0].group, hit.document) == hit.document:
                yield hit, tier

    def _decide(self, groups: Mapping[int, Sequence[Member]]) -> None:
        """Find out who leads the groups that were not met yet, a whole group in one question."""
        of, known = dict[str, int](), self._leaders
        for number, some in groups.items():
            if number not in known:
                of |= {member.document: number for member in some}
            if len(of) >= _MOST_ASKED:
                self._lead(of)
                of = {}
        self._lead(of)

    def _lead(self, of: Mapping[str, int]) -> None:
        for hit, _ in self._among(list(of)):
            self.matching.add(hit.document)
            self._leaders.setdefault(of[hit.document], hit.document)

    def _among(self, documents: Sequence[str]) -> Iterator[_Placed]:
        """Those of the documents that were found, the best first."""
        if not documents:
            return
        some = OneOf(tuple(documents))
        alone = replace(self.query, facets=(), limit=len(documents))
        yield from self.asking(alone, None, also=some if self.also is None else And((self.also, some))).hits
