"""Notes: the ledger first, then what was written; shown with the words that they are on where those stand now.

To show them beside a page is part of reading the page, which has its event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.errors import AccessDeniedError
from models.note import Audience, Note, Place
from models.store.store import Store
from search.chosen_words import Standing, standing


@dataclass(frozen=True, slots=True)
class ShownNote:
    note: Note
    words: Standing


def shown(viewer: Viewer, store: Store, notes: Sequence[Note]) -> list[ShownNote]:
    """The notes with their words where those stand now."""
    words = standing(viewer, store, [note.place for note in notes])
    return [ShownNote(note, stands) for note, stands in zip(notes, words, strict=True)]


def on_document(viewer: Viewer, store: Store, document: str, *, removed: bool = False) -> list[ShownNote]:
    return shown(viewer, store, store.notes.of_document(viewer, document, removed=removed))


def write(
    viewer: Viewer, purpose: Purpose, store: Store, place: Place, text: str, audience: Audience, group: str = ""
) -> Note:
    """Write a note. Raises as :meth:`models.store.notes.Notes.add`."""
    record(viewer, purpose, store, place, "add", _whose(viewer, store, place))
    return store.notes.add(viewer, place, text, audience, group)


def change(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, text: str, audience: Audience, group: str = ""
) -> Note:
    """Write something else. Raises :class:`AccessDeniedError` for whoever did not write it; returns it as it was."""
    note = store.notes.get(viewer, id)
    record(viewer, purpose, store, note.place, "change", _whose_note(viewer, store, note))
    store.notes.change(viewer, id, text, audience, group)
    return note


def remove(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> Note:
    """Take it away, to be brought back by :func:`restore`."""
    note = store.notes.get(viewer, id)
    record(viewer, purpose, store, note.place, "remove", _whose_note(viewer, store, note))
    store.notes.remove(viewer, id)
    return note


def restore(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> Note:
    note = store.notes.get(viewer, id, removed=True)
    record(viewer, purpose, store, note.place, "restore", _whose_note(viewer, store, note))
    store.notes.restore(viewer, id)
    return note


def _whose(viewer: Viewer, store: Store, place: Place) -> tuple[str, ...]:
    """Whose a note on an entity is: of all who have it, as far as the writer reads, unless it is for one's staff."""
    return (place.owner,) if place.owner else tuple(store.notes.owners(viewer, place.entity)) if place.entity else ()


def _whose_note(viewer: Viewer, store: Store, note: Note) -> tuple[str, ...]:
    return (note.owner,) if note.audience is Audience.OWNER else _whose(viewer, store, note.place)


def record(
    viewer: Viewer, purpose: Purpose, store: Store, place: Place, act: str, owners: tuple[str, ...] = ()
) -> None:
    """With the document's owner, where no others are given. Raises :class:`AccessDeniedError` for what the viewer may
    not know, before anything is written."""
    target, told = place.entity or place.document, {"act": act} | ({"page": place.page} if place.page else {})
    why = (viewer.actor, purpose.text, purpose.case, target)
    try:
        known = store.entities.get(viewer, target) if place.entity else store.documents.get(viewer, target)
        if place.owner and place.owner not in store.notes.owners(viewer, place.entity):
            raise AccessDeniedError("Det finns inget att visa")  # before it is written as whose the event is
    except AccessDeniedError:
        store.ledger.write(Event(Action.REFUSED, *why))
        raise
    store.ledger.write(Event(Action.NOTE, *why, owners or (known.owner,), told))
