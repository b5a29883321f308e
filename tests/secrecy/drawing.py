"""What is asked in a case: drawn from everything there is, what the viewer may not know of above all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from models.identity import document_id
from models.mention import Label
from search.facet import FACET_TYPES
from search.facet_order import FacetOrder
from search.index import MISSING, Sort
from search.request import SearchRequest
from tests.secrecy.papers import SHARED, Paper, Sheet

_COMMON: Final = ("anteckning", "delade", "beslut", "tillstånd frys", "anna delad", "bil*", "-brand", "", "*", "ordet")
_FIELDS: Final = ("person:", "bil:", "källa:", "ägare:", "personnummer:")


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws the parts of a question from everything there is: ``ids`` are document ids by the paper's name.

    ``typed`` is what was asked by name: an answer may say that again, and is then held to the other installation's.
    ``way``: which of a way out that is many in one, where it is not drawn; ``ways``: of how many. ``gone`` are the ids
    of those whom nothing names any more.
    """

    random: Random
    papers: Sequence[Paper]
    ids: dict[str, str]
    entities: Sequence[str]
    namesakes: Sequence[str]
    typed: list[str] = field(default_factory=list)
    way: int | None = None
    ways: list[int] = field(default_factory=list)
    gone: Sequence[str] = ()

    def turn(self, ways: int) -> int:
        """Which of so many ways, from 0."""
        self.ways.append(ways)
        drawn = self.random.randrange(ways)
        return drawn if self.way is None else self.way % ways

    def paper(self) -> Paper:
        return self.random.choice(self.papers)

    def sheet(self) -> Sheet:
        return self.random.choice(self.paper().sheets)

    def document(self) -> str:
        """The id of some document; of one that is not there, one time in ten."""
        known = self.ids[self.paper().name]
        return known if self.random.random() < 0.9 else document_id("ingen", "ingen", known)

    def entity(self) -> str:
        """The id of somebody or something that some page names."""
        return self.random.choice(self.entities)

    def name(self) -> str:
        """A canary, or what all share."""
        if self.random.random() < 0.25:
            return self.random.choice(SHARED)[1]
        canaries = self.sheet().canaries
        every = (canaries.word, canaries.person, canaries.number, canaries.plate, self.paper().mark)
        self.typed.append(self.random.choice(every))
        return self.typed[-1]

    def query(self) -> str:
        way = self.random.randrange(7)
        if way == 0:
            return self.random.choice(_COMMON)
        if way == 1:
            return self.mistyped(self.name())
        if way == 2:
            return self.name()[: self.random.randrange(3, 7)].strip() + "*"
        if way == 3:
            return f"{self.random.choice(_COMMON)} {self.random.choice(('OR', 'AND', ''))} {self.name()}"
        if way == 4:
            value = self.random.choice((self.name(), self.paper().source, self.paper().owner))
            return f'{self.random.choice(_FIELDS)}"{value}"'
        if way == 5:
            return f"{self.name()} anteckning tillsyn"
        return self.name()

    def mistyped(self, word: str) -> str:
        """The word with another letter somewhere: that may be some page's canary, and was typed all the same."""
        at = self.random.randrange(1, max(2, len(word)))
        self.typed.append(word[:at] + self.random.choice("abeost") + word[at + 1 :])
        return self.typed[-1]

    def choices(self) -> dict[str, tuple[str, ...]]:
        if self.random.random() < 0.6:
            return {}
        kind = self.random.choice(("PERSON", "ORG", "VEHICLE", "PERSONNUMMER", "source", "owner", "kind", "year"))
        value = {"source": self.paper().source, "owner": self.paper().owner, "kind": self.paper().kind, "year": "2024"}
        chosen = value.get(kind) or self.random.choice((self.entity(), self.name(), MISSING))
        return {kind: (chosen,)}

    def request(self, **more: Any) -> SearchRequest:
        """A search with everything that may be asked of one."""
        one, chance = self.random.choice, self.random.random
        asked: dict[str, Any] = {
            "query": self.query(),
            "include": self.choices(),
            "exclude": self.choices() if chance() < 0.3 else {},
            "sort": one(list(Sort)),
            "limit": one((0, 1, 2, 5, 50)),
            "facet_limit": one((1, 3, 50)),
            "tolerant": chance() < 0.3,
            "grouped": chance() < 0.3,
            "all_words": chance() < 0.3,
            "unmask": "prov" if chance() < 0.3 else "",
            "standing_out": one((0, 0, 10)),
            "facet_order": dict.fromkeys(FACET_TYPES, FacetOrder.NAME) if chance() < 0.3 else {},
            "facet_find": {one([label.value for label in Label]): self.name()[:4]} if chance() < 0.3 else {},
        }
        return SearchRequest(**asked | more)
