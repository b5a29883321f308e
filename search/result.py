"""What a search answers: hits with marked fragments, and facets with their counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tier(StrEnum):
    """How a document was found. POSSIBLE (*möjlig läsning*): only by what may be a misreading of the words."""

    EXACT = "exact"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A slice of a page's text; ``marks`` are (start, end) in code points of ``text``."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class HitPage:
    number: int
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. ``name`` and ``path`` are of its first occurrence; ``pages`` the best ones, best first."""

    document: str
    name: str
    path: str
    source: str
    owner: str
    kind: str
    date: date | None
    score: float
    tier: Tier
    pages: tuple[HitPage, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts of documents by value, most first, then in Swedish order. ``exact`` is False where they may be off."""

    type: str
    values: tuple[FacetValue, ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class SearchResult:
    """``after`` is the cursor of the next page, or None on the last; ``hints`` are in Swedish, for the one who asks."""

    total: int
    exact: bool
    hits: tuple[Hit, ...]
    facets: Mapping[str, Facet]
    after: str | None
    milliseconds: float
    hints: tuple[str, ...] = ()
