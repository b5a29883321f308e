"""Who may be the same: entities of an owner that share a key too weak to join them, or one that others have too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from sqlalchemy import Connection

from models.access import Viewer
from models.mention import Label
from models.reference import CERTAIN
from models.store.suggestion_ground import Marks, SuggestionGround, Who

_SHARED: Final = 0.6
"""What a key that two are known to have is worth to a third, of whom less is known."""
_LIKELIEST: Final = 0.94
"""No suggestion is as sure as what is joined by rule."""


_IMPLIED: Final = {"name": ("spelling", "nickname or double name"), "spelling": ("nickname or double name",)}
"""What a reason says already: names that are the same are spelt alike."""
_WHOLE_NAMES: Final = frozenset({"name", "spelling", "nickname or double name"})
"""Kinds of keys that are made of more than an initial and a surname."""


class Suggestion(NamedTuple):
    """Two entities (ids) that may be one; ``reasons`` are the kinds of keys that they share, the strongest first."""

    left: str
    right: str
    label: Label
    confidence: float
    reasons: tuple[str, ...]


class Candidate(NamedTuple):
    """Two of an owner's that share keys of these kinds."""

    owner: str
    suggestion: Suggestion
    kinds: tuple[str, ...]

    @property
    def both(self) -> tuple[Who, Who]:
        return (self.owner, self.suggestion.left), (self.owner, self.suggestion.right)

    def place(self) -> tuple[float, str, str, str]:
        """Where it stands among others."""
        return -self.suggestion.confidence, self.owner, self.suggestion.left, self.suggestion.right


def suggestions(
    connection: Connection, owner: str, limit: int = 100, viewer: Viewer | None = None, about: str = ""
) -> list[Suggestion]:
    """The owner's suggestions, the likeliest first. Two that a number or a person keeps apart are never suggested.

    With a viewer, by what the documents say of which nothing is kept from them or covered. Asked for now and then by
    somebody: it looks through the owner's keys once, or those of the entity that it is to be ``about``.
    """
    return suggestions_of(connection, [owner], limit, viewer, about)[owner]


def suggestions_of(
    connection: Connection, owners: Collection[str], limit: int, viewer: Viewer | None = None, about: str = ""
) -> dict[str, list[Suggestion]]:
    """By owner the same, of several in one look through the keys. ``limit``: of each."""
    told: dict[str, list[Suggestion]] = {owner: [] for owner in owners}
    for each in not_parted(connection, owners, candidates(connection, owners, viewer, about), viewer):
        told[each.owner].append(each.suggestion)
    return {owner: some[:limit] for owner, some in told.items()}


def candidates(
    connection: Connection, owners: Collection[str], viewer: Viewer | None = None, about: str = ""
) -> list[Candidate]:
    """All that share a key, the likeliest first, before it is asked what parts them: whoever wants few asks of few."""
    ground = SuggestionGround(connection, owners, viewer, about)
    keys = ground.keys()
    shared = ground.shared(keys)
    marks = ground.marks({entity for key in keys if key.text in shared for entity in key.holders})
    found: defaultdict[tuple[Who, Who], dict[str, float]] = defaultdict(dict)
    for key in keys:
        worth = key.strength * (_SHARED if key.text in shared and ground.is_shared(key, marks) else 1.0)
        for pair in combinations(sorted(key.holders), 2):
            if about and about not in (pair[0][1], pair[1][1]):
                continue  # of two others not all keys are looked at
            known = found[pair]
            known[key.kind] = max(worth, known.get(key.kind, 0.0))
    labels = ground.labels
    every = [
        Candidate(left[0], _suggestion((left[1], right[1]), labels[left], why), tuple(why))
        for (left, right), why in found.items()
        if labels[left] == labels[right]
    ]
    return sorted(every, key=Candidate.place)


def not_parted(
    connection: Connection, owners: Collection[str], some: Sequence[Candidate], viewer: Viewer | None = None
) -> list[Candidate]:
    """Those of the candidates whom nothing parts, in their order."""
    ground = SuggestionGround(connection, owners, viewer, "")
    marks = ground.marks({who for each in some for who in each.both})
    return [each for each in some if not _differ(marks, *each.both, each.kinds)]


def _differ(marks: Marks, left: Who, right: Who, reasons: Collection[str]) -> bool:
    """Whether something parts them. Two given names do, unless the names as wholes sound alike or one is a pet name."""
    ours, theirs = marks.get(left, {}), marks.get(right, {})
    kinds = {kind for kind in ours.keys() & theirs.keys() if not ours[kind] & theirs[kind]}
    return bool(kinds - {"given"}) or ("given" in kinds and _WHOLE_NAMES.isdisjoint(reasons))


def _suggestion(pair: tuple[str, str], label: str, reasons: Mapping[str, float]) -> Suggestion:
    """Reasons that do not follow from each other add up; what is certain by itself was kept apart for a reason."""
    implied = {less for kind in reasons for less in _IMPLIED.get(kind, ())}
    ranked = sorted(reasons.keys() - implied, key=lambda kind: (-reasons[kind], kind))
    doubt = 1.0
    for kind in ranked:
        doubt *= 1.0 - min(reasons[kind], CERTAIN)
    return Suggestion(*pair, Label(label), round(min(_LIKELIEST, 1.0 - doubt), 3), tuple(ranked))
