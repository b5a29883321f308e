"""What lies in what (*ligger i*): which documents can be erased together, since one file holds another's bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NONE: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Lying:
    """``outers`` are by document those that it lies in, ``inners`` those that lie in it; ``placed`` are of the first
    those that have a place of their own as well."""

    outers: Mapping[str, frozenset[str]] = field(default_factory=lambda: _NONE)
    inners: Mapping[str, frozenset[str]] = field(default_factory=lambda: _NONE)
    placed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], placed: Collection[str]) -> Lying:
        """Of each inner document with one that it lies in."""
        outers, inners = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for inner, outer in pairs:
            outers[inner].add(outer)
            inners[outer].add(inner)
        kept = frozenset(id for id in placed if id in outers)
        return cls(_frozen(outers), _frozen(inners), kept)

    def outers_of(self, id: str) -> frozenset[str]:
        return self.outers.get(id, frozenset())

    def inners_of(self, id: str) -> frozenset[str]:
        return self.inners.get(id, frozenset())

    def follows(self, id: str) -> bool:
        """Whether it is nowhere but in others."""
        return id in self.outers and id not in self.placed

    def going(self, wanted: Iterable[str]) -> set[str]:
        """The most of these that can be erased: none lies in what stays, and none has in it what would have no other
        place and must stay."""
        left = set(wanted)
        look = {id for id in left if id in self.outers or id in self.inners}
        while stuck := {id for id in look if not self._is_free(id, left)}:
            left -= stuck  # at once: of two that share what must stay, neither is let go before the other
            look = {near for id in stuck for near in self.outers_of(id) | self.inners_of(id)} & left
        return left

    def _is_free(self, id: str, left: set[str]) -> bool:
        if not self.outers_of(id) <= left:
            return False
        return all(inner in left or self._lies_elsewhere(inner, left) for inner in self.inners_of(id))

    def _lies_elsewhere(self, id: str, left: set[str]) -> bool:
        return id in self.placed or not self.outers_of(id) <= left

    def with_inside(self, chosen: Iterable[str], going: Collection[str]) -> set[str]:
        """These, and of ``going`` what lies in them and in nothing else that stays."""
        found = set(chosen)
        level = list(found)
        while level:
            below = {inner for id in level for inner in self.inners_of(id) if inner in going} - found
            level = [id for id in below if self.outers_of(id) <= found]
            found.update(level)
        return found

    def below(self, id: str) -> set[str]:
        """What lies in it, at any depth."""
        return _reached([id], self.inners_of) - {id}

    def above(self, id: str) -> set[str]:
        """What it lies in, at any depth."""
        return _reached([id], self.outers_of) - {id}

    def around(self, ids: Iterable[str]) -> set[str]:
        """These, what they lie in and what lies in them, at any depth: what one of them keeps when it is kept."""
        return _reached(ids, self.outers_of) | _reached(ids, self.inners_of)


def _reached(ids: Iterable[str], step: Callable[[str], frozenset[str]]) -> set[str]:
    found, level = set(ids), set(ids)
    while level:
        level = {other for id in level for other in step(id)} - found
        found |= level
    return found


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {id: frozenset(others) for id, others in found.items()}
