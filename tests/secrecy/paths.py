"""Every way by which something of a document comes out, as one function each: what it answers, as plain data.

A refusal is an answer too: its code and words must be those for what does not exist.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from models.access import Viewer
from models.audit import Event
from models.errors import SamsynError
from models.judgement import Act
from models.mention import Label
from models.store.namesakes import told_apart
from nlp.judged_export import judged_examples
from nlp.judged_history import history
from nlp.ties import TIES
from search import comparison, entity_places, export, reading, similar, suggested, ties, unsettled, watching
from search.alerts import alerts
from search.entity_choice import called
from search.field_values import known_values
from search.saved import SavedSearch
from search.service import search
from search.tie_csv import write_csv
from search.tie_ftm import write_ftm
from search.tie_graphml import write_graphml
from search.watch_row import WatchRow
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import PURPOSE, Installation
from tests.secrecy.plain import plain
from tests.secrecy.screens import commands, pages

Path = Callable[[Viewer, Installation, Drawing], Any]


def answered(path: Path, viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """The answer as plain data, or the refusal; and what the ledger says of it, which reviewers read."""
    before = place.store.ledger.last(1)
    try:
        told = plain(path(viewer, place, drawing))
    except SamsynError as error:
        told = {"refused": type(error).__name__, "said": str(error), "next": getattr(error, "next", "")}
    return {"told": told, "ledger": _written(place, before[0].sequence if before else 0)}


def _written(place: Installation, after: int) -> Any:
    """The newest events since, without the names of questions, which are each installation's own."""
    events = [each.event for each in place.store.ledger.last(4) if each.sequence > after]
    return [plain((each.action, each.actor, each.target, each.owners, _details(each))) for each in events]


def _details(event: Event) -> dict[str, str | int]:
    return {name: value for name, value in (event.details or {}).items() if name != "query"}


def _hits(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return search(viewer, PURPOSE, drawing.request(), store=place.store, index=place.index)


def _facets(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    asked = drawing.request(query=drawing.random.choice(("", drawing.name())), facet_limit=50, limit=0)
    return search(viewer, PURPOSE, asked, store=place.store, index=place.index).facets


def _suggestions(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    asked = drawing.request(query=drawing.mistyped(drawing.name()), include={}, exclude={})
    found = search(viewer, PURPOSE, asked, store=place.store, index=place.index)
    return found.suggestions, found.offer_tolerant, found.hints, found.total


def _standing_out(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    asked = drawing.request(query="stickord", standing_out=50, include={}, exclude={})
    return search(viewer, PURPOSE, asked, store=place.store, index=place.index).standing_out


def _deep_pages(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    asked = drawing.request(query=drawing.random.choice(("", "anteckning")), limit=2, include={}, exclude={})
    told = []
    while True:
        found = search(viewer, PURPOSE, asked, store=place.store, index=place.index)
        told.append((found.hits, found.total, found.after is None))
        if found.after is None:
            return told
        asked = replace(asked, after=found.after)


def _like(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    asked = drawing.request(query="", like=drawing.document(), include={}, exclude={}, limit=50)
    return search(viewer, PURPOSE, asked, store=place.store, index=place.index)


def _meaning(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return search(viewer, PURPOSE, drawing.request(meaning=True), store=place.store, index=place.index)


def _document(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return reading.read_document(viewer, PURPOSE, place.store, drawing.document(), unmask="prov")


def _page(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    number = drawing.random.choice((None, 1, 2, 3))
    entity = drawing.entity() if drawing.random.random() < 0.3 else ""
    query = drawing.query()
    return reading.read_page(viewer, PURPOSE, place.store, drawing.document(), number, query, entity=entity)


def _image(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return reading.page_image(viewer, PURPOSE, place.store, drawing.document(), drawing.random.randrange(1, 4))


def _places(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return sorted(plain(each.path) for each in place.store.documents.places(viewer))


def _original(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return reading.original(viewer, PURPOSE, place.store, drawing.document())


def _entity(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return reading.read_entity(viewer, PURPOSE, place.store, drawing.entity(), unmask="prov")


def _entity_places(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return entity_places.places(viewer, PURPOSE, place.store, drawing.entity())


def _entity_list(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return entity_places.listed(viewer, PURPOSE, place.store, drawing.random.choice((None, "PERSON", "VEHICLE")), 100)


def _entity_choice(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return called(viewer, place.store, drawing.random.choice((drawing.name(), drawing.entity())))


def _namesakes(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    some = [*drawing.namesakes, drawing.entity()]
    return told_apart(place.store.database, place.store.key, viewer, some)


def _field_values(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    values = known_values(viewer, place.store)
    named = values.named(drawing.random.choice(("PERSON", "VEHICLE")), drawing.name()) if values.named else ()
    return values.of_type, named


def _judged(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    about = drawing.random.choice(("", drawing.entity()))
    found = history(viewer, PURPOSE, place.store, about)
    judged = [(each.judgement.entity, plain(each.judgement.said), each.judgement.why) for each in found]
    return judged, judged_examples(viewer, PURPOSE, place.store, unmask="prov")


def _who_is_who(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return suggested.suggested(viewer, PURPOSE, place.store, entity=drawing.random.choice(("", drawing.entity())))


def _ties(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return ties.ties_of(viewer, PURPOSE, place.store, drawing.entity(), TIES, unmask="prov")


def _network(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    owners = (drawing.paper().owner,) if drawing.random.random() < 0.3 else ()
    sources = (drawing.paper().source,) if drawing.random.random() < 0.3 else ()
    request = ties.Request(owners=owners, sources=sources, unmask="prov")
    found = ties.export_ties(viewer, PURPOSE, place.store, request, TIES)
    out = io.StringIO()
    drawing.random.choice((write_csv, write_ftm, write_graphml))(found, out)
    return out.getvalue()


def _similar(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return similar.read_alike(viewer, PURPOSE, place.store, drawing.document())


def _differences(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return comparison.compare(viewer, PURPOSE, place.store, drawing.document(), drawing.document())


def _watch_list(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    rows = [WatchRow(number, (drawing.name(), drawing.name())) for number in range(1, 4)]
    return watching.watch(viewer, PURPOSE, rows, store=place.store, index=place.index, unmask="prov")


def _export(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    state = SavedSearch(drawing.query(), include=drawing.choices()).kept()
    return export.export_hits(viewer, PURPOSE, state, store=place.store, index=place.index)


def _alerts(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    found = alerts(viewer, PURPOSE, store=place.store, index=place.index, with_seen=drawing.random.random() < 0.5)
    told = [(place.saved[each.search.id], plain(each.document), each.pages) for each in found.told]
    return sorted(told, key=repr), sorted((place.saved[id], number) for id, number in found.unseen.items())


def _unsettled(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return _ordered(unsettled.look_over(viewer, PURPOSE, place.store))


def _ordered(found: unsettled.Overview) -> Any:
    """Without the order in which it came about, and without the (random) ids of withdrawals."""
    taken = [(each.withdrawal.target, each.withdrawal.reason, each.count) for each in found.taken]
    lists = (found.sets, found.splits, taken, list(found.documents.items()))
    return [sorted((plain(each) for each in some), key=repr) for some in lists]


def _status(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return place.store.status(viewer)


def _families(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    some = [drawing.document() for _ in range(6)]
    store = place.store
    return store.families.of(viewer, some), store.families.inside(viewer, some, 10), store.documents.paths(viewer, some)


def _register(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What the register tells by ids alone, each of its ways by itself."""
    store, ids = place.store, [drawing.document() for _ in range(8)]
    pages = [(id, number) for id in ids for number in (1, 2)]
    texts, layouts = store.documents.texts(viewer, pages), store.documents.layouts(viewer, pages)
    named = store.documents.named(viewer, pages, list(Label))
    spans = store.documents.spans(viewer, pages, list(Label))
    alike = {id: sorted(each.document for each in some) for id, some in store.alike.groups(viewer, ids).items()}
    standing = [(each.owner, each.entity, each.other) for each in store.judgements.standing(viewer, Act.DISMISS)]
    return texts, layouts, named, spans, alike, store.alike.shingles(viewer, ids), standing


def _by_id(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """The same of one document, where the ways are many."""
    store, id = place.store, drawing.document()
    taken = store.withdrawals.of(viewer, id)
    told = [store.splits.of(viewer, id), taken.reason if taken else "", store.naming.mentions(viewer, [id])]
    ways = (store.documents.get, store.documents.lines, store.documents.namings, store.documents.facets,
            store.documents.family, store.documents.occurrences, store.documents.fields, store.given.of,
            store.naming.pipeline)  # fmt: skip
    return [*told, drawing.random.choice(ways)(viewer, id)]


def _behind(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What waits to be done, by owner."""
    store, owner = place.store, drawing.paper().owner
    return store.alike.behind(viewer, "annan"), list(store.documents.ids(viewer, owner)), [
        each.id for each in store.documents.of_owner(viewer, owner)
    ]  # fmt: skip


PATHS: Final[dict[str, Path]] = {
    "hits": _hits,
    "facets": _facets,
    "suggestions": _suggestions,
    "what stands out": _standing_out,
    "deep pages": _deep_pages,
    "more like it": _like,
    "meaning": _meaning,
    "document": _document,
    "page": _page,
    "page image": _image,
    "original": _original,
    "entity page": _entity,
    "entity's places": _entity_places,
    "list of entities": _entity_list,
    "entity choice": _entity_choice,
    "namesakes": _namesakes,
    "field values": _field_values,
    "judged": _judged,
    "who is who": _who_is_who,
    "ties": _ties,
    "network": _network,
    "similar": _similar,
    "differences": _differences,
    "watch list": _watch_list,
    "export": _export,
    "alerts": _alerts,
    "to look over": _unsettled,
    "status": _status,
    "families": _families,
    "register": _register,
    "direct ids": _by_id,
    "what waits": _behind,
    "where files lie": _places,
    "pages": pages,
    "commands": commands,
}
