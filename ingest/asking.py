"""What every command that decides about documents begins and ends with: who asks of which store; the index after."""

from __future__ import annotations

from models.access import Purpose, Viewer
from models.settings import read_settings
from models.store.store import Store
from search.operator import operator


def asked(as_user: str | None, purpose: str, case: str) -> tuple[Store, Viewer, Purpose]:
    """The installation's store, and who asks and why, as the options of :func:`search.operator.asked_by` say."""
    settings = read_settings()
    store = Store.open(settings)
    return store, *operator(store, settings, as_user, purpose, case)


def catch_up(store: Store) -> None:
    """Let the index follow what was decided, so that the next search shows it."""
    from search.backends import open_index
    from search.indexing import drain

    drain(store, open_index(store.settings))
