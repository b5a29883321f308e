"""Whether one document is what a tree asks for and a filter lets through, told in memory from what is indexed of it.

Called for documents on their way into the index: the back ends answer the same of those that are in it
(``tests/search/test_matching_one.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from search.alike import alike
from search.index import MISSING, Filter, IndexUnit
from search.query import (
    ALIGNED,
    Alternative,
    And,
    AtLeast,
    Dated,
    Everything,
    Fuzzy,
    HasValue,
    Leaf,
    Near,
    Node,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Term,
    TokenField,
)

Places = Mapping[str, Sequence[int]]
"""Where each token of a field stands on a page, rising."""


@dataclass(frozen=True, slots=True)
class OneDocument:
    """A document held against many questions: the places of its tokens are looked up once for each field."""

    unit: IndexUnit
    _places: dict[TokenField, tuple[Places, ...]] = field(default_factory=dict, compare=False)

    def matches(self, node: Node) -> bool:
        """Whether the document, its pages and its name taken together, is what was asked for."""
        match node:
            case Everything():
                return True
            case And(nodes):
                return all(map(self.matches, nodes))
            case Or(nodes):
                return any(map(self.matches, nodes))
            case Not(inner):
                return not self.matches(inner)
            case AtLeast(nodes, least):
                return sum(map(self.matches, nodes)) >= least
            case HasValue() | Dated() | OneOf():
                return self._is(node)
            case leaf:
                return self._has(leaf)

    def _is(self, node: HasValue | Dated | OneOf) -> bool:
        match node:
            case HasValue(kind, ids):
                return any(id in self.unit.facets.get(kind, ()) for id in ids)
            case OneOf(documents):
                return self.unit.document in documents
            case Dated(since, until):
                day = self.unit.date
                return day is not None and not (since and day < since) and not (until and day > until)

    def _has(self, leaf: Leaf) -> bool:
        match leaf:
            case Term():
                return any(self._stands(way.field, way.keys) for way in leaf.alternatives)
            case Phrase():
                return self._stands(leaf.field, leaf.keys)
            case Prefix():
                beginning = leaf.prefix
                return beginning != "" and any(token.startswith(beginning) for token in self._tokens(leaf.field))
            case Fuzzy():
                return any(alike(leaf, token) for token in self._tokens(leaf.field))
            case Near():
                return any(_near(leaf, self._sides(leaf, page)) for page in range(len(self.places(TokenField.EXACT))))

    def _stands(self, where: TokenField, keys: tuple[str, ...]) -> bool:
        """Whether the keys stand side by side on some page."""
        return any(True for page in self.places(where) for _ in _side_by_side(page, keys))

    def _sides(self, leaf: Near, page: int) -> tuple[list[range], list[range]]:
        """Where each of the two words stands on the page."""
        return self._spans(leaf.first.alternatives, page), self._spans(leaf.second.alternatives, page)

    def _spans(self, ways: Sequence[Alternative], page: int) -> list[range]:
        return [
            range(at, at + len(way.keys))
            for way in ways
            if way.field in ALIGNED
            for at in _side_by_side(self.places(way.field)[page], way.keys)
        ]

    def _tokens(self, where: TokenField) -> Iterator[str]:
        return (token for page in self.places(where) for token in page)

    def places(self, where: TokenField) -> tuple[Places, ...]:
        """Where the tokens of a field stand, page by page; the document's name is a page with EXACT tokens only."""
        if where not in self._places:
            name = self.unit.name_tokens if where is TokenField.EXACT else ()
            rows = [page.tokens.get(where, ()) for page in self.unit.pages]
            self._places[where] = tuple(map(_placed, [*rows, name]))
        return self._places[where]

    def chosen(self, filter: Filter) -> bool:
        """Whether the filter's dates and choices let the document through; whose it is is not asked."""
        if (filter.since or filter.until) and not self._is(Dated(filter.since, filter.until)):
            return False
        for kind, ids in filter.include.items():
            held = [self._has_value(kind, id) for id in ids]
            if not (all(held) if kind in filter.all_of else any(held)):
                return False
        return not any(self._has_value(kind, id) for kind, ids in filter.exclude.items() for id in ids)

    def _has_value(self, kind: str, id: str) -> bool:
        values = self.unit.facets.get(kind, ())
        return not values if id == MISSING else id in values


def _placed(tokens: Sequence[str]) -> Places:
    places: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        places.setdefault(token, []).append(at)
    return places


def _side_by_side(page: Places, keys: tuple[str, ...]) -> Iterator[int]:
    """Where on the page the keys begin to stand one after the other."""
    if not keys:
        return
    following = [frozenset(page.get(key, ())) for key in keys[1:]]
    for at in page.get(keys[0], ()):
        if all(at + step in places for step, places in enumerate(following, 1)):
            yield at


def _near(leaf: Near, sides: tuple[list[range], list[range]]) -> bool:
    """At most so many words between the end of the one and the beginning of the other; what overlaps is near."""
    first, second = sides
    gaps = (max(one.start - other.stop, other.start - one.stop) for one in first for other in second)
    return any(gap <= leaf.distance for gap in gaps)
