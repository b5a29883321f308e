"""How far persons' roles are right: part of ``samsyn evaluate fields`` (docs/evaluate.md)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any, Final

from models.mention import Label
from nlp.fields.field_names import PERSON, field_names
from nlp.gold_papers import Paper
from nlp.roles import ACCUSED, MENTIONED
from nlp.scoring import Tally

_SAME: Final[Mapping[str, tuple[str, ...]]] = {
    "subject": ("suspect", "reported"), "witness": ("witness",), "complainant": ("complainant",),
    "official": ("officer",),
}  # fmt: skip
"""The gold's roles of which the product has one, and its own that say the same. Of any other it has *mentioned*."""
_MAY_ACCUSE: Final = frozenset({"subject"})


class Roles:
    """The role of each person whom the gold gives one, in papers whose kind has the field ``person``.

    ``mentioned`` is the product's word for not knowing: it is never wrong, and finds nothing.
    """

    def __init__(self) -> None:
        self._tally = Tally()
        self._accused, self._wrongly = 0, 0
        self._told = Counter[str]()

    def add(self, paper: Paper) -> None:
        if not field_names()[PERSON].is_of(paper.gold.kind or paper.said.kind.name):
            return
        told = {field.value: field.role or MENTIONED for field in paper.said.fields if field.name == PERSON}
        for names, roles in _people(paper):
            self._count(roles, {told[name] for name in names if name in told})

    def _count(self, roles: set[str], told: set[str]) -> None:
        accused = bool(told & ACCUSED)
        self._accused += accused
        self._wrongly += accused and not roles & _MAY_ACCUSE
        said = told - {MENTIONED}
        right = {role for role in said if any(role in _SAME.get(one, ()) for one in roles)}
        wanted = [next(iter(_SAME[role])) for role in roles if role in _SAME][:1]
        self._tally.add(
            [(role, 0) for role in wanted], [(_first(role), 0) for role in said], [(_first(role), 0) for role in right]
        )

    def report(self) -> dict[str, Any]:
        """Micro and by role (``suspect``: or reported); how many were accused, and how many of them wrongly."""
        scores = self._tally.scores(counts=True)
        return {
            "micro": scores["micro"], "roles": scores["labels"], "accused": self._accused, "wrongly": self._wrongly,
        }  # fmt: skip


def _first(role: str) -> str:
    return "suspect" if role in ACCUSED else role


def _people(paper: Paper) -> list[tuple[set[str], set[str]]]:
    """Each person of the gold: every name in the paper, and every role."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for mention in paper.gold.mentions or ():
        if mention.label is Label.PERSON and mention.entity and mention.role:
            names[mention.entity].add(mention.value)
            roles[mention.entity].add(mention.role)
    return [(names[entity], roles[entity]) for entity in names]
