"""Compartments (*rum*): an index in which nothing tells of what a reader may not read.

Around a back end, which knows of none of this: a compartment is to it one more owner, with an index of its own. A
document lies in as many as it has reader classes (``search/units.py``), for each viewer in exactly one that is open to
them. So hits, counts, facets, statistics, words like a word and scores are reckoned over what the viewer may read, and
over nothing else (docs/decisions/0043-compartments.md). The compartment for every reader of an owner is called as the
owner is: where nothing is withheld the index is as it would be without this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from models.store.compartments import Compartment, Compartments
from search.compartment_version import CompartmentVersion, compartment_of, routed
from search.identity import keys_identity
from search.index import Filter, Index, IndexAnswer, IndexQuery, IndexUnit, IndexVersion, Sought, Surprise
from search.key_counts import Key, KeyCounts, Place, key_counts
from search.page_counts import page_counts
from search.query import Node
from search.wall import is_open


class CompartmentIndex:
    """See :class:`search.index.Index`."""

    def __init__(self, back_end: Index, compartments: Compartments) -> None:
        self._back_end = back_end
        self._compartments = compartments

    def put(self, units: Sequence[IndexUnit]) -> None:
        """Out of every compartment in which a document is not to lie any more, then into those in which it is: whatever
        ends this on the way, nobody finds what they may not, and the next drain goes on.

        They are told to all, not asked for it: what lies in a version that is being built no search tells."""
        placed = self._opened(units)
        for owner in {unit.owner for unit in units}:
            own = list(dict.fromkeys(unit.document for unit in units if unit.owner == owner))
            for name in self._names(owner):
                held = {unit.document for unit in placed if unit.owner == name}
                if gone := [document for document in own if document not in held]:
                    self._back_end.delete(name, gone)
        self._back_end.put(placed)

    def delete(self, owner: str, documents: Iterable[str]) -> None:
        gone = list(documents)
        for name in self._names(owner):
            self._back_end.delete(name, gone)

    def scrub(self, owner: str) -> None:
        for name in self._names(owner):
            self._back_end.scrub(name)

    def search(self, query: IndexQuery) -> IndexAnswer:
        filter, owner_of = self._translated(query.filter)
        answer = self._back_end.search(replace(query, filter=filter) if owner_of else query)
        if not owner_of:
            return answer
        return replace(
            answer, hits=tuple(replace(hit, owner=owner_of.get(hit.owner, hit.owner)) for hit in answer.hits)
        )

    def pages(self, tree: Node, filter: Filter, documents: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        return self._back_end.pages(tree, self._translated(filter)[0], documents)

    def key_counts(self, keys: frozenset[Key], filter: Filter, places: Sequence[Place]) -> Mapping[Place, KeyCounts]:
        return key_counts(self._back_end, keys, self._translated(filter)[0], places)

    def words_like(self, word: str, filter: Filter) -> frozenset[str]:
        return self._back_end.words_like(word, self._translated(filter)[0])

    def surprising(self, tree: Node, filter: Filter, sought: Sought) -> Iterator[Surprise]:
        return self._back_end.surprising(tree, self._translated(filter)[0], sought)

    def candidates(
        self, standing: Mapping[str, IndexQuery], units: Sequence[IndexUnit]
    ) -> Mapping[str, frozenset[str]]:
        placed, known = self._opened(units), self._compartments.all()
        asked = {
            name: replace(query, filter=_translated(query.filter, known)[0]) if known else query
            for name, query in standing.items()
        }
        return self._back_end.candidates(asked, placed)

    def documents(self, owner: str) -> frozenset[str]:
        return frozenset().union(*(self._back_end.documents(name) for name in self._names(owner)))

    def placed(self, owner: str) -> Mapping[Compartment, frozenset[str]]:
        """By compartment of the owner the ids of what lies there. Called by ``samsyn verify``."""
        return {each: self._back_end.documents(each.name) for each in self._compartments.of(owner)}

    def page_counts(self, owner: str) -> Iterator[tuple[str, int]] | None:
        """Of what lies in the compartment of this name; the owner's own is the open one. None where the back end cannot
        tell. Called by ``samsyn verify``."""
        return page_counts(self._back_end, owner)

    def new_version(self, owner: str) -> IndexVersion:
        parts = {name: self._back_end.new_version(name) for name in self._names(owner)}
        return CompartmentVersion(self._back_end, self._compartments, owner, parts)

    def version(self, owner: str) -> int:
        """The highest of the compartments'."""
        return max(self._back_end.version(name) for name in self._names(owner))

    def keys(self, owner: str) -> str:
        """Where different ones made the compartments, one that is not in force."""
        made = [self._back_end.keys(name) for name in self._names(owner) if self._back_end.version(name)]
        return next((each for each in made if each != keys_identity()), made[0] if made else "")

    def close(self) -> None:
        self._back_end.close()
        self._compartments.close()

    def _opened(self, units: Sequence[IndexUnit]) -> list[IndexUnit]:
        """The units as the back end gets them, once the register knows of their compartments."""
        self._compartments.add(map(compartment_of, units))
        return [routed(unit) for unit in units]

    def _names(self, owner: str) -> list[str]:
        """Of all the owner's compartments."""
        return [each.name for each in self._compartments.of(owner)]

    def _translated(self, filter: Filter) -> tuple[Filter, Mapping[str, str]]:
        return _translated(filter, self._compartments.all())


def _translated(filter: Filter, known: Sequence[Compartment]) -> tuple[Filter, Mapping[str, str]]:
    """The filter as the back end gets it, and by compartment whose it is: nothing where none but the owners' own are
    open to the viewer."""
    opened = {each.name: each.owner for each in known if is_open(filter, each.owner, each.needs, each.lacks)}
    return replace(filter, owners=filter.owners | opened.keys()) if opened else filter, opened
