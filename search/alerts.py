"""Alerts as they are told to somebody: of what they may read at this moment, with the ledger written first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.access import Purpose, Viewer
from models.alert import MOST_TOLD, Alert
from models.audit import Action, Event
from models.document import Document
from models.errors import IndexUnavailableError, InvalidQueryError
from models.saved import NamedSearch
from models.store.store import Store
from search.index import Index, IndexQuery
from search.query import And, OneOf
from search.standing import StandingQuestions


@dataclass(frozen=True, slots=True)
class ToldAlert:
    """An alert with its search and document. ``pages`` are those with a hit, best first; none where the index cannot
    be reached, or where what was asked stands on no page."""

    alert: Alert
    search: NamedSearch
    document: Document
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Alerts:
    """``unseen`` counts those not seen by search, whatever part of them was told."""

    unseen: Mapping[str, int]
    told: tuple[ToldAlert, ...]


def alerts(
    viewer: Viewer,
    purpose: Purpose,
    *,
    store: Store,
    index: Index,
    saved: str | None = None,
    with_seen: bool = False,
    limit: int = 100,
    skip: int = 0,
) -> Alerts:
    """The viewer's alerts, the newest first: those not seen, or all; of one saved search (its id), or of every one.

    Raises :class:`models.errors.LedgerUnavailableError`: without a record there is no answer.
    """
    searches = {each.id: each for each in store.saved.all(viewer)}
    found = store.alerts.all(viewer, saved=saved, with_seen=with_seen, limit=min(limit, MOST_TOLD), skip=skip)
    questions = _Questions(viewer, store, index, searches)
    found = questions.readable(found)
    documents = store.documents.many(viewer, [each.document for each in found])
    pages = questions.pages(found)
    told = tuple(
        ToldAlert(each, searches[each.saved], documents[each.document], pages.get((each.saved, each.document), ()))
        for each in found
        if each.saved in searches and each.document in documents  # else it went away meanwhile
    )
    unseen = store.alerts.unseen(viewer)
    _record(viewer, purpose, store, told)
    return Alerts(unseen, told)


class _Questions:
    """The viewer's watched searches as they would ask them now."""

    def __init__(self, viewer: Viewer, store: Store, index: Index, searches: Mapping[str, NamedSearch]) -> None:
        self._viewer, self._store, self._index = viewer, store, index
        self._searches, self._standing = searches, StandingQuestions(store, index)

    def readable(self, found: Sequence[Alert]) -> list[Alert]:
        """Without those of documents of which something is withheld that the search does not find for this viewer now:
        the alert may be of a page that they might read once."""
        kept = self._store.markings.many(each.document for each in found)
        doubtful = [each for each in found if each.document in kept]
        sure = {(saved, id) for saved, ids in _by_search(doubtful).items() for id in self._found(saved, ids)}
        return [each for each in found if each.document not in kept or (each.saved, each.document) in sure]

    def pages(self, found: Sequence[Alert]) -> dict[tuple[str, str], tuple[int, ...]]:
        """By search and document the pages with a hit."""
        pages = dict[tuple[str, str], tuple[int, ...]]()
        for saved, documents in _by_search(found).items():
            try:
                asked = self._asked(saved)
                held = self._index.pages(asked.tree, asked.filter, documents) if asked is not None else {}
            except (IndexUnavailableError, InvalidQueryError):
                continue
            pages |= {(saved, document): numbers for document, numbers in held.items()}
        return pages

    def _found(self, saved: str, documents: Sequence[str]) -> list[str]:
        """Which of the documents the search finds. None where that cannot be asked."""
        try:
            if (asked := self._asked(saved)) is None:
                return []
            tree = And((OneOf(tuple(documents)), asked.tree))
            answer = self._index.search(IndexQuery(tree, asked.filter, limit=len(documents)))
        except (IndexUnavailableError, InvalidQueryError):
            return []
        return [hit.document for hit in answer.hits]

    def _asked(self, saved: str) -> IndexQuery | None:
        return self._standing.question(self._viewer, self._searches[saved]) if saved in self._searches else None


def _by_search(found: Sequence[Alert]) -> dict[str, list[str]]:
    """The documents by saved search."""
    documents: dict[str, list[str]] = {}
    for each in found:
        documents.setdefault(each.saved, []).append(each.document)
    return documents


def _record(viewer: Viewer, purpose: Purpose, store: Store, told: Sequence[ToldAlert]) -> None:
    owners = tuple(sorted({each.document.owner for each in told}))
    details: dict[str, str | int] = {"list": "alerts", "shown": len(told)}
    store.ledger.write(Event(Action.SEARCH, viewer.actor, purpose.text, purpose.case, owners=owners, details=details))
