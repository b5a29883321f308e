"""How often keys stand on pages, where an index can tell: it keeps the tokens of what it holds.

Of the words of a page only those need to be taken apart that have something of what is looked for; when as many of them
are found as the index counts, the others have nothing of it (:mod:`search.sifting`). An index that cannot tell is no
worse an index: then all words of a page are taken apart, with the same marks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias, runtime_checkable

from search.index import Filter, Index
from search.query import TokenField

Place: TypeAlias = tuple[str, int]
"""A document's id and the number of a page."""


class Key(NamedTuple):
    """What a word may be found by in a field; ``begins``: by a key that begins so."""

    field: TokenField
    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class KeyCounts:
    """Of one page: how many words it has, and how often each key stands there of those that do."""

    words: int
    times: Mapping[Key, int]


@runtime_checkable
class CountsKeys(Protocol):
    """What an index also may be."""

    def key_counts(self, keys: frozenset[Key], filter: Filter, places: Sequence[Place]) -> Mapping[Place, KeyCounts]:
        """Of the pages of documents that the filter lets through how often these keys stand there, those of words
        (:data:`search.query.WORD_FIELDS`). Pages of which it cannot be told are left out."""


def key_counts(
    index: Index, keys: frozenset[Key], filter: Filter, places: Sequence[Place]
) -> Mapping[Place, KeyCounts]:
    """What the index can tell; nothing where it cannot, or nothing is looked for."""
    return index.key_counts(keys, filter, places) if keys and places and isinstance(index, CountsKeys) else {}
