"""What an index is: the Protocol that both back ends meet, and the values that cross it.

The contract suite is ``tests/contracts/index_contract.py``; a new back end inherits it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from search.query import Node, TokenField


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """A page's tokens by field, in reading order."""

    number: int
    tokens: Mapping[TokenField, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class IndexUnit:
    """What is put into the index: a document for one set of readers.

    ``facets`` maps each facet type (a label, or source, owner, kind, year, method) to the ids of its values in this
    document, each id once. ``name_tokens`` are the EXACT tokens of the file name and title, found like a page's.
    """

    document: str
    owner: str
    date: date | None
    facets: Mapping[str, tuple[str, ...]]
    pages: tuple[IndexedPage, ...]
    name_tokens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What may be seen and what was narrowed to. Made in ``search/wall.py`` and nowhere else.

    ``owners`` is the wall: no owner, no hits. ``include``: ids of one type are OR, types are AND. ``exclude``: none of
    them. ``since`` and ``until`` are inclusive and let no document without a date through.
    """

    owners: frozenset[str]
    include: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None


class Sort(StrEnum):
    RELEVANCE = "relevance"  # score falling, then document id
    DATE = "date"  # newest first, those without a date last, then document id


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """A whole question to an index. ``after`` is the last :class:`IndexHit`'s ``key`` of the page before.

    A facet's counts heed every filter but those of its own type (so that a second value can be chosen beside the
    first); ``total`` and the hits heed them all. Facet values come by falling count, then id.
    """

    tree: Node
    filter: Filter
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    after: tuple[str, ...] | None = None
    facets: tuple[str, ...] = ()
    facet_limit: int = 20


@dataclass(frozen=True, slots=True)
class IndexHit:
    """``key`` is the sort key as strings, for ``IndexQuery.after``; opaque to everyone but the back end."""

    document: str
    owner: str
    score: float
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """Counts of documents by value id. ``exact`` is False where the engine says that it may be off."""

    values: tuple[tuple[str, int], ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class IndexAnswer:
    total: int
    exact: bool
    hits: tuple[IndexHit, ...]
    facets: Mapping[str, FacetCounts]


class IndexVersion(Protocol):
    """A new version of one owner's index, built beside the one in use. Called by ``samsyn reindex`` only."""

    def put(self, units: Sequence[IndexUnit]) -> None:
        """Add units to the new version."""

    def count(self) -> int:
        """How many documents the new version holds."""

    def swap(self) -> None:
        """Make it the one in use, at once and whole, and drop the old."""

    def discard(self) -> None:
        """Drop it; the old one stays in use."""


class Index(Protocol):
    """An index back end. Every method raises :class:`models.errors.IndexUnavailableError` if it cannot be reached."""

    def put(self, units: Sequence[IndexUnit]) -> None:
        """Add or replace units (of any owners), searchable when this returns. Called by the outbox drain."""

    def delete(self, owner: str, documents: Iterable[str]) -> None:
        """Remove documents; unknown ids are no error. Called by the outbox drain."""

    def search(self, query: IndexQuery) -> IndexAnswer:
        """Hits and facets. Called by ``search/service.py``."""

    def pages(self, tree: Node, filter: Filter, documents: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        """For each document, the numbers of its pages on which any word of the tree (outside Not) stands, best first.

        Documents that the filter does not let through, and documents without such a page, are left out.
        Called for the documents shown.
        """

    def documents(self, owner: str) -> frozenset[str]:
        """The ids of all documents of the owner. Called by ``samsyn verify`` and ``status``."""

    def new_version(self, owner: str) -> IndexVersion:
        """Begin a new version beside the one in use. Called by ``samsyn reindex``."""

    def version(self, owner: str) -> int:
        """The version in use, from 1; 0 where there is none yet."""

    def close(self) -> None:
        """Let go of files and connections."""
