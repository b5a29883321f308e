"""Notes and tags: the ledger first, then what was written; shown with the words that they are on where those stand now.

To show them beside a page is part of reading the page, which has its event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Document
from models.errors import AccessDeniedError, NothingChosenError
from models.note import Audience, Note, Place
from models.quotation import Quotation, found, placed, quoted
from models.store.store import Store
from search.page_texts import page_texts


@dataclass(frozen=True, slots=True)
class ShownNote:
    """``quote`` are the words that it is on, as they may be shown, and ``span`` where they stand on the page now;
    ``lost``: the page has been read again, and they stand there no more."""

    note: Note
    quote: str = ""
    span: tuple[int, int] | None = None
    lost: bool = False


def quotation(viewer: Viewer, store: Store, document: str, page: int, span: tuple[int, int], words: str) -> Quotation:
    """What somebody chose on a page: by where it stands (an empty ``span`` is none), or by its words as typed.

    Raises :class:`AccessDeniedError` for a page that may not be read, and :class:`NothingChosenError` where the words
    are not there.
    """
    text = page_texts(viewer, store, [(document, page)]).get((document, page))
    if text is None:
        raise AccessDeniedError("Sidan finns inte")
    chosen = quoted(text, *span) if span[0] < span[1] else found(text, words)
    if chosen is None:
        raise NothingChosenError("Orden står inte så på sidan")
    return chosen


def shown(viewer: Viewer, store: Store, notes: Sequence[Note]) -> list[ShownNote]:
    """The notes with their words where those stand now."""
    places = {(note.place.document, note.place.page) for note in notes if note.place.quotation}
    texts = page_texts(viewer, store, sorted(places))
    return [_placed(note, texts.get((note.place.document, note.place.page), "")) for note in notes]


def on_document(viewer: Viewer, store: Store, document: str, *, removed: bool = False) -> list[ShownNote]:
    return shown(viewer, store, store.notes.of_document(viewer, document, removed=removed))


def write(
    viewer: Viewer, purpose: Purpose, store: Store, place: Place, text: str, audience: Audience, group: str = ""
) -> Note:
    """Write a note. Raises as :meth:`models.store.notes.Notes.add`."""
    _record(viewer, purpose, store, place, "add", _whose(viewer, store, place))
    return store.notes.add(viewer, place, text, audience, group)


def change(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, text: str, audience: Audience, group: str = ""
) -> Note:
    """Write something else. Raises :class:`AccessDeniedError` for whoever did not write it; returns it as it was."""
    note = store.notes.get(viewer, id)
    _record(viewer, purpose, store, note.place, "change", _whose_note(viewer, store, note))
    store.notes.change(viewer, id, text, audience, group)
    return note


def remove(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> Note:
    """Take it away, to be brought back by :func:`restore`."""
    note = store.notes.get(viewer, id)
    _record(viewer, purpose, store, note.place, "remove", _whose_note(viewer, store, note))
    store.notes.remove(viewer, id)
    return note


def restore(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> Note:
    note = store.notes.get(viewer, id, removed=True)
    _record(viewer, purpose, store, note.place, "restore", _whose_note(viewer, store, note))
    store.notes.restore(viewer, id)
    return note


def tag(
    viewer: Viewer, purpose: Purpose, store: Store, document: str, page: int, word: str, *, gone: bool = False
) -> None:
    """Put a tag on a document (``page`` 0) or a page, or take it away."""
    _record(viewer, purpose, store, Place(document, page), "untag" if gone else "tag")
    if gone:
        store.tags.remove(viewer, document, page, word)
    else:
        store.tags.add(viewer, document, page, word)


def tagged(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> tuple[str, list[tuple[Document, list[int]]]]:
    """The tag with this id, and the documents that have it with on which pages, the newest first.

    Raises :class:`AccessDeniedError` where the viewer may read no document with it.
    """
    word = store.tags.word(viewer, id)
    if not word:
        raise AccessDeniedError("Etiketten finns inte")
    pages = store.tags.documents(viewer, word)
    known = store.documents.many(viewer, pages)
    owners = tuple(sorted({each.owner for each in known.values()}))
    told: dict[str, str | int] = {"list": "tagged", "documents": len(known)}
    store.ledger.write(Event(Action.SEARCH, viewer.actor, purpose.text, purpose.case, "", owners, told))
    newest = sorted(known.values(), key=lambda each: (each.date is not None, each.date, each.id), reverse=True)
    return word, [(each, pages[each.id]) for each in newest]


def _placed(note: Note, text: str) -> ShownNote:
    words = note.place.quotation
    if words is None:
        return ShownNote(note)
    span = placed(text, words)
    return ShownNote(note, text[slice(*span)], span) if span else ShownNote(note, lost=True)


def _whose(viewer: Viewer, store: Store, place: Place) -> tuple[str, ...]:
    """Whose a note on an entity is: of all who have it, as far as the writer reads, unless it is for one's staff."""
    return (place.owner,) if place.owner else tuple(store.notes.owners(viewer, place.entity)) if place.entity else ()


def _whose_note(viewer: Viewer, store: Store, note: Note) -> tuple[str, ...]:
    return (note.owner,) if note.audience is Audience.OWNER else _whose(viewer, store, note.place)


def _record(
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
