"""What a search answers: hits with marked fragments, and facets with their counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models.store.relatives import Relatives
from search.column_order import ColumnOrder
from search.did_you_mean import Suggestion
from search.found_as import Form, Reason
from search.hint import Hint
from search.query import Everything, Node


class Tier(StrEnum):
    """How a document was found. POSSIBLE (*möjlig läsning*): only by what may be a misreading of the words. PARTIAL
    (*inte alla ord*): most of the words are there (:mod:`search.most_words`). MEANING (*liknande innebörd*): none of
    that, but a passage means the like (``search/meaning``)."""

    EXACT = "exact"
    POSSIBLE = "possible"
    PARTIAL = "partial"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A slice of a page's text; ``marks`` are (start, end) in code points of ``text``, ``forms`` how each was found."""

    text: str
    marks: tuple[tuple[int, int], ...]
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class HitPage:
    number: int
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What belongs with a hit: a document alike (``relation`` is a :class:`models.likeness.Likeness`) or an
    ``attachment``. ``matches``: it was found too. ``newest``: the newest of the versions, where that can be told."""

    document: str
    name: str
    relation: str
    date: date | None
    matches: bool
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. ``name`` and ``path`` are of its first occurrence; ``pages`` the best ones, best first.

    ``reasons`` tell by which forms it was found, the surest first; none where everything was asked for. ``lacks``: the
    words that a hit of the tier PARTIAL does not hold, as they were typed.

    Where hits are grouped, ``beside`` are the first of those folded under it and of its attachments, ``counts`` how
    many there are by relation, and ``newest`` that it is the newest of its versions itself."""

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
    reasons: tuple[Reason, ...] = ()
    lacks: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    newest: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts of documents by value, most first, then in Swedish order. ``exact`` is False where they may be off.
    ``missing`` documents have no value; ``more`` values were counted beside these."""

    type: str
    values: tuple[FacetValue, ...]
    exact: bool = True
    missing: int = 0
    more: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity that stands out in the hits: ``here`` of them name it, ``everywhere`` of what the viewer may read do.
    ``surprise`` is G² (:mod:`search.standing_out`)."""

    type: str
    id: str
    label: str
    here: int
    everywhere: int
    surprise: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """``after`` is the cursor of the next page, or None on the last. ``hints`` tell what was understood otherwise than
    it was written, and ``tree`` is what was asked (``search/wording_of_tree.py`` says it in words).
    ``by_meaning`` documents are among the hits that only their meaning found: neither ``total`` nor facets count them.
    Where hits are few: ``offer_tolerant`` is how many more a tolerant search finds, ``suggestions`` words to try, and
    ``partial`` how many documents with most of the words come after the ``total`` (and ``facets``) of those with all.
    Where hits are grouped, ``families`` tells of each in what it lies and how many lie in it.
    ``by``: in the order of which column they stand; None where that was not asked for or cannot be done.
    """

    total: int
    exact: bool
    hits: tuple[Hit, ...]
    facets: Mapping[str, Facet]
    after: str | None
    milliseconds: float
    hints: tuple[Hint, ...] = ()
    tree: Node = field(default_factory=Everything, repr=False)  # holds what was typed
    offer_tolerant: int = 0
    suggestions: tuple[Suggestion, ...] = ()
    standing_out: tuple[Standing, ...] = ()
    by_meaning: int = 0
    partial: int = 0
    families: Mapping[str, Relatives] = field(default_factory=dict)
    by: ColumnOrder | None = None
