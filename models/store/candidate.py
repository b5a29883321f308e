"""Two entities that may be one, and how sure that is: reckoned from the keys that both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from models.mention import Label
from models.reference import CERTAIN

_LIKELIEST: Final = 0.94
"""No suggestion is as sure as what is joined by rule."""
_SHARED: Final = 0.6
"""What a key that two are known to have is worth to a third, of whom less is known."""
_IMPLIED: Final = {"name": ("spelling", "nickname or double name"), "spelling": ("nickname or double name",)}
"""What a reason says already: names that are the same are spelt alike."""
Who = tuple[str, str]
"""An owner, and an entity of theirs."""
Pair = tuple[Who, Who]


class Key(NamedTuple):
    """A key (opaque) of a kind, with its strength and the entities of one owner that hold it; ``shared``: two who are
    known to be different have it, whoever they are."""

    text: str
    kind: str
    strength: float
    holders: frozenset[Who]
    shared: bool = False

    @property
    def worth(self) -> float:
        return self.strength * (_SHARED if self.shared else 1.0)


class Keys(NamedTuple):
    """Some keys, and the labels of those who hold them."""

    keys: list[Key]
    labels: dict[Who, str]


class Suggestion(NamedTuple):
    """Two entities (ids) that may be one; ``reasons`` are the kinds of keys that they share, the strongest first."""

    left: str
    right: str
    label: Label
    confidence: float
    reasons: tuple[str, ...]


class Candidate(NamedTuple):
    """Two of an owner's that share keys of these kinds, the strongest first."""

    owner: str
    suggestion: Suggestion
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, pair: Pair, label: str, confidence: float, kinds: Sequence[str]) -> Candidate:
        (owner, left), (_, right) = pair
        reasons = tuple(_telling(kinds))
        return cls(owner, Suggestion(left, right, Label(label), confidence, reasons), tuple(kinds))

    @property
    def both(self) -> Pair:
        return (self.owner, self.suggestion.left), (self.owner, self.suggestion.right)

    def place(self) -> tuple[float, str, str, str]:
        """Where it stands among others."""
        return -self.suggestion.confidence, self.owner, self.suggestion.left, self.suggestion.right


def paired(some: Keys, wanted: Callable[[Pair], bool]) -> list[Candidate]:
    """Those who hold one of the keys, two and two, as far as they are ``wanted`` and of one label; the likeliest first.
    All keys of a pair that is wanted are among these."""
    found: defaultdict[Pair, dict[str, float]] = defaultdict(dict)
    for key in some.keys:
        for pair in combinations(sorted(key.holders), 2):
            if wanted(pair):
                known = found[pair]
                known[key.kind] = max(key.worth, known.get(key.kind, 0.0))
    labels = some.labels
    every = [
        _candidate(pair, labels[pair[0]], why) for pair, why in found.items() if labels[pair[0]] == labels[pair[1]]
    ]
    return sorted(every, key=Candidate.place)


def _candidate(pair: Pair, label: str, worth: Mapping[str, float]) -> Candidate:
    """Reasons that do not follow from each other add up; what is certain by itself was kept apart for a reason."""
    kinds = sorted(worth, key=lambda kind: (-worth[kind], kind))
    doubt = 1.0
    for kind in _telling(kinds):
        doubt *= 1.0 - min(worth[kind], CERTAIN)
    return Candidate.of(pair, label, round(min(_LIKELIEST, 1.0 - doubt), 3), kinds)


def _telling(kinds: Collection[str]) -> list[str]:
    implied = {less for kind in kinds for less in _IMPLIED.get(kind, ())}
    return [kind for kind in kinds if kind not in implied]
