"""Alerts as they are told to somebody: of what they may read at this moment, with the ledger written first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice

from models.access import Purpose, Viewer
from models.alert import MOST_TOLD, Alert
from models.audit import Action, Event
from models.document import Document
from models.errors import IndexUnavailableError, InvalidQueryError
from models.saved import NamedSearch
from models.store.store import Store
from search.index import Index, IndexQuery
from search.query import And, OneOf
from search.sensitive import selects
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
    """``unseen`` counts those not seen by search, whatever part of them was told. ``more``: there are older ones.
    ``before``: how many were passed over, fewer than were to be where there are no more."""

    unseen: Mapping[str, int]
    told: tuple[ToldAlert, ...]
    more: bool = False
    before: int = 0


def alerts(
    viewer: Viewer,
    purpose: Purpose,
    *,
    store: Store,
    index: Index,
    saved: str | None = None,
    with_seen: bool = False,
    since: datetime | None = None,
    limit: int = 100,
    skip: int = 0,
) -> Alerts:
    """The viewer's alerts, the newest first: those not seen, or all; of one saved search (its id), or of every one.
    Those seen ``since`` then are told with those not seen, so that who leafs and opens them loses no place.

    ``limit`` and ``skip`` count what may be told. Raises :class:`models.errors.LedgerUnavailableError`: without a
    record there is no answer.
    """
    limit = min(limit, MOST_TOLD)
    questions = _Questions(viewer, store, index)
    at_once = min(skip + limit + 1, MOST_TOLD)
    every = questions.all(at_once, saved=saved, with_seen=with_seen, since=since)
    before = sum(1 for _ in islice(every, skip))
    some = list(islice(every, limit + 1))
    found, searches = some[:limit], questions.searches
    documents = store.documents.many(viewer, [each.document for each in found])
    pages = questions.pages(found)
    told = tuple(
        ToldAlert(each, searches[each.saved], documents[each.document], pages.get((each.saved, each.document), ()))
        for each in found
        if each.saved in searches and each.document in documents  # else it went away meanwhile
    )
    unseen = questions.unseen()
    _record(viewer, purpose, store, told)
    return Alerts(unseen, told, more=len(some) > limit, before=before)


def unseen(viewer: Viewer, *, store: Store, index: Index) -> dict[str, int]:
    """How many alerts the viewer has not seen, by search, of those that :func:`alerts` would tell; searches without any
    are left out. The index is asked only of documents of which something is withheld."""
    return _Questions(viewer, store, index).unseen() if store.alerts.unseen(viewer) else {}


class _Questions:
    """The viewer's watched searches as they would ask them now; those with words by which persons may not be selected,
    saved before that was refused, tell nothing."""

    def __init__(self, viewer: Viewer, store: Store, index: Index) -> None:
        self._viewer, self._store, self._index = viewer, store, index
        self.searches = {each.id: each for each in store.saved.all(viewer) if not selects(each.search)}
        self._standing = StandingQuestions(store, index)

    def all(
        self,
        at_once: int = MOST_TOLD,
        *,
        saved: str | None = None,
        with_seen: bool = False,
        since: datetime | None = None,
    ) -> Iterator[Alert]:
        """Those that may be told, the newest first, read ``at_once`` from the register."""
        skip, asked = 0, partial(self._store.alerts.all, self._viewer, saved=saved, with_seen=with_seen, since=since)
        while some := asked(limit=at_once, skip=skip):
            yield from self._readable([each for each in some if each.saved in self.searches])
            skip += at_once
            if len(some) < at_once:
                return

    def unseen(self) -> dict[str, int]:
        """How many of those not seen may be told, by search."""
        return dict(Counter(each.saved for each in self.all()))

    def _readable(self, found: Sequence[Alert]) -> list[Alert]:
        """Without those of documents of which something is withheld or covered that the search does not find for this
        viewer now: the alert may be of a page or a name that they might read once."""
        ids = {each.document for each in found}
        kept = self._store.markings.many(ids).keys() | self._store.covered.which(self._viewer, ids)
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
        return self._standing.question(self._viewer, self.searches[saved]) if saved in self.searches else None


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
