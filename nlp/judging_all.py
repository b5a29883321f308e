"""All mentions of an entity judged in one go: none of them names anything. Undone as one.

The judgement has a part for each mention, which is a rejection like any other: so it is kept through new readings, and
one of them can be undone by itself.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import partial

from sqlalchemy import Connection

from models import swedish
from models.access import Purpose, Viewer
from models.errors import DocumentBusyError
from models.judgement import Act, Anchor, Judgement
from models.store import judged_parts
from models.store import judgements as kept
from models.store.store import Store
from nlp.judging import reason, record, take_all
from nlp.judging_entities import Done, owners_of


def reject_all(viewer: Viewer, purpose: Purpose, store: Store, entity: str, why: str, owner: str = "") -> Done:
    """No mention of the entity names anything, in any document that is found now; later ones may name it again.

    A judgement for each owner that has it, or for ``owner`` alone. Raises :class:`DocumentBusyError` where documents
    were being read or named meanwhile: what is said of the others stands, and saying it again takes the rest.
    """
    words, made, busy, count = reason(why), list[Judgement](), list[str](), 0
    for each in owners_of(viewer, store, (entity,), owner):
        parts = _parts(viewer, store, each, entity, words)
        said = {"mentions": sum(map(len, parts.values())), "documents": len(parts)}
        new = Judgement(_id(), each, Act.REJECT_ALL, viewer.name, swedish.now(), words, entity=entity, said=said)
        whole = _unfinished(viewer, store, new) or new
        record(viewer, purpose, store, whole)
        if whole is new:
            store.judgements.add(whole)
        made.append(whole)
        busy += take_all(store, {id: partial(_keep, whole.id, some) for id, some in parts.items()})
        count += len(parts)
    _tell_busy(busy, made)  # all of them the viewer's: the parts are of what they may read
    return made, count - len(busy)


def turned_all(viewer: Viewer, store: Store, undo: Judgement) -> Done:
    """Keep an undo, and let the parts of what it turned follow it; returns it and how many documents change.

    Where it was made before and cut short, that one is gone on with.
    One that is being read, and is kept from the viewer, is not told of: what is said of it turns, and its mentions
    follow when it is named next. Else somebody would learn that there is one.
    """
    with store.database.write() as connection:
        former = judged_parts.cut_short(connection, undo.about)
        whole = judged_parts.root_of(connection, undo.about) if former else kept.undo(connection, undo)
        undo, parts = former or undo, kept.parts_to_turn(connection, whole)
    by_document: dict[str, list[Judgement]] = {}
    for part in parts:
        if part.anchor is not None:
            by_document.setdefault(part.anchor.document, []).append(part)
    busy = take_all(store, {id: partial(_turn, some, undo) for id, some in by_document.items()})
    known = store.documents.many(viewer, by_document)
    with store.database.write() as connection:
        for id in busy:
            if id not in known:
                _turn(by_document[id], undo, connection)
    _tell_busy([id for id in busy if id in known], [undo])
    return [undo], len(known)


def _unfinished(viewer: Viewer, store: Store, new: Judgement) -> Judgement | None:
    """The same said before by the same person, whose parts are not all there: they were cut short."""
    for one in store.judgements.all(viewer, about=new.entity, act=Act.REJECT_ALL):
        if one.stands and (one.owner, one.by, one.why, one.entity) == (new.owner, new.by, new.why, new.entity):
            with store.database.read() as connection:
                if judged_parts.parts_kept(connection, one.id) < int(str(one.said["mentions"])):
                    return one
    return None


def _parts(viewer: Viewer, store: Store, owner: str, entity: str, why: str) -> dict[str, list[Judgement]]:
    """By document of the owner's, a rejection of each mention of the entity."""
    found: dict[str, list[Judgement]] = {}
    for document, _ in store.entities.documents(viewer, entity):
        if store.documents.get(viewer, document).owner == owner:
            named = store.documents.mentions(viewer, document)
            found[document] = [
                Judgement(
                    _id(), owner, Act.REJECT, viewer.name, swedish.now(), why,
                    anchor=Anchor(document, one.page, one.start, one.end, one.text),
                    entity=entity, said={"label": one.label.value},
                )
                for one, id in named if id == entity
            ]  # fmt: skip
    return found


def _keep(whole: str, parts: Sequence[Judgement], connection: Connection) -> None:
    for part in parts:
        kept.add(connection, part, part_of=whole)


def _turn(parts: Sequence[Judgement], undo: Judgement, connection: Connection) -> None:
    kept.turn_parts(connection, parts, undo.by, undo.at)


def _tell_busy(busy: Sequence[str], made: Sequence[Judgement]) -> None:
    if busy:
        raise DocumentBusyError(
            f"{len(busy)} handlingar läses just nu och ändrades inte ({busy[0]} …)",
            next=f"Säg det igen om en stund. Det som är gjort ångras med samsyn entity undo {made[0].id}.",
        )


def _id() -> str:
    return secrets.token_hex(16)
