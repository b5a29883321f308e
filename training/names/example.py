"""What a name model learns from: a text and the spans in it that are names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from nlp.names.decoding import LABELS

NAMES: Final = LABELS
UNSURE: Final = "UNSURE"
"""A span whose tags are left out of the loss: the corpora disagree about it, or it is an ADDRESS."""


class Span(NamedTuple):
    """Code points of a text, end exclusive, and PERSON, ORG, LOC, ADDRESS or UNSURE."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Example:
    """``guide`` names whose idea of a name the spans follow (:data:`GUIDES`); ``weight`` its share in the loss."""

    text: str
    spans: tuple[Span, ...]
    guide: str = "samsyn"
    weight: float = 1.0

    def relabelled(self, spans: Iterable[Span]) -> Example:
        """The same text with other spans."""
        return replace(self, spans=tuple(sorted(spans)))


GUIDES: Final = ("samsyn", "norne", "hipe")
"""The first piece of a window tells the model whose guide to follow; the product always asks for the first."""

FIRST: Final = 1 << 15
"""In packs, added to the number of a piece where an atom begins; numbers of pieces are below it."""
