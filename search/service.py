"""A search, from question to answer: resolve → wall → ask → show → count → ledger → answer."""

from __future__ import annotations

import time
from collections.abc import Mapping

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.store.store import Store
from search import cursor as cursors
from search.facet import FACETS, EntityFacet
from search.facet_values import countings, shown
from search.field_values import known_values
from search.index import MISSING, FacetCounts, Index, IndexQuery
from search.more_like import like
from search.offering import offered
from search.query import Everything
from search.request import SearchRequest
from search.result import Facet, SearchResult
from search.shown import Showing
from search.standing_out import standing_out
from search.synonyms import synonyms_of
from search.tiers import Found, ask
from search.wall import Choices, make_filter, searched_owners


def search(viewer: Viewer, purpose: Purpose, request: SearchRequest, *, store: Store, index: Index) -> SearchResult:
    """What the viewer may see of what was asked, written in the ledger before it is returned.

    Raises :class:`InvalidQueryError` for another search's cursor, :class:`IndexUnavailableError` where the index
    cannot be reached, :class:`AccessDeniedError` for a document to be like that the viewer may not read, and
    :class:`LedgerUnavailableError`: without a record there is no answer.
    """
    started = time.perf_counter()
    bound_to = cursors.digest(store.key, request)
    after = cursors.decode(request.after, bound_to) if request.after else None
    include, exclude = _resolve(viewer, store, request.include), _resolve(viewer, store, request.exclude)
    filter = make_filter(viewer, include, exclude, request.since, request.until, request.all_of)
    query = IndexQuery(
        Everything(),
        filter,
        request.sort,
        request.limit,
        facets=tuple(request.facets),
        facet_limit=request.facet_limit,
        counting=countings(request),
    )
    values, synonyms = known_values(viewer, store), synonyms_of(store.settings.home)
    also = like(viewer, store, index, request.like) if request.like else None
    found = ask(index, request, query, after, values, synonyms, also=also)
    more, instead = offered(index, request, query, found, values, synonyms)
    showing = Showing(viewer, store, index, found.sought, filter, unmask=bool(request.unmask.strip()))
    hits = showing.hits(found.hits)
    facets = _facets(viewer, store, found.facets, request, unmask=showing.unmask)
    surprising = (
        standing_out(viewer, store, index, found.sought, filter, request.standing_out, unmask=showing.unmask)
        if request.standing_out
        else ()
    )
    _record(viewer, purpose, request, store, found, searched_owners(viewer, include), bound_to)
    return SearchResult(
        total=found.total,
        exact=found.exact,
        hits=hits,
        facets=facets,
        after=cursors.encode(found.after, bound_to) if found.after else None,
        milliseconds=round((time.perf_counter() - started) * 1000, 1),
        hints=found.parsed.hints,
        tree=found.parsed.tree,
        offer_tolerant=more,
        suggestions=instead,
        standing_out=surprising,
    )


def _resolve(viewer: Viewer, store: Store, choices: Choices) -> dict[str, tuple[str, ...]]:
    """Labels as ids. A type in which nothing was chosen is no choice."""
    return {
        kind: tuple(id for value in values for id in _ids(viewer, store, kind, value))
        for kind, values in choices.items()
        if values
    }


def _ids(viewer: Viewer, store: Store, kind: str, value: str) -> tuple[str, ...]:
    return (MISSING,) if value == MISSING else FACETS[kind].resolve(viewer, store, value)


def _facets(
    viewer: Viewer, store: Store, counts: Mapping[str, FacetCounts], request: SearchRequest, *, unmask: bool
) -> dict[str, Facet]:
    named = [id for kind, some in counts.items() if isinstance(FACETS[kind], EntityFacet) for id, _ in some.values]
    entities = store.entities.names(viewer, named) if named else {}
    return {
        kind: shown(kind, some, FACETS[kind].labels([id for id, _ in some.values], entities, unmask=unmask), request)
        for kind, some in counts.items()
    }


def _record(
    viewer: Viewer,
    purpose: Purpose,
    request: SearchRequest,
    store: Store,
    found: Found,
    owners: tuple[str, ...],
    bound_to: str,
) -> None:
    """Who searched, why, among whose documents and with how many hits. The words asked for stand there as an HMAC."""

    def write(action: Action, details: Mapping[str, str | int]) -> None:
        store.ledger.write(Event(action, viewer.actor, purpose.text, purpose.case, owners=owners, details=details))

    if request.unmask.strip():
        write(Action.UNMASK, {"reason": request.unmask.strip(), "query": bound_to})
    write(Action.SEARCH, {"hits": found.total, "shown": len(found.hits), "query": bound_to})
