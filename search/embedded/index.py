"""The embedded back end: asks each owner's file that the filter allows, and joins the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import numpy as np

from search.embedded.border import mapped
from search.embedded.catalogue import Catalogue
from search.embedded.connections import Connections, Reading
from search.embedded.counting import Tally, count, tally, told
from search.embedded.folder import Folder
from search.embedded.matching import matching, scores
from search.embedded.narrowing import let_through
from search.embedded.ordering import Ranked, by_day, by_score, merged
from search.embedded.page_counts import counted_after
from search.embedded.paging import best_pages, counted
from search.embedded.schema import made_by, opened
from search.embedded.spelling import spelled
from search.embedded.surprise import Here, surprising
from search.embedded.version import EmbeddedVersion
from search.embedded.vocabulary import words_like
from search.embedded.writing import delete, empty_log, put
from search.index import Filter, IndexAnswer, IndexQuery, IndexUnit, Sort, Sought, Surprise
from search.key_counts import Key, KeyCounts, Place
from search.query import Node, page_leaves
from search.required_keys import candidates

Told = TypeVar("Told")
_Part = tuple[int, Ranked, Mapping[str, Tally]]


class EmbeddedIndex:
    """See :class:`search.index.Index`. Many processes and threads may read; writers of one owner take turns."""

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path)
        self._catalogue = Catalogue()
        self._connections = Connections(self._folder, self._catalogue)

    def put(self, units: Sequence[IndexUnit]) -> None:
        by_owner = sorted(units, key=lambda unit: unit.owner)
        with mapped():
            for owner, group in groupby(by_owner, key=lambda unit: unit.owner):
                batch = list(group)
                with self._folder.alone(owner):
                    for version in self._folder.writable(owner):
                        with opened(self._folder.file(owner, version)) as connection:
                            put(connection, batch)

    def delete(self, owner: str, documents: Iterable[str]) -> None:
        batch = list(documents)
        with mapped(), self._folder.alone(owner):
            if self._folder.current(owner) > 0:
                for version in self._folder.writable(owner):
                    with opened(self._folder.file(owner, version)) as connection:
                        delete(connection, batch)

    def scrub(self, owner: str) -> None:
        with mapped(), self._folder.alone(owner):
            for version in self._folder.writable(owner) if self._folder.current(owner) else ():
                with opened(self._folder.file(owner, version)) as connection:
                    empty_log(connection)

    def search(self, query: IndexQuery) -> IndexAnswer:
        parts = self._of_each(query.filter, lambda reading: self._search(reading, query))
        return IndexAnswer(
            total=sum(part[0] for part in parts),
            exact=True,
            hits=merged([part[1] for part in parts], query),
            facets={
                kind: told([part[2][kind] for part in parts], kind, query, self._catalogue) for kind in query.facets
            },
        )

    def pages(self, tree: Node, filter: Filter, documents: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for some in self._of_each(filter, lambda reading: self._pages(reading, tree, filter, documents)):
            found |= some
        return {document: found[document] for document in documents if found.get(document)}

    def key_counts(self, keys: frozenset[Key], filter: Filter, places: Sequence[Place]) -> Mapping[Place, KeyCounts]:
        wanted: dict[str, set[int]] = {}
        for document, page in places:
            wanted.setdefault(document, set()).add(page)
        found: dict[Place, KeyCounts] = {}
        for some in self._of_each(filter, lambda reading: self._key_counts(reading, keys, filter, wanted)):
            found |= some
        return found

    def words_like(self, word: str, filter: Filter) -> frozenset[str]:
        found = self._of_each(filter, lambda reading: words_like(reading.connection, word))
        return frozenset().union(*found)

    def candidates(self, standing: Mapping[str, IndexQuery], units: Sequence[IndexUnit]) -> dict[str, frozenset[str]]:
        return candidates(standing, units)

    def surprising(self, tree: Node, filter: Filter, sought: Sought) -> Iterator[Surprise]:
        owners = self._of_each(filter, lambda reading: self._here(reading, tree, filter, sought))
        return surprising(owners, filter, sought, self._catalogue)

    def documents(self, owner: str) -> frozenset[str]:
        with mapped(), self._connections.reading(owner) as reading:
            return frozenset() if reading is None else frozenset(reading.snapshot.ids)

    def page_counts(self, owner: str) -> Iterator[tuple[str, int]]:
        last = ""
        while portion := self._counted_after(owner, last):
            yield from portion
            last, _ = portion[-1]

    def new_version(self, owner: str) -> EmbeddedVersion:
        with mapped(), self._folder.alone(owner):
            return EmbeddedVersion.begin(self._folder, owner)

    def version(self, owner: str) -> int:
        with mapped():
            return self._folder.current(owner)

    def keys(self, owner: str) -> str:
        with mapped():
            if not self._folder.current(owner):
                return ""
            with opened(self._folder.file(owner, self._folder.current(owner))) as connection:
                return made_by(connection)

    def close(self) -> None:
        self._connections.close()

    def _of_each(self, filter: Filter, look: Callable[[Reading], Told]) -> list[Told]:
        """What is seen in the version in use of each owner that the filter allows and that has one."""
        found: list[Told] = []
        with mapped():
            for owner in sorted(filter.owners):
                with self._connections.reading(owner) as reading:
                    if reading is not None:
                        found.append(look(reading))
        return found

    def _counted_after(self, owner: str, last: str) -> list[tuple[str, int]]:
        with mapped(), self._connections.reading(owner) as reading:
            return [] if reading is None else counted_after(reading.connection, last)

    def _search(self, reading: Reading, query: IndexQuery) -> _Part:
        snapshot = reading.snapshot
        tree = spelled(reading.connection, query.tree, reading.spellings)
        ranked = query.sort is Sort.RELEVANCE and query.limit > 0
        matched = matching(reading, tree, self._catalogue, ranked=ranked)
        found = matched & let_through(snapshot, query.filter, self._catalogue)
        counts = tally(snapshot, matched, query, self._catalogue)
        if query.sort is Sort.RELEVANCE:
            worth = scores(reading, tree) if ranked else np.zeros(len(snapshot.ids))
            order = by_score(snapshot, found, worth)
        else:
            order = by_day(snapshot, found, query.sort, self._catalogue)
        return int(found.sum()), order, counts

    def _here(self, reading: Reading, tree: Node, filter: Filter, sought: Sought) -> Here:
        snapshot = reading.snapshot
        tree = spelled(reading.connection, tree, reading.spellings)
        found = matching(reading, tree, self._catalogue) & let_through(snapshot, filter, self._catalogue)
        counts = {type: count(snapshot, type, found) for type in sought.types}
        every = {type: pairs.counts for type, pairs in snapshot.facets.items()}
        return Here(int(found.sum()), len(snapshot.ids), counts, every)

    def _pages(
        self, reading: Reading, tree: Node, filter: Filter, documents: Sequence[str]
    ) -> dict[str, tuple[int, ...]]:
        words = list(page_leaves(spelled(reading.connection, tree, reading.spellings)))
        numbers = self._numbers(reading, filter, documents)
        return {id: best_pages(reading.connection, number, words) for id, number in numbers.items()}

    def _key_counts(
        self, reading: Reading, keys: frozenset[Key], filter: Filter, wanted: Mapping[str, set[int]]
    ) -> dict[Place, KeyCounts]:
        return {
            (id, page): counts
            for id, number in self._numbers(reading, filter, wanted).items()
            for page, counts in counted(reading.connection, number, keys, wanted[id])
        }

    def _numbers(self, reading: Reading, filter: Filter, documents: Iterable[str]) -> dict[str, int]:
        """Those of the documents that lie here and that the filter lets through, with their numbers in this file."""
        snapshot = reading.snapshot
        readable = let_through(snapshot, filter, self._catalogue)
        places = {id: place for id in documents if (place := snapshot.place_of(id)) is not None and readable[place]}
        return {id: int(snapshot.numbers[place]) for id, place in places.items()}
