"""What an index is: the Protocol that both back ends meet, and the values that cross it.

The contract suite is ``tests/contracts/index_contract.py``; a new back end inherits it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from search.query import Node, TokenField

MISSING: Final = "(saknas)"
"""A choice in any facet type: the documents that have no value of it. No value of an index is called so."""


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """A page's tokens by field, in reading order."""

    number: int
    tokens: Mapping[TokenField, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class IndexUnit:
    """What is put into the index: a document for one set of readers.

    ``facets`` maps each facet type (a label, or what the document is: source, kind, year, outcome and the like) to the
    ids of its values in this document, each id once. ``name_tokens`` are the EXACT tokens of the file name and title,
    found like a page's. The readers are those in all the groups that it ``needs`` and in none of those that it
    ``lacks``, who find another unit of the same document (``search/compartments.py``); a back end does not heed these.
    """

    document: str
    owner: str
    date: date | None
    facets: Mapping[str, tuple[str, ...]]
    pages: tuple[IndexedPage, ...]
    name_tokens: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filter:
    """What may be seen and what was narrowed to. Made in ``search/wall.py`` and nowhere else.

    ``owners`` is the wall: no owner, no hits. Which of an owner's units are seen follows from ``groups``,
    ``officer_of`` and ``shared``, as in :class:`models.access.Viewer`; a back end does not heed them. ``include``: ids
    of one type are OR (of the types in ``all_of`` AND: the document has each of them), types are AND. ``exclude``: none
    of them. Among the ids may be :data:`MISSING`. ``since`` and ``until`` are inclusive and let no document without a
    date through.
    """

    owners: frozenset[str]
    include: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    all_of: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    officer_of: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()


class Sort(StrEnum):
    RELEVANCE = "relevance"  # score falling, then document id
    DATE = "date"  # newest first, those without a date last, then document id
    OLDEST = "oldest"  # oldest first, those without a date last, then document id
    SOURCE = "source"  # by the (first) source's id, in Swedish order, those without one last; in each as DATE


@dataclass(frozen=True, slots=True)
class Counting:
    """How a facet type is counted where it is not as usual. ``every``: all values, whatever the limit. ``only``: these
    values and no others. ``least``: values of fewer documents are left out. ``narrowed``: its counts heed the choices
    in its own type too, so that they are of the hits."""

    every: bool = False
    only: frozenset[str] | None = None
    least: int = 1
    narrowed: bool = False


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """A whole question to an index. ``after`` is the last :class:`IndexHit`'s ``key`` of the page before.

    A facet's counts heed every filter but those of its own type (so that a second value can be chosen beside the
    first); in a type of which all are wanted they heed what is included there (so that a second value tells what it
    leaves). ``total`` and the hits heed them all. Facet values come by falling count, then id. ``counting`` says of a
    type in ``facets`` how it is counted, where not so.
    """

    tree: Node
    filter: Filter
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    after: tuple[str, ...] | None = None
    facets: tuple[str, ...] = ()
    facet_limit: int = 20
    counting: Mapping[str, Counting] = field(default_factory=dict)

    def limit_of(self, kind: str) -> int | None:
        """How many values of this type are answered; None: every one."""
        way = self.counting.get(kind)
        return None if way is not None and way.every else self.facet_limit


@dataclass(frozen=True, slots=True)
class IndexHit:
    """``key`` is the sort key as strings, for ``IndexQuery.after``; opaque to everyone but the back end."""

    document: str
    owner: str
    score: float
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """Counts of documents by value id. ``missing`` documents have no value of this type; ``more`` values were counted
    beside those that are told. ``exact`` is False where the engine says that it may be off. Asked for no values at all
    (a limit of 0), a facet tells nothing."""

    values: tuple[tuple[str, int], ...]
    exact: bool = True
    missing: int = 0
    more: int = 0


@dataclass(frozen=True, slots=True)
class IndexAnswer:
    total: int
    exact: bool
    hits: tuple[IndexHit, ...]
    facets: Mapping[str, FacetCounts]


@dataclass(frozen=True, slots=True)
class Surprise:
    """What stands out (:mod:`search.surprise`): a value of a facet type that ``here`` of the hits have, of
    ``everywhere`` documents behind the same wall."""

    g2: float
    type: str
    id: str
    here: int
    everywhere: int

    def place(self) -> tuple[float, str, int, str]:
        """Where it stands among others: the most surprising first."""
        return -self.g2, self.type, -self.everywhere, self.id


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: values of ``types`` that at least ``least`` of the hits have, and that surprise so much."""

    types: tuple[str, ...]
    least: int
    sure: float


class IndexVersion(Protocol):
    """A new version of one owner's index, built beside the one in use. Called by ``samsyn reindex`` only."""

    def put(self, units: Sequence[IndexUnit]) -> None:
        """Add units to the new version."""

    def documents(self) -> frozenset[str]:
        """The ids of what it holds: where a build is gone on with, they need not be made again."""

    def count(self) -> int:
        """How many documents the new version holds."""

    def swap(self) -> None:
        """Make it the one in use, at once and whole, and drop the old."""

    def discard(self) -> None:
        """Drop it; the old one stays in use."""


class Index(Protocol):
    """An index back end. Every method raises :class:`models.errors.IndexUnavailableError` if it cannot be reached."""

    def put(self, units: Sequence[IndexUnit]) -> None:
        """Add or replace documents (of any owners), searchable when this returns. All units of a document come in one
        call. Called by the outbox drain."""

    def delete(self, owner: str, documents: Iterable[str]) -> None:
        """Remove documents; unknown ids are no error. Called by the outbox drain."""

    def scrub(self, owner: str) -> None:
        """Leave no byte of what was deleted in the files of the owner's index. Called by ``ingest/erasing.py``."""

    def search(self, query: IndexQuery) -> IndexAnswer:
        """Hits and facets. Called by ``search/service.py``."""

    def pages(self, tree: Node, filter: Filter, documents: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        """For each document, the numbers of its pages on which any word of the tree (outside Not) stands, best first.

        Documents that the filter does not let through, and documents without such a page, are left out.
        Called for the documents shown.
        """

    def words_like(self, word: str, filter: Filter) -> frozenset[str]:
        """EXACT tokens of one or two edits from ``word``, in files of the filter's owners: at least the likest 20.

        They may be of documents that were taken out, or that the filter's choices leave out: whoever asks counts them.
        Called by ``search/did_you_mean.py``.
        """

    def surprising(self, tree: Node, filter: Filter, sought: Sought) -> Iterator[Surprise]:
        """The values that stand out in what the tree finds behind the filter, most surprising first, against everything
        behind the same wall; those chosen in the filter left out. Called by ``search/standing_out.py``.
        """

    def candidates(
        self, standing: Mapping[str, IndexQuery], units: Sequence[IndexUnit]
    ) -> Mapping[str, frozenset[str]]:
        """For each of the standing questions (by a name) the ids of at least the units that it would find, were they
        put in; questions without any may be left out. What is in the index is neither asked nor changed.

        Called by ``search/alerting.py`` before a put. A question that the engine cannot take has none.
        """

    def documents(self, owner: str) -> frozenset[str]:
        """The ids of all documents of the owner. Called by ``samsyn verify`` and ``status``."""

    def new_version(self, owner: str) -> IndexVersion:
        """Begin a new version beside the one in use, or go on with one of the same analysis whose building was
        interrupted (what is put in and taken out meanwhile reaches it too). Called by ``samsyn reindex``."""

    def version(self, owner: str) -> int:
        """The version in use, from 1; 0 where there is none yet."""

    def keys(self, owner: str) -> str:
        """Which analysis made the version in use (:mod:`search.identity`); empty where there is none, or an older one
        that did not say. Called by ``samsyn redo keys`` and ``status``."""

    def close(self) -> None:
        """Let go of files and connections."""
