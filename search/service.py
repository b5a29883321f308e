"""A search, from question to answer: resolve → wall → ask → show → count → ledger → answer."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.measure import MEASURED
from models.store.store import Store
from search import cursor as cursors
from search.arranging import arranging, orderly
from search.asked_about import asked_about
from search.beside import with_beside
from search.bounds import bounds, still_there
from search.choices import resolved
from search.facet import FACETS, EntityFacet
from search.facet_values import countings, found_first, looked_for, shown
from search.field_values import known_values
from search.folded import Folding
from search.hint import Hint
from search.index import FacetCounts, Index, IndexQuery
from search.meaning.asking import ByBoth
from search.offering import offered
from search.query import Everything
from search.request import SearchRequest
from search.result import Facet, SearchResult
from search.sensitive import impersonal, record_refusal
from search.shown import Showing
from search.standing_out import standing_out
from search.synonyms import synonyms_of
from search.tiers import ByWords, Found
from search.wall import make_filter, searched_owners


def search(viewer: Viewer, purpose: Purpose, request: SearchRequest, *, store: Store, index: Index) -> SearchResult:
    """What the viewer may see of what was asked, written in the ledger before it is returned.

    Raises :class:`InvalidQueryError` for another search's cursor, :class:`IndexUnavailableError` where the index
    cannot be reached, :class:`AccessDeniedError` for a document to be like that the viewer may not read, and
    :class:`LedgerUnavailableError`: without a record there is no answer.
    """
    started = time.perf_counter()
    request, refused = impersonal(orderly(request))
    bound_to = cursors.digest(store.key, request)
    after = cursors.decode(request.after, bound_to) if request.after else None
    include, exclude = resolved(viewer, store, request.include), resolved(viewer, store, request.exclude)
    filter = make_filter(viewer, include, exclude, request.since, request.until, request.all_of)
    query = IndexQuery(
        Everything(),
        filter,
        request.sort,
        request.limit,
        facets=tuple(request.facets),
        facet_limit=request.facet_limit,
        counting=countings(request, looked_for(viewer, store, request)),
    )
    values, synonyms = known_values(viewer, store), synonyms_of(store.settings.home)
    also = bounds(viewer, store, index, request)
    there = still_there(viewer, store)
    by_words = ByWords(index, request, values, synonyms, there)
    asking = ByBoth(by_words, viewer, store, index, request)
    folding = Folding(asking, partial(store.alike.groups, viewer), query, also) if request.grouped else None
    arranged = arranging(viewer, store, asking, query, request, also)
    if arranged is not None:
        found = arranged.page(after)
    else:
        found = folding.page(after) if folding else asking(query, after, also=also)
    more, instead = offered(index, request, query, found, values, synonyms, there)
    unmask = bool(request.unmask.strip())
    showing = Showing(viewer, store, index, found.sought, filter, unmask, request.pages, asking.near)
    hits = showing.lacking(showing.hits(found.hits), by_words.lacks(query, found.hits))
    families = store.families.of(viewer, [hit.document for hit in hits]) if folding else {}
    hits = with_beside(viewer, store, folding, hits, families) if folding else hits
    facets = _facets(viewer, store, found.facets, request, unmask=showing.unmask)
    surprising = (
        standing_out(viewer, store, index, found.sought, filter, request.standing_out, unmask=showing.unmask)
        if request.standing_out
        else ()
    )
    if refused:
        record_refusal(viewer, purpose, store, request.query, "facets of persons")
    _record(
        viewer,
        purpose,
        request,
        store,
        found,
        searched_owners(viewer, include),
        bound_to,
        asked_about(request, include),
    )
    seconds = time.perf_counter() - started
    MEASURED.observe("search_seconds", seconds)
    return SearchResult(
        total=found.total,
        exact=found.exact,
        hits=hits,
        facets=facets,
        after=cursors.encode(found.after, bound_to) if found.after else None,
        milliseconds=round(seconds * 1000, 1),
        hints=(*found.parsed.hints, *asking.hints, *((Hint("sensitive"),) if refused else ())),
        tree=found.parsed.tree,
        offer_tolerant=more,
        suggestions=instead,
        standing_out=surprising,
        partial=found.partial,
        by_meaning=len(asking.near),
        families=families,
        by=request.by if found.arranged else None,
    )


def _facets(
    viewer: Viewer, store: Store, counts: Mapping[str, FacetCounts], request: SearchRequest, *, unmask: bool
) -> dict[str, Facet]:
    if request.uncounted:

        def told(kind: str, ids: Sequence[str]) -> Mapping[str, str]:
            return FACETS[kind].labels(ids, store.entities.names(viewer, ids), unmask=unmask)

        return {kind: found_first(kind, some, request, partial(told, kind)) for kind, some in counts.items()}
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
    about: tuple[str, ...],
) -> None:
    """Who searched, why, among whose documents and with how many hits. The words asked for stand there sealed."""

    def write(action: Action, details: Mapping[str, str | int]) -> None:
        who = (action, viewer.actor, purpose.text, purpose.case)
        store.ledger.write(Event(*who, owners=owners, details=details, words=request.query, about=about))

    if request.unmask.strip():
        write(Action.UNMASK, {"reason": request.unmask.strip(), "query": bound_to})
    write(Action.SEARCH, {"hits": found.total, "shown": len(found.hits), "query": bound_to})
