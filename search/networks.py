"""The network around some entities, by what a viewer may read. The ledger first, then the answer.

It consists of ties, worked out when they are asked for (``search/ties.py``): of the documents that name an entity asked
for by itself (a *centre*), and of those that name two of the others. The strongest come first, up to ``network_nodes``
and ``network_ties``; what there was no room for is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from models import sought
from models.access import Purpose, Viewer, at_home
from models.audit import Action
from models.document import Head
from models.mention import Entity
from models.store.store import Store
from models.tie import Finder
from search.network import Filter, Network, NetworkRequest, others
from search.tie_counts import Counts
from search.tie_gathering import Gathering
from search.tie_reading import Told, gone_through, within_reach
from search.tied import Tie, Ties
from search.ties import record


def network_of(viewer: Viewer, purpose: Purpose, store: Store, request: NetworkRequest, find: Finder) -> Network:
    """The network. Entities that the viewer may not know (any more) are not in it, as if nobody had asked for them.

    In the ledger each that is unfolded has been read; the first event is about everybody else whom the network shows.
    """
    found = _network(viewer, store, request, find)
    about = tuple(map(sought.entity, found.nodes))
    for id in found.asked.centres or found.asked.held:
        record(viewer, purpose, store, Action.READ_ENTITY, id, about, ties=len(found.told.ties))
        about = ()
    return found


def export_network(viewer: Viewer, purpose: Purpose, store: Store, request: NetworkRequest, find: Finder) -> Ties:
    """The ties that are shown, to be carried away: of what is the viewer's own, for what is lent stays there."""
    found = _network(at_home(viewer), store, request, find)
    about = (*map(sought.entity, found.nodes), *map(sought.document, found.told.documents))
    record(viewer, purpose, store, Action.EXPORT, "", about, ties=len(found.told.ties))
    return found.told


def _network(viewer: Viewer, store: Store, request: NetworkRequest, find: Finder) -> Network:
    limits, filter = store.settings.limits, request.filter
    request = _known(viewer, store, request)
    around = _documents(viewer, store, request)
    wanted = filter.documents(around)
    read = list(gone_through(viewer, store, within_reach(wanted, limits), find, unmask=False))
    centred = Counts(limits, frozenset(request.centres), filter.within)
    nodes, left = _nodes(viewer, store, request, filter.passed(_gathered(centred, read).ties()))
    gathered = _gathered(Counts(limits, within=filter.within, among=frozenset(nodes)), read) if nodes else None
    ties = filter.passed(gathered.ties()) if gathered else []
    if not filter.across:
        ties = [tie for tie in ties if {tie.left, tie.right} & set(request.asked)]
    some = ties[: limits.network_ties]
    answer = gathered.answer(viewer, store, some, len(ties), nodes) if gathered else Ties((), 0, {}, {})
    return Network(
        told=answer,
        nodes=tuple(id for id in nodes if id in answer.entities),
        asked=request,
        nodes_left=left,
        ties_left=len(ties) - len(some),
        unread=len(wanted) - len(read),
        documents=len(read),
        sources=tuple(sorted({each.source for each in around})),
        kinds=tuple(sorted({each.kind for each in around if each.kind})),
    )


def _known(viewer: Viewer, store: Store, request: NetworkRequest) -> NetworkRequest:
    known = store.entities.names(viewer, (*request.centres, *request.held))
    return replace(
        request,
        centres=tuple(id for id in request.centres if id in known),
        held=tuple(id for id in request.held if id in known),
    )


def _documents(viewer: Viewer, store: Store, request: NetworkRequest) -> list[Head]:
    """Those that name a centre, or two of the others."""
    times, heads, ids = Counter[str](), dict[str, Head](), set[str]()
    for id in request.asked:
        named = {document.id: document for document, _ in store.entities.heads(viewer, id)}
        times.update(named.keys())  # a mapping would add its values
        heads |= named
        ids.update(named if id in request.centres else ())
    return [document for id, document in heads.items() if id in ids or times[id] > 1]


def _gathered(counts: Counts, read: Sequence[Told]) -> Gathering:
    gathered = Gathering(counts)
    for each in read:
        gathered.add(each)
    return gathered


def _nodes(viewer: Viewer, store: Store, request: NetworkRequest, ties: Sequence[Tie]) -> tuple[list[str], int]:
    """Who is shown: those asked for, then the others from the strongest tie on; and how many there is no room for."""
    asked, room = list(request.asked), store.settings.limits.network_nodes
    if not request.centres:
        return asked[:room], len(asked[room:])
    wanted = list(dict.fromkeys(id for tie in ties for id in others(tie, asked)))
    known = store.entities.names(viewer, wanted)
    wanted = [id for id in wanted if id not in request.removed and _shown(known, request.filter, id)]
    every = asked + wanted
    return every[:room], len(every[room:])


def _shown(known: Mapping[str, Entity], filter: Filter, id: str) -> bool:
    return id in known and filter.shows(known[id].label)
