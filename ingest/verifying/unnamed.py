"""Files of the vault that nothing in the register names: told of when they have been so for a day; ``--repair`` removes
them, while nobody is at work who may be about to name one anew, and not where an older register was put back: what came
in after it lies in the vault and may lie nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ingest.verifying.difference import Difference
from models import swedish
from models.store.ledger_kept import kept_heads
from models.store.notices import RESTORED
from models.store.store import Store

_AT_ONCE: Final = 100  # files removed between two looks at who is at work


def check_unnamed(store: Store, *, repair: bool) -> Iterator[Difference]:
    found = store.unnamed.look(store.vault.ids())
    gone = _removed(store, found) if repair and found and not _has_been_newer(store) else set[str]()
    yield from (Difference("unnamed_in_vault", None, sha256, sha256 in gone) for sha256 in found)


def _has_been_newer(store: Store) -> bool:
    """Whether the register is a backup for which nobody has answered yet, or lacks an event that the home remembers:
    one that was put back by hand, however far it has come since."""
    told = store.notices.get(RESTORED)
    return bool(told and not told.get("accepted")) or not all(map(store.ledger.stands, reversed(kept_heads(store))))


def _removed(store: Store, found: list[str]) -> set[str]:
    gone, since = set[str](), swedish.now()
    going = store.unnamed.still(found)
    for begin in range(0, len(going), _AT_ONCE):
        if store.unnamed.may_be_wanted(since):
            break
        some = going[begin : begin + _AT_ONCE]
        for sha256 in some:
            store.vault.remove(sha256)
        store.unnamed.gone(some)
        gone.update(some)
    return gone
