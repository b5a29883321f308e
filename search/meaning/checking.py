"""Whether the vectors agree with the register: none missing, none of a text that reads otherwise now, none of a
document that is no longer searched. For ``samsyn verify``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.access import Viewer
from models.store.service import service
from models.store.store import Store
from search.meaning.embedder import open_embedder
from search.meaning.embedding import existing_vectors, follow
from search.meaning.passages import passages, whole_digest

MISSING: Final = "vectors_missing"
STALE: Final = "vectors_stale"
SURPLUS: Final = "vectors_surplus"


@dataclass(frozen=True, slots=True)
class VectorFault:
    """``what`` is MISSING (``samsyn embed`` makes them), STALE or SURPLUS (:func:`mended` strikes them)."""

    what: str
    document: str
    owner: str


def vector_faults(store: Store, owners: Sequence[str]) -> list[VectorFault]:
    """Of these owners. An owner without vectors lacks none: they are made where somebody wants them, and where those
    of another embedder lie ``samsyn status`` says so. Raises :class:`models.errors.IndexUnavailableError`."""
    vectors = existing_vectors(store.settings)
    if vectors is None:
        return []
    embedder, viewer = open_embedder(store.settings), service(store, "verifiering")
    waiting = {row.document for row in store.outbox.all()}
    found: list[VectorFault] = []
    for owner in owners:
        made = vectors.embedder(owner)
        if made:
            held, ids = vectors.finished(owner), set(store.documents.ids(viewer, owner))
            stale = [id for id in held if id in ids and id not in waiting and held[id] != _now(viewer, store, id)]
            lacking = ids - held.keys() - waiting if embedder is not None and made == embedder.identity else set()
            found += _faults(owner, {SURPLUS: held.keys() - ids - waiting, STALE: stale, MISSING: lacking})
    return found


def mended(store: Store, faults: Sequence[VectorFault]) -> None:
    """Strike the vectors that are of nothing that stands there now."""
    vectors = existing_vectors(store.settings)
    for each in faults:
        if vectors is not None and each.what != MISSING:
            follow(store, vectors, each.owner, each.document)


def _faults(owner: str, by_sort: Mapping[str, Iterable[str]]) -> Iterator[VectorFault]:
    for what, documents in by_sort.items():
        yield from (VectorFault(what, document, owner) for document in sorted(documents))


def _now(viewer: Viewer, store: Store, document: str) -> str:
    return whole_digest(passages((page.number, page.text) for page in store.documents.pages(viewer, document)))
