"""The measure of ``samsyn evaluate resolution``: who is who, by the code that the register uses, in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple

from models.mention import Label
from models.reference import QUANTITIES
from nlp.gold_papers import Paper
from nlp.resolution.memory import Memory
from nlp.resolution.within import references
from nlp.scoring import b_cubed, pairwise


class _Gold(NamedTuple):
    """A mention whose entity the gold says; ``reference`` is its number in ``document``, or None where not found."""

    archive: int
    owner: str
    label: Label
    entity: str
    document: str
    reference: int | str | None


class Resolution:
    """B-cubed and pairs over the mentions whose entity the gold says, within each owner of each archive.

    A cluster is what the register makes one entity of. A mention that was not found at its place is a cluster of its
    own; what was found beside the gold has no true entity and is left out.
    """

    def __init__(self) -> None:
        self._memories: defaultdict[tuple[int, str], Memory] = defaultdict(Memory)
        self._gold: list[_Gold] = []
        self._papers = 0

    def add(self, paper: Paper) -> None:
        document, owner = f"{self._papers:07d}", paper.gold.owner
        self._papers += 1
        mentions = sorted(paper.said.mentions, key=lambda one: (one.page, one.start))
        said = references([(page.number, page.text) for page in paper.gold.pages], mentions)
        self._memories[paper.archive, owner].take(document, said)
        places = {place: number for number, each in enumerate(said) for place in each.mentions}
        found = {(one.label, one.page, one.start, one.end): one for one in mentions}
        for one in paper.gold.mentions or ():
            if one.entity:
                at = found.get((one.label, one.page, one.start, one.end))
                which = None if at is None else at.value if one.label in QUANTITIES else places[at.page, at.start]
                self._gold.append(_Gold(paper.archive, owner, one.label, one.entity, document, which))

    def report(self) -> dict[str, Any]:
        """Micro and by label, within owners; ``across_owners``: as a viewer of all sees them, equal ids as one."""
        labels = sorted({one.label for one in self._gold})
        return {
            "micro": self._figures(self._gold),
            "labels": {str(label): self._figures(one for one in self._gold if one.label is label) for label in labels},
            "across_owners": self._figures(one._replace(owner="") for one in self._with_entities()),
        }

    def _with_entities(self) -> Iterable[_Gold]:
        """The mentions with their entities in the place of their references, before it is forgotten whose they are."""
        ids = {whose: memory.ids() for whose, memory in self._memories.items()}
        for one in self._gold:
            cluster = self._cluster(one)
            known = ids.get((one.archive, one.owner), {})
            yield one._replace(reference=None if cluster is None else known.get(cluster, cluster))

    def _cluster(self, one: _Gold) -> str | None:
        if one.reference is None or isinstance(one.reference, str):
            return one.reference
        return self._memories[one.archive, one.owner].entity(one.document, one.reference)

    def _figures(self, mentions: Iterable[_Gold]) -> dict[str, Any]:
        together, alone = Counter[tuple[Hashable, Hashable]](), Counter[Hashable]()
        for one in mentions:
            entity, cluster = (one.archive, one.owner, one.label, one.entity), self._cluster(one)
            if cluster is None:
                alone[entity] += 1
            else:
                together[entity, (one.archive, one.owner, one.label, cluster)] += 1
        return {
            **b_cubed(together, alone),
            **{f"pair_{name}": figure for name, figure in pairwise(together, alone).items()},
            "mentions": together.total() + alone.total(),
            "found": together.total(),
            "entities": len({entity for entity, _ in together} | set(alone)),
            "clusters": len({cluster for _, cluster in together}) + alone.total(),
        }
