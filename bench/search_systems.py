"""The ways of searching that the benches compare: samsyn's index, and the same ranking over simpler words.

The real OpenSearch and Haystack's retriever over it stand in ``bench/search_servers.py``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import log
from pathlib import Path
from typing import Final, Protocol

from search.embedded.index import EmbeddedIndex
from search.field_values import CLOSED, FieldValues
from search.index import Filter, Index, IndexedPage, IndexQuery, IndexUnit
from search.page_keys import page_keys
from search.parsing import parse
from search.query import And, Everything, Node, Or, Term, TokenField
from search.request import SearchRequest
from search.tiers import ByWords

OWNER: Final = "Prov"
BATCH: Final = 2_000
_WORD: Final = re.compile(r"\w+")
Pairs = Sequence[tuple[str, str]]
_DAYS: Final = FieldValues(CLOSED.of_type, lambda _, day: (day,))
"""A day that is named is its own id."""


class System(Protocol):
    """A way of searching texts that were put in as (id, text)."""

    def ranked(self, query: str, limit: int) -> list[str]:
        """The ids of the best texts, best first."""


def unit(id: str, pages: Iterable[str], facets: Mapping[str, tuple[str, ...]], name: str = "") -> IndexUnit:
    """A document of these pages, as ``search/units.py`` makes it of the register's."""
    indexed = []
    for number, text in enumerate(pages, 1):
        indexed.append(IndexedPage(number, page_keys(text)))
    return IndexUnit(id, OWNER, None, facets, tuple(indexed), page_keys(name)[TokenField.EXACT])


class Samsyn:
    """Our index over texts of one page each, asked with the tree of the words as typed.

    ``anyword`` asks for any of the words and ranks those with most of them first, as engines do by default; else all
    must stand there, as in the product. ``tolerant`` takes likely misreadings too; ``without`` leaves out what is found
    by these fields.
    """

    def __init__(
        self,
        index: Index,
        *,
        anyword: bool = False,
        tolerant: bool = False,
        without: frozenset[TokenField] = frozenset(),
    ) -> None:
        self.index, self._anyword, self._tolerant, self._without = index, anyword, tolerant, without

    @classmethod
    def over(
        cls, folder: Path, texts: Pairs, *, anyword: bool = False, dates: Mapping[str, tuple[str, ...]] | None = None
    ) -> Samsyn:
        """Over a new embedded index in this folder. ``dates``: by text, the days that it names."""
        index = EmbeddedIndex(folder)
        for at in range(0, len(texts), BATCH):
            named = {id: {"DATE": some} for id, some in (dates or {}).items() if some}
            index.put([unit(id, [text], named.get(id, {})) for id, text in texts[at : at + BATCH]])
        return cls(index, anyword=anyword)

    def asking(
        self, *, anyword: bool = False, tolerant: bool = False, without: frozenset[TokenField] = frozenset()
    ) -> Samsyn:
        """The same index, asked otherwise."""
        return Samsyn(self.index, anyword=anyword, tolerant=tolerant, without=without)

    def tree(self, query: str) -> Node:
        found = parse(query, tolerant=self._tolerant, values=_DAYS).tree
        if self._without:
            found = _thinned(found, self._without)
        if self._anyword and isinstance(found, And):
            found = Or(found.nodes)
        return found

    def ranked(self, query: str, limit: int) -> list[str]:
        answer = self.index.search(IndexQuery(self.tree(query), Filter(frozenset({OWNER})), limit=limit))
        return [hit.document for hit in answer.hits]


def _thinned(node: Node, without: frozenset[TokenField]) -> Node:
    match node:
        case Term(word, ways):
            return Term(word, tuple(way for way in ways if way.field not in without))
        case And(nodes):
            return And(tuple(_thinned(each, without) for each in nodes))
        case Or(nodes):
            return Or(tuple(_thinned(each, without) for each in nodes))
        case _:
            return node


class Product(Samsyn):
    """As a search of the product ranks (``search/tiers.py``): after the texts with all the words, those with most of
    them."""

    def ranked(self, query: str, limit: int) -> list[str]:
        asked = IndexQuery(Everything(), Filter(frozenset({OWNER})), limit=limit)
        found = ByWords(self.index, SearchRequest(query, limit=limit, facets=()))(asked, None, also=None)
        return [hit.document for hit, _ in found.hits]


class ThenAny:
    """All of the words first; where that leaves room, texts with any of them below: what a product might offer."""

    def __init__(self, ours: Samsyn) -> None:
        self._all, self._any = ours, ours.asking(anyword=True)

    def ranked(self, query: str, limit: int) -> list[str]:
        found = self._all.ranked(query, limit)
        more = self._any.ranked(query, limit) if len(found) < limit else []
        return list(dict.fromkeys([*found, *more]))[:limit]


class Bm25:
    """BM25 as Lucene and FTS5 have it (k1 1.2, b 0.75) over keys of words; a text with any of them is found."""

    def __init__(self, texts: Pairs, keys: Callable[[str], Iterable[str]], k1: float = 1.2, b: float = 0.75) -> None:
        self._keys, self._ids = keys, [id for id, _ in texts]
        self._lists: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        counts = [Counter(keys(text)) for _, text in texts]
        lengths = [sum(each.values()) for each in counts]
        mean = (sum(lengths) / len(lengths)) if lengths else 1.0
        for at, (each, length) in enumerate(zip(counts, lengths, strict=True)):
            for key, often in each.items():
                self._lists[key].append((at, often * (k1 + 1) / (often + k1 * (1 - b + b * length / mean))))

    def ranked(self, query: str, limit: int) -> list[str]:
        scores: defaultdict[int, float] = defaultdict(float)
        for key in self._keys(query):
            having = self._lists.get(key, ())
            rarity = log(1 + (len(self._ids) - len(having) + 0.5) / (len(having) + 0.5))
            for at, worth in having:
                scores[at] += rarity * worth
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return [self._ids[at] for at, _ in best]


def exact_words(text: str) -> list[str]:
    """Words in lower case, nothing more."""
    return _WORD.findall(text.lower())


def snowball(text: str) -> list[str]:
    """Words as the Snowball stemmer for Swedish leaves them (PyStemmer)."""
    return [_stem(word) for word in exact_words(text)]


def simplemma(text: str) -> list[str]:
    """Words as simplemma takes them to base forms, greedy, without our table and rules."""
    return [_dictionary(word) for word in exact_words(text)]


@cache
def _stem(word: str) -> str:
    from Stemmer import Stemmer

    return str(Stemmer("swedish", 0).stemWord(word))


@cache
def _dictionary(word: str) -> str:
    from simplemma import lemmatize

    return str(lemmatize(word, lang="sv", greedy=True)).lower()
