"""A search as it is kept in the register (*sparad sökning*), to be shown again or exported: one way in, one way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from search.column_order import ColumnOrder
from search.index import Sort
from search.request import SearchRequest

Choice = Mapping[str, tuple[str, ...]]
"""Chosen facet values: ids by type."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """What was asked: words, chosen and unwanted facet values, dates, order, a document to be like, documents to be
    among, the column of a table that they are in the order of."""

    query: str = ""
    include: Choice = field(default_factory=dict)
    exclude: Choice = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.RELEVANCE
    tolerant: bool = False
    all_of: tuple[str, ...] = ()
    like: str = ""
    meaning: bool = False
    among: tuple[str, ...] = ()
    by: ColumnOrder | None = None

    @classmethod
    def of(cls, kept: Mapping[str, Any], **more: Any) -> Self:
        """The search that :meth:`kept` was kept of; ``more`` are fields of a subclass. Unknown keys are let be."""
        return cls(
            query=kept["query"],
            include={type: tuple(ids) for type, ids in kept["include"].items()},
            exclude={type: tuple(ids) for type, ids in kept["exclude"].items()},
            since=date.fromisoformat(kept["since"]) if kept["since"] else None,
            until=date.fromisoformat(kept["until"]) if kept["until"] else None,
            sort=Sort(kept["sort"]),
            tolerant=kept["tolerant"],
            all_of=tuple(kept.get("all_of", ())),
            like=kept.get("like", ""),
            meaning=kept.get("meaning", False),
            among=tuple(kept.get("among", ())),
            by=ColumnOrder.of(kept.get("by")),
            **more,
        )

    @classmethod
    def asked(cls, request: SearchRequest) -> Self:
        """What of a request is the question: not where in the hits it goes on, nor what is shown of them."""
        return cls(
            request.query,
            request.include,
            request.exclude,
            request.since,
            request.until,
            request.sort,
            request.tolerant,
            tuple(sorted(request.all_of)),
            request.like,
            request.meaning,
            request.among,
            request.by,
        )

    def kept(self) -> dict[str, Any]:
        """The search as a JSON object."""
        return {
            "query": self.query,
            "include": {type: list(ids) for type, ids in self.include.items()},
            "exclude": {type: list(ids) for type, ids in self.exclude.items()},
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "sort": self.sort.value,
            "tolerant": self.tolerant,
            "all_of": list(self.all_of),
            "like": self.like,
            "meaning": self.meaning,
            **({"among": list(self.among)} if self.among else {}),
            **({"by": self.by.kept()} if self.by else {}),
        }

    @property
    def order(self) -> Sort:
        """The order of the hits: without words nothing is more relevant than another, so the newest come first, as they
        do among those that a column says the same of."""
        if self.by is not None:
            return Sort.DATE
        return self.sort if self.query or self.like or self.sort is not Sort.RELEVANCE else Sort.DATE

    def asks(self) -> SearchRequest:
        """The question, from the first hit on."""
        return SearchRequest(
            query=self.query,
            include=self.include,
            exclude=self.exclude,
            since=self.since,
            until=self.until,
            sort=self.order,
            tolerant=self.tolerant,
            all_of=frozenset(self.all_of),
            like=self.like,
            among=self.among,
            by=self.by,
            meaning=self.meaning,
        )
