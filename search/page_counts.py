"""Of how many pages an index holds each document, where it can tell: by what ``samsyn verify`` finds lost pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from search.index import Index


@runtime_checkable
class CountsPages(Protocol):
    """What an index also may be."""

    def page_counts(self, owner: str) -> Iterator[tuple[str, int]]:
        """The ids of the owner's documents, each once, with how many pages are held of it; those of none may be left
        out. Read a portion at a time. Raises :class:`models.errors.IndexUnavailableError`."""


def page_counts(index: Index, owner: str) -> Iterator[tuple[str, int]] | None:
    """None where the index cannot tell."""
    return index.page_counts(owner) if isinstance(index, CountsPages) else None
