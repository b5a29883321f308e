"""From the register's pages to vectors: what lacks them gets them, what reads otherwise loses them, what is gone too.

It goes on after the text is searchable, for as long as it takes. Passages are kept a few at a time, each on the disk
before the next: whatever ends it on the way, it goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.access import Viewer
from models.errors import AccessDeniedError
from models.settings import Settings
from models.store.service import service
from models.store.store import Store
from search.meaning.embedder import Embedder
from search.meaning.opening import FOLDER, open_vectors
from search.meaning.passages import Passage, passages, whole_digest
from search.meaning.vectors import Vectors

_AT_ONCE: Final = 16  # passages embedded before they are kept: about ten seconds of one core

Progress = Callable[[int], object]
"""Called with how many more documents are done."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a run did; ``documents`` that nobody has any more by now are not counted."""

    documents: int
    passages: int
    seconds: float
    embedder: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """By owner, the documents that lack vectors of the embedder in force; ``outdated`` are the owners all of whose
    vectors another one made. ``having``: how many have them."""

    documents: Mapping[str, Sequence[str]]
    outdated: tuple[str, ...]
    having: int

    @property
    def count(self) -> int:
        return sum(map(len, self.documents.values()))


def lacking(
    store: Store, vectors: Vectors, embedder: Embedder, owners: Sequence[str], viewer: Viewer | None = None
) -> Lacking:
    """What ``samsyn embed`` has before it, of these owners' documents that belong in the index; with a ``viewer`` of
    those that they may read."""
    viewer = viewer or service(store, "inbäddning")
    missing: dict[str, Sequence[str]] = {}
    outdated, having = [], 0
    for owner in owners:
        made = vectors.embedder(owner)
        held = vectors.finished(owner) if made == embedder.identity else {}
        if made not in ("", embedder.identity):
            outdated.append(owner)
        ids = list(store.documents.ids(viewer, owner))
        missing[owner] = [id for id in ids if id not in held]
        having += len(ids) - len(missing[owner])
    return Lacking(missing, tuple(outdated), having)


def embed(
    store: Store, vectors: Vectors, embedder: Embedder, wanted: Lacking, progress: Progress = lambda _: None
) -> Embedded:
    """Give the documents that lack them their vectors. Raises :class:`models.errors.IndexUnavailableError`."""
    begun = time.monotonic()
    viewer = service(store, "inbäddning")
    documents = made = 0
    dimensions = len(embedder.query("mått")) if wanted.count else 0
    for owner, ids in wanted.documents.items():
        if ids:
            vectors.begin(owner, embedder.identity, dimensions)
        for id in ids:
            found = _passages(viewer, store, id)
            if found is not None:
                made += _embed_one(vectors, embedder, owner, id, found)
                documents += 1
                # Withdrawn or read anew meanwhile: the drain that told of it may have come before the last of these.
                follow(store, vectors, owner, id)
            progress(1)
    return Embedded(documents, made, round(time.monotonic() - begun, 3), embedder.identity)


def follow(store: Store, vectors: Vectors, owner: str, document: str) -> None:
    """Let the document's vectors be of what it says now, and of nothing where it is no longer searchable."""
    found = _passages(service(store, "inbäddning"), store, document)
    if found is None:
        vectors.delete(owner, [document])
    else:
        vectors.keep(owner, document, {each.place for each in found}, whole_digest(found))


def follow_changes(store: Store, changed: Iterable[tuple[str, str]]) -> None:
    """Take out of the vectors what the drain takes out of the index, and what reads otherwise now: ``changed`` are
    owners and documents. Where no embedder is installed there may be vectors all the same."""
    vectors = existing_vectors(store.settings)
    if vectors is None:
        return
    some = sorted(set(changed))
    made = {owner: vectors.embedder(owner) for owner in {owner for owner, _ in some}}
    for owner, document in some:
        if made[owner]:
            follow(store, vectors, owner, document)


def existing_vectors(settings: Settings) -> Vectors | None:
    """The vectors, where there may be any: nothing is asked of a site that never made some."""
    if (settings.home / FOLDER).exists() or settings.opensearch_url:
        return open_vectors(settings)
    return None


def _embed_one(vectors: Vectors, embedder: Embedder, owner: str, id: str, found: Sequence[Passage]) -> int:
    held = vectors.held(owner, id)
    todo = [each for each in found if each.place not in held]
    for some in _portions(todo):
        made = embedder.passages([each.text for each in some])
        vectors.add(owner, id, [each.place for each in some], made)
    vectors.finish(owner, id, whole_digest(found))
    return len(todo)


def _portions(todo: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    yield from (todo[at : at + _AT_ONCE] for at in range(0, len(todo), _AT_ONCE))


def _passages(viewer: Viewer, store: Store, id: str) -> list[Passage] | None:
    """The passages of a document as it reads now; None where it is not searchable any more."""
    try:
        if not store.documents.get(viewer, id).is_searchable:
            return None
        return passages((page.number, page.text) for page in store.documents.pages(viewer, id))
    except AccessDeniedError:
        return None
