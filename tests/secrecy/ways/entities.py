"""Who or what documents name: their pages, their lists, and what is said of who is who."""

from __future__ import annotations

from typing import Any, Final

from models.access import Viewer
from models.identity import short_id
from models.mention import Label
from models.store.namesakes import told_apart
from nlp.judged_export import judged_examples
from nlp.judged_history import history
from search import entity_places, judging_queue, named_alike, reading, sides, suggested
from search.entity_choice import called
from search.entity_facts import facts_of
from search.field_values import known_values
from search.namesakes import namesakes_of
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE, known_as
from tests.secrecy.papers import OWNERS, SHARED
from tests.secrecy.plain import plain
from tests.secrecy.ways.way import Way


def _entity(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return reading.read_entity(viewer, PURPOSE, place.store, drawing.entity(), unmask="prov")


def _entity_places(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return entity_places.places(viewer, PURPOSE, place.store, drawing.entity())


def _entity_list(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return entity_places.listed(viewer, PURPOSE, place.store, drawing.random.choice((None, "PERSON", "VEHICLE")), 100)


def _entity_choice(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Somebody by name or id; and who is called as the last page of some papers says, which may be who the first page
    calls otherwise."""
    also = f"Annas {drawing.paper().owner}"  # what somebody said that one of them is called too
    some = [drawing.paper() for _ in range(12)]
    people = [name for paper in some for name in (paper.sheets[-1].canaries.person, known_as(paper))]
    found = [place.store.entities.find(viewer, Label.PERSON, person) for person in people]
    wanted = drawing.random.choice((drawing.name(), drawing.entity(), also, "Per Namne"))
    return found, called(viewer, place.store, wanted)


def _namesakes(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    some = [*drawing.namesakes, drawing.entity()]
    known = place.store.entities.names(viewer, some)
    pages = {id: namesakes_of(viewer, place.store, each, 10) for id, each in sorted(known.items())}
    return told_apart(place.store.database, place.store.key, viewer, some), pages


def _goes_on_as(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Whom those are now that somebody may have watched, at all owners and at each; and whose notes on them may be. All
    are asked of who went up in another."""
    entities, told = place.store.entities, []
    for id in (drawing.entity(), drawing.entity(), *drawing.gone):
        each = entities.now_by_owner(viewer, id)
        now = [entities.now(viewer, id), *(each.get(owner, ()) for owner in OWNERS)]
        told.append([sorted(one.name for one in entities.names(viewer, ids).values()) for ids in now])
        told.append(place.store.notes.owners(viewer, id))
    return told


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


def _waits(viewer: Viewer, place: Installation, drawing: Drawing) -> tuple[bool, int]:
    """Whether something waits to reach the index and how much, where a document does that is somebody's."""
    outbox = place.store.outbox
    outbox.add(drawing.ids[drawing.paper().name], drawing.paper().owner, "put")
    try:
        return outbox.waits(viewer), outbox.waiting(viewer)
    finally:
        outbox.done([row.sequence for row in outbox.all()])


def _sides(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return sides.sides(viewer, PURPOSE, place.store, drawing.paper().owner, (drawing.entity(),))


def _apart(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return sides.places(viewer, PURPOSE, place.store, drawing.paper().owner, drawing.entity())


def _called_alike(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    paper, asked = drawing.paper(), (viewer, PURPOSE, place.store)
    label, name, _ = drawing.random.choice((*SHARED[:2], *drawing.random.choice(paper.sheets).names[:2]))
    drawing.typed.append(name)
    if drawing.random.random() < 0.5:
        return named_alike.called_so(*asked, paper.owner, label, name)
    return named_alike.holding(*asked, place.index, paper.owner, label, name[:4])


def _facts(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    view = reading.read_entity(viewer, PURPOSE, place.store, drawing.entity())
    return facts_of(viewer, place.store, view.entity, [document for document, _ in view.documents])


WAYS: Final[dict[str, Way]] = {
    "entity page": _entity,
    "entity's places": _entity_places,
    "list of entities": _entity_list,
    "entity choice": _entity_choice,
    "namesakes": _namesakes,
    "goes on as": _goes_on_as,
    "field values": _field_values,
    "judged": _judged,
    "who is who": _who_is_who,
    "what waits to be judged": _waits_to_be_judged,
    "sides of a suggestion": _sides,
    "places to part": _apart,
    "called alike": _called_alike,
    "facts of an entity": _facts,
}
