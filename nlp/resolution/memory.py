"""References joined in memory, by the code that the register uses (:mod:`models.joining`): for measuring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain, count
from typing import Final

from models.joining import Marks, Node, Tie, settle
from models.mention import Label
from models.reference import ONE_NUMBER, Reference, fullest

_NONE: Final[Marks] = {}


class Memory:
    """The ground of one owner (:class:`models.joining.Ground`), in dictionaries.

    An entity begins with the id of its first name, where that is free; :meth:`ids` are as in the register.
    """

    def __init__(self) -> None:
        self._entities: dict[str, dict[str, Node]] = {}
        self._of: dict[str, str] = {}
        self._holders: dict[str, dict[str, int]] = {}
        self._marks: dict[str, dict[str, set[str]]] = {}
        self._shared: set[str] = set()

    def take(self, document: str, references: Iterable[Reference]) -> None:
        """A document's references, each joined to those that came before."""
        nodes = [node_of(document, number, each) for number, each in enumerate(references)]
        settle(self, sorted(nodes, key=lambda node: (-len(node.marks), -len(node.ties), node.id)))

    def entity(self, document: str, number: int) -> str:
        """The entity of the document's reference of this number."""
        return self._of[f"{document}/{number}"]

    def ids(self) -> dict[str, str]:
        """By entity the id that the register gives it (:mod:`models.store.own_ids`): that of its fullest name, where
        nobody else has it. Which of several who are called alike has it is no matter here."""
        found: dict[str, str] = {}
        for entity, nodes in sorted(self._entities.items(), key=lambda each: ("\0" in each[0], each[0])):
            if nodes:
                label = next(iter(nodes.values())).label
                own = f"{label} {fullest(label, Counter(node.value for node in nodes.values()))}"
                found.setdefault(own, entity)
        given = {entity: own for own, entity in found.items()}
        return {entity: given.get(entity, f"{entity}\0apart") for entity in self._entities}

    def holders(self, key: str) -> list[str]:
        return sorted(self._holders.get(key, ()))

    def is_shared(self, key: str) -> bool:
        return key in self._shared

    def share(self, key: str) -> None:
        self._shared.add(key)

    def marks(self, entity: str) -> Marks:
        return self._marks.get(entity, _NONE)

    def borne(self, key: str) -> Marks:
        found: dict[str, set[str]] = {}
        for entity in self.holders(key):
            for node in self._entities[entity].values():
                if any(tie.text == key for tie in node.ties):
                    for kind, value in node.marks.items():
                        found.setdefault(kind, set()).add(value)
        return found

    def members(self, entity: str, most: int) -> list[Node]:
        return sorted(self._entities[entity].values(), key=lambda node: node.id)[:most]

    def first(self, entity: str) -> str:
        return min(self._entities.get(entity, {}), default="")

    def lift(self, entity: str, nodes: Iterable[Node]) -> None:
        for node in nodes:
            del self._entities[entity][node.id]
            for tie in node.ties:
                holders = self._holders[tie.text]
                holders[entity] -= 1
                if not holders[entity]:
                    del holders[entity]
        self._mark_anew(entity)

    def put(self, node: Node, entity: str) -> None:
        self._of[node.id] = entity
        self._entities.setdefault(entity, {})[node.id] = node
        for tie in node.ties:
            holders = self._holders.setdefault(tie.text, {})
            holders[entity] = holders.get(entity, 0) + 1
        for kind, value in node.marks.items():
            self._marks.setdefault(entity, {}).setdefault(kind, set()).add(value)

    def merge(self, entity: str, gone: str) -> None:
        for node in self.members(gone, len(self._entities[gone])):
            self.lift_one(gone, node)
            self.put(node, entity)
        self._mark_anew(gone)

    def lift_one(self, entity: str, node: Node) -> None:
        """Take one away whose entity is about to be gone."""
        del self._entities[entity][node.id]
        for tie in node.ties:
            self._holders[tie.text].pop(entity, None)

    def is_free(self, entity: str) -> bool:
        return not self._entities.get(entity)

    def older(self, entities: Collection[str]) -> str:
        return min(entities, key=lambda one: ("\0" in one, ONE_NUMBER not in self.marks(one), one))

    def new_entity(self, node: Node) -> str:
        plain = f"{node.label} {node.value}"
        again = (f"{node.id} {number}" for number in count(2))
        apart = chain((node.marks.get(ONE_NUMBER, node.id), node.id), again)
        return next(id for id in chain((plain,), (f"{plain}\0{each}" for each in apart)) if self.is_free(id))

    def _mark_anew(self, entity: str) -> None:
        self._marks.pop(entity, None)
        for node in self._entities[entity].values():
            for kind, value in node.marks.items():
                self._marks.setdefault(entity, {}).setdefault(kind, set()).add(value)


def node_of(document: str, number: int, reference: Reference) -> Node:
    """A reference as a node, its keys in clear and told apart by label."""
    label: Label = reference.label
    ties = tuple(Tie(f"{label}\0{key.text}", key.kind, key.strength) for key in reference.keys)
    marks = {mark.kind: f"{mark.kind}\0{mark.text}" for mark in reference.marks}
    return Node(f"{document}/{number}", document, label, reference.value, ties, marks)
