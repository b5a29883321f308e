"""Heads of the ledger that were handed out, as the home remembers them: a cut tail shows without any witness.

Whoever can write the database but not the home's files cannot cut the ledger's end unseen. A witness elsewhere holds
against those who can write both.
"""

from __future__ import annotations

import os
from pathlib import Path

from models.store.ledger_heads import Head, read_heads
from models.store.store import Store


def path(home: Path) -> Path:
    """A line for each head, the oldest first."""
    return home / "ledger-heads.txt"


def hand_out(store: Store) -> Head | None:
    """The ledger's head, which the home remembers; None of an empty ledger. One that was the last to be handed out is
    not written again: whoever notes it every few minutes would make the file long and slow to read."""
    head = store.ledger.head()
    if head is not None:
        remember(store, head)
    return head


def remember(store: Store, head: Head) -> None:
    """Have the home remember a head that was handed out, unless it is the last that it remembers."""
    if not _is_last(path(store.settings.home), head):
        descriptor = os.open(path(store.settings.home), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{head.line()}\n")
            file.flush()
            os.fsync(file.fileno())


def _is_last(file: Path, head: Head) -> bool:
    line = f"{head.line()}\n".encode()  # the same head is signed the same
    if not file.is_file() or file.stat().st_size < len(line):
        return False
    with file.open("rb") as lines:
        lines.seek(-len(line), os.SEEK_END)
        return lines.read() == line


def kept_heads(store: Store) -> list[Head]:
    """Those handed out before. Raises :class:`models.errors.InvalidHeadError` where somebody changed the file."""
    file = path(store.settings.home)
    if not file.is_file():
        return []
    return read_heads(file.read_text(encoding="utf-8", errors="replace"), store.ledger.keys.secret.signing)
