"""What every command that decides about documents begins and ends with: who asks of which store; the index after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from models.access import Purpose, Viewer
from models.settings import read_settings
from models.store.store import Store
from search.operator import operator


def asked(as_user: str | None, purpose: str, case: str) -> tuple[Store, Viewer, Purpose]:
    """The installation's store, and who asks and why, as the options of :func:`search.operator.asked_by` say."""
    settings = read_settings()
    store = Store.open(settings)
    return store, *operator(store, settings, as_user, purpose, case)


@contextmanager
def followed(store: Store) -> Iterator[None]:
    """What is decided in the block is what the next search shows: it ends when the index has followed it.

    What waited for the index before goes on waiting (behind an ingest it may be hours' work), unless it is little: what
    a command that was killed left behind is there with the next.
    """
    from search.backends import open_index
    from search.following import follow_since
    from search.indexing import BATCH, drain

    before = store.outbox.last()
    yield
    with closing(open_index(store.settings)) as index:
        follow_since(store, index, before)
        if store.outbox.count() <= BATCH:
            drain(store, index, patience=0.0)
