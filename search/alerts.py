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
from search.index import Index
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
    documents = store.documents.many(viewer, [each.document for each in found])
    pages = _pages(viewer, store, index, found, searches)
    told = tuple(
        ToldAlert(each, searches[each.saved], documents[each.document], pages.get((each.saved, each.document), ()))
        for each in found
        if each.saved in searches and each.document in documents  # else it went away meanwhile
    )
    unseen = store.alerts.unseen(viewer)
    _record(viewer, purpose, store, told)
    return Alerts(unseen, told)


def _pages(
    viewer: Viewer, store: Store, index: Index, found: Sequence[Alert], searches: Mapping[str, NamedSearch]
) -> dict[tuple[str, str], tuple[int, ...]]:
    """By search and document the pages with a hit."""
    questions, pages = StandingQuestions(store, index), dict[tuple[str, str], tuple[int, ...]]()
    for saved in {each.saved for each in found} & searches.keys():
        some = [each.document for each in found if each.saved == saved]
        try:
            question = questions.question(viewer, searches[saved])
            held = index.pages(question.tree, question.filter, some) if question is not None else {}
        except (IndexUnavailableError, InvalidQueryError):
            continue
        pages |= {(saved, document): numbers for document, numbers in held.items()}
    return pages


def _record(viewer: Viewer, purpose: Purpose, store: Store, told: Sequence[ToldAlert]) -> None:
    owners = tuple(sorted({each.document.owner for each in told}))
    details: dict[str, str | int] = {"list": "alerts", "shown": len(told)}
    store.ledger.write(Event(Action.SEARCH, viewer.actor, purpose.text, purpose.case, owners=owners, details=details))
