"""The documents that are alike one that somebody looks at: what they are to it, how much of the text they share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Document
from models.errors import AccessDeniedError
from models.likeness import Likeness
from models.masking import mask
from models.store.store import Store
from search.beside import newest_version, relations
from search.likeness.shingles import jaccard, unpacked

MOST_TOLD: Final = 50
"""Of the documents alike one: the first of those that are in its group."""


@dataclass(frozen=True, slots=True)
class AlikeDocument:
    """``document``, masked, and what it is to the one looked at; ``share`` (0–1) is the Jaccard index of their pairs of
    words; ``newest``: it is the newest of the versions, where that can be told."""

    document: Document
    likeness: Likeness
    share: float
    newest: bool


@dataclass(frozen=True, slots=True)
class AlikeView:
    """``total`` are alike, of which ``alike`` are told. ``newest``: of the versions it is the newest itself. ``full``:
    there may be more, in groups beside this one, which holds as many as it may (``similar_members``)."""

    document: str
    total: int
    alike: tuple[AlikeDocument, ...]
    newest: bool = False
    full: bool = False


def alike(viewer: Viewer, store: Store, id: str) -> AlikeView:
    """What is alike the document, within what the viewer may read; nothing is written in the ledger, since whoever
    shows it has opened the document. Raises :class:`AccessDeniedError`."""
    store.documents.get(viewer, id)
    members = store.alike.groups(viewer, [id]).get(id, ())
    if not members:
        return AlikeView(id, 0, ())
    related = relations(members, id)
    told = related[:MOST_TOLD]
    known = store.documents.many(viewer, [id, *(member.document for _, member in told)])
    prints = {each: unpacked(kept) for each, kept in store.alike.shingles(viewer, known).items()}
    versions = [known[id], *(known[m.document] for likeness, m in told if likeness is not Likeness.SIMILAR)]
    last = newest_version(versions) if any(likeness is Likeness.VERSION for likeness, _ in told) else ""
    found = tuple(
        AlikeDocument(
            _masked(known[member.document]),
            likeness,
            round(jaccard(prints[id], prints[member.document]), 3),
            newest=member.document == last,
        )
        for likeness, member in told
    )
    full = len(members) >= store.settings.limits.similar_members
    return AlikeView(id, len(related), found, newest=last == id, full=full)


def read_alike(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> AlikeView:
    """The same, as a reading of its own: the ledger first, then the answer."""
    try:
        owner = store.documents.get(viewer, id).owner
    except AccessDeniedError:
        store.ledger.write(Event(Action.REFUSED, viewer.actor, purpose.text, purpose.case, id))
        raise
    store.ledger.write(Event(Action.READ_DOCUMENT, viewer.actor, purpose.text, purpose.case, id, (owner,)))
    return alike(viewer, store, id)


def _masked(document: Document) -> Document:
    return replace(document, name=mask(document.name), title=mask(document.title))
