"""Cutting a file into the documents it holds, as somebody decided, and putting it together again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.readers.cutting import CUTTERS
from ingest.reading import open_reading
from ingest.task import Task, run_task
from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Attachment, Document, DocumentState
from models.errors import InvalidPartsError, SplitFailedError
from models.split import Part, Split, SplitState, part_path
from models.store.store import Store
from models.withdrawal import Scope, Withdrawal

Progress = Callable[[int], object]
"""Called with how many more parts are done."""


def accept(
    viewer: Viewer, purpose: Purpose, store: Store, document: str, parts: Sequence[Part] = (), *,
    passwords: Sequence[str] = (), progress: Progress = lambda _: None,
) -> Split:  # fmt: skip
    """Cut the document into ``parts``, by default those proposed. Each becomes a document with the pages as they were
    read; the whole leaves search when the last of them is there. Cutting it again the same way changes nothing.

    Raises :class:`InvalidPartsError` for parts that are not pages in order, :class:`SplitFailedError`
    where it could not be done now.
    """
    split = store.splits.get(viewer, document)
    store.splits.check(viewer, document)
    wanted = tuple(parts) or split.parts
    whole = store.documents.get(viewer, document)
    _check(wanted, whole)
    _tell(store, viewer, purpose, whole, "accept", parts=len(wanted))
    _bring_back_parts(store, viewer, whole)
    ranges = [(part.first, part.last) for part in wanted]
    with (
        store.vault.local(whole.sha256) as original,
        open_reading(original, store.settings, passwords=passwords, ranges=ranges, readers=CUTTERS) as cut,
    ):
        if len(cut.reading.attachments) != len(wanted):
            raise SplitFailedError(f"Filen kunde inte delas (skäl: {cut.reading.reason or 'okänt'})")
        for part, piece in zip(wanted, cut.reading.attachments, strict=True):
            _take(store, whole, part, piece)
            progress(1)
    if not _standing(store, viewer, Scope.SPLIT, document):  # else who cut it before was killed on the way
        store.withdrawals.take(viewer, Scope.SPLIT, document, f"delad i {len(wanted)} handlingar")
    return store.splits.decide(viewer, document, SplitState.ACCEPTED, wanted)


def reject(viewer: Viewer, purpose: Purpose, store: Store, document: str) -> Split:
    """It is one document: the proposal is put away."""
    store.splits.check(viewer, document)
    _tell(store, viewer, purpose, store.documents.get(viewer, document), "reject")
    return store.splits.decide(viewer, document, SplitState.REJECTED)


def undo(viewer: Viewer, purpose: Purpose, store: Store, document: str) -> Split:
    """Back to the proposal: the whole can be found again, and its parts no more."""
    whole = store.documents.get(viewer, document)
    store.splits.check(viewer, document)
    _tell(store, viewer, purpose, whole, "undo")
    if store.splits.get(viewer, document).state is SplitState.ACCEPTED:
        withdrawal = store.withdrawals.of(viewer, document)
        if withdrawal is not None and withdrawal.scope is Scope.SPLIT:
            store.withdrawals.undo(viewer, withdrawal.id)
        if not _standing(store, viewer, Scope.PARTS, document):
            store.withdrawals.take(viewer, Scope.PARTS, document, "delningen ångrad")
    return store.splits.decide(viewer, document, SplitState.PROPOSED)


def _check(parts: Sequence[Part], whole: Document) -> None:
    before = 0
    for part in parts:
        if not before < part.first <= part.last <= whole.pages:
            raise InvalidPartsError(f"Sidorna {part.first}–{part.last} går inte: filen har {whole.pages} sidor")
        before = part.last
    if not parts:
        raise InvalidPartsError("Ange minst en del")


def _bring_back_parts(store: Store, viewer: Viewer, whole: Document) -> None:
    """Parts of an earlier cut that was undone: their withdrawal ends, so that the same parts can be found again."""
    for withdrawal in _standing(store, viewer, Scope.PARTS, whole.id):
        store.withdrawals.undo(viewer, withdrawal.id)


def _standing(store: Store, viewer: Viewer, scope: Scope, document: str) -> list[Withdrawal]:
    return [
        each
        for each in store.withdrawals.all(viewer)
        if (each.scope, each.target) == (scope, document) and each.undone is None
    ]


def _take(store: Store, whole: Document, part: Part, piece: Attachment) -> None:
    """The part as a document of its own, with the pages that were read with the whole."""
    sha256, size = store.vault.put_file(piece.path)
    pages = f"{part.first}-{part.last}" if part.last > part.first else f"{part.first}"
    name = f"{Path(whole.name).stem} s. {pages} {part.name.rstrip(' .')}".rstrip() + Path(whole.name).suffix
    path = part_path(whole.id, f"{part.first}-{part.last}")
    source = store.sources.get(whole.source)
    arrival = store.arrivals.arrive(source, sha256, size, path=path, name=name, parent=whole.id)
    if arrival.state is not DocumentState.FAILED:  # cut the same way before
        return
    store.registration.copy_pages(arrival.document, whole.id, part.first, part.last)
    outcome = run_task(str(store.settings.home), Task(arrival.document, read=False))
    if outcome.state is DocumentState.FAILED:
        raise SplitFailedError(f"En del av filen kunde inte läggas upp (skäl: {outcome.reason})")


def _tell(store: Store, viewer: Viewer, purpose: Purpose, whole: Document, what: str, **details: int) -> None:
    told: dict[str, str | int] = {"decision": what, **details}
    store.ledger.write(Event(Action.SPLIT, viewer.actor, purpose.text, purpose.case, whole.id, (whole.owner,), told))
