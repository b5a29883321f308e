"""A new version of all of an owner's compartments, built beside those in use and swapped in together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from models.store.compartments import Compartment, Compartments
from search.index import Index, IndexUnit, IndexVersion


@dataclass(frozen=True, slots=True)
class CompartmentVersion:
    """See :class:`search.index.IndexVersion`. ``parts``: by compartment a new version, begun for one that is opened
    meanwhile when first something is put into it here.

    Where a drain was first, there is none: what lies there is new itself, of the same analysis. It is left to the
    drain, which no document comes there without: put in from here, it would be found twice until then. ``left``: those
    documents by compartment, which are counted as lacking until they are there."""

    back_end: Index
    compartments: Compartments
    owner: str
    parts: dict[str, IndexVersion]
    left: set[tuple[Compartment, str]] = field(default_factory=set)

    def put(self, units: Sequence[IndexUnit]) -> None:
        self.compartments.add(map(compartment_of, units))
        into: dict[Compartment, list[IndexUnit]] = {}
        for unit in units:
            into.setdefault(compartment_of(unit), []).append(routed(unit))
        for each, own in into.items():
            if self._is_drained(each):
                self.left.update((each, unit.document) for unit in own)
            else:
                self._part(each.name).put(own)

    def documents(self) -> frozenset[str]:
        """Those that every reader finds alike: of one in several compartments it is not known whether it came into all
        of them."""
        return self.parts[self.owner].documents()

    def count(self) -> int:
        """How many different documents it holds. One that somebody would find twice counts for more than one, so that
        the count agrees with no register, and the version is not taken into use; nor does it where one was left out."""
        if len(self.parts) == 1 and not self._late():
            return self.parts[self.owner].count()
        held = {each: self._documents(each) for each in self.compartments.of(self.owner)}
        twice = sum(len(held[one] & held[other]) for one, other in combinations(held, 2) if one.meets(other))
        lacking = sum(document not in held[each] for each, document in self.left)
        return len(frozenset[str]().union(*held.values())) + twice - lacking

    def swap(self) -> None:
        for part in self.parts.values():
            part.swap()

    def discard(self) -> None:
        for part in self.parts.values():
            part.discard()

    def _is_drained(self, each: Compartment) -> bool:
        """Whether a drain put something into it since this was begun, and so into what is in use alone."""
        return each.name not in self.parts and bool(self.back_end.documents(each.name))

    def _part(self, name: str) -> IndexVersion:
        if name not in self.parts:
            self.parts[name] = self.back_end.new_version(name)
        return self.parts[name]

    def _late(self) -> list[Compartment]:
        return [each for each in self.compartments.of(self.owner) if each.name not in self.parts]

    def _documents(self, each: Compartment) -> frozenset[str]:
        part = self.parts.get(each.name)
        return self.back_end.documents(each.name) if part is None else part.documents()


def compartment_of(unit: IndexUnit) -> Compartment:
    """Where the unit lies."""
    return Compartment(unit.owner, unit.needs, unit.lacks)


def routed(unit: IndexUnit) -> IndexUnit:
    """The unit as the back end gets it: its compartment stands for its owner."""
    return replace(unit, owner=compartment_of(unit).name)
