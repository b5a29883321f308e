"""Files of the vault that nothing in the register names: told of when they have been so for a day, for then no intake
is on its way to name them; ``--repair`` removes them."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.verifying.difference import Difference
from models.store.store import Store


def check_unnamed(store: Store, *, repair: bool) -> Iterator[Difference]:
    found = store.unnamed.look(store.vault.ids())
    going = store.unnamed.still(found) if repair and found else []
    for sha256 in going:
        store.vault.remove(sha256)
        store.unnamed.gone(sha256)
    gone = set(going)
    yield from (Difference("unnamed_in_vault", None, sha256, sha256 in gone) for sha256 in found)
