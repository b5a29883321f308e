"""Every way by which something of a document comes out, as one function each: what it answers, as plain data.

A refusal is an answer too: its code and words must be those for what does not exist.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from models.access import Viewer, at_home
from models.audit import Event
from models.errors import SamsynError
from models.identity import short_id
from models.job import Job
from models.judgement import Act
from models.mention import Label
from models.store.namesakes import told_apart
from models.tie import Near
from nlp.judged_export import judged_examples
from nlp.judged_history import history
from nlp.ties import TIES
from search import (
    comparison,
    dossier_export,
    dossier_reading,
    entity_places,
    export,
    judging_queue,
    named_alike,
    notes,
    reading,
    sides,
    similar,
    suggested,
    ties,
    unsettled,
    watching,
)
from search.alerts import alerts
from search.entity_choice import called
from search.entity_facts import facts_of
from search.field_values import known_values
from search.finished_files import check_fresh
from search.network import TOGETHER, Filter, NetworkRequest
from search.networks import export_network, network_of
from search.paths import paths
from search.saved import SavedSearch
from search.service import search
from search.table import COLUMNS, cells
from search.thumbnail import thumbnail
from search.tie_csv import write_csv
from search.tie_evidence import evidence as tie_evidence
from search.tie_ftm import write_ftm
from search.tie_graphml import write_graphml
from search.watch_row import WatchRow
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import PURPOSE, Installation
from tests.secrecy.papers import SHARED
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
    return [plain((each.action, each.actor, _target(place, each), each.owners, _details(each))) for each in events]


def _target(place: Installation, event: Event) -> str:
    return place.saved.get(event.target, event.target)


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


def _thumbnail(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return thumbnail(viewer, place.store, drawing.document(), drawing.random.randrange(1, 4))


def _table(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return cells(viewer, place.store, [drawing.document() for _ in range(6)], COLUMNS)


def _thread(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return place.store.threads.of(viewer, place.store.documents.get(viewer, drawing.document()))


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
    also = f"Annas {drawing.paper().owner}"  # what somebody said that one of them is called too
    return called(viewer, place.store, drawing.random.choice((drawing.name(), drawing.entity(), also, "Per Namne")))


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


def _waits_to_be_judged(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """The queue, and whether pairs that somebody may have been shown before still wait."""
    store = place.store
    found = judging_queue.waiting(viewer, PURPOSE, store, list(judging_queue.Sort), 100)
    pairs = [
        judging_queue.Item(judging_queue.Sort.SAME, drawing.paper().owner, *_two(place, drawing)) for _ in range(6)
    ]
    return found, judging_queue.still_waiting(viewer, store, pairs), _waits(viewer, place, drawing)


def _two(place: Installation, drawing: Drawing) -> tuple[str, str]:
    """What one document says of one, and another of another, as the rules give them ids."""
    (label, _, value), (other, _, called_so) = SHARED[:2]
    left, right = (drawing.ids[drawing.paper().name] for _ in range(2))
    key = place.store.key
    return short_id(key, left, label, value, "1"), short_id(key, right, other, called_so, "1")


def _waits(viewer: Viewer, place: Installation, drawing: Drawing) -> bool:
    """Whether something waits to reach the index, where a document does that is somebody's."""
    outbox = place.store.outbox
    outbox.add(drawing.ids[drawing.paper().name], drawing.paper().owner, "put")
    try:
        return outbox.waits(viewer)
    finally:
        outbox.done([row.sequence for row in outbox.all()])


def _sides(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return sides.sides(viewer, PURPOSE, place.store, drawing.paper().owner, (drawing.entity(),))


def _apart(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return sides.places(viewer, PURPOSE, place.store, drawing.paper().owner, drawing.entity())


def _called_alike(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    owner, label = drawing.paper().owner, drawing.random.choice((Label.PERSON, Label.VEHICLE))
    asked = (viewer, PURPOSE, place.store)
    if drawing.random.random() < 0.5:
        return named_alike.called_so(*asked, owner, label, drawing.name())
    return named_alike.holding(*asked, place.index, owner, label, drawing.name()[:4])


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


def _filter(drawing: Drawing) -> Filter:
    """One that anybody may choose: of sources, kinds, labels, nearness and how often."""
    one, paper = drawing.random, drawing.paper()
    return Filter(
        sources=(paper.source,) if one.random() < 0.2 else (),
        labels=("PERSON", "VEHICLE", "PERSONNUMMER") if one.random() < 0.5 else (),
        types=(TOGETHER,) if one.random() < 0.2 else (),
        within=one.choice(tuple(Near)),
        least=one.choice((1, 1, 2)),
        across=one.random() < 0.7,
    )


def _drawn_network(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    held = tuple(drawing.entity() for _ in range(drawing.random.randrange(3)))
    asked = NetworkRequest((drawing.entity(),), held, (drawing.entity(),), _filter(drawing))
    out = io.StringIO()
    write_csv(export_network(viewer, PURPOSE, place.store, asked, TIES), out)
    return network_of(viewer, PURPOSE, place.store, asked, TIES), out.getvalue()


def _tie(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return tie_evidence(viewer, PURPOSE, place.store, drawing.entity(), drawing.entity(), _filter(drawing), TIES)


def _ways(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    gone = [drawing.entity()] if drawing.random.random() < 0.5 else []
    return paths(viewer, PURPOSE, place.store, drawing.entity(), drawing.entity(), _filter(drawing), gone)


def _facts(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    view = reading.read_entity(viewer, PURPOSE, place.store, drawing.entity())
    return facts_of(viewer, place.store, view.entity, [document for document, _ in view.documents])


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


def _notes(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    told = notes.on_document(viewer, place.store, drawing.document())
    about = place.store.notes.of_entity(viewer, drawing.entity())
    return [(each.note.place.page, each.note.text, each.quote, each.lost) for each in told], [one.text for one in about]


def _tags(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    tags, word = place.store.tags, f"se {drawing.paper().sheets[-1].canaries.plate}".casefold()
    if drawing.random.random() < 0.5:
        return notes.tagged(viewer, PURPOSE, place.store, tags.id(word))
    return tags.in_use(viewer), [(tag.page, tag.word) for tag in tags.of_document(viewer, drawing.document())]


def _dossiers(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Each folder that the viewer is shared with, item by item."""
    return [
        (view.dossier.title, [_shown_item(each) for each in view.items])
        for dossier in place.store.dossiers.all(viewer)
        for view in [dossier_reading.read_dossier(viewer, PURPOSE, place.store, dossier.id)]
    ]


def _shown_item(item: dossier_reading.ShownItem) -> Any:
    said = item.citation.said if item.citation else ""
    return item.number, item.kind.value, said, item.quote, item.item.words, [name for _, name in item.named]


def _dossier_file(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What is in the file of one of them: its manifest, its PDF's words and its originals."""
    wanted = dossier_export.Wanted(dossier_export.Form.ZIP, reason="prov")
    mine = sorted(place.store.dossiers.all(viewer), key=lambda one: one.title)
    if not mine:
        return None
    dossier = drawing.random.choice(mine)
    sha256 = dossier_export.export_dossier(viewer, PURPOSE, place.store, dossier.id, wanted, TIES)
    with zipfile.ZipFile(place.store.vault.path(sha256)) as file:
        return {name: file.read(name) for name in file.namelist() if name not in _DATED}


_DATED: Final = frozenset({"innehåll.pdf", "manifest.json", "SHA256SUMS"})
"""Files that say when they were made; what they say of the papers the manifest in CSV says too."""


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


def _runs(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What the archive desk tells, without the (random) ids of runs and how fast they were."""
    store, viewer, told = place.store, at_home(viewer), []
    for run in store.run_reports.newest(viewer, 50):
        files, pages = store.runs.files(viewer, run.id), store.run_reports.pages_by_method(viewer, run.id)
        told.append((replace(run, id="", rate=0.0), files, pages, store.run_reports.troubles(viewer, run.id)))
    unread = store.source_reports.unread(viewer, "failed", "not_read_yet", 50)
    return sorted((plain(each) for each in told), key=repr), store.source_reports.all(viewer), sorted(unread)


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
    some, way = (id, *(drawing.document() for _ in range(7))), drawing.random.choice(ways)
    counted = [_or_refused(store.documents.facets, viewer, each) for each in some]
    return [*told, counted, [_or_refused(way, viewer, each) for each in some]]


def _or_refused(way: Callable[[Viewer, str], Any], viewer: Viewer, id: str) -> Any:
    try:
        return plain(way(viewer, id))
    except SamsynError as error:
        return type(error).__name__, str(error)


def _markings(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What is said of markings and protected people, where all that is marked may not be told."""
    store, some = place.store, [drawing.document() for _ in range(8)]
    named = [store.protected.names(viewer, drawing.entity()) for _ in range(20)]
    of = [_or_refused(store.markings.of, viewer, id) for id in some]
    return of, [store.markings.hides(viewer, id) for id in some], store.markings.all(viewer), named


def _finished_files(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Files that were made for the viewer once, and whether they are handed out still."""
    told = [(job, _may_fetch(viewer, place, job)) for job in place.store.jobs.list(viewer)]
    return sorted(((job.owner, plain(job.result), said) for job, said in told), key=repr)


def _may_fetch(viewer: Viewer, place: Installation, job: Job) -> Any:
    try:
        check_fresh(viewer, place.store, job)
    except SamsynError as error:
        return type(error).__name__, str(error)
    return True


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
    "small picture": _thumbnail,
    "thread": _thread,
    "table": _table,
    "original": _original,
    "entity page": _entity,
    "entity's places": _entity_places,
    "list of entities": _entity_list,
    "entity choice": _entity_choice,
    "namesakes": _namesakes,
    "field values": _field_values,
    "judged": _judged,
    "who is who": _who_is_who,
    "what waits to be judged": _waits_to_be_judged,
    "sides of a suggestion": _sides,
    "places to part": _apart,
    "called alike": _called_alike,
    "ties": _ties,
    "network": _network,
    "drawn network": _drawn_network,
    "one tie": _tie,
    "ways": _ways,
    "facts of an entity": _facts,
    "similar": _similar,
    "differences": _differences,
    "watch list": _watch_list,
    "export": _export,
    "notes": _notes,
    "tags": _tags,
    "dossiers": _dossiers,
    "dossier as a file": _dossier_file,
    "alerts": _alerts,
    "to look over": _unsettled,
    "status": _status,
    "runs and sources": _runs,
    "families": _families,
    "register": _register,
    "direct ids": _by_id,
    "markings": _markings,
    "finished files": _finished_files,
    "what waits": _behind,
    "where files lie": _places,
    "pages": pages,
    "commands": commands,
}
