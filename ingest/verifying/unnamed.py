"""Files of the vault that nothing in the register names: told of when they have been so for a day; ``--repair`` removes
them, while nobody is at work who may be about to name one anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ingest.verifying.difference import Difference
from models import swedish
from models.store.store import Store

_AT_ONCE: Final = 100  # files removed between two looks at who is at work


def check_unnamed(store: Store, *, repair: bool) -> Iterator[Difference]:
    found = store.unnamed.look(store.vault.ids())
    gone = _removed(store, found) if repair and found else set[str]()
    yield from (Difference("unnamed_in_vault", None, sha256, sha256 in gone) for sha256 in found)


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
