"""A site of a journey's own, with the board's officers: what is changed in it is nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.access import EVERYDAY, Role
from models.account import Access
from models.store.store import Store
from search.backends import open_index
from search.index import Index
from search.indexing import drain
from tests.serving import serving
from tests.web import archive
from web.app import create_app


def add_officer(store: Store, name: str) -> None:
    """Who keeps the secrecy of the board's papers; called by the name with a capital."""
    owner = frozenset({archive.MILJO.owner})
    store.users.add(name, name.capitalize(), archive.PASSWORD, owner)
    store.users.set_access(name, Access(EVERYDAY | {Role.OFFICER}, owner, officer_of=owner))


@contextmanager
def served(store: Store) -> Iterator[tuple[str, Index]]:
    """The site's address, and its index, in which all is that the store has; both are closed with it."""
    index = open_index(store.settings)
    drain(store, index)
    with serving(create_app(store, index, demo=True)) as address:
        yield address, index
    index.close()
    store.close()
