"""A new version of all of an owner's compartments, built beside those in use and swapped in together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from models.store.compartments import Compartment, Compartments
from search.index import Index, IndexUnit, IndexVersion


@dataclass(frozen=True, slots=True)
class CompartmentVersion:
    """See :class:`search.index.IndexVersion`. ``parts``: by compartment a new version, of those that there were when it
    was begun. One that is opened meanwhile is new itself, of the same analysis: it has none, and is put into as it
    stands."""

    back_end: Index
    compartments: Compartments
    owner: str
    parts: Mapping[str, IndexVersion]

    def put(self, units: Sequence[IndexUnit]) -> None:
        self.compartments.add(Compartment(unit.owner, unit.needs, unit.lacks) for unit in units)
        placed = [routed(unit) for unit in units]
        for name, part in self.parts.items():
            if own := [unit for unit in placed if unit.owner == name]:
                part.put(own)
        if late := [unit for unit in placed if unit.owner not in self.parts]:
            self.back_end.put(late)

    def documents(self) -> frozenset[str]:
        """Those that every reader finds alike: of one in several compartments it is not known whether it came into all
        of them."""
        return self.parts[self.owner].documents()

    def count(self) -> int:
        """How many different documents it holds. One that somebody would find twice counts for more than one, so that
        the count agrees with no register, and the version is not taken into use."""
        if len(self.parts) == 1 and not self._late():
            return self.parts[self.owner].count()
        held = {each: self._documents(each) for each in self._all()}
        twice = sum(len(held[one] & held[other]) for one, other in combinations(held, 2) if one.meets(other))
        return len(frozenset[str]().union(*held.values())) + twice

    def swap(self) -> None:
        for part in self.parts.values():
            part.swap()

    def discard(self) -> None:
        for part in self.parts.values():
            part.discard()

    def _all(self) -> Iterator[Compartment]:
        yield Compartment(self.owner)
        yield from (each for each in self.compartments.all() if each.owner == self.owner)

    def _late(self) -> list[Compartment]:
        return [each for each in self._all() if each.name not in self.parts]

    def _documents(self, each: Compartment) -> frozenset[str]:
        part = self.parts.get(each.name)
        return self.back_end.documents(each.name) if part is None else part.documents()


def routed(unit: IndexUnit) -> IndexUnit:
    """The unit as the back end gets it: its compartment stands for its owner."""
    if not (unit.needs or unit.lacks):
        return unit
    return replace(unit, owner=Compartment(unit.owner, unit.needs, unit.lacks).name)
