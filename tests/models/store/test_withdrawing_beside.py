"""A withdrawal beside whoever finishes a document of the same owner's."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from models.settings import Settings
from models.source import Source
from models.store.schema import documents
from models.store.settling import alone
from models.store.store import Store
from models.withdrawal import Scope
from tests.conftest import viewer_of
from tests.contracts.registered import put
from tests.processes import wait_until

OWNER = "Nämnden"
_WAITING = """SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""


@pytest.mark.postgresql
def test_it_takes_the_owners_lock_before_any_row(settings: Settings, postgresql_url: str) -> None:
    """In the same order as the other: else each would wait for what the other has."""
    viewer = viewer_of(OWNER)
    with closing(Store.open(replace(settings, database_url=postgresql_url), create=True)) as store:
        store.sources.add(Source("tillsyn", OWNER))
        ids = [put(store, "tillsyn", content, name=f"{content!r}.txt") for content in (b"ett", b"annat")]

        def is_waiting() -> bool:
            with store.database.read() as connection:
                return bool(connection.execute(text(_WAITING)).scalar_one() == 1)

        def asked(deed: threading.Thread) -> None:
            with store.database.write() as other:
                alone(other, OWNER)
                deed.start()
                assert wait_until(is_waiting)
                rows = select(documents.c.id).where(documents.c.id.in_(ids)).with_for_update(nowait=True)
                assert len(other.execute(rows).all()) == len(ids)
            deed.join(120)

        asked(threading.Thread(target=store.withdrawals.take, args=(viewer, Scope.SOURCE, "tillsyn", "prov")))
        (taken,) = store.withdrawals.all(viewer)
        asked(threading.Thread(target=store.withdrawals.undo, args=(viewer, taken.id)))
        (undone,) = store.withdrawals.all(viewer)
        assert undone.undone is not None
