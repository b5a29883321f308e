"""Carries out an order to erase: out of reading and of the register, then out of index, vault and everything that is
kept sealed, then out of the bytes of our files; compared; and a tombstone is what is left.

A document is whole until the first of these, which is one transaction; whatever ends it after that, the same order
goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from ingest.intake import INBOX
from ingest.verifying.hashing import hash_of
from models.access import Viewer
from models.erasure import ItemState, OrderState
from models.erasure_errors import ErasureIncompleteError
from models.errors import DocumentBusyError, SamsynError
from models.logs.record import Log
from models.store.backup.noted import note
from models.store.erasing.leftovers import Sort
from models.store.erasing.stones import BY, erase_again, keep, kept
from models.store.erasing.work import Order, Taken
from models.store.notices import BACKUP
from models.store.service import service
from models.store.store import Store
from search.erasing import told_erased, told_hindered, told_silenced
from search.following import follow_at_once
from search.index import Index
from search.indexing import drain
from search.meaning.opening import open_vectors
from search.standing import StandingQuestions
from search.turns import alone

log = Log(__name__)

_FOLLOWED: Final = 40
"""Groups after which the index follows: what it has still of those taken is ruled out of each search one by one."""

Progress = Callable[[float], object]
"""Told how much of it is done (0–1)."""


def carry_out(store: Store, index: Index, id: str, progress: Progress = lambda _: None) -> OrderState:
    """Erase what the order names; how it stands then.

    Raises :class:`DocumentBusyError` where some of it is being read, or something is made of it, and
    :class:`ErasureIncompleteError`: given once more it goes on.
    """
    viewer, order = service(store, "gallring"), store.erasure_work.begin(id)
    busy = _take(viewer, store, index, order, progress)
    if taken := store.erasure_work.taken(id):
        _clear(viewer, store, index, order, taken)
        _check(store, index, order, taken)
        keep(store.database, store.settings.home)
        store.erasure_work.entomb(order, taken)
    if taken or order.begun:  # whoever was at it before may have been killed just here
        store.erasure_work.compact_own()
    state = store.erasure_work.end(id)
    if order.erased is None:  # else it is noted there already, and more than the register knows
        _note(store)
    if busy:
        raise DocumentBusyError(f"{busy} av handlingarna läses just nu")
    return state


def carry_out_again(store: Store, index: Index) -> int:
    """Erase what came back with an older register, as far as the home remembers what was erased; how many documents.

    It has left the register already where a backup was put back (:mod:`models.store.backup.restoring`).
    """
    viewer, erased = service(store, "återställning"), 0
    erase_again(store.database, store.key, kept(store.settings.home))
    for id in store.erasures.unfinished(viewer):
        if store.erasures.get(viewer, id).by == BY:
            carry_out(store, index, id)
            erased += store.erasures.get(viewer, id).counts.get(ItemState.ERASED, 0)
    return erased


def _take(viewer: Viewer, store: Store, index: Index, order: Order, progress: Progress) -> int:
    """Take what waits out of the register, the index at its heels; how many groups are being read."""
    busy, waiting = 0, store.erasure_work.waiting(order.id)
    for done, (unit, marks) in enumerate(waiting, 1):
        told_erased(viewer, store, order, marks)
        try:
            if not store.erasure_work.take(order, unit):
                told_hindered(viewer, store, order, marks)
        except DocumentBusyError:
            busy += 1
        if not done % _FOLLOWED:
            follow_at_once(store, index)
        progress(done / (2 * len(waiting)))
    return busy


def _clear(viewer: Viewer, store: Store, index: Index, order: Order, taken: Sequence[Taken]) -> None:
    """Everywhere but in the register."""
    work = store.erasure_work
    words = work.left(order.id, Sort.WORD)
    drain(store, index)
    work.sealed.clear(order.id, order.owner, words)
    work.sweep(taken)
    events = work.sealed.events(order.owner, words)
    if events:
        told_silenced(viewer, store, order, len(events))
        work.sealed.silence(events)
    files = work.left(order.id, Sort.FILE)
    _remove(store, files)
    _clear_inbox(store, files)
    index.candidates(StandingQuestions(store, index).now(), [])  # has it forget those that nobody asks any more
    with alone(store, order.owner):
        index.scrub(order.owner)
        open_vectors(store.settings).scrub(order.owner)
    ids = {each.document for each in taken}
    silenced = bool(events) or order.begun  # whoever was at it before may have been ended just after that
    work.compact([word for word in words if word not in ids], ledger=silenced)


def _remove(store: Store, files: Sequence[str]) -> None:
    """Out of the vault, what nothing else names: the same bytes may be another's too."""
    going = store.unnamed.still(files)
    for sha256 in going:
        if not store.unnamed.has_come_in(sha256):
            store.vault.remove(sha256)
    store.unnamed.gone(going)


def _clear_inbox(store: Store, files: Iterable[str]) -> None:
    """Files that somebody put into the home to be taken in, and that lie there still."""
    gone = set(files)
    for path in sorted((store.settings.home / INBOX).rglob("*")):
        if path.is_file() and not path.is_symlink() and hash_of(path) in gone:
            path.unlink(missing_ok=True)


def _check(store: Store, index: Index, order: Order, taken: Sequence[Taken]) -> None:
    """Raises :class:`ErasureIncompleteError` where something of it is there still."""
    ids = {each.document for each in taken} - store.erasure_work.handed_in_again(taken)
    left = ["register"] if store.erasure_work.remains(ids) else []
    left += ["index"] if index.documents(order.owner) & ids else []
    vectors = open_vectors(store.settings)
    left += ["vectors"] if vectors.embedder(order.owner) and vectors.finished(order.owner, sorted(ids)) else []
    files = store.unnamed.still(store.erasure_work.left(order.id, Sort.FILE))
    left += ["vault"] if any(map(store.vault.exists, files)) else []
    if left:
        log.error("erasure.left", "something is left of what was erased: {what}", what=" ".join(left))
        raise ErasureIncompleteError("Något finns kvar av det som skulle gallras")


def _note(store: Store) -> None:
    """Where the last backup was taken to: an older one that is put back would bring the documents with it."""
    folder = store.notices.get(BACKUP).get("folder", "")
    if not folder:
        return
    try:
        if Path(folder).is_dir():
            note(store, Path(folder))
            return
    except (SamsynError, OSError) as error:
        log.warning("erasure.unnoted", "what was erased is not noted with the backups", error)
        return
    log.warning("erasure.unnoted", "what was erased is not noted with the backups")
