"""Tags: the ledger first, then the word; shown with the words that they are on where those stand now.

To show them beside a page is part of reading the page, which has its event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Document
from models.errors import AccessDeniedError
from models.note import Place, Tag
from models.store.store import Store
from search.chosen_words import Standing, standing
from search.notes import record


@dataclass(frozen=True, slots=True)
class ShownTag:
    tag: Tag
    words: Standing


def shown(viewer: Viewer, store: Store, tags: Sequence[Tag]) -> list[ShownTag]:
    """The tags with the words that they are on where those stand now."""
    words = standing(viewer, store, [tag.place for tag in tags])
    return [ShownTag(tag, stands) for tag, stands in zip(tags, words, strict=True)]


def put(viewer: Viewer, purpose: Purpose, store: Store, place: Place, word: str) -> None:
    """Put a word on a document, a page or words. Raises as :meth:`models.store.tags.Tags.add`."""
    record(viewer, purpose, store, place, "tag")
    store.tags.add(viewer, place, word)


def take_away(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> None:
    """Take a tag away, to be brought back by :func:`put_back`. Raises :class:`AccessDeniedError` for one that the
    viewer is not told of, there or not."""
    record(viewer, purpose, store, store.tags.get(viewer, id).place, "untag")
    store.tags.remove(viewer, id)


def put_back(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> None:
    record(viewer, purpose, store, store.tags.get(viewer, id).place, "tag")
    store.tags.restore(viewer, id)


def tagged(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> tuple[str, list[tuple[Document, list[Tag]]]]:
    """The tag with this id, and the documents that have it with where on them it is, the newest first.

    Raises :class:`AccessDeniedError` where the viewer may read no document with it.
    """
    word = store.tags.word(viewer, id)
    if not word:
        raise AccessDeniedError("Etiketten finns inte")
    places = store.tags.of_word(viewer, word)
    known = store.documents.many(viewer, places)
    owners = tuple(sorted({each.owner for each in known.values()}))
    told: dict[str, str | int] = {"list": "tagged", "documents": len(known)}
    store.ledger.write(Event(Action.SEARCH, viewer.actor, purpose.text, purpose.case, "", owners, told))
    newest = sorted(known.values(), key=lambda each: (each.date is not None, each.date, each.id), reverse=True)
    return word, [(each, places[each.id]) for each in newest]
