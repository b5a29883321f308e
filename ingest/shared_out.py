"""A document whose pages others read too (:mod:`models.store.stretches`): begun, left, and put together at the end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Final

from ingest.answer import Head
from ingest.ocr.identity import reading_identity
from ingest.reading import FileReading, Wanted, open_reading
from ingest.taking import Known
from ingest.task import SharedOut
from models.document import Document
from models.errors import OcrUnavailableError
from models.store.sealing import keyed_hash
from models.store.service import service
from models.store.store import Store
from models.store.stretches import Ends, Shared

_WHAT: Final = "manner"


@contextmanager
def open_document(
    store: Store, document: Document, worker: str, passwords: tuple[str, ...], *, force_ocr: bool, share: bool
) -> Iterator[FileReading]:
    """Read the document, which ``worker`` has claimed, whole, with the pages that others have read of it.

    Raises :class:`SharedOut` where others are to read some of them first (``share``), and what
    :func:`ingest.reading.open_reading` raises.
    """
    manner = _manner(store, passwords, force_ocr=force_ocr) if share else ""
    wanted = _wanted(store, document.id, worker, manner) if manner else Wanted()
    with (
        store.vault.local(document.sha256) as original,
        open_reading(
            original, store.settings, name=document.name, passwords=passwords, force_ocr=force_ocr, wanted=wanted
        ) as found,
    ):
        if found.left:
            raise SharedOut(_leave(store, document.id, worker, manner, found))
        yield found


def _wanted(store: Store, document: str, worker: str, manner: str) -> Wanted:
    """What is to be read now."""
    viewer = service(store, "inläsning")
    shared = store.stretches.go_on(viewer, document, worker, manner)
    if shared is None:
        return Wanted(most=store.settings.limits.shared_pages)
    if shared.left:
        raise SharedOut(shared.left)
    return Wanted(known=known(shared), beforehand=store.stretches.pages(viewer, document))


def _leave(store: Store, document: str, worker: str, manner: str, found: FileReading) -> tuple[str, ...]:
    """The pages that are left as stretches; none where another has the document by now."""
    read = [found.with_image(store.vault, page) for page in found.reading.pages]
    shared = Shared(found.reading.media_type, found.left.stop - 1, found.reading.title, found.reading.facts)
    ends = _ends(found.left, store.settings.limits.stretch_pages)
    return store.stretches.share(document, worker, manner, shared, read, ends) or ()


def known(shared: Shared) -> Known:
    """What a reader of some of its pages is told of the rest."""
    return Known(shared.media_type, Head(shared.count, shared.title, shared.facts))


def _manner(store: Store, passwords: Sequence[str], *, force_ocr: bool) -> str:
    """How a document is read, as a hash; empty where no page can be read by OCR."""
    try:
        told = json.dumps([reading_identity(store.settings), force_ocr, list(passwords)])
    except OcrUnavailableError:
        return ""
    return keyed_hash(store.key, _WHAT, told)


def _ends(left: range, most: int) -> Iterator[Ends]:
    """Stretches of like length."""
    count = -(-len(left) // most)
    cuts = [left.start + len(left) * at // count for at in range(count + 1)]
    yield from ((first, last - 1) for first, last in pairwise(cuts))
