"""The oracle: an index in plain Python that reads the contract of ``search/index.py`` word for word, and slowly.

Both back ends are compared with it. Nothing here is clever; what it answers is what the contract means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.swedish import ordered
from search.alike import alike
from search.identity import keys_identity
from search.index import (
    FacetCounts,
    Filter,
    Index,
    IndexAnswer,
    IndexedPage,
    IndexHit,
    IndexQuery,
    IndexUnit,
    Sort,
    Sought,
    Surprise,
)
from search.query import (
    ALIGNED,
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
from search.surprise import by_counts
from tests.search import facet_truths

# --- what a tree means ----------------------------------------------------------------------------------------------


def matches(node: Node, unit: IndexUnit) -> bool:
    """Whether the document, as a whole, is one that was asked for: its pages and its name count alike."""
    match node:
        case Everything():
            return True
        case And(nodes):
            return all(matches(each, unit) for each in nodes)
        case Or(nodes):
            return any(matches(each, unit) for each in nodes)
        case Not(inner):
            return not matches(inner, unit)
        case AtLeast(nodes, least):
            return sum(matches(each, unit) for each in nodes) >= least
        case OneOf(documents):
            return unit.document in documents
        case HasValue(kind, ids):
            return not set(ids).isdisjoint(unit.facets.get(kind, ()))
        case Dated(since, until):
            day = unit.date
            return day is not None and (since is None or since <= day) and (until is None or day <= until)
        case leaf:
            return any(stands_on(leaf, page) for page in (*unit.pages, name_page(unit)))


def name_page(unit: IndexUnit) -> IndexedPage:
    """The document's name, which is looked in as if it were a page with EXACT tokens only."""
    return IndexedPage(0, {TokenField.EXACT: unit.name_tokens})


def stands_on(leaf: Leaf, page: IndexedPage) -> bool:
    """Whether the leaf is found on this one page."""
    match leaf:
        case Term(_, alternatives):
            return any(_side_by_side(each.keys, page.tokens.get(each.field, ())) for each in alternatives)
        case Phrase(_, keys, where):
            return _side_by_side(keys, page.tokens.get(where, ()))
        case Prefix(prefix, where):
            return prefix != "" and any(token.startswith(prefix) for token in page.tokens.get(where, ()))
        case Fuzzy(_, _, where):
            return any(alike(leaf, token) for token in page.tokens.get(where, ()))
        case Near(first, second, distance):
            return any(_apart(one, other) <= distance for one in _spans(first, page) for other in _spans(second, page))


def _side_by_side(keys: Sequence[str], tokens: Sequence[str]) -> bool:
    return any(True for _ in _places(keys, tokens))


def _places(keys: Sequence[str], tokens: Sequence[str]) -> Iterator[int]:
    """Where the keys stand side by side: the number of the first of them."""
    width = len(keys)
    if width > 0:
        yield from (at for at in range(len(tokens) - width + 1) if tuple(tokens[at : at + width]) == tuple(keys))


def _spans(term: Term, page: IndexedPage) -> list[tuple[int, int]]:
    """Where the word stands, from its first place up to the one after its last, in fields with a token for a word."""
    return [
        (at, at + len(each.keys))
        for each in term.alternatives
        if each.field in ALIGNED
        for at in _places(each.keys, page.tokens.get(each.field, ()))
    ]


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many words lie between; none where they touch or overlap."""
    return max(one[0] - other[1], other[0] - one[1], 0)


def wanted_leaves(node: Node) -> Iterator[Leaf]:
    """What stands on pages of what a tree asks for, what is under a Not left out."""
    match node:
        case And(nodes) | Or(nodes) | AtLeast(nodes):
            for each in nodes:
                yield from wanted_leaves(each)
        case Term() | Phrase() | Prefix() | Fuzzy() | Near():
            yield node


# --- what a filter means --------------------------------------------------------------------------------------------


def passes(filter: Filter, unit: IndexUnit, lifted: str = "") -> bool:
    """Whether the filter lets the document through, with the choices in the facet type ``lifted`` set aside.

    The wall (``owners``) and the dates are no facet's choices: they are never set aside.
    """
    return unit.owner in filter.owners and _in_time(filter, unit) and _chosen(filter, unit, lifted)


def _in_time(filter: Filter, unit: IndexUnit) -> bool:
    if filter.since is None and filter.until is None:
        return True
    if unit.date is None:
        return False
    after = filter.since is None or unit.date >= filter.since
    return after and (filter.until is None or unit.date <= filter.until)


def _chosen(filter: Filter, unit: IndexUnit, lifted: str) -> bool:
    return facet_truths.chosen(filter, unit, lifted)


# --- the index ------------------------------------------------------------------------------------------------------


@dataclass
class BruteForceIndex:
    """Every document of every owner in one dictionary, looked through from end to end for each question."""

    units: dict[str, IndexUnit] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def put(self, units: Sequence[IndexUnit]) -> None:
        for unit in units:
            self.units[unit.document] = unit
            self.versions.setdefault(unit.owner, 1)

    def delete(self, owner: str, documents: Iterable[str]) -> None:
        for document in documents:
            if document in self.units and self.units[document].owner == owner:
                del self.units[document]

    def scrub(self, owner: str) -> None:
        """In memory nothing is left."""

    def search(self, query: IndexQuery) -> IndexAnswer:
        found = [unit for unit in self.units.values() if matches(query.tree, unit)]
        hits = sorted(
            (_hit(query, unit) for unit in found if passes(query.filter, unit)),
            key=_order(query.sort),
        )
        rest = [hit for hit in hits if query.after is None or _order(query.sort)(hit) > _order_of_key(query)]
        facets = {kind: _counts(query, found, kind) for kind in query.facets}
        return IndexAnswer(len(hits), True, tuple(rest[: query.limit]), facets)

    def pages(self, tree: Node, filter: Filter, documents: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        leaves = list(wanted_leaves(tree))
        units = [self.units[each] for each in documents if each in self.units]
        found = {unit.document: _best_pages(leaves, unit) for unit in units if passes(filter, unit)}
        return {document: numbers for document, numbers in found.items() if numbers}

    def words_like(self, word: str, filter: Filter) -> frozenset[str]:
        near = Fuzzy(word, 2)
        some = [unit for unit in self.units.values() if unit.owner in filter.owners]
        pages = [page for unit in some for page in (*unit.pages, name_page(unit))]
        return frozenset(each for page in pages for each in page.tokens.get(TokenField.EXACT, ()) if alike(near, each))

    def surprising(self, tree: Node, filter: Filter, sought: Sought) -> Iterator[Surprise]:
        return by_counts(self, tree, filter, sought)

    def candidates(self, standing: Mapping[str, IndexQuery], units: Sequence[IndexUnit]) -> dict[str, frozenset[str]]:
        def found(query: IndexQuery) -> frozenset[str]:
            return frozenset(
                unit.document for unit in units if matches(query.tree, unit) and passes(query.filter, unit)
            )

        return {name: found(query) for name, query in standing.items()}

    def documents(self, owner: str) -> frozenset[str]:
        return frozenset(unit.document for unit in self.units.values() if unit.owner == owner)

    def new_version(self, owner: str) -> BruteForceVersion:
        return BruteForceVersion(self, owner)

    def version(self, owner: str) -> int:
        return self.versions.get(owner, 0)

    def keys(self, owner: str) -> str:
        return keys_identity() if self.version(owner) else ""

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass
class BruteForceVersion:
    """A new version of one owner's part."""

    index: BruteForceIndex
    owner: str
    units: dict[str, IndexUnit] = field(default_factory=dict)

    def put(self, units: Sequence[IndexUnit]) -> None:
        self.units |= {unit.document: unit for unit in units}

    def documents(self) -> frozenset[str]:
        return frozenset(self.units)

    def count(self) -> int:
        return len(self.units)

    def swap(self) -> None:
        self.index.delete(self.owner, self.index.documents(self.owner))
        self.index.put(list(self.units.values()))
        self.index.versions[self.owner] = self.index.version(self.owner) + 1

    def discard(self) -> None:
        self.units.clear()


def _hit(query: IndexQuery, unit: IndexUnit) -> IndexHit:
    """The score counts pages for each word: a plain stand-in, for ranks are compared by quality, not by identity."""
    score = float(sum(stands_on(leaf, page) for leaf in wanted_leaves(query.tree) for page in unit.pages))
    first = str(score) if query.sort is Sort.RELEVANCE else (unit.date.isoformat() if unit.date else "")
    source = (min(map(ordered, unit.facets.get("source", ())), default=""),) if query.sort is Sort.SOURCE else ()
    return IndexHit(unit.document, unit.owner, score, (*source, first, unit.document))


def _order(sort: Sort):  # type: ignore[no-untyped-def]  # the key's type differs by sort
    """A sort key for hits: falling score, or date with those without one last, or source and falling date; then
    document id."""
    if sort is Sort.RELEVANCE:
        return lambda hit: (-float(hit.key[0]), hit.document)
    if sort is Sort.OLDEST:
        return lambda hit: (not hit.key[0], hit.key[0], hit.document)
    return lambda hit: (
        (not hit.key[0], hit.key[0]) if sort is Sort.SOURCE else (),
        tuple(-ord(character) for character in hit.key[-2]) or (1,),
        hit.document,
    )


def _order_of_key(query: IndexQuery):  # type: ignore[no-untyped-def]
    assert query.after is not None
    return _order(query.sort)(IndexHit(query.after[-1], "", 0.0, query.after))


def _counts(query: IndexQuery, found: list[IndexUnit], kind: str) -> FacetCounts:
    lifted = "" if kind in query.counting and query.counting[kind].narrowed else kind
    return facet_truths.counted(query, [unit for unit in found if passes(query.filter, unit, lifted)], kind)


def _best_pages(leaves: Sequence[Leaf], unit: IndexUnit) -> tuple[int, ...]:
    """Pages by how many words of the query stand on them, then by number."""
    counts = {page.number: sum(stands_on(leaf, page) for leaf in leaves) for page in unit.pages}
    return tuple(
        sorted(
            (number for number, n in counts.items() if n),
            key=lambda number: (-counts[number], number),
        )
    )


_: type[Index] = BruteForceIndex
